"""Where files belong: a path relative to the site in, what it is out."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from .problems import Place, Problem, nearest
from .records import COALITION_FILE, COALITION_ID, KINDS, LISTS
from .values import is_id

CONTENT: Final = "content"
MEMBERS: Final = "members"
DOWNLOADS: Final = frozenset(
    {"pdf", "odt", "ods", "odp", "docx", "xlsx", "pptx", "txt", "csv", "zip", "mp3", "gpx"}
)
PICTURES: Final = frozenset({"jpg", "jpeg", "png", "webp", "gif"})

_NAME: Final = re.compile(r"index\.([A-Za-z0-9-]+)\.md\Z")
_YEAR: Final = re.compile(r"[0-9]{4}\Z")
_FOLDERS: Final = {kind.folder: kind.name for kind in KINDS.values()}
_YAML: Final = frozenset({COALITION_FILE, *(kind.file for kind in LISTS.values())})


class TextFile(NamedTuple):
    """A Markdown file of an item: its kind, id and language."""

    path: str
    kind: str
    id: str
    language: str

    @property
    def folder(self) -> str:
        """The item's folder, relative to the site."""
        return self.path.rpartition("/")[0]


def ignored(name: str) -> bool:
    """Whether a file or folder of this name is not for the site: notes, templates, hidden ones."""
    return name.startswith((".", "_")) or name == "README.md"


def is_yaml(path: str) -> bool:
    """Whether ``path`` is one of the YAML files of a site."""
    return path in _YAML


def extension(path: str) -> str:
    """The lower-case extension of ``path``, without the point."""
    _, point, end = path.rpartition("/")[2].rpartition(".")
    return end.lower() if point else ""


def item_folder(folder: str) -> bool:
    """Whether ``folder`` is that of an item: ``members/x``, ``content/events/2026/x``."""
    parts = folder.split("/")
    depth = 1 if parts[0] == MEMBERS else 2
    kind, rest = _FOLDERS.get("/".join(parts[:depth])), parts[depth:]
    if kind not in (None, "member") and len(rest) == 2 and _YEAR.match(rest[0]):
        rest = rest[1:]
    return kind is not None and len(rest) == 1 and is_id(rest[0])


def beside_lists(path: str) -> bool:
    """Whether the file at ``path`` lies beside the lists, as the emblem of a funder does."""
    return path.rpartition("/")[0] == CONTENT


def locate(path: str, languages: tuple[str, ...]) -> TextFile | Problem:
    """What the Markdown file at ``path`` is, or the problem with where it stands."""
    place = Place(path)
    parts = path.split("/")
    depth = 1 if parts[0] == MEMBERS else 2
    folder, rest = "/".join(parts[:depth]), parts[depth:]
    kind = _FOLDERS.get(folder)
    if kind is None:
        if parts[0] == CONTENT and len(parts) > 2:
            known = sorted(name.partition("/")[2] for name in _FOLDERS if "/" in name)
            return Problem.at(
                place,
                "unknown_kind",
                found=parts[1],
                known=", ".join(known),
                suggestion=nearest(parts[1], known),
            )
        return Problem.at(place, "stray_file", example="content/pages/contact/index.ro.md")
    if kind != "member" and len(rest) == 3 and _YEAR.match(rest[0]):
        rest = rest[1:]
    match = _NAME.match(rest[-1])
    language = languages[0] if languages else "ro"
    if len(rest) != 2 or match is None:
        return Problem.at(place, "stray_file", example=f"{folder}/open-day/index.{language}.md")
    name = rest[0]
    if not is_id(name):
        return Problem.at(place, "bad_id", found=name, example="open-day")
    if name == COALITION_ID:
        return Problem.at(place, "reserved_id", found=name, example="coalition-news")
    if languages and match[1] not in languages:
        return Problem.at(
            place,
            "unknown_language",
            found=match[1],
            known=", ".join(languages),
            example=f"index.{language}.md",
        )
    return TextFile(path, kind, name, match[1])
