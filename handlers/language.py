"""/language: which language a chat is answered and alerted in."""

from babel import Locale, UnknownLocaleError

from bot.i18n import Translator, offered
from bot.model.alert import Button
from bot.model.errors import UserError
from bot.rendering import callbacks
from bot.rendering.callbacks import Callback, Kind
from handlers.command import Command
from handlers.reply import Rows, say
from handlers.turn import Turn

_PER_ROW = 3


async def run(turn: Turn) -> None:
    """Take the language that the text names, by code or by name; without a text offer them as buttons."""
    wanted = " ".join(turn.text.split())
    if not wanted:
        await ask(turn)
        return
    lang = find(wanted)
    if lang is None:
        names = turn.t.joined(turn.t.isolate(own_name(code)) for code in offered())
        raise UserError("error-language", names=names)
    await change(turn, lang)
    await turn.say("language-set")


async def ask(turn: Turn) -> None:
    """Show the languages as buttons."""
    await turn.show(say(turn.t, "language-ask", *rows("lang")))


async def press(turn: Turn, data: Callback) -> None:
    """``lang CODE`` from /language, ``hello CODE`` from the greeting in a group, which is then said again."""
    lang = data.args[1] if len(data.args) == 2 else ""
    if lang not in offered():
        raise UserError("error-button-old")
    await change(turn, lang)
    await turn.say("added" if data.args[0] == "hello" else "language-set")


async def change(turn: Turn, lang: str) -> None:
    """Store the chat's language and go on in it."""
    async with turn.write() as uow:
        await uow.chats.set_lang(turn.chat_id, lang)
    turn.lang = lang


def rows(action: str, *, but: str = "") -> Rows:
    """Return a button for each language that is offered, ``but`` one, each named in itself."""
    buttons = [
        Button(own_name(code), data=callbacks.encode(Kind.OTHER, action, code))
        for code in offered()
        if code != but
    ]
    return tuple(tuple(buttons[n : n + _PER_ROW]) for n in range(0, len(buttons), _PER_ROW))


def own_name(lang: str) -> str:
    """Return what a language calls itself."""
    return Translator.for_lang(lang).raw("language-name")


def find(wanted: str) -> str | None:
    """Return the language offered that a person names: "ur", "Urdu", "اردو", "zh-Hans"; None if none is."""
    name = wanted.casefold()
    for code in offered():
        if name in _names(code):
            return code
    code = name.replace("_", "-").split("-")[0]
    return code if code in offered() else None


def _names(lang: str) -> set[str]:
    names = {lang, own_name(lang)}
    for other in offered():
        try:
            names.add(str(Locale.parse(lang, sep="-").get_display_name(other) or ""))
        except UnknownLocaleError:
            continue
    return {name.casefold() for name in names if name}


COMMAND = Command("language", run, changes=True, shows=True)
