"""The chat page over the stand-in: what it shows; small, by keyboard alone, and against hostile text."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.playground.assembly import GROUP, MEMBER, PRIVATE, PRIVATE_ZH, Playground
from tests.browser.conftest import PHONE, WIDE, OpenPage
from tests.playground.test_client import png

pytestmark = pytest.mark.asyncio(loop_scope="module")

Does = Callable[..., Any]
CHAT = f"#chat{PRIVATE}"
KEYBOARD = json.dumps(
    {
        "inline_keyboard": [
            [{"text": "Details", "callback_data": "i:1"}, {"text": "Site", "url": "https://example.org/"}],
            [{"text": "Copy", "copy_text": {"text": "what is copied"}}],
        ]
    }
)
COMMANDS = json.dumps(
    [
        {"command": "start", "description": "begin"},
        {"command": "subscribe", "description": "hear of a place"},
        {"command": "subscriptions", "description": "what is heard"},
    ]
)
RICH = (
    "<b>bold <i>both</i></b> <u>under</u> <s>gone</s> <code>PK-1</code> "
    '<a href="https://example.org/a">link</a> /latest &lt;script&gt;'
    "<blockquote expandable>one\ntwo\nthree\nfour\nfive</blockquote>\nafter"
)


async def test_a_message_is_rendered_from_its_entities(does: Does, open_page: OpenPage) -> None:
    page = await open_page()
    does("sendMessage", chat_id=PRIVATE, text=RICH, parse_mode="HTML", reply_markup=KEYBOARD)
    text = page.locator(f"{CHAT} .in .text")
    await text.wait_for()
    assert await text.locator("strong em").inner_text() == "both"
    assert await text.locator("strong").inner_text() == "bold both"
    assert await text.locator("u").inner_text() == "under"
    assert await text.locator("s").inner_text() == "gone"
    assert await text.locator("code").inner_text() == "PK-1"
    link = text.locator("a")
    assert await link.get_attribute("href") == "https://example.org/a"
    assert "noopener" in (await link.get_attribute("rel") or "")
    assert "<script>" in await text.inner_text()
    assert [await key.inner_text() for key in await page.locator(f"{CHAT} .key").all()] == [
        "Details",
        "Site ↗",
        "Copy ⧉",
    ]


async def test_a_folded_quote_opens_and_closes(does: Does, open_page: OpenPage) -> None:
    page = await open_page()
    does("sendMessage", chat_id=PRIVATE, text=RICH, parse_mode="HTML")
    quote = page.locator(f"{CHAT} blockquote")
    more = page.get_by_role("button", name="Show more")
    folded = (await quote.bounding_box() or {})["height"]
    await more.click()
    assert (await quote.bounding_box() or {})["height"] > folded + 20
    less = page.get_by_role("button", name="Show less")
    assert await less.get_attribute("aria-expanded") == "true"
    await less.click()
    assert (await quote.bounding_box() or {})["height"] == folded


async def test_typing_sends_and_a_tapped_command_sends(
    playground: Playground, does: Does, open_page: OpenPage
) -> None:
    page = await open_page()
    await page.fill(f"{CHAT} textarea", "/subscribe Karachi")
    await page.press(f"{CHAT} textarea", "Enter")
    await page.wait_for_selector(f"{CHAT} .out")
    does("sendMessage", chat_id=PRIVATE, text="now see /latest")
    await page.click(f"{CHAT} .in .command")
    await page.wait_for_selector(f"{CHAT} .out >> nth=1")
    assert [each["text"] for each in playground.standin.messages(PRIVATE)] == [
        "/subscribe Karachi",
        "now see /latest",
        "/latest",
    ]


async def test_a_pressed_button_waits_for_its_answer(
    playground: Playground, does: Does, open_page: OpenPage
) -> None:
    page = await open_page()
    does("sendMessage", chat_id=PRIVATE, text="x", reply_markup=KEYBOARD)
    await page.click(f"{CHAT} .key[data-data='i:1']")
    await page.wait_for_selector(f"{CHAT} .key[aria-busy]")
    (query,) = playground.standin.world.queries.values()
    assert (query.data, query.user_id) == ("i:1", PRIVATE)
    does("answerCallbackQuery", callback_query_id=query.id, text="Here you are")
    await page.get_by_text("Here you are").wait_for()
    assert await page.locator(f"{CHAT} .key[aria-busy]").count() == 0


async def test_an_alert_answer_must_be_closed(
    playground: Playground, does: Does, open_page: OpenPage
) -> None:
    page = await open_page()
    does("sendMessage", chat_id=PRIVATE, text="x", reply_markup=KEYBOARD)
    await page.click(f"{CHAT} .key[data-data='i:1']")
    await page.wait_for_selector(f"{CHAT} .key[aria-busy]")
    (query,) = playground.standin.world.queries.values()
    does("answerCallbackQuery", callback_query_id=query.id, text="Only administrators.", show_alert=True)
    dialog = page.get_by_role("dialog")
    assert "Only administrators." in await dialog.inner_text()
    await dialog.get_by_role("button", name="OK").click()
    assert not await dialog.is_visible()


async def test_copy_puts_the_text_on_the_clipboard(does: Does, open_page: OpenPage) -> None:
    page = await open_page(permissions=["clipboard-read", "clipboard-write"])
    does("sendMessage", chat_id=PRIVATE, text="x", reply_markup=KEYBOARD)
    await page.get_by_role("button", name="Copy").click()
    await page.get_by_text("Copied.").wait_for()
    assert await page.evaluate("navigator.clipboard.readText()") == "what is copied"


async def test_edits_replies_and_sound_are_shown(does: Does, open_page: OpenPage) -> None:
    page = await open_page()
    first = does("sendMessage", chat_id=PRIVATE, text="2 injured")
    does(
        "sendMessage",
        chat_id=PRIVATE,
        text="under arrest",
        disable_notification=True,
        reply_parameters={"message_id": first["message_id"]},
    )
    does("editMessageText", chat_id=PRIVATE, message_id=first["message_id"], text="3 injured")
    bubbles = page.locator(f"{CHAT} .in")
    await page.get_by_text("3 injured", exact=True).first.wait_for()
    assert await bubbles.count() == 2
    assert await bubbles.nth(0).get_by_role("img", name="sent with sound").count() == 1
    assert await bubbles.nth(1).get_by_role("img", name="sent without sound").count() == 1
    await bubbles.nth(0).locator("summary").click()
    assert "2 injured" in await bubbles.nth(0).locator(".history").inner_text()
    await bubbles.nth(1).locator(".reply").click()
    focused = await page.evaluate("document.activeElement.dataset.id")
    assert focused == str(first["message_id"])


async def test_an_empty_chat_offers_a_beginning(playground: Playground, open_page: OpenPage) -> None:
    page = await open_page()
    offered = page.locator(f"{CHAT} .first")
    await offered.get_by_role("button", name="/subscribe Karachi").click()
    await page.wait_for_selector(f"{CHAT} .out")
    assert playground.standin.messages(PRIVATE)[0]["text"] == "/subscribe Karachi"
    assert await offered.count() == 0
    assert "/subscribe 卡拉奇" in await page.locator(f"#chat{PRIVATE_ZH} .first").inner_text()


async def test_a_long_message_is_shown_from_its_beginning_and_what_came_below_is_counted(
    does: Does, open_page: OpenPage
) -> None:
    page = await open_page(PHONE)
    does("sendMessage", chat_id=PRIVATE, text="its head\n" + "and more\n" * 60)
    await page.locator(f"{CHAT} .in").wait_for()
    log = await page.locator(f"{CHAT} .log").bounding_box() or {}
    bubble = await page.locator(f"{CHAT} .in").bounding_box() or {}
    assert 0 <= bubble["y"] - log["y"] < 30
    does("sendMessage", chat_id=PRIVATE, text="what came below")
    await page.get_by_role("button", name="↓ 1 new").click()
    below = await page.get_by_text("what came below", exact=True).bounding_box() or {}
    assert below["y"] + below["height"] < log["y"] + log["height"]
    await page.wait_for_function("(s) => document.querySelector(s).hidden", arg=f"{CHAT} .down")


async def test_a_deleted_message_goes(does: Does, open_page: OpenPage) -> None:
    page = await open_page()
    sent = does("sendMessage", chat_id=PRIVATE, text="gone soon")
    await page.get_by_text("gone soon").wait_for()
    does("deleteMessage", chat_id=PRIVATE, message_id=sent["message_id"])
    await page.get_by_text("gone soon").wait_for(state="detached")


async def test_a_picture_is_shown(does: Does, playground: Playground, open_page: OpenPage) -> None:
    page = await open_page()
    playground.standin.world.files["pic"] = ("image/png", png(40, 20))
    does("sendPhoto", chat_id=PRIVATE, photo="pic", caption="<b>Map</b>", parse_mode="HTML")
    image = page.locator(f"{CHAT} img")
    await image.wait_for()
    await page.wait_for_function(
        "(i) => i.complete && i.naturalWidth === 40", arg=await image.element_handle()
    )
    assert await page.locator(f"{CHAT} .in strong").inner_text() == "Map"


async def test_the_command_menu_filters_and_sends(
    playground: Playground, does: Does, open_page: OpenPage
) -> None:
    page = await open_page()
    does("setMyCommands", commands=COMMANDS)
    await page.type(f"{CHAT} textarea", "/subscr")
    options = page.locator(f"{CHAT} [role=option]")
    await options.nth(1).wait_for()
    assert await options.count() == 2
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Tab")
    assert await page.input_value(f"{CHAT} textarea") == "/subscribe "
    await page.fill(f"{CHAT} textarea", "")
    await page.get_by_role("button", name="Commands").first.click()
    assert await options.count() == 3
    await options.nth(2).click()
    await page.wait_for_selector(f"{CHAT} .out")
    assert playground.standin.messages(PRIVATE)[0]["text"] == "/subscriptions"


async def test_a_location_is_shared(playground: Playground, open_page: OpenPage) -> None:
    page = await open_page()
    await page.locator(CHAT).get_by_role("button", name="Share a location").click()
    await page.select_option("#place-name", label="Gwadar")
    await page.get_by_role("dialog").get_by_role("button", name="Share", exact=True).click()
    await page.wait_for_selector(f"{CHAT} .location")
    (said,) = playground.standin.messages(PRIVATE)
    assert said["location"] == {"latitude": 25.1264, "longitude": 62.3225}


async def test_an_offered_keyboard_sends_its_text(
    playground: Playground, does: Does, open_page: OpenPage
) -> None:
    page = await open_page()
    markup = {"keyboard": [[{"text": "English"}, {"text": "اردو"}]], "one_time_keyboard": True}
    does("sendMessage", chat_id=PRIVATE, text="Which language?", reply_markup=markup)
    await page.get_by_role("button", name="اردو").click()
    await page.wait_for_selector(f"{CHAT} .out")
    assert playground.standin.messages(PRIVATE)[-1]["text"] == "اردو"
    assert not await page.locator(f"{CHAT} .offered").is_visible()


async def test_in_the_group_one_writes_as_administrator_or_member(
    playground: Playground, open_page: OpenPage
) -> None:
    page = await open_page()
    group = f"#chat{GROUP}"
    await page.locator(group).get_by_label("Write as").select_option(label="Bilal")
    await page.locator(group).get_by_label("Message", exact=True).fill("/help")
    await page.keyboard.press("Enter")
    await page.locator(f"{group} .out").wait_for()
    (said,) = playground.standin.messages(GROUP)
    assert said["from"]["id"] == MEMBER


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
async def test_chats_are_switched_and_unread_is_counted(
    does: Does, open_page: OpenPage, size: tuple[int, int]
) -> None:
    page = await open_page(size)
    does("sendMessage", chat_id=PRIVATE_ZH, text="一")
    does("sendMessage", chat_id=PRIVATE_ZH, text="二")
    badge = page.locator(f"#go{PRIVATE_ZH} .badge")
    await page.wait_for_function("(b) => b.textContent === '2'", arg=await badge.element_handle())
    await page.get_by_role("navigation", name="Chats").get_by_role("button", name="Li Wei").click()
    assert not await badge.is_visible()
    assert await page.locator(f"#chat{PRIVATE_ZH}").is_visible()
    assert await page.locator(CHAT).is_visible() == (size == WIDE)
    assert await page.evaluate("document.activeElement.closest('.chat').id") == f"chat{PRIVATE_ZH}"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_on_a_phone_nothing_is_cut_off(does: Does, open_page: OpenPage, dark: bool) -> None:
    does(
        "sendMessage", chat_id=PRIVATE, text=RICH + " " + "x" * 300, parse_mode="HTML", reply_markup=KEYBOARD
    )
    page = await open_page(PHONE, dark=dark)
    assert await page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    outside = await page.evaluate(
        """() => [...document.querySelectorAll("body *:not(.skip)")].filter((e) => {
            const box = e.getBoundingClientRect();
            return e.checkVisibility() && box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
        }).map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert outside == []
    sample = await page.locator(".sample").first.bounding_box()
    assert sample
    assert sample["y"] == 0
    assert "SAMPLE" in await page.locator(".sample").first.inner_text()
    send = await page.locator(CHAT).get_by_role("button", name="Send").bounding_box()
    assert send
    assert send["y"] + send["height"] <= PHONE[1]


