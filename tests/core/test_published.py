"""Files beside the texts: which are published, and where."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from coalition.core.addresses import Address, web
from coalition.core.published import file_address, published_files
from core.in_memory import (
    MEMBER,
    Files,
    drawn,
    event,
    post,
    reader,
    text,
    the,
)
from hypothesis import given
from hypothesis import strategies as st

WITHDRAWN = "withdrawn: {date: 2026-05-01, reason: Nu a avut loc.}"


def test_pictures_and_files_stand_where_the_site_publishes_them() -> None:
    files: dict[str, str | bytes | None] = {
        **event(
            "start: 2026", "image: afiș.jpg", "image_alt: a", body="![a](<Poza 1.JPG>) [b](r.pdf)\n"
        )
    }
    for name in ("afiș.jpg", "Poza 1.JPG", "r.pdf", "nepus.jpg"):
        files[f"content/events/2026/alt/{name}"] = b"1"
    alt = "content/events/2026/alt/"
    of = drawn(reader(files), f"{alt}afiș.jpg", f"{alt}Poza 1.JPG", f"{alt}nepus.jpg")
    published = published_files(of.site)
    assert {path.rpartition("/")[2] for path in published} == {"afiș.jpg", "Poza 1.JPG", "r.pdf"}
    assert [len(places) for places in published.values()] == [4, 4, 1]
    link = web(Address(""))
    tree = BeautifulSoup(of.text(the(of, "event", "alt")).write(link), "html.parser")
    [picture], [file] = tree.find_all("img"), tree.find_all("a")
    assert picture["src"] in [link(one) for one in published[f"{alt}Poza 1.JPG"]]
    assert [file["href"]] == [link(one) for one in published[f"{alt}r.pdf"]]


def test_a_picture_that_was_not_drawn_stands_nowhere_and_leaves_its_words() -> None:
    files: Files = {
        **event("start: 2026", "image: a.jpg", "image_alt: b", body="![cuvinte](a.jpg) [c](a.jpg)"),
        "content/events/2026/alt/a.jpg": b"1",
    }
    of = reader(files)
    item = the(of, "event", "alt")
    assert dict(published_files(of.site)) == {"content/events/2026/alt/a.jpg": ()}
    assert of.text(item).write(web(Address(""))) == "<p>cuvinte <a>c</a></p>\n"
    assert of.figure(item) is None
    assert of.download("content/events/2026/alt/a.jpg") is None
    there = drawn(of, "content/events/2026/alt/a.jpg")
    assert "<img " in there.text(item).write(web(Address("")))
    best = there.site.pictures["content/events/2026/alt/a.jpg"].best
    assert there.download("content/events/2026/alt/a.jpg") == best
    assert there.download("content/events/2026/alt/r.pdf") == Address("files/events/alt/r.pdf")


@pytest.mark.parametrize(
    ("files", "path", "stem"),
    [
        (
            {MEMBER: text("name: Alfa", "logo: l.jpg"), "members/alfa/l.jpg": b"1"},
            "members/alfa/l.jpg",
            "files/members/alfa/l-",
        ),
        (
            {
                "content/funders.yaml": "uniunea: {label: Uniunea, emblem: ue.jpg}\n",
                "content/ue.jpg": b"1",
            },
            "content/ue.jpg",
            "files/lists/ue-",
        ),
        (
            {
                "content/documents/apa/index.ro.md": text(
                    "title: a", "form: report", "file: a.pdf"
                ),
                "content/documents/apa/a.pdf": b"1",
            },
            "content/documents/apa/a.pdf",
            "files/documents/apa/a.",
        ),
        (
            {
                "content/documents/apa/index.ro.md": text("title: a", "form: report"),
                "content/documents/apa/index.en.md": text("title: a", "file: en.pdf"),
                "content/documents/apa/en.pdf": b"1",
            },
            "content/documents/apa/en.pdf",
            "files/documents/apa/en.",
        ),
    ],
    ids=["logo", "emblem", "document", "document in another language"],
)
def test_what_a_field_names_is_published(files: Files, path: str, stem: str) -> None:
    published = published_files(drawn(reader(files), path).site)
    assert list(published) == [path]
    assert published[path]
    assert all(one.path.startswith(stem) for one in published[path])


def test_of_what_was_withdrawn_no_file_is_published() -> None:
    alt = "content/events/2026/alt/"
    files: Files = {
        **event("start: 2026", "image: a.jpg", "image_alt: b", WITHDRAWN, body="[c](r.pdf)\n"),
        **{f"{alt}{name}": b"1" for name in ("a.jpg", "r.pdf", "s.pdf")},
        **post("published: 2026-05-01", body="[d](../../../events/2026/alt/s.pdf)\n"),
    }
    # What another text still leads to stays.
    assert list(published_files(drawn(reader(files), f"{alt}a.jpg").site)) == [f"{alt}s.pdf"]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("content/events/2026/ziua/afis.jpg", "files/events/ziua/afis.jpg"),
        ("content/events/ziua/afis.JPG", "files/events/ziua/afis.jpg"),
        ("content/blog/2026/stire/a-1.pdf", "files/blog/stire/a-1.pdf"),
        ("members/alfa/logo.png", "files/members/alfa/logo.png"),
        ("content/ue.png", "files/lists/ue.png"),
    ],
)
def test_a_file_with_a_plain_name_keeps_it(path: str, address: str) -> None:
    assert file_address(path) == Address(address)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("members/cair/Афиш.jpg", "members/cair/Плакат.jpg"),
        ("members/alfa/știri.pdf", "members/alfa/țiri.pdf"),
        ("members/alfa/1.jpg", "members/beta/1.jpg"),
        ("content/events/2026/a/1.jpg", "content/blog/2026/a/1.jpg"),
        ("content/events/2026/a/1.jpg", "content/events/2026/a/1.png"),
        ("content/1.jpg", "content/pages/lists/1.jpg"),
        ("content/1.jpg", "members/lists/1.jpg"),
    ],
)
def test_no_two_files_share_an_address(one: str, other: str) -> None:
    assert file_address(one) != file_address(other)


@given(
    st.lists(
        st.sampled_from(["a", "A", "ă", "Ж", " ", "-", "_", "1", "😀", ".", "ș"]),
        min_size=1,
        max_size=6,
    ).map("".join)
)
def test_the_address_of_a_file_is_plain(stem: str) -> None:
    path = file_address(f"content/events/2026/ziua/{stem}.jpg").path
    assert re.fullmatch(r"files/events/ziua/[a-z0-9][a-z0-9.-]*\.jpg", path)


@pytest.mark.parametrize("name", ["a" * 245, "я" * 120, "a b" * 80])
def test_the_name_of_a_published_file_is_never_too_long_for_a_disk(name: str) -> None:
    one = file_address(f"content/blog/2026/stire/{name}.jpg")
    other = file_address(f"content/blog/2026/stire/{name}x.jpg")
    assert len(one.path.rpartition("/")[2]) < 120
    assert one != other
