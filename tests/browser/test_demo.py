"""The real bot in the playground, as a person meets it in the browser."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app import App
from bot.cli.demo import demo_config
from bot.config import Polling
from bot.i18n import Translator
from bot.playground.assembly import GROUP, MEMBER, PRIVATE, Playground
from tests.browser.conftest import PHONE, OpenPage

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

CHAT = f"#chat{PRIVATE}"
SAMPLE_NOTE = Translator.for_lang("en").text("note-sample")
LONG_MS = 30_000


@pytest_asyncio.fixture(loop_scope="module")
async def bot(playground: Playground, tmp_path: Path) -> AsyncIterator[Playground]:
    """The bot has looked into every feed; the week stands still and is played by ``step``."""
    config = replace(demo_config(playground, tmp_path), polling=Polling(interval_s=1.0))
    app = App(config)
    playground.stream.begun = True  # the first subscription must not start the clock
    running = asyncio.create_task(app.run())
    try:
        async with asyncio.timeout(60):
            while not (playground.stream.ready and playground.standin.calls("setMyCommands")):
                assert not running.done()
                await asyncio.sleep(0.1)
        yield playground
    finally:
        app.stop()
        await asyncio.wait_for(running, 30)


def publish(playground: Playground, count: int) -> list[str]:
    return [report.id for _ in range(count) for report in playground.stream.step()]


async def say(page: object, chat: str, text: str) -> None:
    await page.fill(f"{chat} textarea", text)  # type: ignore[attr-defined]
    await page.press(f"{chat} textarea", "Enter")  # type: ignore[attr-defined]


async def test_subscribe_press_edit_receive_details(bot: Playground, open_page: OpenPage) -> None:
    page = await open_page()
    await say(page, CHAT, "/subscribe Karachi")
    answer = page.locator(f"{CHAT} .in").first
    await answer.wait_for(timeout=LONG_MS)
    assert "Karachi" in await answer.inner_text()
    await answer.locator(".key").first.click()
    await page.locator(f"{CHAT} .in .foot summary", has_text="edited").wait_for(timeout=LONG_MS)

    assert publish(bot, 2) == ["d2-01", "d2-02"]
    alert = page.locator(f"{CHAT} .in", has_text=SAMPLE_NOTE).first
    await alert.wait_for(timeout=LONG_MS)
    text = await alert.inner_text()
    assert "Karachi" in text.split(SAMPLE_NOTE)[0]
    assert re.search(r"PK-\d{8}-\d\d", text)
    assert "SAMPLE" in text.split("\n")[1]

    before = bot.standin.messages(PRIVATE)[-1]["message_id"]
    await alert.locator(".key", has_text="Details").click()
    told = await bot.standin.wait_for(PRIVATE, lambda message: "SAMPLE" in message["text"], 30, after=before)
    await page.locator(f"#m{PRIVATE}_{told['message_id']}").wait_for()
    await page.wait_for_function("(s) => !document.querySelector(s)", arg=f"{CHAT} .key[aria-busy]")


@pytest.mark.xfail(
    reason="a blast that turns out a gas cylinder is not yet told as a correction", strict=False
)
async def test_a_correction_replies_to_the_alert_it_corrects(bot: Playground, open_page: OpenPage) -> None:
    page = await open_page()
    await say(page, CHAT, "/subscribe Lahore")
    await page.locator(f"{CHAT} .in").first.wait_for(timeout=LONG_MS)
    while "d3-03" not in publish(bot, 1):
        await asyncio.sleep(0.2)
    await page.locator(f"{CHAT} .in", has_text=SAMPLE_NOTE).first.wait_for(timeout=LONG_MS)
    assert publish(bot, 1) == ["d3-04"]
    reply = page.locator(f"{CHAT} .in .reply").first
    await reply.wait_for(timeout=LONG_MS)
    await reply.click()
    assert "Lahore" in await page.evaluate("document.activeElement.innerText")


async def test_latest_is_paged_by_its_button(bot: Playground, open_page: OpenPage) -> None:
    page = await open_page()
    for _ in range(30):
        publish(bot, 1)
    await asyncio.sleep(5)
    await say(page, CHAT, "/latest Pakistan")
    answer = page.locator(f"{CHAT} .in").last
    await answer.wait_for(timeout=LONG_MS)
    first = await answer.locator(".text").inner_text()
    assert re.search(r"PK-\d{8}-\d\d|/\w", first)
    next_page = answer.locator(".key").last
    await next_page.click()
    await page.wait_for_function(
        "([s, t]) => [...document.querySelectorAll(s)].at(-1).innerText !== t",
        arg=[f"{CHAT} .in .text", first],
        timeout=LONG_MS,
    )


async def test_in_the_group_only_the_administrator_subscribes(bot: Playground, open_page: OpenPage) -> None:
    page = await open_page()
    group = f"#chat{GROUP}"
    await page.click(f"#go{GROUP}")
    await page.locator(group).get_by_label("Write as").select_option(str(MEMBER))
    await say(page, group, "/subscribe Quetta")
    answers = page.locator(f"{group} .in")
    await answers.first.wait_for(timeout=LONG_MS)
    assert "dministrator" in await answers.first.inner_text()
    await page.locator(group).get_by_label("Write as").select_option(str(PRIVATE))
    await say(page, group, "/subscribe Quetta")
    await answers.nth(1).wait_for(timeout=LONG_MS)
    assert "Quetta" in await answers.nth(1).inner_text()


async def test_on_a_phone_by_keyboard_alone(bot: Playground, open_page: OpenPage) -> None:
    page = await open_page(PHONE)
    keyboard = page.keyboard
    for _ in range(30):
        if await page.evaluate("(s) => document.activeElement.matches(s)", f"#go{PRIVATE}"):
            break
        await keyboard.press("Tab")
    await keyboard.press("Enter")
    await keyboard.type("/sub")
    await page.wait_for_selector(f"{CHAT} [role=option]")
    await keyboard.press("ArrowDown")
    await keyboard.press("Tab")
    await keyboard.type("Karachi")
    await keyboard.press("Enter")
    answer = page.locator(f"{CHAT} .in").first
    await answer.wait_for(timeout=LONG_MS)
    assert "Karachi" in await answer.inner_text()
    assert await page.evaluate("document.documentElement.scrollWidth") == PHONE[0]


async def test_the_menu_holds_the_bots_commands(bot: Playground, open_page: OpenPage) -> None:
    page = await open_page()
    await page.locator(CHAT).get_by_role("button", name="Commands").click()
    options = await page.locator(f"{CHAT} [role=option]").all_inner_texts()
    assert any(option.startswith("/subscribe") for option in options)


async def test_nothing_that_the_bot_sent_was_refused(bot: Playground, open_page: OpenPage) -> None:
    page = await open_page()
    for text in (
        "/start",
        "/help",
        "/subscribe Karachi",
        "/subscriptions",
        "/latest Pakistan",
        "/language",
        "/nonsense",
    ):
        await say(page, CHAT, text)
        await asyncio.sleep(0.5)
    publish(bot, 12)
    await asyncio.sleep(8)
    refused = [(call.method, call.status, call.params) for call in bot.standin.sent if call.status >= 400]
    assert refused == []
