"""A browser, a plain host for built sites, and pages that tell all that goes wrong in them."""

from __future__ import annotations

import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, Response


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "These tests need Chromium: apt install chromium"
    quiet = ("gpu", "quic", "background-networking", "component-update", "sync")
    return {
        **browser_type_launch_args,
        "executable_path": program,
        "args": ["--no-sandbox", "--no-first-run", *(f"--disable-{one}" for one in quiet)],
    }


@contextmanager
def _served(folder: Path, below: str) -> Iterator[str]:
    """``folder`` at ``below`` as a plain host shows it: 404.html for whatever is not there."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, directory=str(folder), **kwargs)

        def log_message(self, *_args: object) -> None:
            pass

        def translate_path(self, path: str) -> str:
            if not path.startswith(below):
                return str(folder / "nothing-there")
            return super().translate_path(path[len(below) - 1 :])

        def send_error(self, code: int, *_args: Any, **_more: Any) -> None:
            body = (folder / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_args: object) -> None:
            pass  # the browser left

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{below}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Serve a folder on this machine, at the root or at a path that ends with a slash."""
    with ExitStack() as stack:
        yield lambda folder, below="/": stack.enter_context(_served(folder, below))


class Watched:
    """A page and everything that goes wrong from now on, until it is left for another address."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.wrong: list[str] = []
        self._url = url
        self._heard: dict[Any, Callable[[Any], None]] = {
            "console": lambda said: self.wrong.append(f"console: {said.text}"),
            "pageerror": lambda error: self.wrong.append(f"script: {error}"),
            "requestfailed": self._failed,
            "request": self._asked,
            "response": self._answered,
        }
        for event, hear in self._heard.items():
            page.on(event, hear)

    def leave(self) -> None:
        """Hear no more; what is wrong stays told."""
        for event, hear in self._heard.items():
            self.page.remove_listener(event, hear)

    def _answered(self, response: Response) -> None:
        if response.status >= HTTPStatus.BAD_REQUEST:
            self.wrong.append(f"{response.status}: {response.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page was left before its icon had come
            self.wrong.append(f"failed: {request.url} {request.failure}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(self._url):
            self.wrong.append(f"left the site: {request.url}")


# The hour at which pages are looked at: no site was built before, so nothing on them has passed.
NOW = "2026-05-04T08:00:00+03:00"


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A tab for each set of options of a browser context, opened once: to open one takes long.

    Its clock stands still at ``now``. Pages leave nothing behind in it: it comes blank, with its
    own colour scheme again.
    """
    opened: dict[tuple[tuple[str, Any], ...], Page] = {}
    clocks: dict[Page, str] = {}

    def tab(now: str = NOW, **options: Any) -> Page:
        key = tuple(sorted(options.items()))
        if key not in opened:
            opened[key] = browser.new_context(**options).new_page()
        page = opened[key]
        page.unroute_all()
        page.goto("about:blank")
        page.emulate_media(color_scheme=options.get("color_scheme", "light"))
        if clocks.get(page) != now:
            page.context.clock.set_fixed_time(now)
            clocks[page] = now
        return page

    yield tab
    for page in opened.values():
        page.context.close()


@pytest.fixture
def watch(tabs: Callable[..., Page]) -> Iterator[Callable[..., Watched]]:
    """Open an address of ``site`` and watch it; ``options`` are ``now`` and a browser context's.

    The next address is opened in the same tab, where the options are the same.
    """
    watched: dict[Page, Watched] = {}

    def opened(url: str, site: str, width: int = 1280, **options: Any) -> Watched:
        page = tabs(**options)
        if page in watched:
            watched[page].leave()
        page.set_viewport_size({"width": width, "height": 800})
        watched[page] = Watched(page, site)
        page.goto(url)
        return watched[page]

    yield opened
    for one in watched.values():
        one.leave()
