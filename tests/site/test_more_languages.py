"""A language more: one command, one file, and a site in it; also one that CLDR does not know."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from checkouts import checkout, coalition_in, run
from sites import BASE, ROOT, TODAY, tree

# A dozen names, so that the directory has letters.
NAMES = (
    "Ґанок",
    "Гора",
    "Двір",
    "Еко",
    "Єдність",
    "Жито",
    "Ирій",
    "Ірпінь",
    "Їжак",
    "Йод",
    "Київ",
    "Юність",
)
FILES: dict[str, str | None] = {
    **dict.fromkeys(BASE),
    "content/coalition.yaml": """\
name: {uk: Пробна коаліція, en: Test Coalition}
languages: [uk, en]
timezone: Europe/Kyiv
url: https://coalition.example.org/
identity: {domain: coalition.example.org, year: 2020}
""",
    "content/places.yaml": "kyiv: {label: {uk: Київ, en: Kyiv}}\n",
    "content/events/2026/zustrich/index.uk.md": """\
---
title: Зустріч
start: 2026-05-17 10:00
repeat: {rule: FREQ=DAILY;INTERVAL=5, until: 2026-06-01}
place: kyiv
organisers: [m0]
---

Приходьте.
""",
    **{f"members/m{n}/index.uk.md": f"---\nname: {name}\n---\n\nМи.\n" for n, name in enumerate(NAMES)},
}  # fmt: skip


def invoke(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(copy, sys.executable, "-m", "invoke", *arguments)


def code(folder: Path, files: dict[str, str | None]) -> Path:
    copy = checkout(folder, files)
    shutil.copy(ROOT / "tasks.py", copy / "tasks.py")
    return copy


def built(copy: Path) -> Path:
    out = copy / "out"
    done = coalition_in(copy, "build", "--site", copy, "--output", out, "--today", TODAY)
    assert done.returncode == 0, done.stderr
    return out


def page(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def translate(catalogue: Path, messages: dict[str, tuple[str, ...]]) -> None:
    """Fill in some messages of a catalogue, as a translator would with a text editor."""
    text = catalogue.read_text("utf-8")
    for message, forms in messages.items():
        start = text.index(f'msgid "{message}"\n')
        entry = text[start : text.index("\n\n", start)]
        filled = entry
        for number, form in enumerate(forms):
            place = "msgstr" if len(forms) == 1 else f"msgstr[{number}]"
            assert f'{place} ""' in filled, entry
            filled = filled.replace(f'{place} ""', f'{place} "{form}"')
        text = text.replace(entry, filled)
    catalogue.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def ukrainian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with a site in Ukrainian, for which three messages were translated."""
    copy = code(tmp_path_factory.mktemp("uk") / "copy", FILES)
    before = set(tree(copy))
    done = invoke(copy, "language", "uk")
    assert done.returncode == 0, done.stderr
    assert "messages of Українська" in done.stdout
    catalogue = copy / "theme/locale/uk/messages.po"
    made = {one for one in set(tree(copy)) - before if "__pycache__" not in one}
    assert made == {"theme/locale/uk/messages.po"}
    translate(
        catalogue,
        {
            "Members": ("Учасники",),
            "{number} organisation, by name.": tuple(
                f"{{number}} {word}, за назвою." for word in ("організація", "організації", "організацій")
            ),
            "every {number} day": ("кожен {number} день", "кожні {number} дні", "кожні {number} днів"),
        },
    )  # fmt: skip
    return copy


def test_what_is_missing_is_told(ukrainian: Path) -> None:
    before = (ukrainian / "theme/locale/uk/messages.po").read_bytes()
    # What other programs leave there is no catalogue.
    (ukrainian / "theme/locale/.DS_Store").write_bytes(b"")
    (ukrainian / "theme/locale/xx").mkdir()
    done = invoke(ukrainian, "catalog")
    assert done.returncode == 0, done.stderr
    told = re.search(r"^uk: (\d+) missing$", done.stdout, re.M)
    assert told is not None
    with open(ukrainian / "theme/locale/uk/messages.po", "rb") as file:
        catalogue = read_po(file)
    assert int(told[1]) == len(catalogue) - 3
    assert "  Documents" in done.stdout
    assert "  Members\n" not in done.stdout
    assert (ukrainian / "theme/locale/uk/messages.po").read_bytes() == before


