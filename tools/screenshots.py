"""The pictures under ``docs/screenshots``: ``make screenshots`` plays the sample week and photographs it.

Needs Debian's chromium (or what SITREP_CHROMIUM names), playwright, Pillow, and fonts for every script and
sign (Debian: fonts-noto-core, fonts-noto-cjk, fonts-noto-color-emoji). The texts are those of the
real bot, so the pictures change with it; dates are those of the day on which they were made.
"""

import asyncio
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright

from bot.app import App
from bot.cli.demo import demo_config
from bot.playground.assembly import GROUP, PRIVATE, PRIVATE_ZH, Playground
from bot.playground.stream import feeds

FOLDER = Path(__file__).parent.parent / "docs" / "screenshots"
MAX_BYTES = 150_000
COLOURS = 128  # chosen so that small spots, the signs of severity, keep their colour
# The report after which the alert of the README is taken: an official has spoken, two papers disagree.
ALERT_AFTER = "d3-01"
LATEST_AFTER = "d3-05"
# Somebody who reads from right to left, and two who have just come.
PRIVATE_UR, NEWCOMER, NEWCOMER_UR = 1011, 1012, 1013
_WAIT_MS = 30_000
_FONTS = {"Urdu": ":lang=ur", "Chinese": ":lang=zh-cn", "emoji": ":lang=und-zsye"}
_SOME_HOURS = timedelta(hours=3)
_ID = re.compile(r"\b[A-Z]{2}-\d{8}-\d{2,}\b")


class _Clock:
    """The machine's clock, put forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


async def main() -> int:
    """Make every picture; 1 where there is no browser."""
    chromium = os.environ.get("SITREP_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        print("no chromium: apt install chromium, or set SITREP_CHROMIUM", file=sys.stderr)
        return 1
    missing = [name for name, wanted in _FONTS.items() if not _has_font(wanted)]
    if missing:
        print(
            f"no font for {', '.join(missing)}:"
            " apt install fontconfig fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji",
            file=sys.stderr,
        )
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    clock = _Clock()
    async with _bot(clock) as playground, async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        await _take(browser, playground, clock)
        await browser.close()
    return 0


def _has_font(wanted: str) -> bool:
    if not shutil.which("fc-list"):
        return False
    found = subprocess.run(["fc-list", wanted, "family"], capture_output=True, text=True, check=False)
    return bool(found.stdout.strip())


async def _take(browser: Browser, playground: Playground, clock: _Clock) -> None:
    # Tall, so that a message is not cut by its scrolling chat; twice as dense, so that it is sharp.
    chat = await _open(browser, playground, (440, 1800), scale=2)
    await _say(chat, PRIVATE, "/subscribe Karachi")
    await _save(chat.locator(f"#chat{PRIVATE} .in").last, "subscribe")
    await _say(chat, PRIVATE_UR, "/subscribe کراچی")
    await _save(chat.locator(f"#chat{PRIVATE_UR} .in").last, "subscribe-ur")
    await _say(chat, PRIVATE_ZH, "/subscribe 卡拉奇")

    wide = await _open(browser, playground, (1280, 860))
    await _say(wide, GROUP, "/subscribe Pakistan: explosion | shooting")
    await _publish(playground, ALERT_AFTER)
    for chat_id, name in ((PRIVATE, "alert"), (PRIVATE_ZH, "alert-zh"), (PRIVATE_UR, "alert-ur")):
        await chat.click(f"#go{chat_id}")
        await _save(chat.locator(f"#chat{chat_id} .in", has=chat.locator(".key")).last, name)

    await _publish(playground, LATEST_AFTER)
    await _settled(playground)
    await _only(wide, PRIVATE, GROUP, PRIVATE_ZH)
    await _to_the_last_head(wide)
    await _save(wide, "playground-1280")
    phone = await _open(browser, playground, (360, 740))
    await _only(phone, PRIVATE, GROUP, PRIVATE_ZH)
    await _to_the_last_head(phone)
    await _save(phone, "playground-360")

    await _say(chat, PRIVATE, "/latest Karachi")
    await _save(chat.locator(f"#chat{PRIVATE} .in").last, "latest")
    await _say(chat, PRIVATE, "/subscriptions 1")
    await _save(chat.locator(f"#chat{PRIVATE} .in").last, "subscription")
    for chat_id, name in ((NEWCOMER, "start"), (NEWCOMER_UR, "start-ur")):
        await _say(chat, chat_id, "/start")
        await _save(chat.locator(f"#chat{chat_id} .in").last, name)
    await _say(chat, NEWCOMER, "Karachi")
    await _save(chat.locator(f"#chat{NEWCOMER} .in").last, "what")
    await _take_questions(chat)
    await _take_notices(chat, playground, clock)


async def _take_notices(chat: Page, playground: Playground, clock: _Clock) -> None:
    """What a reader is told when half of the sources, all of them, and none have failed for hours."""
    slugs = sorted(each.slug for each in feeds())
    for down, ahead, name in (
        (slugs[: (len(slugs) + 1) // 2], _SOME_HOURS, "coverage-reduced"),
        (slugs, 2 * _SOME_HOURS, "coverage-dark"),
        (slugs[:1], 2 * _SOME_HOURS, "coverage-back"),
    ):
        heard = {each: await chat.locator(f"#chat{each} .in").count() for each in (PRIVATE, PRIVATE_UR)}
        playground.feeds.down = set(down)
        clock.ahead = ahead
        for chat_id, before in heard.items():
            await chat.click(f"#go{chat_id}")
            told = chat.locator(f"#chat{chat_id} .in").nth(before)
            await told.wait_for(timeout=4 * _WAIT_MS)
            await _save(told, name if chat_id == PRIVATE else f"{name}-ur")


async def _take_questions(chat: Page) -> None:
    """What is set, what lies around, and why an alert came or did not; in Urdu, too."""
    await chat.click(f"#go{PRIVATE}")  # text of a chat that is not shown comes in one piece
    told = chat.locator(f"#chat{PRIVATE} .in", has=chat.locator(".key", has_text="Not relevant")).last
    incident_id = _ID.findall(await told.inner_text())[-1]
    await _say(chat, PRIVATE, "/subscribe Lahore")
    await _say(chat, PRIVATE_UR, "/subscribe لاہور")
    for chat_id, name, text in (
        (PRIVATE, "settings", "/settings"),
        (PRIVATE, "quiet", "/quiet 22:00-06:30 UTC+5:30 severity>=4"),
        (PRIVATE, "near", "/near Karachi"),
        (PRIVATE, "why", f"/why {incident_id}"),
        (PRIVATE, "asked-back", "/subscribe Hyderabad"),
        (PRIVATE, "language", "/language"),
        (PRIVATE, "sites", "/sites"),
        (PRIVATE, "mute", f"/mute {incident_id}"),
        (PRIVATE, "incident", f"/incident {incident_id}"),
        (PRIVATE, "sources", "/sources"),
        (PRIVATE, "status", "/status"),
        (PRIVATE, "unsubscribe", "/unsubscribe 2"),
        (PRIVATE, "forget", "/forget"),
        (PRIVATE_UR, "settings-ur", "/settings"),
        (PRIVATE_UR, "why-ur", f"/why {incident_id}"),
        (PRIVATE_UR, "near-ur", "/near کراچی"),
        (PRIVATE_UR, "help-ur", "/help"),
        (PRIVATE, "export", "/export"),
    ):
        await _say(chat, chat_id, text)
        await _save(chat.locator(f"#chat{chat_id} .in").last, name)
    await chat.click(f"#go{PRIVATE}")
    await told.locator(".key", has_text="Not relevant").click()
    await told.locator(".key", has_text="Old news").wait_for(timeout=_WAIT_MS)
    await _save(told, "feedback")


@asynccontextmanager
async def _bot(clock: _Clock) -> AsyncIterator[Playground]:
    """The bot of ``sitrep demo`` that has looked into every feed; its week stands still."""
    playground = Playground()
    playground.standin.add_chat(PRIVATE_UR, "private", title="Sana", language_code="ur")
    playground.standin.add_chat(NEWCOMER, "private", title="Noor", language_code="en")
    playground.standin.add_chat(NEWCOMER_UR, "private", title="Hina", language_code="ur")
    await playground.start()
    with tempfile.TemporaryDirectory(prefix="sitrep-pictures-") as folder:
        app = App(demo_config(playground, Path(folder)), clock=clock, watch_s=3.0)
        playground.stream.begun = True  # no subscription starts the clock
        running = asyncio.create_task(app.run())
        try:
            async with asyncio.timeout(90):
                # The stand-in tells nobody when a method was called: it is looked at.
                while not (playground.stream.ready and playground.standin.calls("setMyCommands")):  # noqa: ASYNC110
                    await asyncio.sleep(0.1)
            yield playground
        finally:
            app.stop()
            await running
            await playground.stop()


async def _open(browser: Browser, playground: Playground, size: tuple[int, int], scale: int = 1) -> Page:
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        device_scale_factor=scale,
        locale="en-GB",
        reduced_motion="reduce",
    )
    page = await context.new_page()
    await page.goto(playground.url)
    await page.wait_for_selector("body[data-ready]")
    return page


async def _say(page: Page, chat_id: int, text: str) -> None:
    """Write into a chat and wait for the bot's answer."""
    heard = page.locator(f"#chat{chat_id} .in")
    before = await heard.count()
    await page.click(f"#go{chat_id}")
    await page.fill(f"#chat{chat_id} textarea", text)
    await page.keyboard.press("Enter")
    await heard.nth(before).wait_for(timeout=_WAIT_MS)


