"""The tree of an expression, what it is worth for an incident, and its one canonical spelling."""

from dataclasses import dataclass

from bot.matching.facts import Facts
from bot.matching.people import is_target
from bot.model.mention import Certainty


@dataclass(frozen=True, slots=True)
class Word:
    """A bare word."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotes: in this order, side by side."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """The start of a word (``bomb*``)."""

    text: str


@dataclass(frozen=True, slots=True)
class Filter:
    """``name`` is kind, nature, certainty, target or severity; ``value`` as it is stored in a record."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but."""

    of: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    of: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these."""

    of: tuple["Node", ...]


Node = Word | Phrase | Prefix | Filter | Not | And | Or


def holds(node: Node, facts: Facts) -> bool:
    """Whether the expression is true of the incident. The depth was capped when it was read."""
    match node:
        case Word(text) | Phrase(text):
            return facts.mentions(text)
        case Prefix(text):
            return facts.has_prefix(text)
        case Filter(name, value):
            return _filter(name, value, facts)
        case Not(of):
            return not holds(of, facts)
        case And(of):
            return all(holds(each, facts) for each in of)
        case Or(of):
            return any(holds(each, facts) for each in of)


def _filter(name: str, value: str, facts: Facts) -> bool:
    incident = facts.incident
    if name == "kind":
        return value in (incident.kind, incident.fine_kind)
    if name == "nature":
        return value == incident.nature.value
    if name == "certainty":
        order = list(Certainty)
        return order.index(incident.certainty) >= order.index(Certainty(value))
    if name == "severity":
        return incident.severity >= int(value)
    return any(is_target(value, each) for each in incident.target)


def spell(node: Node) -> str:
    """Return the expression as text that reads back as the same tree."""
    match node:
        case Word(text):
            return text
        case Phrase(text):
            return f'"{text}"'
        case Prefix(text):
            return f"{text}*"
        case Filter(name, value):
            sign = ">=" if name in ("certainty", "severity") else ":"
            return f"{name}{sign}{value}" if value.replace("_", "").isalnum() else f'{name}{sign}"{value}"'
        case Not(of):
            return f"-{_group(of)}"
        case And(of):
            return " ".join(_group(each) for each in of)
        case Or(of):
            return " | ".join(_group(each) for each in of)


def _group(node: Node) -> str:
    return f"({spell(node)})" if isinstance(node, And | Or) else spell(node)
