"""The configuration: what is refused, with which words, and that the example tells the truth."""

import tomllib
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from bot.config import TOKEN_VARIABLE, Config, load
from bot.model.errors import ConfigError
from bot.model.item import Source

EXAMPLE = Path(__file__).parent.parent / "config.example.toml"
TOKEN = "123456789:AAabcdefghijklmnopqrstuvwxyz0123456"

WRONG = [
    ("[telegramm]\ntoken = 'x'", "telegramm: unknown key. Did you mean 'telegram'?"),
    ("[polling]\nintervall_s = 5", "polling.intervall_s: unknown key. Did you mean 'interval_s'?"),
    ("[polling]\nzzz = 5", "polling.zzz: unknown key. Known here: interval_s."),
    ("[polling]\ninterval_s = 0.5", "polling.interval_s: must be 1 or more, in seconds."),
    ("[polling]\ninterval_s = '90'", "polling.interval_s: must be a number."),
    ("[fetch]\nmax_bytes = true", "fetch.max_bytes: must be a whole number."),
    ("[fetch]\ntimeout_s = 0", "fetch.timeout_s: must be more than 0, not 0.0."),
    ("telegram = 5", "telegram: must be a table ([telegram])."),
    ("[[sources]]\nname = 'a'\nkind = 'feed'", "sources[1].url: is required."),
    ("[[sources]]\nname = ' '\nkind = 'feed'\nurl = 'x'", "sources[1].name: must not be empty."),
    (
        "[[sources]]\nname = 'a'\nkind = 'feed'\nurl = 'x'\n" * 2,
        "sources[2].name: 'a' is used twice; names must differ.",
    ),
    ("[telegram]\nadmins = 5", "telegram.admins: must be a list."),
    ("[telegram]\nadmins = ['me']", "telegram.admins[1]: must be a whole number."),
    ("[ops", "is not valid TOML"),
    ("[telegram]\ntoken_file = 'none.txt'", "telegram.token_file: "),
]


@pytest.mark.parametrize(("text", "says"), WRONG)
def test_a_wrong_configuration_is_refused_with_its_key_and_its_mend(
    tmp_path: Path, text: str, says: str
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as refused:
        load(path, {})
    assert says in str(refused.value)


def test_a_missing_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"Copy config\.example\.toml"):
        load(tmp_path / "config.toml", {})


def test_without_a_file_the_defaults_hold() -> None:
    assert load(None, {}) == Config()


def test_the_environment_s_token_comes_before_the_file_s(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[telegram]\ntoken = 'from the file'", "utf-8")
    assert load(path, {TOKEN_VARIABLE: TOKEN}).telegram.token == TOKEN
    assert load(path, {}).telegram.token == "from the file"


def test_a_token_file_stands_beside_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n", "utf-8")
    path = tmp_path / "config.toml"
    path.write_text("[telegram]\ntoken_file = 'token'", "utf-8")
    assert load(path, {}).telegram.token == TOKEN


def test_the_token_shows_in_no_repr_and_in_no_error(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f"[telegram]\ntoken = '{TOKEN}'\n[polling]\ninterval_s = 0", "utf-8")
    with pytest.raises(ConfigError) as refused:
        load(path, {})
    assert TOKEN not in str(refused.value)
    assert TOKEN not in repr(load(None, {TOKEN_VARIABLE: TOKEN}))


def _defaults(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {
        each.name: _defaults(hints[each.name])
        if is_dataclass(hints[each.name])
        else (list(each.default) if isinstance(each.default, tuple) else each.default)
        for each in fields(kind)
        if each.name != "sources"
    }


def test_the_example_holds_every_key_with_its_default() -> None:
    told = tomllib.loads(EXAMPLE.read_text("utf-8"))
    sources = told.pop("sources")
    assert told == _defaults(Config)
    known = {each.name for each in fields(Source)}
    assert set(sources[0]) == known
    required = {each.name for each in fields(Source) if each.default is MISSING}
    assert required == {"name", "kind", "url"}


def test_the_example_can_be_used_as_it_is() -> None:
    assert len(load(EXAMPLE, {TOKEN_VARIABLE: TOKEN}).sources) >= 5
