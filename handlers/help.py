"""/help: the commands with an example each."""

from bot.model.alert import Message
from bot.rendering.html import Bold, Node, Text, message
from handlers.command import Command
from handlers.reply import marked, say
from handlers.turn import Turn

# In the order of the menu; handlers.COMMANDS is checked against it by a test.
LISTED = (
    "subscribe",
    "latest",
    "near",
    "subscriptions",
    "unsubscribe",
    "sites",
    "incident",
    "why",
    "mute",
    "quiet",
    "settings",
    "language",
    "export",
    "forget",
)


async def run(turn: Turn) -> None:
    """Show every command, or one in full ("/help subscribe")."""
    wanted = turn.text.strip().lower().lstrip("/")
    if wanted in LISTED:
        await turn.show(say(turn.t, f"help-{wanted}"))
        return
    await turn.show(overview(turn))


def overview(turn: Turn) -> Message:
    """Return the list of commands."""
    t = turn.t
    nodes: list[Node] = [Bold(t.text("help-heading"))]
    for name in LISTED:
        nodes.append(Text(f"\n\n{t.isolate(f'/{name}')} – {t.text(f'menu-{name}')}"))
        if t.has(f"example-{name}"):
            nodes += [Text("\n"), *marked(t.text(f"example-{name}"), turned=not t.left_to_right)]
    nodes += [Text("\n\n"), *marked(t.text("help-foot"))]
    return message(nodes)


COMMAND = Command("help", run)
