"""The doctor: fifteen broken set-ups, each named with its mend."""

import json
import socket
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from bot.playground.standin import StandIn
from tests.cli.program import Ran, inside, sitrep
from tests.fakes.feedserver import FeedServer

ITEM = "<item><title>A fire in Lahore</title><link>http://x.example/{n}</link><guid>{n}</guid>{date}</item>"


def feed(*dates: datetime | None) -> bytes:
    told = [f"<pubDate>{format_datetime(date)}</pubDate>" if date else "" for date in dates]
    items = "".join(ITEM.format(n=n, date=date) for n, date in enumerate(told))
    return f"<rss version='2.0'><channel><title>Paper</title>{items}</channel></rss>".encode()


@dataclass
class SetUp:
    """What a configuration may be made of; ``check`` writes it and runs the doctor."""

    folder: Path
    telegram: StandIn
    feeds: FeedServer

    async def check(self, *, json: bool = False, process: bool = False, **changes: str) -> Ran:
        """Each change replaces a whole section's lines; "sources" all sources."""
        parts = {
            "telegram": f"token = '{self.telegram.token}'\nbase_url = '{self.telegram.base_url}'",
            "storage": f"url = 'sqlite+aiosqlite:///{self.folder}/sitrep.db'",
            "fetch": "allow_private_addresses = true",
            "ops": "http = '127.0.0.1:0'",
        } | {key: value for key, value in changes.items() if key not in ("sources", "rest")}
        text = "".join(f"[{name}]\n{lines}\n" for name, lines in parts.items()) + changes.get("rest", "")
        text += changes.get("sources", self.source("/feed"))
        path = self.folder / "config.toml"
        path.write_text(text, "utf-8")
        run = sitrep if process else inside
        return await run("check", "--config", str(path), *(["--json"] if json else []))

    def source(self, path: str, name: str = "Paper", kind: str = "feed") -> str:
        url = path if path.startswith(("http", "file")) else self.feeds.url(path)
        return f"[[sources]]\nname = '{name}'\nkind = '{kind}'\nurl = '{url}'\n"


@pytest.fixture
async def setup(tmp_path: Path) -> AsyncIterator[SetUp]:
    telegram = StandIn()
    await telegram.start()
    async with FeedServer() as feeds:
        now = datetime.now(UTC)
        feeds.serve(
            "/feed", feed(now, now - timedelta(hours=1)), headers={"Date": format_datetime(now, usegmt=True)}
        )
        yield SetUp(tmp_path, telegram, feeds)
    await telegram.stop()


async def test_a_set_up_that_is_well_is_told_to_be_well(setup: SetUp) -> None:
    ran = await setup.check(process=True)
    assert ran.status == 0, ran.out
    assert "✔ token: @sitrep_demo_bot" in ran.out
    assert "✔ source Paper: 2 entries, newest" in ran.out
    assert "✔ clock: right" in ran.out
    assert ran.out.strip().endswith("all is well")


async def test_a_program_gets_the_same_as_json(setup: SetUp) -> None:
    told = json.loads((await setup.check(json=True, process=True)).out)
    assert {each["part"] for each in told} >= {
        "configuration",
        "token",
        "database",
        "gazetteer",
        "source Paper",
    }
    assert all(set(each) == {"part", "level", "says", "mend"} for each in told)


async def test_an_unknown_key_is_named_with_the_nearest_known_one(setup: SetUp) -> None:
    ran = await setup.check(telegram="tokn = 'x'")
    assert (ran.status, "telegram.tokn: unknown key. Did you mean 'token'?" in ran.out) == (2, True)


async def test_a_file_that_is_no_toml_is_named(setup: SetUp) -> None:
    ran = await setup.check(rest="[[[\n")
    assert (ran.status, "is not valid TOML" in ran.out) == (2, True)


async def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    ran = await inside("check", "--config", str(tmp_path / "none.toml"))
    assert (ran.status, "there is no such file" in ran.out) == (2, True)


async def test_a_kind_of_source_that_nobody_reads_is_named_with_the_known_ones(setup: SetUp) -> None:
    ran = await setup.check(sources=setup.source("/feed", kind="pigeon"))
    assert (ran.status, "'pigeon' is not known. Known: atom, feed, rss" in ran.out) == (2, True)


async def test_without_a_configuration_all_leads_to_the_guided_start(tmp_path: Path) -> None:
    ran = await inside("check", cwd=tmp_path)
    lines = ran.out.splitlines()
    assert ran.status == 1
    for part in (
        "! configuration: no config.toml here",
        "✘ token: is missing",
        "✘ sources: none is configured",
    ):
        (at,) = [n for n, line in enumerate(lines) if line.startswith(part)]
        assert "sitrep init" in lines[at + 1]


async def test_a_missing_token_leads_to_botfather(setup: SetUp) -> None:
    ran = await setup.check(telegram="")
    assert (ran.status, "✘ token: is missing" in ran.out, "@BotFather" in ran.out) == (1, True, True)


async def test_a_token_that_is_none_is_told_without_asking_telegram(setup: SetUp) -> None:
    ran = await setup.check(telegram="token = 'hello'")
    assert (ran.status, "does not look like a bot token" in ran.out) == (1, True)


