"""Urdu in a real browser: lines begin at the right, and what is written from the left keeps its own order."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.i18n import Translator
from bot.model.alert import Message
from bot.model.incident import Push
from bot.playground.assembly import PRIVATE
from bot.rendering import render_alert
from handlers.reply import say
from tests.browser.conftest import PHONE, OpenPage
from tests.rendering.builders import NOW, incident
from tests.rendering.test_languages import TURBAT

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]
UR = Translator.for_lang("ur")
# Where the letters of a string stand that the newest message holds: the left edge of each, in pixels.
LETTERS = """([chat, wanted]) => {
    const log = document.querySelector(`#chat${chat} .log`);
    const last = [...log.querySelectorAll(".in")].at(-1);
    const walker = document.createTreeWalker(last, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(wanted);
        if (at < 0) continue;
        return [...wanted].map((_, n) => {
            const range = document.createRange();
            range.setStart(node, at + n);
            range.setEnd(node, at + n + 1);
            return range.getBoundingClientRect().left;
        });
    }
    return [];
}"""


async def letters(page: Any, wanted: str) -> list[float]:
    found: list[float] = await page.evaluate(LETTERS, [PRIVATE, wanted])
    assert found, f"{wanted!r} is not shown"
    return found


async def shown(does: Callable[..., Any], page: Any, told: Message) -> None:
    before = await page.locator(f"#chat{PRIVATE} .in").count()
    does("sendMessage", chat_id=PRIVATE, text=told.html, parse_mode="HTML")
    await page.locator(f"#chat{PRIVATE} .in").nth(before).wait_for()


async def test_an_urdu_alert_is_laid_out_from_the_right(
    does: Callable[..., Any], open_page: OpenPage
) -> None:
    page = await open_page(PHONE)
    await shown(does, page, render_alert(incident(), Push.NEW, lang="ur", now=NOW))
    middle = PHONE[0] / 2
    for word in ("کراچی", "خطرہ", "سنگین"):
        assert (await letters(page, word))[0] > middle, word
    assert (await letters(page, "کراچی")) == sorted(await letters(page, "کراچی"), reverse=True)


@pytest.mark.parametrize("latin", ["Turbat Kech", "Wire A ↗", "PK-20241105-01"])
async def test_names_and_ids_in_an_urdu_alert_keep_their_order(
    does: Callable[..., Any], open_page: OpenPage, latin: str
) -> None:
    page = await open_page()
    await shown(does, page, render_alert(incident(place=TURBAT), Push.NEW, lang="ur", now=NOW))
    places = await letters(page, latin)
    assert places == sorted(places)


async def test_a_line_that_begins_with_a_latin_name_still_begins_at_the_right(
    does: Callable[..., Any], open_page: OpenPage
) -> None:
    page = await open_page(PHONE)
    await shown(does, page, render_alert(incident(place=TURBAT), Push.NEW, lang="ur", now=NOW))
    assert (await letters(page, "بمقام"))[0] > (await letters(page, "Turbat Kech"))[0] > PHONE[0] / 4


@pytest.mark.parametrize("command", ["/subscribe", "/latest"])
async def test_the_slash_of_a_command_stays_on_its_left(
    does: Callable[..., Any], open_page: OpenPage, command: str
) -> None:
    page = await open_page()
    await shown(does, page, say(UR, "start"))
    places = await letters(page, command)
    assert places == sorted(places)


async def test_what_is_copied_from_an_urdu_text_holds_no_invisible_mark(
    does: Callable[..., Any], open_page: OpenPage
) -> None:
    page = await open_page()
    await shown(does, page, say(UR, "start"))
    codes = await page.locator(f"#chat{PRIVATE} .in").last.locator("code").all_inner_texts()
    assert codes == ["/subscribe کراچی", "/latest کراچی"]
