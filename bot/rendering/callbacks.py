"""What stands in a button's callback data: one letter for the kind, then its arguments, ``i:PK-20241105-01``.

Telegram takes 1-64 bytes and hands back whatever a client sends, so ``parse`` trusts nothing: it answers None
for what this grammar can't have made, and whoever acts on it checks that the chat may.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

MAX_BYTES = 64
_ARGUMENT = re.compile(r"[A-Za-z0-9._+\-]{1,60}")


class Kind(StrEnum):
    """The letter that starts the data, and what its arguments are."""

    DETAILS = "i"  # incident
    MUTE = "m"  # incident
    UNMUTE = "n"  # incident
    LATEST = "l"  # token of the query, offset
    SUBSCRIPTION = "s"  # action, number or token, …
    CHOICE = "c"  # token of the question, number of the answer
    OTHER = "o"  # action, …
    FEEDBACK = "f"  # incident, reason or nothing yet
    SETTING = "t"  # which, value
    WIZARD = "w"  # action, token or place id, …
    NEAR = "g"  # place id, or radius and point


@dataclass(frozen=True, slots=True)
class Callback:
    """Parsed callback data."""

    kind: Kind
    args: tuple[str, ...]

    def number(self, position: int) -> int | None:
        """The argument as a whole number from 0, or None if it is none."""
        if position >= len(self.args):
            return None
        text = self.args[position]
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def encode(kind: Kind, *args: str | int) -> str:
    """Return the data, or "" when it would not fit or an argument holds what the grammar has no room for.

    A button with "" is to be left out.
    """
    texts = [str(each) for each in args]
    data = ":".join((kind.value, *texts))
    if not texts or len(data.encode("utf-8", "replace")) > MAX_BYTES:
        return ""
    return data if all(_ARGUMENT.fullmatch(each) for each in texts) else ""


def parse(data: str) -> Callback | None:
    """Return what the data says, or None if ``encode`` can't have made it."""
    letter, *args = data.split(":")
    if not args or len(data.encode("utf-8", "replace")) > MAX_BYTES:
        return None
    if letter not in set(Kind) or not all(_ARGUMENT.fullmatch(each) for each in args):
        return None
    return Callback(Kind(letter), tuple(args))


def details(incident_id: str) -> str:
    """Data of the button that shows the incident as /incident does."""
    return encode(Kind.DETAILS, incident_id)


def mute(incident_id: str) -> str:
    """Data of the button that mutes the incident in this chat."""
    return encode(Kind.MUTE, incident_id)


def unmute(incident_id: str) -> str:
    """Data of the button that takes the mute back."""
    return encode(Kind.UNMUTE, incident_id)


def latest(token: str, offset: int) -> str:
    """Data of a paging button under /latest."""
    return encode(Kind.LATEST, token, max(0, offset))


def subscription(action: str, *args: str | int) -> str:
    """Data of a button that changes a subscription."""
    return encode(Kind.SUBSCRIPTION, action, *args)


def feedback(incident_id: str, *reason: str) -> str:
    """Data of the button that says the incident was not relevant, and why."""
    return encode(Kind.FEEDBACK, incident_id, *reason)


def setting(which: str, *value: str | int) -> str:
    """Data of a button that changes what the chat has set."""
    return encode(Kind.SETTING, which, *value)


def near(*args: str | int) -> str:
    """Data of a button that subscribes to a place or circle about where somebody is."""
    return encode(Kind.NEAR, *args)


def wizard(action: str, *args: str | int) -> str:
    """Data of a button of the first steps."""
    return encode(Kind.WIZARD, action, *args)


def id_out(place_id: str) -> str:
    """Return a place's id as an argument ("region:south-asia" holds what parts arguments)."""
    return place_id.replace(":", "+")


def id_in(argument: str) -> str:
    """Return the place's id that ``id_out`` wrote."""
    return argument.replace("+", ":")


def choice(token: str, answer: str | int) -> str:
    """Data of a button that answers a question of ours (which Hyderabad?)."""
    return encode(Kind.CHOICE, token, answer)
