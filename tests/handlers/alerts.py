"""An alert as the sender leaves it: a message in the chat and a row of the outbox that says so."""

from dataclasses import replace

from bot.model.alert import Alert, OutboxState, Sent
from bot.model.incident import Incident, Push
from bot.rendering import render_alert
from handlers.reply import arguments
from tests.handlers.conversation import CHATS, Conversation, Shown, plain


async def alerted(
    talk: Conversation, incident: Incident, kind: str = "private", *, silent: bool = False
) -> Shown:
    """Send an alert of the incident, because of the chat's first subscription."""
    chat_id, now = CHATS[kind]["id"], talk.clock.now()
    told = render_alert(incident, Push.NEW, lang="en", now=now)
    message = await talk.application.bot.send_message(chat_id, **arguments(told))
    alert = Alert(chat_id, incident.id, 1, Push.NEW, incident.severity, "subscription 1: Karachi", now, 1)
    async with talk.services.store.write() as uow:
        if await uow.incidents.get(incident.id) is None:
            await uow.incidents.save(incident)
        await uow.outbox.add([alert])
        rows = await uow.outbox.claim("test", now, 60, 10)
        rows = await uow.outbox.mark_sending([replace(row, silent=silent) for row in rows])
        await uow.outbox.record(rows, Sent(message.message_id), now)
        assert {row.state for row in await uow.outbox.of_chat(chat_id, incident.id)} == {OutboxState.SENT}
    return Shown([plain(told.html)], [button.text for row in told.buttons for button in row])
