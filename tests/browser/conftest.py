"""A real browser before the real server, each started once."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

COMMAND = Path(sys.executable).parent / "landenbenadering"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE, NARROW = 1280, 390


@dataclass(frozen=True, slots=True)
class Site:
    """The pages as they are served, and the account to sign in with."""

    home: Path
    address: str
    username: str
    password: str


@dataclass(slots=True)
class Watched:
    """A page with everything that its console complained of."""

    page: Page
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the pages on a free port from a data home of their own."""
    with served(tmp_path_factory.mktemp("site"), "serve") as site:
        _wait_until_compared(site.home)
        yield site


@contextmanager
def served(
    home: Path, *arguments: str | Path, settings: Mapping[str, str] | None = None
) -> Iterator[Site]:
    """Run the command on a free port with `home` for its data, and stop it after."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("LANDENBENADERING_", "DJANGO_"))
    }
    environment |= {"LANDENBENADERING_HOME": str(home)} | dict(settings or {})
    log = (home / "log").open("w")
    server = subprocess.Popen(
        [COMMAND, *arguments, "--port", str(port)],
        env=environment,
        stdout=log,
        stderr=log,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_answered(f"{address}/nl/", home / "log")
        kept = json.loads((home / "demonstration-passwords").read_text("ascii"))
        username = "desk-migration"
        yield Site(
            home=home, address=address, username=username, password=kept[username]
        )
    finally:
        server.terminate()
        server.wait()
        log.close()


def _wait_until_compared(home: Path) -> None:
    """Until then some pages ask for patience, and show nothing else."""
    for _ in range(1200):
        if not any((home / "results" / "comparing").iterdir()):
            return
        time.sleep(0.1)
    pytest.fail("the countries were not compared within two minutes")


def _wait_until_answered(url: str, log: Path) -> None:
    for _ in range(1200):
        try:
            with urllib.request.urlopen(url):  # noqa: S310  (our own server)
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    pytest.fail(f"the pages were not served: {log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def browser(on_ci: bool) -> Iterator[Browser]:
    """Start Chromium, or skip; where everything must run its absence is a failure."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        reason = "Chromium is not installed: apt-get install chromium"
        if on_ci:
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
def watched(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """Open an empty page, wide as on a desk and narrow as on a telephone."""
    page = browser.new_page(
        viewport={"width": request.param, "height": 900}, locale="nl-NL"
    )
    watch = Watched(page)
    page.on("console", lambda message: _note(watch, message.type, message.text))
    page.on("pageerror", lambda error: watch.complaints.append(str(error)))
    yield watch
    page.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open an empty page, wide as on a desk."""
    page = browser.new_page(viewport={"width": WIDE, "height": 900}, locale="nl-NL")
    yield page
    page.close()


def _note(watch: Watched, kind: str, text: str) -> None:
    if kind in {"error", "warning"}:
        watch.complaints.append(text)


SignedIn = Callable[[str], Page]


@pytest.fixture
def signed_in(browser: Browser, site: Site) -> Iterator[SignedIn]:
    """Give the page of someone who signed in with password and Enter."""
    kept = json.loads((site.home / "demonstration-passwords").read_text("ascii"))
    contexts = []

    def page_of(username: str) -> Page:
        size = {"width": WIDE, "height": 900}
        context = browser.new_context(locale="nl-NL", viewport=size)  # type: ignore[arg-type]  # a dict for its own TypedDict
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{site.address}/nl/sign-in")
        page.fill("[name=username]", username)
        page.fill("[name=password]", kept[username])
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{site.address}/nl/work")
        return page

    yield page_of
    for context in contexts:
        context.close()