async def _publish(playground: Playground, until: str) -> None:
    """Play on, report by report, as somebody does who presses "Next report"."""
    while until not in {report.id for report in playground.stream.published.values()}:
        playground.stream.step()
        await _settled(playground)


async def _settled(playground: Playground) -> None:
    """Two polls of every feed, and a while in which the bot sent nothing."""
    sent = -1
    while sent != len(playground.standin.sent):
        sent = len(playground.standin.sent)
        await asyncio.sleep(3)


async def _only(page: Page, *chats: int) -> None:
    """Hide every other chat."""
    await page.evaluate(
        """(ids) => {
            for (const one of document.querySelectorAll("[id^=chat], [id^=go]")) {
                const id = one.id.match(/^(?:chat|go)(-?\\d+)$/)?.[1];
                if (id && !ids.includes(id)) one.hidden = true;
            }
        }""",
        [str(each) for each in chats],
    )


async def _to_the_last_head(page: Page) -> None:
    """Show each chat's newest message from its beginning."""
    await page.evaluate(
        """for (const log of document.querySelectorAll(".log")) {
            const last = [...log.querySelectorAll(".in")].at(-1);
            if (last) log.scrollTop = last.offsetTop - log.offsetTop - 8;
        }
        document.activeElement.blur();"""
    )


async def _save(what: object, name: str) -> None:
    """Photograph a page or an element, with few colours."""
    taken = await what.screenshot()  # type: ignore[attr-defined]  # Page and Locator share no base
    picture = Image.open(io.BytesIO(taken)).convert("RGB")
    path = FOLDER / f"{name}.png"
    picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.name}: {picture.width} x {picture.height}, {size // 1000} kB")
    if size > MAX_BYTES:
        raise SystemExit(f"{path.name} is larger than {MAX_BYTES // 1000} kB")


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
