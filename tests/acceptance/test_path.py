"""From a feed to a phone, over real HTTP, with the program as a child process."""

import asyncio
import signal

import pytest

from tests.acceptance.texts import many, report
from tests.acceptance.world import World

TOLD = {
    101: "/subscribe Karachi",
    102: "/subscribe Sindh",
    103: "/subscribe Pakistan",
    104: "/subscribe 卡拉奇",
    105: "/subscribe کراچی",
    106: '/subscribe Pakistan "Chinese nationals"',
}
NOT_TOLD = {
    201: "/subscribe Balochistan",
    202: "/subscribe Lahore",
    203: "/subscribe Pakistan BLA",
}


async def subscribe(world: World, wanted: dict[int, str]) -> None:
    for chat_id in wanted:
        world.telegram.add_chat(chat_id)
    answers = await asyncio.gather(*(world.ask(chat_id, text) for chat_id, text in wanted.items()))
    for text, answer in zip(wanted.values(), answers, strict=True):
        assert "severity" in answer, f"{text}: {answer}"


async def test_one_report_reaches_those_who_asked_for_its_place_once_and_nobody_else(world: World) -> None:
    paper, other = world.paper("Wire A"), world.paper("Paper B")
    await world.open()
    await world.start()
    await paper.polled(2)
    await subscribe(world, TOLD | NOT_TOLD)

    paper.publish(*report("factory"))
    for chat_id in TOLD:
        told = await world.alert(chat_id, "Karachi", "shooting")
        assert told.split("\n")[0].startswith("🟠 Karachi: shooting, 2 Chinese nationals injured")
        assert "Adnan" not in told
        assert "Baloch" not in told
    await world.quiet()
    assert {chat: len(world.alerts(chat)) for chat in TOLD} == dict.fromkeys(TOLD, 1)
    assert {chat: len(world.alerts(chat)) for chat in NOT_TOLD} == dict.fromkeys(NOT_TOLD, 0)

    listed = await world.ask(101, "/latest Karachi")
    assert listed.count("Karachi: shooting") == 1
    assert "2 of 2 sources fine" in listed

    other.publish(*report("second"))
    await world.quiet()
    listed = await world.ask(101, "/latest Karachi")
    assert "1 incident\n" in listed, "two reports of one incident are one incident"
    assert "Wire A" in listed
    assert "Paper B" in listed
    assert {chat: len(world.alerts(chat)) for chat in TOLD} == dict.fromkeys(TOLD, 1)


async def test_a_kill_and_a_restart_repeat_nothing_and_lose_nothing(world: World) -> None:
    paper = world.paper("Wire A")
    await world.open()
    await world.start()
    await paper.polled(2)
    await subscribe(world, {101: "/subscribe Karachi"})
    paper.publish(*report("factory"))
    await world.alert(101, "Karachi", "shooting")
    await world.quiet()
    assert await world.kill() == -signal.SIGKILL

    paper.publish(
        "Bomb blast kills five in Quetta market", "A bomb killed five people in a market in Quetta."
    )
    paper.publish(
        "Gunmen kill four police in Karachi", "Gunmen killed four policemen in Orangi Town, Karachi."
    )
    await world.start()
    await world.alert(101, "4 ", "killed")
    await world.quiet()
    assert len(world.alerts(101)) == 2, world.alerts(101)
    assert "2 incidents" in await world.ask(101, "/latest Karachi")


async def test_a_kill_in_the_very_moment_of_a_send_repeats_at_most_that_one_and_says_so(world: World) -> None:
    paper = world.paper("Wire A")
    await world.open()
    await world.start()
    await paper.polled(2)
    await subscribe(world, {101: "/subscribe Karachi"})
    paper.publish(*report("factory"))
    await world.alert(101, "Karachi", "shooting")
    await world.kill()
    await world.start()
    await world.quiet()
    first, *again = world.alerts(101)
    assert "Possible repeat" not in first
    assert [("Possible repeat" in each) for each in again] in ([], [True])


