"""One person's evening with the bot: a location, a site, an alert with its distance, why, export, forget."""

import asyncio

from tests.acceptance.world import PATIENCE_S, World

ME = 101


async def press(world: World, label: str) -> None:
    """Press the newest button whose label begins so, and wait until the bot has answered."""
    for message in reversed(world.telegram.messages(ME)):
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        for button in (each for row in rows for each in row):
            if button["text"].startswith(label):
                query = world.telegram.press(ME, message["message_id"], button["callback_data"])
                async with asyncio.timeout(PATIENCE_S):
                    while world.telegram.answer_of(query) is None:
                        await asyncio.sleep(0.02)
                return
    raise AssertionError(f"no button {label!r}")


def newest(world: World) -> str:
    """The text of the newest message of the bot."""
    return str(world.telegram.messages(ME)[-1].get("text", ""))


async def test_from_a_shared_location_to_forgetting_everything(world: World) -> None:
    paper = world.paper("Wire A")
    await world.open()
    await world.start()
    await paper.polled(2)
    world.telegram.add_chat(ME)
    assert "Share your location" in await world.ask(ME, "/near")
    world.telegram.share_location(ME, 24.8391, 67.1209)
    await world.alert(ME, "Karachi, Sindh, Pakistan", "not kept")
    await press(world, "As a site of mine")
    assert "10 km around Site 1" in newest(world)
    assert "always" in (await world.ask(ME, "/quiet off")) or "day and night" in newest(world)

    paper.publish(
        "Bomb blast kills 4 in Korangi, Karachi",
        "A bomb went off in the Korangi area of Karachi, killing 4 people.",
    )
    told = await world.alert(ME, "Karachi", "Site 1")
    assert "from the middle of Korangi" in told.split("\n")[1]
    await world.quiet()
    number = world.telegram.messages(ME)[-1]["message_id"]
    assert not world.telegram.is_silent(ME, number)

    why = await world.ask(ME, f"/why {told.rsplit(' ', 1)[1]}")
    assert "new · sent, because of subscription 1" in why
    assert "✓ 1. " in why
    await press(world, "Not relevant")
    await press(world, "Old news")
    assert "Settings of this chat" in await world.ask(ME, "/settings")

    await world.ask(ME, "/export")
    await world.telegram.wait_for(ME, lambda m: "1 incident" in m.get("caption", ""), PATIENCE_S)
    names = [m["document"]["file_name"] for m in world.telegram.messages(ME) if "document" in m]
    assert [name.split("-")[1] for name in names] == ["subscriptions", "incidents"]

    await world.ask(ME, "/forget")
    await press(world, "Delete everything")
    assert "was deleted" in newest(world)
    before = len(world.telegram.messages(ME))
    paper.publish(
        "Gunmen kill 3 in Korangi, Karachi", "Gunmen on a motorcycle killed 3 people in Korangi, Karachi."
    )
    await world.quiet()
    assert len(world.telegram.messages(ME)) == before
    assert "24.8391" not in world.said()
    assert "Karachi" not in world.said()