async def test_everything_can_be_done_with_the_keyboard(
    playground: Playground, does: Does, open_page: OpenPage
) -> None:
    does("setMyCommands", commands=COMMANDS)
    page = await open_page(PHONE)
    playground.stream.ready = True

    async def tab_to(selector: str) -> None:
        for _ in range(40):
            if await page.evaluate("(s) => document.activeElement.matches(s)", selector):
                return
            await page.keyboard.press("Tab")
        raise AssertionError(f"{selector} can't be reached with Tab")

    await tab_to(f"#go{GROUP}")
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.activeElement.matches('textarea')"), "a chosen chat takes the focus"
    await page.keyboard.type("/start")
    await page.keyboard.press("Enter")
    await page.wait_for_selector(f"#chat{GROUP} .out")
    does("sendMessage", chat_id=GROUP, text="x", reply_markup=KEYBOARD)
    await page.wait_for_selector(f"#chat{GROUP} .key")
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Shift+Tab")
    await tab_to(f"#chat{GROUP} .menu, #chat{GROUP} .key[data-data='i:1']")
    await page.focus(f"#chat{GROUP} .log")
    await tab_to(f"#chat{GROUP} .key[data-data='i:1']")
    await page.keyboard.press("Enter")
    await page.wait_for_selector(f"#chat{GROUP} .key[aria-busy]")
    assert len(playground.standin.world.queries) == 1
    await tab_to(f"#chat{GROUP} .menu")
    await page.keyboard.press("Enter")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await page.wait_for_selector(f"#chat{GROUP} .out >> nth=1")
    assert playground.standin.messages(GROUP)[-1]["text"] == "/subscriptions"
    await tab_to(f"#chat{GROUP} .place")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("#place[open]")
    await page.keyboard.press("Escape")
    assert not await page.locator("#place").is_visible()


