"""The web manifest: what a phone shows of the site when it keeps it among its programs."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from urllib.parse import urljoin

import pytest
from coalition.core.addresses import ICON, MANIFEST, absolute
from coalition.core.exports import files as exported
from coalition.core.exports.manifest import manifest
from core.in_memory import COALITION, Files, reader, site, words
from sites import BASE

ABOUT = BASE[COALITION] + "short_name: {ro: CP, en: TC}\nmission: {ro: Facem., en: We do.}\n"
URL = "https://example.org/sub/"


def raw(files: Files | None = None, language: str = "ro") -> bytes:
    of = reader(files, language)
    return manifest(of, of.site.scheme.home(language).below(MANIFEST), ICON)


def read(files: Files | None = None, language: str = "ro") -> dict[str, Any]:
    made: dict[str, Any] = json.loads(raw(files, language))
    return made


def there(language: str, link: str) -> str:
    """Where a browser finds what a manifest names: its links are relative to the manifest."""
    return urljoin(absolute(URL)(reader().site.scheme.home(language).below(MANIFEST)), link)


@pytest.mark.parametrize(
    ("language", "name", "short", "description"),
    [
        ("ro", "Coaliția de probă", "CP", "Facem."),
        ("en", "Test Coalition", "TC", "We do."),
    ],
)
def test_a_program_is_called_as_the_coalition_is(
    language: str, name: str, short: str, description: str
) -> None:
    made = read({COALITION: ABOUT}, language)
    assert (made["name"], made["short_name"], made["description"]) == (name, short, description)
    assert (made["lang"], made["dir"]) == (language, "ltr")


def test_what_is_not_filled_in_has_a_stand_in() -> None:
    assert read()["short_name"] == "Coaliția de probă"
    assert read()["description"] == ""
    assert read({COALITION: BASE[COALITION] + "tagline: Împreună\n"})["description"] == "Împreună"


@pytest.mark.parametrize(("language", "home"), [("ro", ""), ("en", "en/")])
def test_a_program_starts_at_the_home_of_its_language_wherever_the_site_stands(
    language: str, home: str
) -> None:
    made = read(language=language)
    assert there(language, made["start_url"]) == URL + home
    assert there(language, made["scope"]) == URL + home
    [icon] = made["icons"]
    assert there(language, icon["src"]) == URL + ICON.path
    assert (icon["type"], icon["sizes"]) == ("image/svg+xml", "any")
    assert "example.org" not in raw(language=language).decode()


def test_the_direction_is_that_of_the_language() -> None:
    files = {COALITION: BASE[COALITION].replace("[ro, en]", "[ro, en, ar]")}
    assert read(files, "ar")["dir"] == "rtl"


# An id is read from the root of start_url's host, not from the manifest (W3C, id member).
def test_two_programs_never_share_an_id() -> None:
    # Two languages, and two sites under one host, are kept apart by a phone.
    ids = set()
    for site_url in ("https://example.org/one/", "https://example.org/two/"):
        for language in ("ro", "en"):
            of = reader(language=language)
            made = read(language=language)
            at = absolute(site_url)(of.site.scheme.home(language).below(MANIFEST))
            start = urljoin(at, made["start_url"])
            ids.add(urljoin(urljoin(start, "/"), made["id"]) if "id" in made else start)
    assert len(ids) == 4


def test_each_language_has_a_manifest_where_its_pages_look_for_it() -> None:
    of = site()
    say = {language: words(language) for language in of.languages}
    made = {
        file.address.path: json.loads(file.content)["lang"]
        for file in exported(of, date(2026, 5, 4), URL, say)
        if file.address.path.endswith(".webmanifest")
    }
    assert made == {"manifest.webmanifest": "ro", "en/manifest.webmanifest": "en"}


def test_names_are_written_as_they_are() -> None:
    files = {
        COALITION: BASE[COALITION].replace(
            "{ro: Coaliția de probă, en: Test Coalition}", "'A \"B\" <c> Ș'"
        )
    }
    assert read(files)["name"] == 'A "B" <c> Ș'
    assert "Ș".encode() in raw(files)
    assert raw(files).endswith(b"}\n")
    assert raw(files) == raw(files)
