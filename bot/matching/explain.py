"""An expression in words, so that nobody has to guess what it means."""

from bot.i18n import Translator
from bot.matching.expression import parse
from bot.matching.tree import And, Filter, Node, Not, Or, Phrase, Prefix, Word
from bot.model.errors import UserError


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
        case Filter(name, value):
            return t.text(f"words-{name}", value=value.replace("_", " "))
        case Not(of):
            return t.text("words-not", what=_say(of, t, inner=True))
        case And(of):
            return _joined(of, "words-and", t, inner)
        case Or(of):
            return _joined(of, "words-or", t, inner)


def _joined(nodes: tuple[Node, ...], key: str, t: Translator, inner: bool) -> str:
    said = t.text(key).join(_say(each, t, inner=True) for each in nodes)
    return f"({said})" if inner else said
