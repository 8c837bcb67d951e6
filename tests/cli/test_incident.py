"""``sitrep incident split``: a person takes an incident apart, from the command line."""

import asyncio
from pathlib import Path

import pytest

from bot.cli import main
from storage import open_store
from tests.incidents.builders import exact, tell
from tests.incidents.test_through_the_store import tell as take_in

TEXT = "Gunmen fire at the textile bazaar and hurt two tailors"


@pytest.fixture
def config(tmp_path: Path, sqlite_url: str) -> Path:
    async def told() -> None:
        store = await open_store(sqlite_url)
        for n, paper in enumerate(("dawn", "herald", "echo")):
            await take_in(store, tell(f"{paper}1", 10 * n, TEXT, injured=exact(2)))
        await store.close()

    asyncio.run(told())
    file = tmp_path / "config.toml"
    file.write_text(f'[storage]\nurl = "{sqlite_url}"\n', encoding="utf-8")
    return file


def test_both_sides_are_printed(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["incident", "split", "PK-20241105-01", "echo1", "--config", str(config)])
    stays, leaves = capsys.readouterr().out.splitlines()
    assert status == 0
    assert stays.startswith("PK-20241105-01 (stays): dawn1#0")
    assert "herald1#0" in stays
    assert "echo1#0" not in stays
    assert leaves.startswith("PK-20241105-02 (leaves): echo1#0")


def test_what_can_t_be_done_is_said(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["incident", "split", "PK-20241105-01", "post1", "--config", str(config)]) == 2
    assert "holds no report post1" in capsys.readouterr().err
    assert main(["incident", "split", "PK-20241105-77", "echo1", "--config", str(config)]) == 2
    assert "there is no incident PK-20241105-77" in capsys.readouterr().err
