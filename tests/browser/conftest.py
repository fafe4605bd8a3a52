"""A real browser in front of a real server with the real page in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from archive.desk.accounts import ensure_editor
from archive.management.commands.set_up import Command as SetUp
from archive.search.rebuild import rebuild

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
# Alone on the machine: no sandbox for root, no graphics card, and nothing that calls home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1440, "height": 900}
# How long the browser waits for anything, in milliseconds: a page takes a tenth of that on a busy machine.
PATIENCE = 10_000


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; without it these tests fail, because what they say is not known then."""
    if not CHROMIUM.exists():
        pytest.fail(
            f"找不到浏览器 {CHROMIUM}。请运行 `make test`（会安装 Chromium），或用环境变量 CHROMIUM 指明路径。\n"
            f"There is no browser at {CHROMIUM}. Run `make test`, which installs Chromium, or say where it is with CHROMIUM.",
            pytrace=False,
        )
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # The browser's own event loop runs in this thread; Django would refuse its database there.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def site(live_server, index_path) -> str:
    """The address of a server that holds what a new archive holds: the real page, its records and its index."""
    SetUp().fill(sample=False)
    rebuild()
    return str(live_server.url)


@pytest.fixture
def password(site) -> str:
    """The password of the account `editor`."""
    given = ensure_editor()
    assert given
    return given


class Visitor:
    """A person with a browser, and everything the browser complained about on the way."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))
        self.page.on("requestfailed", self._miss)

    def _hear(self, message: ConsoleMessage) -> None:
        """What the browser warned of."""
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _miss(self, request: Request) -> None:
        """What failed to load, unless the visitor went on before it came."""
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.url}: {request.failure}")


@pytest.fixture
def size() -> dict[str, int]:
    """The window: a desktop's, unless the test says otherwise."""
    return DESKTOP


@pytest.fixture
def visitor(chromium, site, size) -> Iterator[Visitor]:
    """A visitor whose window has the size of the test."""
    context = chromium.new_context(base_url=site, viewport=size, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    yield Visitor(context)
    context.close()
