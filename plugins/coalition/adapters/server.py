"""``serve``: the built site on this machine, built again on each change.

Reloading is a script of the server's own, added to pages on their way out; the files on disk
and their content security policy stay as they are published.
"""

from __future__ import annotations

import functools
import gc
import http.server
import io
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from watchfiles import watch

from .trees import MARKER, refuse

HOST = "127.0.0.1"
SCRIPT = "/_serve/reload.js"
STYLE = "/_serve/reload.css"
EVENTS = "/_serve/events"
_INJECTED = (
    f'<link rel="stylesheet" href="{STYLE}"><script src="{SCRIPT}"></script></head>'.encode()
)
_JAVASCRIPT = b"""(function () {
  var box;
  var source = new EventSource("/_serve/events");
  source.addEventListener("built", function () { location.reload(); });
  source.addEventListener("problems", function (event) {
    box = box || document.body.appendChild(document.createElement("pre"));
    box.id = "serve-problems";
    box.setAttribute("role", "alert");
    box.textContent = JSON.parse(event.data);
  });
})();
"""
_CSS = b"""#serve-problems { position: fixed; left: 0; right: 0; bottom: 0; margin: 0; padding: 1rem;
  max-height: 60vh; overflow: auto; white-space: pre-wrap; background: #45201d; color: #fff; }
"""
_EMPTY = b"<!doctype html><html lang=en><head><title>...</title></head><body></body></html>"
_OWN = {SCRIPT: (_JAVASCRIPT, "text/javascript"), STYLE: (_CSS, "text/css")}
# By their endings, as hosts of static files do it: a feed is not told apart from other XML or JSON.
_TYPES = {
    ".ics": "text/calendar; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
}


class State:
    """What the browser is told: how often the site was built, and what is wrong now."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.number = 0
        self.problems = ""

    def tell(self, problems: str) -> None:
        """A build has ended, with these problems or none."""
        with self.changed:
            self.number += 1
            self.problems = problems
            self.changed.notify_all()

    def wait(self, seen: int) -> int:
        """Wait some seconds for a build after number ``seen``; the number of the last one."""
        with self.changed:
            self.changed.wait_for(lambda: self.number != seen, timeout=15)
            return self.number


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files of the tree as they are, pages with the reload script, and the event stream."""

    def __init__(self, *args: Any, output: Path, state: State, **kwargs: Any) -> None:
        self._output, self._state = output, state
        self.extensions_map = {**self.extensions_map, **_TYPES}
        super().__init__(*args, directory=str(output), **kwargs)

    def log_message(self, *_args: object) -> None:
        """Keep the terminal for what was built."""

    def end_headers(self) -> None:
        """Let the browser keep nothing: the next build may change any file."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def do_GET(self) -> None:
        """Answer with a file of ours, the event stream, or a file of the tree."""
        path = self.path.partition("?")[0]
        if path == EVENTS:
            self._events()
        elif path in _OWN:
            content, kind = _OWN[path]
            self._head(200, content, kind)
            self.wfile.write(content)
        else:
            super().do_GET()

    def send_head(self) -> Any:
        """As the base class, with pages and the 404 page passed through ``_page``."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        if path.name == MARKER or not path.exists():
            return self._page(404, self._output / "404.html")
        return self._page(200, path) if path.suffix == ".html" else super().send_head()

    def _page(self, status: int, path: Path) -> io.BytesIO:
        content = path.read_bytes() if path.is_file() else _EMPTY
        content = content.replace(b"</head>", _INJECTED, 1)
        self._head(status, content, "text/html; charset=utf-8")
        return io.BytesIO(content)

    def _head(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()

    def _events(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        seen = self._state.number
        try:
            if self._state.problems:
                self._event("problems", self._state.problems)
            while True:
                number = self._state.wait(seen)
                if number == seen:
                    self.wfile.write(b": still here\n\n")
                else:
                    problems = self._state.problems
                    self._event("problems" if problems else "built", problems)
                seen = number
        except OSError:
            return  # the browser left

    def _event(self, name: str, data: str) -> None:
        self.wfile.write(f"event: {name}\ndata: {json.dumps(data)}\n\n".encode())
        self.wfile.flush()


class Server(http.server.ThreadingHTTPServer):
    """A server whose open event streams do not keep the program alive."""

    daemon_threads = True


def start(output: Path, port: int, state: State) -> Server:
    """Serve ``output`` in threads of its own; Refused when the port is taken."""
    try:
        server = Server((HOST, port), functools.partial(Handler, output=output, state=state))
    except (OSError, OverflowError):
        raise refuse(str(port), "port_taken") from None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def serve(
    watched: tuple[Path, ...],
    output: Path,
    port: int,
    build: Callable[[], tuple[bool, str]],
    say: Callable[[str], object],
) -> None:
    """Build, serve, and build again on each change below ``watched``, until interrupted.

    ``build`` gives whether the site was published, and what to ``say`` about it.
    """
    state = State()
    server = start(output, port, state)
    try:
        # The first round ends when the watch stands, so that no edit after the build is missed.
        rounds = watch(
            *(path for path in watched if path.is_dir()),
            debounce=50,
            step=10,
            rust_timeout=200,
            yield_on_timeout=True,
            raise_interrupt=False,
        )
        next(rounds, None)
        done, text = build()
        say(text)
        state.tell("" if done else text)
        say(f"http://localhost:{server.server_port}/  (Ctrl+C)\n")
        for changes in rounds:
            if not changes:
                continue
            done, text = build()
            say(text)
            state.tell("" if done else text)
            gc.collect()  # the site that was built, while nobody waits
    finally:
        server.shutdown()
        server.server_close()
