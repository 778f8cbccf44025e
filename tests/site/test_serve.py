"""``serve``: the site in a browser on this machine, built again on each change."""

from __future__ import annotations

import http.client
import json
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from checkouts import checkout, environment
from sites import BASE, TODAY, make_site, tree

EVENT = "content/events/2026/ziua/index.ro.md"
PATIENCE = 30.0  # seconds, for what is there at once on an idle machine


class Running:
    """A server that has been started; what it tells on the terminal is read line by line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.told: list[str] = []
        self.port = int(self.wait_for(r"http://localhost:(\d+)/")[1])

    def _read(self) -> None:
        assert self.process.stdout
        with suppress(ValueError):  # closed by the other thread at the end of a test
            for line in self.process.stdout:
                self._lines.put(line)
        self._lines.put(None)

    def wait_for(self, words: str) -> re.Match[str]:
        """The next line on the terminal that holds ``words``."""
        while True:
            line = self._lines.get(timeout=PATIENCE)
            assert line is not None, f"the server has ended: {''.join(self.told)}"
            self.told.append(line)
            if match := re.search(words, line):
                return match

    def get(self, path: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
        """Status, headers and content at ``path``, which goes on the wire as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.putrequest(method, path)
        connection.endheaders()
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        found = (answer.status, headers, answer.read())
        connection.close()
        return found

    @contextmanager
    def events(self) -> Iterator[Iterator[tuple[str, str]]]:
        """The names and data of the events that a browser would get from now on."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", "/_serve/events")
        answer = connection.getresponse()
        assert answer.status == 200
        assert answer.getheader("Content-Type") == "text/event-stream"

        def read() -> Iterator[tuple[str, str]]:
            said: dict[str, str] = {}
            late = time.monotonic() + PATIENCE
            for line in iter(answer.fp.readline, b""):
                assert time.monotonic() < late, "the browser is told nothing"
                name, _, value = line.decode().rstrip("\n").partition(": ")
                if name:
                    said[name] = value
                elif "event" in said:
                    yield said.pop("event"), json.loads(said.pop("data"))
                    late = time.monotonic() + PATIENCE

        try:
            yield read()
        finally:
            connection.close()


@contextmanager
def serving(site: Path, code: Path | None = None) -> Iterator[Running]:
    """``serve`` for ``site``, from the folder that holds it; with the code of another checkout."""
    env = environment(code) if code else dict(os.environ)
    command = [sys.executable, "-m", "coalition", "serve", "--today", TODAY, "--port", "0"]
    with subprocess.Popen(
        [*command, "--site", site.name],
        cwd=site.parent,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            yield Running(process)
        finally:
            process.kill()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server for the small site, which is not edited."""
    with serving(make_site(tmp_path_factory.mktemp("served") / "site")) as running:
        yield running


# --- what is served ------------------------------------------------------------------------------


def test_a_page_is_the_published_one_and_its_reloading_script(server: Running, small: Path) -> None:
    for path, file in (
        ("/", "index.html"),
        ("/en/", "en/index.html"),
        ("/membri/alfa/index.html", "membri/alfa/index.html"),
        ("/?from=feed", "index.html"),
    ):
        status, headers, content = server.get(path)
        assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert headers["cache-control"] == "no-store"
        added = re.compile(
            rb'<link [^>]*"/_serve/reload.css"><script src="/_serve/reload.js"></script>'
        )
        plain, times = added.subn(b"", content)
        assert times == 1
        if b"Content-Security-Policy" in plain:
            assert _policy(content)["connect-src"] == "'self'"
            assert _policy(content)["script-src"] == "'self'"
        assert _without_policy(plain) == _without_policy((small / file).read_bytes())


META = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def _policy(page: bytes) -> dict[str, str]:
    match = META.search(page)
    assert match is not None
    parts = [part.strip().partition(" ") for part in match[1].decode().split(";")]
    return {name: value for name, _, value in parts if name}


def _without_policy(page: bytes) -> bytes:
    return META.sub(b"", page)


