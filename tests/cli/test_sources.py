"""``sitrep sources`` as an operator types it."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from bot.cli import main
from bot.config import load
from bot.model.errors import FetchFailure, SourceError
from bot.model.item import SourceState
from bot.sources import health
from storage import open_store
from tests.fakes.feedserver import FeedServer

FEEDS = Path(__file__).parents[1] / "data" / "feeds"


@dataclass
class Desk:
    """A configuration file and what came of a command."""

    path: Path
    capture: pytest.CaptureFixture[str]
    url: str

    def configure(self, *sources: tuple[str, str], extra: str = "") -> None:
        tables = [f'[[sources]]\nname = "{name}"\nkind = "feed"\nurl = "{url}"\n' for name, url in sources]
        head = f'# mine\n[storage]\nurl = "{self.url}"\n[fetch]\nallow_private_addresses = true\n'
        self.path.write_text("\n".join([head, extra, *tables]))

    def run(self, *words: str) -> tuple[int, str, str]:
        status = main(["sources", *words, "--config", str(self.path)])
        out, err = self.capture.readouterr()
        return status, out, err


@pytest.fixture
def desk(tmp_path: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path / "config.toml", capsys, sqlite_url)


@pytest.fixture
def server() -> Iterator[FeedServer]:
    """In a thread of its own, because the command brings its own event loop."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()
    serving = FeedServer()
    asyncio.run_coroutine_threadsafe(serving.__aenter__(), loop).result(10)
    yield serving
    asyncio.run_coroutine_threadsafe(serving.__aexit__(None, None, None), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def remember(url: str, *states: SourceState) -> None:
    async def store_them() -> None:
        store = await open_store(url)
        async with store.write() as uow:
            for state in states:
                await uow.sources.save(state)
        await store.close()

    asyncio.run(store_them())


def test_list_tells_each_source_and_how_it_does(desk: Desk) -> None:
    desk.configure(
        ("Harbour", "https://harbour.example/feed?key=hunter2"),
        ("Quay", "https://quay.example/feed"),
        ("Mole", "https://mole.example/feed"),
    )
    now = datetime.now(UTC)
    well = health.after_success(SourceState("Harbour"), now - timedelta(minutes=5), entries=12)
    error = SourceError(FetchFailure.BLOCKED, "403: it refuses us")
    ill = health.after_failure(health.after_success(SourceState("Quay"), now, entries=3), error, now, 90)
    remember(desk.url, well, ill)
    status, out, _ = desk.run("list")
    assert status == 0
    assert "Harbour: fine, tier 3, 12 entries, polled 5 min ago\n  https://harbour.example/feed?...\n" in out
    assert "Quay: blocked" in out
    assert "403: it refuses us" in out
    assert "Mole: never polled" in out
    assert "hunter2" not in out


def test_list_without_sources_says_so(desk: Desk) -> None:
    desk.configure()
    assert desk.run("list") == (0, "no sources are configured\n", "")


def test_test_polls_each_once_and_says_what_is_wrong(desk: Desk, server: FeedServer) -> None:
    server.serve("/good", (FEEDS / "rss20.xml").read_bytes())
    server.serve("/page", (FEEDS / "page.html").read_bytes())
    server.serve("/empty", (FEEDS / "rss20_empty_channel.xml").read_bytes())
    desk.configure(*((name, server.url(f"/{name}")) for name in ("good", "page", "empty", "missing")))
    status, out, _ = desk.run("test")
    assert status == 1
    assert "good: 3 entries, newest 2024-11-05 09:03 UTC" in out
    assert "page: not_a_feed: a web page (Log in to continue), not a feed" in out
    assert "empty: a feed, but without entries" in out
    assert "missing: http_status: 404 not found" in out
    assert out.endswith("2 of 4 work\n")


def test_import_appends_what_is_new_and_keeps_the_rest(desk: Desk, tmp_path: Path) -> None:
    desk.configure(("Quay", "https://quay.example/a.xml"))
    opml = tmp_path / "list.opml"
    opml.write_text(
        '<opml><body><outline text="Quay" xmlUrl="https://quay.example/a.xml"/>'
        '<outline text="Quay" xmlUrl="https://quay.example/b.xml"/>'
        '<outline text="Say &quot;hi&quot; \\ 你好" xmlUrl="https://hi.example/feed"/>'
        '<outline text="Trap" xmlUrl="file:///etc/passwd"/></body></opml>'
    )
    status, out, err = desk.run("import", str(opml))
    assert (status, out) == (0, f"2 added to {desk.path}, 2 left out\n")
    assert "left out Trap: only http and https" in err
    config = load(desk.path)
    assert [(s.name, s.url, s.family) for s in config.sources] == [
        ("Quay", "https://quay.example/a.xml", ""),
        ("Quay (2)", "https://quay.example/b.xml", "quay.example"),
        ('Say "hi" \\ 你好', "https://hi.example/feed", "hi.example"),
    ]
    assert desk.path.read_text().startswith("# mine\n")
    assert desk.run("import", str(opml))[1].startswith("0 added")


def test_import_of_what_is_no_opml_is_refused(desk: Desk, tmp_path: Path) -> None:
    desk.configure()
    before = desk.path.read_text()
    status, _, err = desk.run("import", str(FEEDS / "page.html"))
    assert status == 2
    assert "can't be imported" in err
    assert desk.path.read_text() == before


def test_exported_list_can_be_imported_elsewhere(desk: Desk, tmp_path: Path) -> None:
    desk.configure(("Harbour", "https://harbour.example/feed?a=1&b=2"))
    _, out, _ = desk.run("export")
    (tmp_path / "out.opml").write_text(out)
    desk.configure()
    desk.run("import", str(tmp_path / "out.opml"))
    assert [(s.name, s.url) for s in load(desk.path).sources] == [
        ("Harbour", "https://harbour.example/feed?a=1&b=2")
    ]
