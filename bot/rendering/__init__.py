"""Incidents as messages: text and buttons as data. Pure; any incident gives a message that Telegram takes."""

from bot.rendering.alert import render_alert
from bot.rendering.burst import render_burst
from bot.rendering.details import render_details
from bot.rendering.listing import render_latest
from bot.rendering.meaning import describe_subscription

__all__ = ["describe_subscription", "render_alert", "render_burst", "render_details", "render_latest"]