@pytest.mark.parametrize("name", ["reload.js", "reload.css"])
def test_the_files_for_reloading_are_there(server: Running, name: str) -> None:
    status, headers, content = server.get(f"/_serve/{name}")
    assert status == 200
    assert headers["content-type"].startswith("text/")
    assert content


def test_an_address_that_is_not_there_shows_the_page_for_that(server: Running, small: Path) -> None:
    words = re.search(r"<h1[^>]*>(.*?)</h1>", (small / "404.html").read_text("utf-8"), re.DOTALL)
    assert words is not None
    for path in ("/nu-este/", "/nu-este.html", "/membri/alfa/nu/este/", "/en/nu.ics"):
        status, headers, content = server.get(path)
        assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert words[0] in content.decode()


TYPES = {
    "/calendar.ics": "text/calendar; charset=utf-8",
    "/membri/alfa/calendar.ics": "text/calendar; charset=utf-8",
    "/feed.xml": "application/xml; charset=utf-8",
    "/rss.xml": "application/xml; charset=utf-8",
    "/feed.json": "application/json",
    "/feeds.opml": "text/x-opml; charset=utf-8",
    "/feed.css": "text/css",
    "/sitemap.xml": "application/xml; charset=utf-8",
    "/robots.txt": "text/plain",
    "/theme/style.css": "text/css",
    "/theme/site.js": "text/javascript",
    "/theme/icon.svg": "image/svg+xml",
    "/qr.svg": "image/svg+xml",
}


@pytest.mark.parametrize(("path", "kind"), TYPES.items(), ids=TYPES.keys())
def test_a_file_has_its_type_and_its_bytes(
    server: Running, small: Path, path: str, kind: str
) -> None:
    status, headers, content = server.get(path)
    assert (status, headers["content-type"]) == (200, kind)
    assert content == (small / path[1:]).read_bytes()
    status, headers, content = server.get(path, "HEAD")
    assert (status, headers["content-type"], content) == (200, kind, b"")


def test_a_folder_without_its_slash_leads_to_the_one_with_it(server: Running) -> None:
    status, headers, _content = server.get("/membri/alfa")
    assert (status, headers["location"]) == (301, "/membri/alfa/")


@pytest.mark.parametrize(
    "path",
    [
        "/.coalition-tree.json",
        "/../site/content/coalition.yaml",
        "/%2e%2e/site/content/coalition.yaml",
        "/..%2fsite/content/coalition.yaml",
        "//../site/content/coalition.yaml",
        "/theme/",
        "/%00",
    ],
)
def test_nothing_is_served_that_is_not_published(server: Running, path: str) -> None:
    status, _headers, content = server.get(path)
    assert status == 404
    assert b"timezone" not in content
    assert b'{"build"' not in content
    assert b"Directory listing" not in content


def test_only_this_machine_is_served(server: Running) -> None:
    # Another address of this same machine: a server for everybody would answer here too.
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", server.port), timeout=PATIENCE).close()


# --- what happens on a change --------------------------------------------------------------------


