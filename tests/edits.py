"""A site that somebody edits at random, built after each edit as the last build left it, and anew.

``Editing`` does whatever people, tools and accidents do to a site between two builds. Whatever they
did, both builds have to give the same bytes, or to tell the same problems.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from coalition.build import Request, build
from coalition.core.problems import Problem
from msgspec.structs import replace
from PIL import Image
from sites import ROOT, coalition, tree

MARKER = ".coalition-tree.json"
TEXTS = ("content/**/index.*.md", "members/*/index.*.md")
# Lines of front matter that fit some kind; on another one they are a problem, which has to be told.
LINES = (
    "topics: [culture]", "place: casa", "place: petrila", "organisers: [alfa]", "status: cancelled",
    "withdrawn: {date: 2026-05-01, reason: Nu mai are loc.}", "draft: true", "summary: Altfel.",
    "updated: 2026-05-03", "published: 2026-02-03", "project: apa", "partners: [primaria]",
    "aliases: [/vechi/adresa/]", "slug: altfel", "menu: 2", "parent: manual", "about: [event/ziua]",
    "lead: alfa", "standing: true", "deadline: 2026-05-10", "start: 2026-05-09", "start: 2025-08",
    "start: 2026-06-01 10:00", "end: 2026-06-01 12:00", "town: petrila", "fields: [culture]",
    "status: former", "date: 2026-01-05", "image: nou.png", "translation: machine",
    "repeat: {rule: FREQ=WEEKLY, until: 2026-06-20}", "status: postponed", "issuer: primaria",
)  # fmt: skip


@dataclass
class Editing:
    """A site in ``folder``, and the random choices of what happens to it."""

    folder: Path
    theme: Path
    seed: int
    today: date = date(2026, 5, 4)
    site_url: str = ""
    verify: bool = False
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._count = 0
        self._command = False

    @property
    def site(self) -> Path:
        """The folder with the sources."""
        return self.folder / "site"

    @property
    def request(self) -> Request:
        """What is built after the edits."""
        return Request(
            site=self.site,
            output=self.folder / "output",
            theme=self.theme,
            site_url=self.site_url,
            today=self.today.isoformat(),
            cache=self.folder / "pictures",
            verify=self.verify,
        )

    # what happens

    def happens(self) -> None:
        """One thing or a few happen, and are written down in ``done``."""
        self.done.clear()
        for _ in range(self._random.choice((1, 1, 1, 2, 3))):
            what: Callable[[], str | None] = self._random.choice(self._ways())
            said = what()
            self.done.append(f"{what.__name__.strip('_')} {said or ''}".rstrip())

    def _ways(self) -> list[Callable[[], str | None]]:
        often = [
            self._title, self._body, self._field, self._field, self._no_field, self._link,
            self._copy, self._remove, self._translate, self._remove_text,
        ]  # fmt: skip
        seldom = [
            self._rename, self._day, self._same_size, self._touch, self._picture, self._lists,
            self._coalition, self._template, self._style, self._word, self._address, self._state,
            self._output, self._spare, self._backup, self._old_clock, self._verify, self._nothing,
        ]  # fmt: skip
        return often * 3 + seldom

    def _texts(self) -> list[Path]:
        return sorted(path for pattern in TEXTS for path in self.site.glob(pattern))

    def _text(self) -> Path:
        return self._random.choice(self._texts())

    def _new(self) -> str:
        self._count += 1
        return f"n{self._count}"

    def _change(self, path: Path, make: Callable[[str], str]) -> str:
        text = path.read_text("utf-8")
        path.write_text(make(text), "utf-8")
        return path.relative_to(self.folder).as_posix()

    def _title(self) -> str:
        new = self._new()
        return self._change(
            self._text(),
            lambda text: re.sub(r"(?m)^(title|name): .*$", rf"\1: Altul {new}", text, count=1),
        )

    def _body(self) -> str:
        new = self._random.choice(
            (f"Paragraf {self._new()}.", f"## Titlu {self._new()}", "- [x] a")
        )
        return self._change(self._text(), lambda text: f"{text}\n{new}\n")

    def _field(self) -> str:
        line = self._random.choice(LINES)
        name = line.partition(":")[0]

        def make(text: str) -> str:
            text = re.sub(rf"(?m)^{name}:.*\n", "", text, count=1)
            return text.replace("---\n", f"---\n{line}\n", 1)

        path = self._text()
        if line.startswith("image"):
            self._draw(path.parent / "nou.png")
        return f"{self._change(path, make)}: {line}"

    def _no_field(self) -> str:
        path = self._text()
        front = path.read_text("utf-8").split("---\n")[1].splitlines(keepends=True)
        gone = self._random.choice(front) if front else "\n"
        return f"{self._change(path, lambda text: text.replace(gone, '', 1))}: {gone.strip()}"

    def _link(self) -> str:
        path, target = self._text(), self._text()
        where = os.path.relpath(target, path.parent)
        end = self._random.choice(("", "", "#titlu-n1"))
        return self._change(path, lambda text: f"{text}\n[Vezi]({where}{end})\n")

    def _copy(self) -> str:
        source = self._text().parent
        target = source.with_name(self._new())
        shutil.copytree(source, target)
        for path in target.glob("index.*.md"):  # two at one address would be a problem
            self._change(path, lambda text: re.sub(r"(?m)^(slug|aliases):.*\n", "", text))
        return target.name

    def _remove(self) -> str:
        gone = self._text().parent
        shutil.rmtree(gone)
        return gone.name

    def _remove_text(self) -> str:
        path = self._text()
        path.unlink()
        return path.relative_to(self.site).as_posix()

    def _rename(self) -> str:
        source = self._text().parent
        source.rename(source.with_name(self._new()))
        return source.name

    def _translate(self) -> str:
        path = self._random.choice(
            sorted(self._text().parent.glob("index.ro.md")) or [self._text()]
        )
        name = "name" if path.is_relative_to(self.site / "members") else "title"
        target = path.with_name("index.en.md")
        target.write_text(f"---\n{name}: Told {self._new()}\n---\n\nIn English.\n", "utf-8")
        return target.relative_to(self.site).as_posix()

    def _same_size(self) -> str:
        """An edit that leaves the size as it was, in the same tick of the clock if it can."""
        path = self._text()
        before = path.stat()
        said = self._change(path, _turned)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        return said

    def _touch(self) -> str:
        path = self._text()
        os.utime(path)
        return path.name

    def _old_clock(self) -> str:
        """An edit while the clock is wrong."""
        said = self._title()
        os.utime(self.site / Path(said).relative_to("site"), (1_000_000_000, 1_000_000_000))
        return said

    def _backup(self) -> str:
        """The sources are taken from a copy of them: the same bytes, the same dates."""
        copy = self.folder / "backup"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.site, copy)
        shutil.rmtree(self.site)
        copy.rename(self.site)
        return ""

    def _draw(self, path: Path) -> None:
        colour = tuple(self._random.randrange(256) for _ in range(3))
        Image.new("RGB", (40, 30), colour).save(path)

    def _picture(self) -> str:
        found = sorted(self.site.glob("**/*.png"))
        path = self._random.choice(found)
        self._draw(path)
        return path.name

    def _lists(self) -> str:
        new = self._new()
        path, make = self._random.choice(
            (
                ("places", lambda text: f"{text}{new}: {{label: Loc {new}, town: petrila}}\n"),
                ("topics", lambda text: text.replace("Cultură", f"Cultură {new}")),
                ("organisations", lambda text: f"{text}{new}: {{name: Alta, town: petrila}}\n"),
            )
        )
        return self._change(self.site / f"content/{path}.yaml", make)

    def _coalition(self) -> str:
        line = self._random.choice(
            (f"tagline: Altfel {self._new()}", "sections: {post: {ro: noutati}}", "area: [petrila]")
        )
        name = line.partition(":")[0]
        return self._change(
            self.site / "content/coalition.yaml",
            lambda text: re.sub(rf"(?m)^{name}:.*\n", "", text) + line + "\n",
        )

    def _template(self) -> str:
        path = self._random.choice(sorted(self.theme.glob("pages/*.html")))
        return self._change(path, lambda text: f"{text}<!-- {self._new()} -->\n")

    def _style(self) -> str:
        path = self._random.choice(sorted(self.theme.glob("css/*/*.css")))
        return self._change(path, lambda text: f"{text}/* {self._new()} */\n")

    def _word(self) -> str:
        path = self.theme / "locale/ro/messages.po"
        return self._change(
            path, lambda text: text.replace('msgstr "E', f'msgstr "{self._new()} E', 1)
        )

    def _day(self) -> str:
        self.today += timedelta(days=self._random.choice((1, 1, 7, 31, -1, 400, -400)))
        return self.today.isoformat()

    def _address(self) -> str:
        self.site_url = self._random.choice(("", "https://alta.example.org/site/"))
        return self.site_url

    def _verify(self) -> str:
        self.verify = not self.verify
        return str(self.verify)

    def _state(self) -> str:
        """The file of the state is damaged, emptied or lost."""
        path = self.folder / ".output.state"
        raw = bytearray(path.read_bytes() if path.exists() else b"") or bytearray(b"{}")
        how = self._random.choice(("lost", "empty", "short", "a bit"))
        if how == "a bit":
            raw[self._random.randrange(len(raw))] ^= 1
        kept = {"lost": b"", "empty": b"", "short": bytes(raw[: len(raw) // 2])}
        path.write_bytes(kept.get(how, bytes(raw)))
        if how == "lost":
            path.unlink()
        return how

    def _output(self) -> str:
        """Somebody works in the public tree by hand."""
        files = sorted(path for path in (self.folder / "output").rglob("*") if path.is_file())
        files = [path for path in files if path.name != MARKER]
        if not files:
            return "nothing"
        path = self._random.choice(files)
        how = self._random.choice(("changed", "removed", "new", "linked"))
        if how == "changed":
            path.write_bytes(path.read_bytes()[::-1])
        elif how == "removed":
            path.unlink()
        elif how == "new":
            (path.parent / self._new()).write_bytes(b"?")
        else:
            path.unlink()
            path.symlink_to(self.site / "content/coalition.yaml")
        return f"{how} {path.relative_to(self.folder)}"

    def _spare(self) -> str:
        shutil.rmtree(self.folder / ".output.spare", ignore_errors=True)
        return ""

    def _nothing(self) -> str:
        return ""

    # what comes of it

    def build(self) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
        """The public tree after a build that knows the last one, and the problems it told."""
        report = build(self.request)
        return tree(self.folder / "output"), report.checked.problems

    def by_command(self) -> bool:
        """Whether the next build is done by a command; often two or three in a row are."""
        self._command = self._random.random() < (0.5 if self._command else 0.04)
        return self._command

    def build_by_command(self) -> tuple[dict[str, bytes], bool]:
        """The same build as a person starts it: through Pelican, or straight when it need not be."""
        settings = (ROOT / "pelicanconf.py").read_text("utf-8")
        conf = self.folder / "pelicanconf.py"
        conf.write_text(
            settings.replace('THEME = "theme"', f"THEME = {str(self.theme)!r}"), "utf-8"
        )
        flags = ["--siteurl", self.site_url] if self.site_url else []
        done = coalition(
            *("build", "--site", self.site, "--output", self.folder / "output"),
            *("--today", self.today.isoformat(), *flags, *(["--verify"] if self.verify else [])),
            cwd=self.folder,
        )
        assert done.returncode in (0, 1), done.stderr
        assert "Traceback" not in done.stderr
        return tree(self.folder / "output"), done.returncode == 0

    def build_anew(self) -> tuple[dict[str, bytes] | None, tuple[Problem, ...]]:
        """What a build gives that knows of no other; no tree when there are problems."""
        output = self.folder / "clean" / "output"
        shutil.rmtree(output.parent, ignore_errors=True)
        report = build(replace(self.request, output=output))
        return (tree(output) if report.written else None), report.checked.problems


def _turned(text: str) -> str:
    """The text with two letters of its last word exchanged."""
    match = re.search(r"([a-z])([a-z])(\W*)\Z", text)
    return text[: match.start()] + match[2] + match[1] + match[3] if match else text
