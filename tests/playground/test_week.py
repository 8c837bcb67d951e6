"""The whole sample week through the real bot: what a reader of it gets, and what nobody may get."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.app import App
from bot.cli.demo import demo_config
from bot.config import Polling
from bot.i18n import Translator
from bot.playground.assembly import PRIVATE, PRIVATE_ZH, Playground

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

KARACHI, PAKISTAN = PRIVATE_ZH, PRIVATE
NOTES = [Translator.for_lang(lang).text("note-sample") for lang in ("en",)]
# Sport, film, markets, trials, anniversaries, drills, books, openings: none of it has happened to anybody.
NEAR_MISSES = {
    "d1-03": "a pace attack in cricket",
    "d1-05": "a trial",
    "d1-06": "explosive growth of a port",
    "d1-08": "a cultural week",
    "d2-06": "the shooting of a film",
    "d2-10": "a crash of the stock exchange",
    "d3-07": "an anniversary",
    "d4-01": "a drill",
    "d4-04": "a school opened",
    "d6-07": "an attack in a novel",
    "d7-07": "a shot in football",
}


@dataclass
class Week:
    playground: Playground

    def alerts(self, chat_id: int) -> list[dict[str, Any]]:
        """The alerts that a chat got, as they stand at the end of the week."""
        return [each for each in self.messages(chat_id) if any(note in each["text"] for note in NOTES)]

    def messages(self, chat_id: int) -> list[dict[str, Any]]:
        """All that the bot sent of itself or as an answer, as it stands at the end."""
        return [each for each in self.playground.standin.messages(chat_id) if each["from"]["is_bot"]]

    def texts(self, chat_id: int) -> str:
        """Everything that a chat was ever told by an alert, earlier versions too."""
        told = []
        for message in self.alerts(chat_id):
            earlier = self.playground.standin.history(chat_id, message["message_id"])
            told += [each["text"] for each in (*earlier, message)]
        return "\n\n".join(told)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def week(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Week]:
    playground = Playground()
    await playground.start()
    playground.stream.begun = True
    folder: Path = tmp_path_factory.mktemp("week")
    app = App(replace(demo_config(playground, folder), polling=Polling(interval_s=1.0)))
    running = asyncio.create_task(app.run())
    try:
        async with asyncio.timeout(60):
            while not playground.stream.ready:
                assert not running.done()
                await asyncio.sleep(0.1)
        standin = playground.standin
        standin.add_chat(KARACHI, title="Karachi only")
        standin.say(KARACHI, "/subscribe Karachi")
        standin.say(PAKISTAN, "/subscribe Pakistan severity>=1")
        for chat_id in (KARACHI, PAKISTAN):
            await standin.wait_for(chat_id, lambda _: True, timeout=20)
        while playground.stream.step():
            await asyncio.sleep(0.8)
        quiet = 0
        while quiet < 6:
            before = len(standin.sent)
            await asyncio.sleep(1)
            quiet = quiet + 1 if len(standin.sent) == before else 0
        yield Week(playground)
    finally:
        app.stop()
        await asyncio.wait_for(running, 30)
        await playground.stop()


async def test_the_pakistan_reader_hears_of_the_main_stories(week: Week) -> None:
    told = week.texts(PAKISTAN)
    for place in ("Karachi|Korangi", "Lahore", "Quetta", "Gwadar", "Peshawar"):
        assert re.search(place, told), place


async def test_the_karachi_reader_hears_of_karachi_only(week: Week) -> None:
    alerts = week.alerts(KARACHI)
    assert alerts
    for alert in alerts:
        assert re.search("Karachi|Korangi|Malir|Clifton|Saddar|SITE", alert["text"]), alert["text"]


async def test_one_incident_is_one_alert_with_few_updates(week: Week) -> None:
    ids = [re.findall(r"PK-\d{8}-\d\d", each["text"])[-1] for each in week.alerts(KARACHI)]
    chinese = {
        re.findall(r"PK-\d{8}-\d\d", each["text"])[-1]
        for each in week.alerts(KARACHI)
        if "Chinese" in each["text"]
    }
    assert len(chinese) == 1, "seven reports of the Korangi shooting are one incident"
    assert ids.count(chinese.pop()) <= 5


async def test_the_gas_cylinder_is_corrected(week: Week) -> None:
    corrections = [each for each in week.alerts(PAKISTAN) if each["text"].startswith("✏")]
    assert any("Lahore" in each["text"] for each in corrections)


@pytest.mark.parametrize("report", NEAR_MISSES, ids=list(NEAR_MISSES.values()))
async def test_near_misses_ring_nobody(week: Week, report: str) -> None:
    for chat_id in (PAKISTAN, KARACHI):
        told = [each for each in week.messages(chat_id) if f"/sample/reports/{report}" in str(each)]
        assert told == [], [each["text"] for each in told]


async def test_other_countries_are_not_told(week: Week) -> None:
    told = week.texts(PAKISTAN)
    assert "Kabul" not in told
    assert "Dhaka" not in told


async def test_every_alert_says_that_it_is_sample(week: Week) -> None:
    standin = week.playground.standin
    for chat_id in (PAKISTAN, KARACHI):
        for message in standin.messages(chat_id):
            if message["from"]["is_bot"] and "PK-" in message["text"] and "reach" in message["text"]:
                assert "SAMPLE" in message["text"]


async def test_telegram_would_have_refused_nothing(week: Week) -> None:
    refused = [(c.method, c.status, c.params) for c in week.playground.standin.sent if c.status >= 400]
    assert refused == []