async def test_a_source_that_is_full_at_its_first_poll_rings_nobody_and_is_listed(world: World) -> None:
    paper = world.paper("Wire A")
    for title, text in many(6):
        paper.publish(title, text)
    paper.publish(*report("factory"))
    await world.open()
    await world.start()
    world.telegram.add_chat(101)
    await world.ask(101, "/subscribe Karachi")
    await world.quiet()
    assert world.alerts(101) == []
    listed = await world.ask(101, "/latest Karachi")
    assert "7 incidents" in listed
    assert "before the start" in listed


async def test_twenty_five_incidents_in_one_poll_are_twenty_five_named_to_their_subscriber(
    world: World,
) -> None:
    paper = world.paper("Wire A")
    await world.open()
    await world.start()
    await paper.polled(2)
    await subscribe(world, {101: "/subscribe Karachi severity>=1"})
    for title, text in many(25):
        paper.publish(title, text)
    await world.quiet()
    listed = await world.ask(101, "/latest Karachi")
    assert "25 incidents" in listed
    told = "\n".join(m.get("text", "") for m in world.telegram.messages(101))
    named = {word.strip("().,·") for word in told.split() if word.startswith("PK-")}
    assert len(named) == 25


async def test_an_edited_item_is_a_revision_and_rings_nobody_again(world: World) -> None:
    paper = world.paper("Wire A")
    await world.open()
    await world.start()
    await paper.polled(2)
    await subscribe(world, {101: "/subscribe Karachi"})
    guid = paper.publish(*report("factory"))
    await world.alert(101, "Karachi", "shooting")
    paper.edit(guid, "A private guard fired", "A guard of a private firm fired")
    await world.quiet(3)
    assert len(world.alerts(101)) == 1
    assert "1 incident\n" in await world.ask(101, "/latest Karachi")


async def test_one_broken_source_costs_the_others_nothing(world: World) -> None:
    good, html, empty = world.paper("Wire A"), world.paper("Paper B"), world.paper("Paper C")
    html.broken = b"<html><body>Please enable cookies</body></html>"
    empty.broken = b""
    await world.open()
    await world.start()
    await good.polled(2)
    await subscribe(world, {101: "/subscribe Karachi"})
    for title in ("Gunmen kill three in </b> Karachi <script>alert(1)</script>", "😀" * 40, "x" * 5000):
        good.publish(title, "Gunmen killed three people in Karachi." if title.startswith("G") else "")
    told = await world.alert(101, "Karachi", "3 ")
    assert "script" not in told
    assert "1 of 3 sources fine" in await world.ask(101, "/latest Karachi")
    assert "Paper B" in world.said()


async def test_sigterm_ends_it_in_order_with_status_zero(world: World) -> None:
    world.paper("Wire A")
    await world.open()
    await world.start()
    assert await world.kill(signal.SIGTERM) == 0
    assert "Traceback" not in world.said()


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        ("[delivery]\nburst_sizes = 3", "delivery.burst_sizes: unknown key. Did you mean 'burst_size'?"),
        ("[[sources]]\nname='x'\nkind='pigeon'\nurl='http://x'", "pigeon"),
    ],
)
async def test_a_wrong_configuration_is_refused_with_its_mend(world: World, extra: str, says: str) -> None:
    world.extra = extra
    await world.open()
    await world.start(ready=False)
    assert await world.end() == 2
    assert says in world.said()
    assert "Traceback" not in world.said()


async def test_a_wrong_token_is_said_and_the_polls_go_on(world: World) -> None:
    paper = world.paper("Wire A")
    await world.open()
    world.telegram.token, right = "123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", world.telegram.token
    await world.start(ready=False)
    world.telegram.token = right[:-1] + ("a" if right[-1] != "a" else "b")
    await paper.polled(2)
    async with asyncio.timeout(30):
        while "token" not in world.said():
            await asyncio.sleep(0.1)
    assert right not in world.said()
    assert "123456789:AAAA" not in world.said()
