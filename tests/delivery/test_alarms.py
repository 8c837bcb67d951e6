"""Administrators are told of a trouble once, and once when it is over, whatever Telegram does meanwhile."""

from collections.abc import AsyncIterator

import pytest

from bot.delivery.alarms import Alarms
from bot.delivery.application import build_application, close
from bot.delivery.limits import Limits
from bot.i18n import Translator
from bot.i18n.translator import offered
from bot.model.alarm import Finding, Trouble
from bot.model.errors import StorageError
from bot.model.subscription import ChatKind
from bot.ops.canary import Canary
from tests.delivery.conftest import Desk
from tests.fakes.telegram import ALWAYS, answer, bad_gateway, too_many

DISK = Finding(Trouble.DATABASE, {"detail": "the disk is full"})
LATE = Finding(Trouble.OVERDUE, {"count": 3, "minutes": 6})
ADMIN, OTHER = 41, 42


@pytest.fixture
async def alarms(desk: Desk) -> AsyncIterator[Alarms]:
    desk.telegram.add_chat(ADMIN)
    application = build_application(desk.telegram.token, desk.telegram.base_url)
    limits = Limits(1000.0, 1000.0, 1000.0)
    yield Alarms(desk.store, application.bot, (ADMIN,), limits)
    await close(application)


async def test_trouble_is_told_once_and_its_end_once(desk: Desk, alarms: Alarms) -> None:
    for _ in range(3):
        await alarms.tell([DISK])
    for _ in range(3):
        await alarms.tell([], [Trouble.DATABASE])
    begun, over = desk.telegram.texts(ADMIN)
    assert "the disk is full" in begun
    assert over.startswith("✅")


async def test_what_changes_at_once_is_one_message(desk: Desk, alarms: Alarms) -> None:
    await alarms.tell([DISK])
    await alarms.tell([LATE], [Trouble.DATABASE])
    _, second = desk.telegram.texts(ADMIN)
    assert second.splitlines() == [
        "🚨 3 alerts are past their deadline; the oldest has been owed for 6 min.",
        "✅ The database works again.",
    ]


async def test_what_telegram_did_not_take_is_told_later(desk: Desk, alarms: Alarms) -> None:
    for make in (bad_gateway, lambda: b"", lambda: answer(401, "Unauthorized")):
        desk.telegram.fail(1, make)
        await alarms.tell([DISK])
    assert desk.telegram.texts(ADMIN) == []
    await alarms.tell([DISK])
    assert len(desk.telegram.texts(ADMIN)) == 1


async def test_trouble_that_was_over_before_it_could_be_told_is_not_told(desk: Desk, alarms: Alarms) -> None:
    desk.telegram.fail(1, bad_gateway)
    await alarms.tell([DISK])
    await alarms.tell([], [Trouble.DATABASE])
    assert desk.telegram.texts(ADMIN) == []


async def test_administrator_who_is_told_to_wait_is_not_asked_meanwhile(desk: Desk, alarms: Alarms) -> None:
    desk.telegram.fail(1, lambda: too_many(30))
    await alarms.tell([DISK])
    await alarms.tell([DISK])
    assert len(desk.telegram.sends(ADMIN)) == 1


async def test_administrator_who_never_wrote_to_the_bot_holds_up_no_other(desk: Desk) -> None:
    desk.telegram.add_chat(OTHER)
    desk.telegram.fail(ALWAYS, lambda: answer(403, "Forbidden: bot can't initiate"), chat_id=ADMIN)
    application = build_application(desk.telegram.token, desk.telegram.base_url)
    alarms = Alarms(desk.store, application.bot, (ADMIN, OTHER), Limits(1000.0, 1000.0, 1000.0))
    await alarms.tell([DISK])
    await alarms.tell([DISK])
    await close(application)
    assert len(desk.telegram.sends(ADMIN)) == 1
    assert len(desk.telegram.texts(OTHER)) == 1


async def test_database_that_is_gone_keeps_no_alarm_back(
    desk: Desk, alarms: Alarms, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read() -> None:
        raise StorageError("gone")

    monkeypatch.setattr(desk.store, "read", read)
    await alarms.tell([DISK])
    assert len(desk.telegram.texts(ADMIN)) == 1


async def test_alarm_holds_no_token(desk: Desk, alarms: Alarms) -> None:
    await alarms.tell([Finding(Trouble.TELEGRAM, {"detail": f"no way to /bot{desk.telegram.token}/x"})])
    (text,) = desk.telegram.texts(ADMIN)
    assert desk.telegram.token not in text
    assert "<token>" in text


@pytest.mark.parametrize("lang", sorted(offered()))
async def test_alarm_comes_in_the_language_of_the_chat(desk: Desk, alarms: Alarms, lang: str) -> None:
    async with desk.store.write() as uow:
        await uow.chats.ensure(ADMIN, ChatKind.PRIVATE, desk.clock.now(), lang)
    await alarms.tell([LATE])
    (text,) = desk.telegram.texts(ADMIN)
    assert Translator.for_lang(lang).text("alarm-overdue", **LATE.values) in text


@pytest.mark.parametrize("lang", sorted(offered()))
@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_its_words_in_every_language(lang: str, trouble: Trouble) -> None:
    t = Translator.for_lang(lang)
    begun = t.text(f"alarm-{trouble.value}", detail="x", count=1, minutes=2)
    over = t.text(f"alarm-{trouble.value}-over")
    assert begun != f"alarm-{trouble.value}"
    assert over not in (f"alarm-{trouble.value}-over", begun)


async def test_canary_goes_the_way_of_an_alert_and_makes_no_sound(desk: Desk) -> None:
    await desk.chat(99)
    async with desk.sending() as sender:
        canary = Canary(desk.store, desk.clock, 99, 3600.0, sender.wake)
        assert await canary.sing()
        await desk.until_counts(sent=1)
    (text,) = desk.telegram.texts(99)
    assert text.startswith("🐤")
    assert desk.telegram.sends(99)[0]["disable_notification"]
    async with desk.store.read() as uow:
        assert await canary.failure(uow) == ""