def test_an_edit_is_built_and_the_browser_is_told(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    with serving(site) as running, running.events() as events:
        (site / EVENT).write_text(BASE[EVENT].replace("Ziua porților", "Noaptea porților"), "utf-8")
        assert next(events) == ("built", "")
        assert "Noaptea porților" in running.get("/evenimente/ziua/")[2].decode()
        (site / "members/beta").mkdir()
        (site / "members/beta/index.ro.md").write_text("---\nname: Beta\n---\n\nNoi.\n", "utf-8")
        while next(events)[0] != "built" or running.get("/membri/beta/")[0] != 200:
            pass  # the folder may have been seen without its file
        (site / "members/beta/index.ro.md").unlink()
        (site / "members/beta").rmdir()
        while next(events)[0] != "built" or running.get("/membri/beta/")[0] != 404:
            pass


def test_an_edit_made_as_soon_as_the_site_is_there_is_not_missed(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    with serving(site) as running:
        # The server stands still for the time of the edit, just after it told its address.
        running.process.send_signal(signal.SIGSTOP)
        (site / EVENT).write_text(BASE[EVENT].replace("Ziua porților", "Noaptea porților"), "utf-8")
        running.process.send_signal(signal.SIGCONT)
        running.wait_for("output")  # the next build
        assert "Noaptea porților" in running.get("/evenimente/ziua/")[2].decode()


def test_a_broken_edit_tells_the_sentence_and_keeps_the_old_page(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    with serving(site) as running, running.events() as events:
        before = running.get("/evenimente/ziua/")
        published = tree(tmp_path / "output")
        broken = BASE[EVENT].replace("Ziua porților", "Noaptea").replace("2026-05-17", "2026-13-05")
        (site / EVENT).write_text(broken, "utf-8")
        name, told = next(events)
        assert name == "problems"
        assert f"site/{EVENT}:3:" in told
        assert "2026-13-05" in told
        status, _headers, page = running.get("/evenimente/ziua/")
        assert (status, page) == (before[0], before[2])
        assert tree(tmp_path / "output") == published
        running.wait_for("2026-13-05")
        # A page opened now tells it too, and the mended file brings a new page.
        with running.events() as later:
            assert next(later) == (name, told)
            mended = BASE[EVENT].replace("Ziua porților", "Noaptea porților")
            (site / EVENT).write_text(mended, "utf-8")
            assert next(later) == ("built", "")
        assert next(events) == ("built", "")
        assert "Noaptea porților" in running.get("/evenimente/ziua/")[2].decode()


def test_a_site_with_problems_is_served_as_soon_as_they_are_mended(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {EVENT: BASE[EVENT].replace("2026-05-17", "2026-13-05")})
    with serving(site) as running:
        assert any("2026-13-05" in line for line in running.told)
        status, _headers, content = running.get("/")
        assert status == 404
        assert b"/_serve/reload.js" in content
        with running.events() as events:
            assert next(events)[0] == "problems"
            (site / EVENT).write_text(BASE[EVENT], "utf-8")
            assert next(events) == ("built", "")
        assert running.get("/")[0] == 200


def test_a_change_of_the_theme_is_built_too(tmp_path: Path) -> None:
    code = checkout(tmp_path / "checkout")
    style = code / "theme/css/10-tokens/colours.css"
    template = code / "theme/pages/member.html"
    with serving(code, code) as running, running.events() as events:
        style.write_text(style.read_text("utf-8") + "\n.new-colour { color: #123456; }\n", "utf-8")
        assert next(events) == ("built", "")
        assert b"new-colour" in running.get("/theme/style.css")[2]
        good = template.read_text("utf-8")
        template.write_text("{{ nothing }}" + good, "utf-8")
        name, told = next(events)
        assert name == "problems"
        assert "member.html" in told
        assert running.get("/membri/alfa/")[0] == 200
        template.write_text(good, "utf-8")
        assert next(events) == ("built", "")


# --- how it starts and ends ----------------------------------------------------------------------


def _refused(site: Path, port: int) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "coalition", "serve", "--site", site, "--port", str(port)],
        cwd=site.parent,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 2, done.stdout + done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert not (site.parent / "output").exists()
    return done.stderr


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        told = _refused(make_site(tmp_path / "site"), port)
    assert str(port) in told
    assert "--port" in told


@pytest.mark.parametrize("port", [65536, -1])
def test_a_port_that_there_is_not_is_named(tmp_path: Path, port: int) -> None:
    assert str(port) in _refused(make_site(tmp_path / "site"), port)


def test_the_same_port_can_be_had_again_at_once(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    with serving(site) as running:
        port = running.port
        running.get("/")
    with subprocess.Popen(
        [sys.executable, "-m", "coalition", "serve", "--site", site, "--port", str(port)],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            assert Running(process).port == port
        finally:
            process.kill()


@pytest.fixture
def interruptible() -> Iterator[None]:
    """What is started now can be interrupted, also when these tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_ends_it_with_0_and_no_traceback(tmp_path: Path, interruptible: None) -> None:
    with serving(make_site(tmp_path / "site")) as running, running.events():
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(PATIENCE) == 0
        with pytest.raises(AssertionError, match="the server has ended"):
            running.wait_for("no such words")
        assert "Traceback" not in "".join(running.told)
