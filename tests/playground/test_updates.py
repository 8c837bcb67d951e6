"""getUpdates: order, confirmation, long polling, and two who poll at once."""

import asyncio
from typing import Any

from bot.playground.standin import StandIn
from tests.playground.conftest import ANN, BILAL, FORUM, GROUP, Call


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [each["message"]["text"] for each in updates]


async def test_updates_come_in_order_until_they_are_confirmed(standin: StandIn, call: Call) -> None:
    for text in "abc":
        standin.say(ANN, text)
    first = (await call("getUpdates", timeout=0)).result
    assert texts(first) == ["a", "b", "c"]
    assert texts((await call("getUpdates", offset=first[1]["update_id"])).result) == ["b", "c"]
    assert texts((await call("getUpdates")).result) == ["b", "c"], "what is confirmed does not come back"


async def test_limit_and_negative_offset(standin: StandIn, call: Call) -> None:
    for text in "abc":
        standin.say(ANN, text)
    assert texts((await call("getUpdates", limit=2)).result) == ["a", "b"]
    assert texts((await call("getUpdates", offset=-1)).result) == ["c"]


async def test_long_poll_answers_as_soon_as_somebody_writes(standin: StandIn, call: Call) -> None:
    waiting = asyncio.create_task(call("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    standin.say(ANN, "now")
    assert texts((await asyncio.wait_for(waiting, 2)).result) == ["now"]


async def test_a_second_poll_ends_the_first(standin: StandIn, call: Call) -> None:
    first = asyncio.create_task(call("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(call("getUpdates", timeout=30))
    answer = await asyncio.wait_for(first, 2)
    assert (answer.status, answer.description.split(";")[0]) == (
        409,
        "Conflict: terminated by other getUpdates request",
    )
    standin.say(ANN, "x")
    assert texts((await asyncio.wait_for(second, 2)).result) == ["x"]


async def test_stopping_ends_a_waiting_poll(standin: StandIn, call: Call) -> None:
    waiting = asyncio.create_task(call("getUpdates", timeout=50))
    await asyncio.sleep(0.05)
    standin.world.updates.close()
    assert (await asyncio.wait_for(waiting, 2)).result == []


async def test_a_webhook_forbids_polling(call: Call) -> None:
    await call("setWebhook", url="https://example.org/hook", secret_token="abc")
    assert (await call("getWebhookInfo")).result["url"] == "https://example.org/hook"
    answer = await call("getUpdates")
    assert answer.status == 409
    assert "webhook is active" in answer.description
    await call("deleteWebhook")
    assert (await call("getUpdates")).result == []


async def test_only_kinds_that_are_wanted(standin: StandIn, call: Call) -> None:
    await call("getUpdates", allowed_updates=["callback_query"])
    standin.say(ANN, "x")
    standin.press(ANN, 1, "d")
    assert [set(each) - {"update_id"} for each in (await call("getUpdates")).result] == [{"callback_query"}]


async def test_drop_pending(standin: StandIn, call: Call) -> None:
    standin.say(ANN, "old")
    await call("deleteWebhook", drop_pending_updates=True)
    assert (await call("getUpdates")).result == []


async def test_in_a_group_the_bot_hears_what_is_meant_for_it(standin: StandIn, call: Call) -> None:
    answer = await call("sendMessage", chat_id=GROUP, text="from the bot")
    standin.say(GROUP, "small talk")
    standin.say(GROUP, "/latest", user_id=BILAL)
    standin.say(GROUP, "/latest@another_bot")
    standin.say(GROUP, "/latest@sitrep_demo_bot Karachi")
    standin.say(GROUP, "hey @sitrep_demo_bot")
    standin.say(GROUP, "an answer", reply_to=answer.result["message_id"])
    assert texts((await call("getUpdates")).result) == [
        "/latest",
        "/latest@sitrep_demo_bot Karachi",
        "hey @sitrep_demo_bot",
        "an answer",
    ]


async def test_without_privacy_it_hears_all(standin: StandIn, call: Call) -> None:
    standin.world.privacy = False
    standin.say(GROUP, "small talk")
    assert texts((await call("getUpdates")).result) == ["small talk"]


async def test_what_people_do_arrives_as_updates(standin: StandIn, call: Call) -> None:
    standin.share_location(ANN, 24.86, 67.0)
    standin.say(GROUP, "/x", anonymous=True)
    standin.say(GROUP, "/y", sender_chat=-77)
    standin.block(ANN)
    standin.unblock(ANN)
    standin.add_bot(GROUP, admin=True)
    thread = standin.add_topic(FORUM, "Alerts")
    standin.say(FORUM, "/here", thread_id=thread)
    location, anonymous, channel, blocked, unblocked, added, topic, here = (await call("getUpdates")).result

    assert location["message"]["location"] == {"latitude": 24.86, "longitude": 67.0}
    assert anonymous["message"]["from"]["id"] == 1087968824
    assert anonymous["message"]["sender_chat"]["id"] == GROUP
    assert channel["message"]["sender_chat"]["type"] == "channel"
    assert blocked["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert unblocked["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert added["my_chat_member"]["new_chat_member"]["can_delete_messages"] is True
    assert topic["message"]["forum_topic_created"]["name"] == "Alerts"
    assert here["message"]["message_thread_id"] == thread
    assert here["message"]["is_topic_message"] is True


async def test_migration_arrives_in_both_chats(standin: StandIn, call: Call) -> None:
    standin.migrate(GROUP, -1000105)
    old, new = (await call("getUpdates")).result
    assert old["message"]["migrate_to_chat_id"] == -1000105
    assert new["message"]["migrate_from_chat_id"] == GROUP


async def test_a_repeated_update_is_handed_out_again(standin: StandIn, call: Call) -> None:
    standin.say(ANN, "x")
    (update,) = (await call("getUpdates")).result
    assert standin.world.updates.repeat(update["update_id"])
    assert texts((await call("getUpdates")).result) == ["x", "x"]
