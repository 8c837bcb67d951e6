"""The sample week: what is in it, its clock, and its feeds."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import aiohttp
import pytest

from bot.playground.assembly import Playground
from bot.playground.stream import DAY_S, PACES, START_S, Report, Stream, as_lines, feeds, week
from bot.rendering.view import SAMPLE_MARK

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def stream() -> Stream:
    return Stream(now=lambda: NOW)


def test_there_are_about_sixty_reports_over_seven_days() -> None:
    assert 55 <= len(week()) <= 75
    assert {int(report.at_s // DAY_S) + 1 for report in week()} == set(range(1, 8))
    assert len({report.id for report in week()}) == len(week())


def test_every_source_says_that_it_is_sample() -> None:
    for feed in feeds():
        assert SAMPLE_MARK in feed.name
        assert SAMPLE_MARK in feed.family
    assert {report.source for report in week()} == {feed.slug for feed in feeds()}
    assert len({feed.family for feed in feeds()}) == len(feeds())


def test_the_stories_that_the_playground_promises_are_in_it() -> None:
    texts = " ".join(f"{report.title} {report.summary}" for report in week())
    for place in ("Karachi", "Quetta", "Gwadar", "Lahore", "Peshawar", "Kabul", "کراچی", "卡拉奇"):
        assert place in texts
    for word in (
        "gas cylinder",
        "strike",
        "withdraw",
        "sentenced",
        "years on",
        "drill",
        "wickets",
        "index crashes",
    ):
        assert word in texts
    languages = Counter(feed.language for feed in feeds() for r in week() if r.source == feed.slug)
    assert languages["ur"] >= 3
    assert languages["zh"] >= 3


def test_a_revision_follows_what_it_revises() -> None:
    at = {report.id: report for report in week()}
    revised = [report for report in week() if report.revises]
    assert revised
    for report in revised:
        assert at[report.revises].at_s < report.at_s
        assert at[report.revises].source == report.source


def test_the_first_day_stands_there_and_was_yesterday() -> None:
    there = stream().published.values()
    assert len(there) == sum(report.at_s < DAY_S for report in week())
    for report in there:
        assert report.published is not None
        assert NOW - timedelta(days=1) <= report.published < NOW


def test_the_clock_stands_until_a_pace_is_chosen() -> None:
    played = stream()
    assert played.advance(3600) == []
    played.set_pace("normal")
    appeared = played.advance(2 * 3600 / PACES["normal"])
    assert [report.id for report in appeared] == ["d2-01", "d2-02", "d2-03"]
    assert all(report.published == NOW for report in appeared)
    assert played.clock_s == START_S + 2 * 3600


def test_next_goes_to_the_next_report() -> None:
    played = stream()
    assert [report.id for report in played.step()] == ["d2-01"]
    assert played.state()["time"] == "08:50"
    assert [report.id for report in played.step()] == ["d2-02"]


def test_the_week_ends() -> None:
    played = stream()
    seen = []
    while appeared := played.step():
        seen += appeared
    assert len(seen) == sum(report.at_s >= DAY_S for report in week())
    assert played.state()["next_in_s"] is None
    played.set_pace("fast")
    assert played.pace == "paused"


def test_nothing_appears_before_the_bot_has_looked() -> None:
    played = stream()
    played.ready = False
    played.set_pace("fast")
    assert played.advance(3600) == []
    assert played.step() == []
    played.ready = True
    assert played.step()


def test_an_edited_report_keeps_its_place_and_date() -> None:
    first = Report("a", "wire", DAY_S + 10, "Two hurt", "x")
    later = Report("b", "wire", DAY_S + 20, "Three hurt", "y", revises="a")
    times = iter([NOW, NOW, NOW + timedelta(hours=1), NOW + timedelta(hours=2)])
    played = Stream([first, later], now=lambda: next(times))
    played.clock_s = DAY_S
    (shown,) = played.step()
    date = shown.published
    played.step()
    (entry,) = played.in_feed("wire")
    assert (entry.title, entry.guid, entry.published) == ("Three hurt", "a", date)


def test_an_announced_day_lies_ahead() -> None:
    played = stream()
    while played.step():
        pass
    strike = next(r for r in played.published.values() if r.id == "d4-02")
    day_6 = (NOW - timedelta(days=1) + timedelta(days=5)).strftime("%A")
    assert f"for {day_6}" in strike.title
    assert not any(re.search(r"\{\w+\}", r.title + r.summary) for r in played.published.values())


def test_begin_starts_once_and_respects_a_pause() -> None:
    played = stream()
    played.begin()
    assert played.pace == "normal"
    played.set_pace("paused")
    played.begin()
    assert played.pace == "paused"
    with pytest.raises(ValueError):
        played.set_pace("warp")


def test_lines_for_replay_are_in_order_with_the_sources_names() -> None:
    lines = as_lines(datetime(2026, 3, 2, tzinfo=UTC))
    assert [line["published"] for line in lines] == sorted(line["published"] for line in lines)
    assert {line["source"] for line in lines} == {feed.name for feed in feeds()}
    assert len(lines) == len(week())


async def test_feeds_grow_with_the_clock_and_answer_304() -> None:
    playground = Playground()
    await playground.start()
    try:
        playground.stream.ready = True
        source = next(each for each in playground.sources if "Harbour" in each.name)
        assert source.kind == "feed"
        async with aiohttp.ClientSession() as session:
            async with session.get(source.url) as response:
                before, etag = await response.read(), response.headers["ETag"]
            async with session.get(source.url, headers={"If-None-Match": etag}) as response:
                assert response.status == 304
            playground.stream.step()
            async with session.get(source.url, headers={"If-None-Match": etag}) as response:
                assert response.status == 200
                after = await response.read()
            new = ElementTree.fromstring(after).findall(".//item")
            assert len(new) == len(ElementTree.fromstring(before).findall(".//item")) + 1
            assert new[0].findtext("title") == "Shots fired at a van in Karachi's Korangi, two hurt"
            link = new[0].findtext("link")
            assert link
            async with session.get(link) as response:
                text = await response.text()
                assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
            assert "SAMPLE" in text
            assert "Shots fired" in text
            async with session.get(f"{playground.url}sample/feeds/none.xml") as response:
                assert response.status == 404
    finally:
        await playground.stop()


async def test_the_clock_waits_for_every_feed_to_be_asked() -> None:
    playground = Playground()
    await playground.start()
    try:
        async with aiohttp.ClientSession() as session:
            for source in playground.sources:
                assert not playground.feeds.all_asked.is_set()
                async with session.get(source.url) as response:
                    assert response.status == 200
        assert playground.feeds.all_asked.is_set()
        assert not playground.stream.ready, "the bot still has to store what it read"
    finally:
        await playground.stop()
