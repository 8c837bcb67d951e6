"""Severity and certainty in words, with their reasons."""

from bot.rendering.view import View, key


def severity_line(view: View) -> str:
    """Return "Serious 3/5: suspect at large, foreign nationals"."""
    return view.t.text(
        "severity-line",
        word=view.t.text(f"severity-{severity(view)}"),
        n=severity(view),
        reasons=view.t.joined(reasons(view)) or view.t.text("reason-none"),
    )


def severity(view: View) -> int:
    """The figure, 1 to 5."""
    return max(1, min(5, view.incident.severity))


def reasons(view: View) -> list[str]:
    """Return the reasons in words; a reason without words is told as its token, readable enough."""
    told = []
    for token in view.incident.severity_reasons:
        name = key("reason", token.replace("+", "-").replace(".", "-").replace(":", "-"))
        told.append(view.t.text(name) if view.t.has(name) else view.words(token.replace("_", " ").lower()))
    return list(dict.fromkeys(each for each in told if each))


def certainty_words(view: View) -> str:
    """Return the certainty in words; its code is our own affair."""
    return view.t.text(key("certainty", view.incident.certainty.value))