async def test_every_control_has_a_name(does: Does, open_page: OpenPage) -> None:
    does("sendMessage", chat_id=PRIVATE, text=RICH, parse_mode="HTML", reply_markup=KEYBOARD)
    page = await open_page()
    nameless = await page.evaluate(
        """() => [...document.querySelectorAll("button, a[href], input, select, textarea, [role=log], img")]
            .filter((e) => !(e.getAttribute("aria-label") || e.getAttribute("aria-labelledby") || e.alt
                || e.innerText?.trim() || e.closest("label") || e.querySelector(".hidden")?.textContent))
            .map((e) => e.outerHTML.slice(0, 100))"""
    )
    assert nameless == []
    for role in ("banner", "navigation", "main"):
        assert await page.get_by_role(role).count() == 1  # type: ignore[arg-type]
    assert await page.locator(f"{CHAT} [role=log]").get_attribute("aria-labelledby") == f"chat{PRIVATE}-title"


HOSTILE = [
    "&lt;img src=x onerror=alert(1)&gt;",
    '<a href="https://example.org/&quot; onmouseover=&quot;alert(1)">x</a>',
    '<a href="javascript:alert(1)">x</a>',
    "&lt;/div&gt;&lt;script&gt;document.title='owned'&lt;/script&gt;",
    "\u202eevil\u202c <b>\u2067x</b>",
    "<code>${alert(1)}</code> {{7*7}}",
]


