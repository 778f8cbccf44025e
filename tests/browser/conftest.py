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
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response


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
    """A page and everything that went wrong while it was used."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.wrong: list[str] = []
        page.on("console", lambda said: self.wrong.append(f"console: {said.text}"))
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("requestfailed", self._failed)
        page.on("request", lambda one: self._asked(one.url, url))
        page.on("response", self._answered)

    def _answered(self, response: Response) -> None:
        if response.status >= HTTPStatus.BAD_REQUEST:
            self.wrong.append(f"{response.status}: {response.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page was left before its icon had come
            self.wrong.append(f"failed: {request.url} {request.failure}")

    def _asked(self, asked: str, url: str) -> None:
        if not asked.startswith(url):
            self.wrong.append(f"left the site: {asked}")


# The hour at which pages are looked at: no site was built before, so nothing on them has passed.
NOW = "2026-05-04T08:00:00+03:00"


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A browser context for each set of options, made once: the pages leave nothing behind.

    Its clock stands still at ``now``.
    """
    made: dict[tuple[tuple[str, Any], ...], BrowserContext] = {}

    def context(now: str = NOW, **options: Any) -> BrowserContext:
        key = (("now", now), *sorted(options.items()))
        if key not in made:
            made[key] = browser.new_context(**options)
            made[key].clock.set_fixed_time(now)
        return made[key]

    yield context
    for one in made.values():
        one.close()


@pytest.fixture
def watch(contexts: Callable[..., BrowserContext]) -> Iterator[Callable[..., Watched]]:
    """Open an address of ``site`` and watch it; ``options`` are ``now`` and a browser context's."""
    pages: list[Page] = []

    def opened(url: str, site: str, width: int = 1280, **options: Any) -> Watched:
        pages.append(contexts(**options).new_page())
        pages[-1].set_viewport_size({"width": width, "height": 800})
        watched = Watched(pages[-1], site)
        watched.page.goto(url)
        return watched

    yield opened
    for page in pages:
        page.close()
