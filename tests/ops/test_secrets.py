"""What must not be read in a log: the configuration's own secrets, however it is printed."""

from pathlib import Path

import pytest

from bot.config import Config, Ops, Storage, Telegram, load
from bot.model.errors import ConfigError

SECRET = "s3cr3t-of-the-operator"
CONFIG = Config(
    telegram=Telegram(
        token=f"900000001:{SECRET}-and-more-of-it", webhook_secret=SECRET, webhook_url="https://bot.example/x"
    ),
    storage=Storage(url=f"postgresql+asyncpg://sitrep:{SECRET}@db/sitrep"),
    ops=Ops(dead_man_url=f"https://alive.example/{SECRET}"),
)


def test_configuration_that_is_printed_holds_no_secret() -> None:
    assert SECRET not in repr(CONFIG)
    assert SECRET not in str(CONFIG)


WRONG = [
    (
        "[telegram]\nwebhook_url = 'http://x/y'\nwebhook_secret = '{secret}'",
        "webhook_url: must begin with https",
    ),
    (
        "[telegram]\nwebhook_url = 'https://x/y'\nwebhook_secret = '{secret}!'",
        "webhook_secret: must be 16 to",
    ),
    ("[telegram]\nwebhook_url = 'https://x/y'", "webhook_secret: must be 16 to"),
    ("[ops]\ndead_man_url = 'ftp://{secret}'", "dead_man_url: must begin with"),
    ("[ops]\ncanary_every_s = 5", "canary_every_s: must be 60 or more"),
    ("[storage]\nkeep_days = 3", "keep_days: must be 30 or more"),
    ("[storage]\nkeep_alerts_days = 1", "keep_alerts_days: must be 7 or more"),
]


@pytest.mark.parametrize(("text", "told"), WRONG)
def test_wrong_value_is_named_and_the_secret_beside_it_is_not(text: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text.replace("{secret}", SECRET), "utf-8")
    with pytest.raises(ConfigError) as caught:
        load(file, {})
    assert told in str(caught.value)
    assert SECRET not in str(caught.value)


def test_secret_of_the_webhook_may_come_from_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[telegram]\nwebhook_url = 'https://x/y'\n", "utf-8")
    assert load(file, {"SITREP_WEBHOOK_SECRET": SECRET}).telegram.webhook_secret == SECRET


def test_zero_days_keep_everything_for_good(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[storage]\nkeep_days = 0\nkeep_alerts_days = 0\n", "utf-8")
    assert load(file, {}).storage.keep_days == 0