async def test_hostile_text_stays_text(does: Does, open_page: OpenPage) -> None:
    page = await open_page()
    page.on("dialog", lambda _: pytest.fail("a script ran"))
    for text in HOSTILE:
        does("sendMessage", chat_id=PRIVATE, text=text, parse_mode="HTML")
    await page.locator(f"{CHAT} .in").nth(len(HOSTILE) - 1).wait_for()
    assert await page.title() == "Sitrep playground (SAMPLE)"
    assert await page.locator(f"{CHAT} .log script, {CHAT} .log img").count() == 0
    for link in await page.locator(f"{CHAT} .log a").all():
        assert (await link.get_attribute("href") or "").startswith("https://example.org/")
        assert await link.get_attribute("onmouseover") is None


async def test_clock_pace_and_next(playground: Playground, open_page: OpenPage) -> None:
    page = await open_page()
    assert await page.get_by_role("button", name="Next report").is_disabled()
    playground.stream.ready = True
    next_report = page.locator("#next:not([disabled])")
    await next_report.wait_for()
    await next_report.click()
    await page.get_by_text("Out now: Shots fired").wait_for()
    assert "Day 2 of 7" in await page.locator("#clock").inner_text()
    assert "08:50" in await page.locator("#clock").inner_text()
    async with page.expect_response(lambda response: response.url.endswith("/pace")):
        await page.select_option("#pace", "slow")
    assert await page.locator("#pace").input_value() == "slow"
    assert playground.stream.pace == "slow"


async def test_sound_is_a_switch_that_says_how_it_stands(does: Does, open_page: OpenPage) -> None:
    page = await open_page()
    switch = page.locator("#sound")
    assert (await switch.inner_text(), await switch.get_attribute("aria-pressed")) == ("Sound off", "false")
    await switch.click()
    assert (await switch.inner_text(), await switch.get_attribute("aria-pressed")) == ("Sound on", "true")
    does("sendMessage", chat_id=PRIVATE, text="ring")
    await page.get_by_text("ring", exact=True).wait_for()


async def test_a_reloaded_page_shows_what_was_said(does: Does, open_page: OpenPage) -> None:
    does("sendMessage", chat_id=PRIVATE, text="before")
    page = await open_page()
    await page.get_by_text("before", exact=True).wait_for()
    await page.reload()
    await page.get_by_text("before", exact=True).wait_for()
    assert await page.locator(f"{CHAT} .in").count() == 1
