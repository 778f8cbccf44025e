"""A site made from the model itself: each text of each field is on its page, as it was typed.

A field that is added to the model and shown nowhere fails here, and so does one that gets out of
its place in some outlet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from coalition.core.fields import Fields, Shape, shapes
from coalition.core.records import KINDS, LISTS, Coalition
from oracle import complaints
from sites import BASE, TODAY, coalition, make_site

HOSTILE = "</script><b onclick=x>\"a\" 'b'</b> & &amp; {{ 7*7 }} %s ]]> \\n"
# Not filled in: what belongs to one file, what needs a picture or a file, what takes the item down,
# what cannot stand beside another field.
LEFT_OUT = {
    "image", "image_alt", "image_credit", "logo", "file", "emblem", "draft", "withdrawn", "parent",
    "slug", "aliases", "original", "translation", "translates", "repeat", "changes", "timezone",
    "previous_start", "supersedes", "not_held", "town", "updated", "planned", "required",
}  # fmt: skip
# Texts that stand on no page, and why.
NOT_SHOWN = {
    "member.editors": "accounts on the forge, for the forge",
    "project.funding.source": "for money of no funder of the list, and one is given here",
}
VALUES = {
    "member": "alfa", "organisation": "primaria", "place": "petrila", "topic": "culture",
    "funder": "uniunea", "project": "proiect", "document": "document",
}  # fmt: skip


class Typed:
    """Values for every field of a model; each text is one of a kind."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def group(self, model: type[Fields], at: str) -> dict[str, Any]:
        return {
            name: [made] if shape.is_list else made
            for name, shape in shapes(model).items()
            if name not in LEFT_OUT and (made := self.value(shape, f"{at}.{name}")) is not None
        }

    def value(self, shape: Shape, at: str) -> Any:
        if shape.group is not None:
            return self.group(shape.group, at)
        if shape.refers is not None:
            kinds = shape.refers.kinds
            return VALUES[kinds[0]] if kinds else "member/alfa"
        if shape.choices:
            return shape.choices[0]
        assert shape.holds is not None
        if shape.holds.what.startswith(("text", "a text")) and shape.name not in ("id", "currency"):
            self.texts[at] = f"{at} {HOSTILE}"
            return self.texts[at]
        return {"currency": "EUR"}.get(shape.name, shape.holds.example)


def sources() -> tuple[dict[str, str], dict[str, tuple[str, dict[str, str]]]]:
    """The files of a site, and for each kind the page that has to show its texts."""
    files: dict[str, str] = {}
    pages: dict[str, tuple[str, dict[str, str]]] = {}
    words = {"event": "evenimente", "post": "blog", "project": "proiecte", "document": "documente",
             "plan": "planuri", "call": "apeluri", "page": "pagini", "organisation": "organizatii",
             "place": "locuri", "topic": "teme", "funder": "finantatori"}  # fmt: skip
    for kind in KINDS.values():
        typed = Typed()
        id_ = {"member": "alfa", "project": "proiect"}.get(kind.name, kind.name)
        made = json.dumps(typed.group(kind.model, kind.name), ensure_ascii=False, indent=1)
        files[f"{kind.folder}/{id_}/index.ro.md"] = f"---\n{made}\n---\n\nText.\n"
        section = "membri" if kind.name == "member" else words[kind.name]
        pages[kind.name] = (f"{section}/{id_}/index.html", typed.texts)
    for listed in LISTS.values():
        typed = Typed()
        made = json.dumps({VALUES[listed.name]: typed.group(listed.model, listed.name)}, indent=1)
        files[listed.file] = made
        page = f"{words[listed.name]}/{VALUES[listed.name]}/index.html"
        pages[listed.name] = (page, typed.texts)
    typed = Typed()
    own = typed.group(Coalition, "coalition")
    given = ("languages", "fallback", "timezone", "url", "identity", "demonstration", "fictional",
             "today", "official_site", "sections", "forge", "colour", "second_colour")  # fmt: skip
    for name in given:
        own.pop(name, None)
    head = "".join(
        line + "\n"
        for line in BASE["content/coalition.yaml"].splitlines()
        if not line.startswith("name")
    )
    files["content/coalition.yaml"] = head + "".join(
        f"{name}: {json.dumps(value)}\n" for name, value in own.items()
    )
    shown = {at: text for at, text in typed.texts.items() if at.split(".")[1] in own}
    pages["coalition"] = ("despre/index.html", shown)
    return files, pages


FILES, PAGES = sources()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("every")
    gone = dict.fromkeys(path for path in BASE if path not in FILES)
    site = make_site(folder / "site", {**gone, **FILES})
    done = coalition("build", "--site", site, "--output", folder / "out", "--today", TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "out"


def test_nothing_that_is_typed_gets_out_of_its_place(built: Path) -> None:
    assert complaints(built, "https://coalition.example.org/") == []


def texts() -> Iterator[Any]:
    for kind, (page, typed) in PAGES.items():
        for at, text in typed.items():
            if at not in NOT_SHOWN:
                yield pytest.param(page, text, id=at)
        assert typed, kind


@cache
def said(file: Path) -> str:
    """All that people read on a page, with single spaces."""
    body = BeautifulSoup(file.read_bytes(), "html.parser").body
    assert body is not None
    return " ".join(body.get_text().split())


@pytest.mark.parametrize(("file", "text"), [*texts()])
def test_each_text_stands_on_its_page_as_typed(built: Path, file: str, text: str) -> None:
    assert " ".join(text.split()) in said(built / file)