def test_a_site_in_a_new_language_is_built(ukrainian: Path) -> None:
    out = built(ukrainian)
    directory = page(out / "members/index.html")  # section words fall back to English
    assert (directory.html["lang"], directory.html["dir"]) == ("uk", "ltr")
    assert directory.h1.text == "Учасники"
    assert directory.select_one(".lead").text == "12 організацій, за назвою."
    letters = [one.text for one in directory.select(".letters a")]
    assert letters == ["Г", "Ґ", "Д", "Е", "Є", "Ж", "И", "І", "Ї", "Й", "К", "Ю"]
    names = [one.text for one in directory.select(".card-title a")]
    assert names == ["Гора", "Ґанок", *NAMES[2:]]
    event = page(out / "events/zustrich/index.html")
    text = " ".join(event.main.text.split())
    assert "неділя, 17 травня 2026 р." in text
    assert "кожні 5 днів" in text
    assert "BEGIN:VEVENT" in (out / "calendar.ics").read_text("utf-8")
    # What nobody translated is English.
    assert page(out / "events/index.html").h1.text == "Events"


@pytest.mark.parametrize(
    ("language", "why"),
    [
        ("ro", "There is a catalogue of “ro” already"),
        ("Ukrainian", "“Ukrainian” is not a language code"),
        ("../uk", "“../uk” is not a language code"),
    ],
)
def test_what_cannot_be_begun_is_told(ukrainian: Path, language: str, why: str) -> None:
    before = tree(ukrainian / "theme")
    done = invoke(ukrainian, "language", language)
    assert done.returncode == 2
    assert why in done.stderr
    assert tree(ukrainian / "theme") == before


def test_a_language_that_cldr_does_not_know_works_everywhere(tmp_path: Path) -> None:
    files = {
        "content/coalition.yaml": """\
name: {ro: Coaliția, rom: E Koalicia}
languages: [ro, rom]
timezone: Europe/Bucharest
url: https://coalition.example.org/
identity: {domain: coalition.example.org, year: 2020}
""",
        "members/alfa/index.rom.md": "---\nname: Čhave\n---\n\nAmen.\n",
        "members/alfa/index.en.md": None,
        "content/events/2026/ziua/index.en.md": None,
        "content/topics.yaml": "culture: {label: {ro: Cultură, rom: Kultura}}\n",
        "content/organisations.yaml": "primaria: {name: {ro: Primăria}}\n",
        "content/places.yaml": "petrila: {label: Petrila}\ncasa: {label: {ro: Casa}, town: petrila}\n",
        "content/funders.yaml": None,
    }
    copy = code(tmp_path / "copy", files)
    done = invoke(copy, "language", "rom")
    assert done.returncode == 0, done.stderr
    assert (
        "CLDR does not know rom: dates, numbers and plural forms will be as in English"
        in done.stdout
    )
    translate(
        copy / "theme/locale/rom/messages.po",
        {"{number} organisation, by name.": ("{number} organizacia.", "{number} organizacie.")},
    )
    done = invoke(copy, "catalog")
    assert re.search(r"^rom: \d+ missing$", done.stdout, re.M), done.stderr
    out = built(copy)
    directory = page(out / "rom/members/index.html")
    assert (directory.html["lang"], directory.html["dir"]) == ("rom", "ltr")
    assert directory.select_one(".lead").text == "1 organizacia."
    assert "17 May 2026" in page(out / "rom/events/ziua/index.html").main.text
    for name in ("calendar.ics", "deadlines.ics", "feed.xml", "rss.xml", "feed.json"):
        assert (out / "rom" / name).is_file()
    assert "Čhave" in directory.main.text


def test_a_catalogue_gets_the_plural_forms_of_cldr_and_keeps_its_words(ukrainian: Path) -> None:
    folder = ukrainian / "theme/locale/az"
    folder.mkdir()
    message = 'msgid "every {number} day"\nmsgid_plural "every {number} days"\n'
    (folder / "messages.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=1; '
        f'plural=0;\\n"\n\n{message}msgstr[0] "{{number}} günde bir"\n',
        "utf-8",
    )
    assert invoke(ukrainian, "catalog").returncode == 0
    made = (folder / "messages.po").read_text("utf-8")
    assert "nplurals=2; plural=(((n == 1)) ? 0 : 1);" in made
    both = 'msgstr[0] "{number} günde bir"\nmsgstr[1] "{number} günde bir"\n'
    assert message + both in made
    # Somebody who knows CLDR's forms leaves one out: that one is missing, the others stay.
    mended = made.replace(both, 'msgstr[0] "günde bir"\nmsgstr[1] ""\n')
    (folder / "messages.po").write_text(mended, "utf-8")
    done = invoke(ukrainian, "catalog")
    assert "  every {number} day\n" in done.stdout.partition("az: ")[2]
    assert 'msgstr[0] "günde bir"' in (folder / "messages.po").read_text("utf-8")
