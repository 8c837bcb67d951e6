"""The guided start: asked, checked, written; nothing overwritten, the token apart."""

import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.config import load
from bot.playground.standin import StandIn
from tests.cli.program import Ran, inside, sitrep


@pytest.fixture
async def telegram() -> AsyncIterator[StandIn]:
    made = StandIn()
    await made.start()
    yield made
    await made.stop()


async def start(telegram: StandIn, folder: Path, *answers: str, process: bool = False) -> Ran:
    typed = "".join(f"{each}\n" for each in answers)
    run = sitrep if process else inside
    return await run("init", "--base-url", telegram.base_url, cwd=folder, stdin=typed)


async def test_three_answers_give_a_configuration_that_can_be_run(telegram: StandIn, tmp_path: Path) -> None:
    ran = await start(telegram, tmp_path, telegram.token, "Karachi", "", process=True)
    assert ran.status == 0, ran.err
    config = load(tmp_path / "config.toml", {})
    assert config.telegram.token == telegram.token
    assert {"Dawn", "BBC, Asia", "UN News"} <= {source.name for source in config.sources}
    assert telegram.token not in (tmp_path / "config.toml").read_text("utf-8")
    assert stat.S_IMODE((tmp_path / "telegram-token").stat().st_mode) == 0o600
    assert "This is @sitrep_demo_bot." in ran.out
    assert "run --config config.toml" in ran.out
    assert ran.out.strip().endswith("/subscribe Karachi")


async def test_a_wrong_token_and_an_unknown_place_are_asked_again(telegram: StandIn, tmp_path: Path) -> None:
    wrong = "123456789:AAwrongwrongwrongwrongwrongwrongwro"
    ran = await start(
        telegram, tmp_path, "hello", wrong, telegram.token, "Qqqqqxyzzy", "Pakistan", "1 99", "1"
    )
    assert ran.status == 0, ran.err
    assert "That is no token" in ran.out
    assert "Telegram does not know this token" in ran.out
    assert "That place is not known" in ran.out
    assert "At least one must stay" in ran.out
    names = [source.name for source in load(tmp_path / "config.toml", {}).sources]
    assert "Dawn" not in names
    assert "Express Tribune, Pakistan" in names


async def test_an_ambiguous_place_is_chosen_by_number(telegram: StandIn, tmp_path: Path) -> None:
    ran = await start(telegram, tmp_path, telegram.token, "Hyderabad", "2", "")
    assert ran.status == 0, ran.err
    assert "  2. Hyderabad" in ran.out


async def test_a_configuration_that_exists_is_left_alone(telegram: StandIn, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("# mine\n")
    ran = await start(telegram, tmp_path, telegram.token, "Karachi", "")
    assert (ran.status, "exists already" in ran.err) == (2, True)
    assert (tmp_path / "config.toml").read_text() == "# mine\n"


async def test_giving_up_writes_nothing(telegram: StandIn, tmp_path: Path) -> None:
    ran = await start(telegram, tmp_path, *["hello"] * 5)
    assert (ran.status, "nothing was written" in ran.err) == (2, True)
    assert list(tmp_path.iterdir()) == []
