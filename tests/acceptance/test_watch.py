"""The program watches over itself: seen from its operator's chat and from a dead-man's switch."""

from tests.acceptance.world import World
from tests.fakes.feedserver import FeedServer


async def test_canary_sings_and_the_switch_is_pinged_while_all_is_well(world: World) -> None:
    world.paper("Wire A")
    await world.open()
    world.telegram.add_chat(99)
    async with FeedServer() as switch:
        switch.serve("/ping/secret-of-the-switch", b"OK")
        world.extra = f"canary_chat = 99\ndead_man_url = '{switch.url('/ping/secret-of-the-switch')}'"
        await world.start()
        test_alert = await world.telegram.wait_for(99, lambda m: "🐤" in m.get("text", ""), 30.0)
        assert world.telegram.is_silent(99, test_alert["message_id"])
        await world.quiet()
        assert [request.path for request in switch.requests] == ["/ping/secret-of-the-switch"]
    assert "secret-of-the-switch" not in world.said()
    assert world.telegram.token not in world.said()
