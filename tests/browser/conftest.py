"""A real browser. Skipped, with a word, where there is no chromium or no playwright."""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.playground.assembly import Playground
from bot.playground.params import Params
from bot.playground.standin import METHODS

try:
    from playwright.async_api import Page, async_playwright
except ImportError:  # the packages of the group "browser" are not installed
    Page = Any  # type: ignore[misc, assignment]
    async_playwright = None  # type: ignore[assignment]

WIDE = (1280, 860)
PHONE = (360, 740)
OpenPage = Callable[..., Awaitable["Page"]]


def chromium() -> str | None:
    """Debian's chromium, or what SITREP_CHROMIUM names."""
    return os.environ.get("SITREP_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    why = ""
    if async_playwright is None:
        why = "no playwright: make browser"
    elif not chromium():
        why = "no chromium: apt install chromium, or set SITREP_CHROMIUM"
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if why:
                item.add_marker(pytest.mark.skip(reason=why))


@pytest_asyncio.fixture(loop_scope="module")
async def playground() -> AsyncIterator[Playground]:
    """The page over the stand-in; no bot runs unless the test starts one."""
    opened = Playground()
    await opened.start()
    yield opened
    await opened.stop()


@pytest.fixture
def does(playground: Playground) -> Callable[..., Any]:
    """What a bot would call: ``does("sendMessage", chat_id=…, text=…)``."""

    def call(method: str, **params: Any) -> Any:
        return METHODS[method.lower()](playground.standin.world, Params(params))

    return call


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Any]:
    """One chromium for the tests of a file, so its tests share a loop; each page has its own profile."""
    async with async_playwright() as driver:
        opened = await driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield opened
        await opened.close()


@pytest_asyncio.fixture(loop_scope="module")
async def open_page(browser: Any, playground: Playground) -> AsyncIterator[OpenPage]:
    """``await open_page(PHONE, dark=True)``. At the end no script may have failed, nothing been blocked."""
    troubles: list[str] = []
    contexts: list[Any] = []

    async def opened(size: tuple[int, int] = WIDE, *, dark: bool = False, **options: Any) -> Page:
        context = await browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            **options,
        )
        contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on(
            "console", lambda told: troubles.append(told.text) if told.type in ("error", "warning") else None
        )
        await page.goto(playground.url)
        await page.wait_for_selector("body[data-ready]")
        return page

    yield opened
    for context in contexts:
        await context.close()
    assert troubles == []
