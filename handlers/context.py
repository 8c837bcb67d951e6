"""What every handler works with; ``bot.app`` builds it once and puts it into ``application.bot_data``."""

from dataclasses import dataclass, field
from typing import Any

from telegram.ext import Application, CallbackContext

from bot.config import Config
from bot.places.gazetteer import Gazetteer
from bot.ports import Clock, Store
from handlers.pace import Pace, SeenUpdates

KEY = "services"

App = Application[Any, Any, Any, Any, Any, Any]
Context = CallbackContext[Any, Any, Any, Any]


@dataclass(frozen=True)
class Services:
    """The parts of the program that a conversation needs. ``store`` is known as ``bot.ports`` has it."""

    store: Store
    clock: Clock
    gazetteer: Gazetteer
    config: Config = field(default_factory=Config)
    pace: Pace = field(default_factory=Pace)
    taps: Pace = field(default_factory=Pace)
    exports: Pace = field(default_factory=Pace)
    seen: SeenUpdates = field(default_factory=SeenUpdates)


def services(context: Context) -> Services:
    """Return the services of the running application."""
    found = context.bot_data[KEY]
    assert isinstance(found, Services), f"bot_data[{KEY!r}] must hold handlers.context.Services"  # noqa: S101
    return found
