"""An expression in words, so that nobody has to guess what it means."""

from bot.i18n import Translator
from bot.matching.expression import parse
from bot.matching.tree import And, Filter, Node, Not, Or, Phrase, Prefix, Word
from bot.model.errors import UserError
from bot.model.nationality import countries_of


def explain(expression: str, *, lang: str) -> str:
    """Return a stored expression in words, plain text; "" for an empty one."""
    if not expression:
        return ""
    try:
        return _say(parse(expression), Translator.for_lang(lang), inner=False)
    except UserError:
        return expression


def _say(node: Node, t: Translator, *, inner: bool) -> str:
    match node:
        case Word(text) | Phrase(text):
            return t.text("words-word", word=text)
        case Prefix(text):
            return t.text("words-prefix", word=text)
        case Filter("target", value) if value.lower() in countries_of():
            key = f"nation-{countries_of()[value.lower()].lower()}"
            return t.text("words-people", nation=t.raw(key) if t.has(key) else value)
        case Filter(name, value):
            return t.text(f"words-{name}", value=_value(name, value, t))
        case Not(of):
            return t.text("words-not", what=_say(of, t, inner=True))
        case And(of):
            return _joined(of, "words-and", t, inner)
        case Or(of):
            return _joined(of, "words-or", t, inner)


def _value(name: str, value: str, t: Translator) -> str:
    """A kind or nature by the word that alerts use for it, anything else as it was typed."""
    key = f"{name}-{value.replace('_', '-')}"
    return t.raw(key) if name in ("kind", "nature") and t.has(key) else value.replace("_", " ")


def _joined(nodes: tuple[Node, ...], key: str, t: Translator, inner: bool) -> str:
    names = {each.name if isinstance(each, Filter) else "" for each in nodes}
    if key == "words-or" and names in ({"kind"}, {"nature"}):
        # "of the kind bombing or explosion", the kind named once.
        either = t.text(key).join(
            _value(each.name, each.value, t) for each in nodes if isinstance(each, Filter)
        )
        said = t.text(f"words-{names.pop()}", value=either)
    else:
        said = t.text(key).join(_say(each, t, inner=True) for each in nodes)
    return f"({said})" if inner else said
