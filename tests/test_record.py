"""What the running bot recorded is played again with the same decisions."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.pipeline as pipeline_module
from bot.cli import main
from bot.extraction.batch import read_batch
from bot.extraction.command import as_input, read_line
from bot.model.errors import ConfigError
from bot.model.item import Entry, Item, Source, SourceState
from bot.ops.record import Record
from bot.pipeline import Pipeline
from bot.sources.poll import PollResult
from storage import SqlStore
from tests.fakes.clock import FakeClock

WIRE = Source("Wire", "feed", "http://wire.example/feed", family="Wire Group", tier=1, language="en")
STATE = Source("Herald", "feed", "http://herald.example/feed", state_affiliated=True)
BLAST = "A bomb killed {} people in a market in Quetta, Pakistan, police chief Asif Khan said."


class Papers:
    """What each source holds."""

    def __init__(self) -> None:
        self.entries: dict[str, dict[str, Entry]] = {}

    def publish(self, source: Source, key: str, title: str, text: str, at: datetime) -> None:
        content = f"{title}{text}"
        entry = Entry((key,), content, title, text=text, url=f"{source.url}/{key}", published_at=at)
        self.entries.setdefault(source.name, {})[key] = entry

    async def poll(self, source: Source, state: SourceState) -> PollResult:
        told = tuple(self.entries.get(source.name, {}).values())
        return PollResult(replace(state, first_ok_at=state.first_ok_at or at(0), body_hash=str(told)), told)


async def read(items: Sequence[Item]) -> list[object]:
    return list(read_batch(items))


def at(minute: int) -> datetime:
    return datetime(2024, 11, 5, 12, minute, tzinfo=UTC)


async def test_a_recorded_stream_is_replayed_with_the_same_decisions(
    sqlite_store: SqlStore,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    live: list[tuple[str, str, str | None]] = []
    real = pipeline_module.decide

    async def decide(*args: object) -> list[pipeline_module.Told]:
        told = await real(*args)  # type: ignore[arg-type]
        live.extend(
            (each.item.id, each.decision.change.value, each.decision.push and each.decision.push.value)
            for each in told
        )
        return told

    monkeypatch.setattr(pipeline_module, "decide", decide)
    file, clock, papers = tmp_path / "record.jsonl", FakeClock(at(0)), Papers()
    record = Record(str(file))
    line = Pipeline(sqlite_store, clock, papers.poll, read, record=record.add)  # type: ignore[arg-type]
    papers.publish(WIRE, "old", "Gunmen kill two in Karachi", "Gunmen killed two people in Karachi.", at(0))
    for source in (WIRE, STATE):
        await line.poll(source)
    for minute, source, key, count in (
        (3, WIRE, "a", "three"),
        (9, STATE, "b", "five"),
        (15, WIRE, "a", "nine"),
        (20, STATE, "cricket", ""),
        (21, STATE, "b", "twelve"),
    ):
        clock.advance((at(minute) - clock.now()).total_seconds())
        title = f"Market bomb in Quetta kills {count}" if count else "Quetta win the cup"
        papers.publish(source, key, title, BLAST.format(count) if count else "A fine match.", at(minute))
        await line.poll(source)
    record.close()
    monkeypatch.undo()
    assert await asyncio.to_thread(main, ["replay", str(file)]) == 0
    played = [json.loads(each) for each in capsys.readouterr().out.splitlines()][:-1]
    by_report = [each for each in played if not each["reason"].startswith(("no_incident:", "held_back"))]
    assert [(each["item"], each["change"], each["push"]) for each in by_report] == live
    assert {push for _, _, push in live} >= {None, "NEW", "UPDATE"}
    assert len(file.read_text("utf-8").splitlines()) == 6, (
        "one line an item and revision, none for what was seen"
    )


@given(
    st.builds(
        Item,
        id=st.text(min_size=1),
        source=st.text(),
        family=st.text(min_size=1),
        title=st.text(),
        seen_at=st.datetimes(min_value=datetime(2001, 1, 1)).map(lambda each: each.replace(tzinfo=UTC)),  # noqa: DTZ001 - hypothesis wants it so
        summary=st.text(),
        text=st.text(),
        url=st.text(),
        published_at=st.one_of(st.none(), st.datetimes().map(lambda each: each.replace(tzinfo=UTC))),
        lang=st.text(),
        tier=st.integers(1, 4),
        state_affiliated=st.booleans(),
        before_start=st.booleans(),
    )
)
def test_an_item_comes_back_from_its_line(item: Item) -> None:
    line = json.dumps(as_input(item), ensure_ascii=False)
    assert read_line(json.loads(line)) == item


def test_every_line_is_on_disk_at_once_and_what_was_there_stays(tmp_path: Path) -> None:
    file = tmp_path / "record.jsonl"
    file.write_text('{"id": "before", "title": "x"}\n', encoding="utf-8")
    record = Record(str(file))
    record.add(Item("one", "wire", "wire", "half a \ud800 pair", at(0)))
    before, line = file.read_text("utf-8").splitlines()
    assert json.loads(before)["id"] == "before"
    assert json.loads(line)["title"] == "half a \ud800 pair"
    record.close()


def test_a_full_disk_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("needs /dev/full")
    record = Record(str(full))
    for _ in range(3):
        record.add(Item("one", "wire", "wire", "a title", at(0)))
    record.close()
    assert len([each for each in caplog.records if "not recorded" in each.message]) == 1


def test_a_record_that_can_not_be_written_is_a_wrong_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"ops\.record"):
        Record(str(tmp_path / "no" / "such" / "folder.jsonl"))


def test_nothing_is_recorded_unless_asked_for() -> None:
    Record("").add(Item("one", "wire", "wire", "a title", at(0)))
