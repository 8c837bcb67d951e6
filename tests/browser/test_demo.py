"""The real bot in the playground, as a person meets it in the browser."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

from bot.app import App
from bot.cli.demo import demo_config
from bot.config import Polling
from bot.i18n import Translator
from bot.playground.assembly import GROUP, MEMBER, PRIVATE, Playground
from tests.browser.conftest import PHONE, OpenPage

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

SAMPLE_NOTE = Translator.for_lang("en").text("note-sample")
LONG_MS = 30_000


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def playground(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Playground]:
    """One bot for the tests of this file, which has looked into every feed; each test has a chat of its own.
    The week stands still and is played by ``publish``.
    """
    opened = Playground()
    await opened.start()
    config = demo_config(opened, tmp_path_factory.mktemp("demo"))
    app = App(replace(config, polling=Polling(interval_s=1.0)))
    opened.stream.begun = True  # the first subscription must not start the clock
    running = asyncio.create_task(app.run())
    try:
        async with asyncio.timeout(90):
            opened.standin.say(PRIVATE, "/help")
            while not (opened.stream.ready and opened.standin.calls("setMyCommands")):
                assert not running.done()
                await asyncio.sleep(0.1)
        yield opened
    finally:
        app.stop()
        await asyncio.wait_for(running, 30)
        await opened.stop()


class Person:
    """One private chat on the page."""

    def __init__(self, page: Any, chat_id: int) -> None:
        self.page = page
        self.id = chat_id
        self.chat = page.locator(f"#chat{chat_id}")
        self.heard = self.chat.locator(".in")

    async def say(self, text: str) -> None:
        await self.page.click(f"#go{self.id}")
        await self.chat.locator("textarea").fill(text)
        await self.page.keyboard.press("Enter")

    async def first(self, text: str = "") -> Any:
        """The bot's first message that holds the text, once it is there."""
        message = self.heard.filter(has_text=text).first
        await message.wait_for(timeout=LONG_MS)
        return message


@pytest.fixture
def somebody(playground: Playground, request: pytest.FixtureRequest) -> int:
    """A new private chat."""
    chat_id = 5000 + len(playground.standin.world.chats)
    playground.standin.add_chat(chat_id, title=f"P{chat_id}")
    return chat_id


def publish(playground: Playground, until: str) -> None:
    """Play on until this report is out."""
    while until not in {report.id for report in playground.stream.published.values()}:
        assert playground.stream.step()


async def test_subscribe_press_edit_receive_details(
    playground: Playground, somebody: int, open_page: OpenPage
) -> None:
    person = Person(await open_page(), somebody)
    await person.say("/subscribe Karachi")
    answer = await person.first()
    assert "Karachi" in await answer.inner_text()
    await answer.locator(".key").first.click()
    await person.heard.locator(".foot summary", has_text="edited").first.wait_for(timeout=LONG_MS)

    publish(playground, "d2-02")
    alert = await person.first(SAMPLE_NOTE)
    text = await alert.inner_text()
    assert re.search("Karachi|Korangi", text.split(SAMPLE_NOTE)[0])
    assert "SAMPLE" in text.split(SAMPLE_NOTE)[0]
    assert re.search(r"PK-\d{8}-\d\d", text)

    before = playground.standin.messages(somebody)[-1]["message_id"]
    await alert.locator(".key", has_text="Details").click()
    told = await playground.standin.wait_for(
        somebody, lambda each: "SAMPLE" in each["text"], 30, after=before
    )
    await person.page.locator(f"#m{somebody}_{told['message_id']}").wait_for()
    await person.page.wait_for_function("(s) => !document.querySelector(s)", arg=".key[aria-busy]")


async def test_a_correction_replies_to_the_alert_it_corrects(
    playground: Playground, somebody: int, open_page: OpenPage
) -> None:
    person = Person(await open_page(), somebody)
    await person.say("/subscribe Lahore")
    await person.first()
    publish(playground, "d3-03")
    await person.first(SAMPLE_NOTE)
    publish(playground, "d3-04")
    reply = person.heard.locator(".reply").first
    await reply.wait_for(timeout=LONG_MS / 2)
    await reply.click()
    assert "Lahore" in await person.page.evaluate("document.activeElement.innerText")


async def test_latest_is_paged_by_its_button(
    playground: Playground, somebody: int, open_page: OpenPage
) -> None:
    person = Person(await open_page(), somebody)
    await person.say("/subscribe Dera Ismail Khan")
    await person.first()
    publish(playground, "d6-02")
    await person.first(SAMPLE_NOTE)  # by then most of the week is read
    await person.say("/latest Pakistan")
    answer = await person.first("1. ")
    first = await answer.locator(".text").inner_text()
    assert re.search(r"PK-\d{8}-\d\d", first)
    await answer.locator(".key").last.click()
    await person.page.wait_for_function(
        "([s, t]) => document.querySelector(s).innerText !== t",
        arg=[f"#chat{somebody} .in .text", first],
        timeout=LONG_MS,
    )


async def test_in_the_group_only_the_administrator_subscribes(
    playground: Playground, open_page: OpenPage
) -> None:
    group = Person(await open_page(), GROUP)
    await group.chat.get_by_label("Write as").select_option(str(MEMBER))
    await group.say("/subscribe Quetta")
    assert "dministrator" in await (await group.first()).inner_text()
    await group.chat.get_by_label("Write as").select_option(str(PRIVATE))
    await group.say("/subscribe Quetta")
    await group.heard.nth(1).wait_for(timeout=LONG_MS)
    assert "Quetta" in await group.heard.nth(1).inner_text()


async def test_on_a_phone_by_keyboard_alone(
    playground: Playground, somebody: int, open_page: OpenPage
) -> None:
    page = await open_page(PHONE)
    for _ in range(30):
        if await page.evaluate("(s) => document.activeElement.matches(s)", f"#go{somebody}"):
            break
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.keyboard.type("/sub")
    await page.wait_for_selector(f"#chat{somebody} [role=option]")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Tab")
    await page.keyboard.type("Karachi")
    await page.keyboard.press("Enter")
    person = Person(page, somebody)
    assert "Karachi" in await (await person.first()).inner_text()
    assert await page.evaluate("document.documentElement.scrollWidth") == PHONE[0]


async def test_the_menu_holds_the_bots_commands(
    playground: Playground, somebody: int, open_page: OpenPage
) -> None:
    person = Person(await open_page(), somebody)
    await person.page.click(f"#go{somebody}")
    await person.chat.get_by_role("button", name="Commands").click()
    options = await person.chat.locator("[role=option]").all_inner_texts()
    assert any(option.startswith("/subscribe") for option in options)


async def test_nothing_that_the_bot_sent_was_refused(
    playground: Playground, somebody: int, open_page: OpenPage
) -> None:
    person = Person(await open_page(), somebody)
    texts = (
        "/start",
        "/help",
        "/subscribe Peshawar",
        "/subscriptions",
        "/latest Pakistan",
        "/mute 1h",
        "/nonsense",
    )
    for number, text in enumerate(texts):
        await person.say(text)
        await person.heard.nth(number).wait_for(timeout=LONG_MS)
    refused = [
        (call.method, call.status, call.params) for call in playground.standin.sent if call.status >= 400
    ]
    assert refused == []