async def test_a_token_that_telegram_does_not_know_is_told_and_not_shown(setup: SetUp) -> None:
    wrong = "123456789:AAwrongwrongwrongwrongwrongwrongwro"
    ran = await setup.check(telegram=f"token = '{wrong}'\nbase_url = '{setup.telegram.base_url}'")
    assert (ran.status, "Telegram refuses it" in ran.out) == (1, True)
    assert wrong not in ran.out + ran.err


async def test_a_telegram_that_can_t_be_reached_is_told_apart_from_a_wrong_token(setup: SetUp) -> None:
    ran = await setup.check(telegram=f"token = '{setup.telegram.token}'\nbase_url = 'http://127.0.0.1:1/bot'")
    assert (ran.status, "could not be checked" in ran.out) == (1, True)


async def test_a_database_folder_that_is_missing_is_told(setup: SetUp) -> None:
    ran = await setup.check(storage="url = 'sqlite+aiosqlite:////nowhere/at/all/x.db'")
    assert (ran.status, "✘ disk: the folder /nowhere/at/all does not exist" in ran.out) == (1, True)


async def test_a_database_that_is_none_is_told(setup: SetUp) -> None:
    (setup.folder / "sitrep.db").write_bytes(b"this is a letter, not a database " * 100)
    ran = await setup.check()
    assert (ran.status, "no SQLite database" in ran.out) == (1, True)


async def test_a_database_of_a_newer_version_is_told(setup: SetUp) -> None:
    with sqlite3.connect(setup.folder / "sitrep.db") as base:
        base.execute("CREATE TABLE alembic_version (version_num TEXT)")
        base.execute("INSERT INTO alembic_version VALUES ('9999')")
    ran = await setup.check()
    assert (ran.status, "written by a newer Sitrep" in ran.out) == (1, True)


async def test_a_database_server_that_is_down_is_told(setup: SetUp) -> None:
    ran = await setup.check(storage="url = 'postgresql+asyncpg://sitrep:secret@127.0.0.1:1/sitrep'")
    assert (ran.status, "✘ database: the database can't be reached" in ran.out) == (1, True)
    assert "secret" not in ran.out


async def test_a_port_that_is_taken_is_told(setup: SetUp) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = await setup.check(ops=f"http = '127.0.0.1:{taken.getsockname()[1]}'")
    assert (ran.status, "✘ port" in ran.out, "Choose another ops.http" in ran.out) == (1, True, True)


async def test_no_source_at_all_is_told(setup: SetUp) -> None:
    ran = await setup.check(sources="")
    assert (ran.status, "✘ sources: none is configured" in ran.out) == (1, True)


async def test_each_way_in_which_a_source_can_be_broken_has_its_own_words(setup: SetUp) -> None:
    server = setup.feeds
    server.serve(
        "/page", b"<!doctype html><html><body>Hello</body></html>", headers={"Content-Type": "text/html"}
    )
    server.serve("/nothing", b"")
    server.serve("/gone", b"", status=404)
    server.serve("/forbidden", b"", status=403)
    server.redirect("/round", "/round")
    server.serve("/quiet", feed())
    server.serve("/old", feed(datetime(2020, 1, 1, tzinfo=UTC), None))
    server.redirect("/moved", "/feed", status=301)
    paths = ("page", "nothing", "gone", "forbidden", "round", "quiet", "old", "moved")
    sources = "".join(setup.source(f"/{path}", name=path) for path in paths)
    sources += setup.source("http://127.0.0.1:1/feed", name="dead") + setup.source(
        "file:///etc/passwd", name="file"
    )
    ran = await setup.check(sources=sources)
    told = {line.split(":", 1)[0][2:]: line for line in ran.out.splitlines() if " source " in line[:9]}
    expected = {
        "page": "✘ source page: not_a_feed",
        "nothing": "✘ source nothing: empty_body",
        "gone": "✘ source gone: http_status",
        "forbidden": "✘ source forbidden: blocked",
        "round": "✘ source round: too_many_redirects",
        "dead": "✘ source dead: unreachable",
        "file": "✘ source file: refused_address",
        "quiet": "! source quiet: a feed without entries",
        "old": "! source old: 2 entries, newest 2020-01-01",
        "moved": "! source moved: 2 entries",
    }
    for name, starts in expected.items():
        assert told[f"source {name}"].startswith(starts), told[f"source {name}"]
    assert "1 without a readable date" in told["source old"]


async def test_a_private_address_is_refused_unless_it_is_allowed(setup: SetUp) -> None:
    ran = await setup.check(fetch="allow_private_addresses = false")
    assert (ran.status, "refused_address" in ran.out, "fetch.allow_private_addresses" in ran.out) == (
        1,
        True,
        True,
    )


@pytest.mark.parametrize(("minutes", "says"), [(60, "behind"), (-60, "ahead of")])
async def test_a_clock_that_is_off_is_told(setup: SetUp, minutes: int, says: str) -> None:
    now = datetime.now(UTC)
    date = format_datetime(now + timedelta(minutes=minutes), usegmt=True)
    setup.feeds.serve("/feed", feed(now), headers={"Date": date})
    ran = await setup.check()
    assert (ran.status, f"{says} the servers" in ran.out) == (1, True)
