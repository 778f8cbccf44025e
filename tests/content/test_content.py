"""The real content: its letters, its words, its sources, its languages, and that nothing is missing.

What a test needs beside the site lies in ``tests/content/``: marks of the seed documents' words
(see ``seed_runs``) and ``jiu-valley.yaml``, which says where the site tells each fact that was
collected about the coalition.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from coalition.adapters.disk import read_sources
from coalition.core.fields import Fields, shapes
from coalition.core.frontmatter import read_yaml
from coalition.core.records.lists import Funder, Place, Topic
from coalition.core.records.organisation import Organisation
from coalition.core.records.page import Page
from coalition.core.relating import read_site
from coalition.core.site import ORIGINAL, Site, Version
from coalition.core.translations import CURRENT, MACHINE, squeezed
from coalition.core.values import SUMMARY_LIMIT, Labels
from content.seed_runs import LENGTH, mark, runs
from selectolax.lexbor import LexborHTMLParser
from sites import ROOT, tree

DATA = Path(__file__).parent
LANGUAGES = {"ro", "en"}
FILES = sorted(
    path
    for folder in ("content", "members")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".md", ".yaml")
)


@dataclass(frozen=True)
class Text:
    """What readers see: one text of one item, in one language (empty: the same in all)."""

    item: str
    field: str
    path: str
    language: str
    words: str


@pytest.fixture(scope="module")
def site() -> Site:
    """The site in this repository; problems of single files are for the check to tell."""
    found = read_site(read_sources(ROOT)).site
    assert found is not None
    return found


@pytest.fixture(scope="module")
def texts(site: Site) -> tuple[Text, ...]:
    """Every title, name, summary, label and body of the site."""
    return tuple(every_text(site))


def every_text(site: Site) -> Iterator[Text]:
    for field, language, words in fields_of(site.coalition):
        yield Text("coalition", field, "content/coalition.yaml", language, words)
    for key, entry in site.entries.items():
        for field, language, words in fields_of(entry.record):
            where = f"{entry.place.path}:{entry.place.line}"
            yield Text("/".join(key), field, where, language, words)
    for key, item in site.items.items():
        for version in item.versions.values():
            for field, language, words in fields_of_version(version):
                yield Text("/".join(key), field, version.path, language, words)


def fields_of_version(version: Version) -> Iterator[tuple[str, str, str]]:
    """The texts that the file of a version holds itself; others are the original's."""
    for field, language, words in fields_of(version.record, version.language):
        if version.state == ORIGINAL or (field, squeezed(words)) in version.phrases:
            yield field, language, words
    body = LexborHTMLParser(f"<body>{version.body.html}").body
    assert body is not None
    yield "text", version.language, " ".join(body.text(separator=" ").split())


def fields_of(record: Fields, own: str = "") -> Iterator[tuple[str, str, str]]:
    """Field, language and words of each text of a record, those of its groups among them."""
    for name, shape in shapes(type(record)).items():
        value = getattr(record, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Fields):
                yield from ((name, language, words) for _, language, words in fields_of(one, own))
            elif isinstance(one, Labels):
                yield from ((name, language, words) for language, words in one.items())
            elif isinstance(one, str) and shape.translatable:
                yield name, own, one


def found_in_files(wrong: re.Pattern[str]) -> list[str]:
    """File, line and match of everything in the content that is ``wrong``."""
    return [
        f"{path.relative_to(ROOT).as_posix()}:{number}: {match.group()}"
        for path in FILES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for match in wrong.finditer(line)
    ]


def nothing(wrong: Iterable[str], advice: str) -> None:
    """Fail with ``advice`` and one line for each thing that is wrong."""
    lines = list(wrong)
    if lines:
        pytest.fail("\n".join((advice, *lines)), pytrace=False)


# --- letters -------------------------------------------------------------------------------------


def test_romanian_letters_have_a_comma_below() -> None:
    nothing(found_in_files(re.compile("[şţŞŢ]")), "Write ș and ț, with a comma below, in:")


def test_no_letter_is_decomposed() -> None:
    nothing(
        (
            path.relative_to(ROOT).as_posix()
            for path in FILES
            if not unicodedata.is_normalized("NFC", path.read_text("utf-8"))
        ),
        "Save in Unicode NFC:",
    )


@pytest.mark.parametrize(("language", "wrong"), [("ro", '"“'), ("en", '"„'), ("", '"')])
def test_quotation_marks_are_those_of_the_language(
    texts: tuple[Text, ...], language: str, wrong: str
) -> None:
    nothing(
        (
            f"{text.path}, {text.field}: {text.words[max(0, place.start() - 20) :][:50]}"
            for text in texts
            if text.language == language
            for place in re.finditer(f"[{wrong}]", text.words)
        ),
        "Quote „so” in Romanian and “so” in English:",
    )


# --- our own words -------------------------------------------------------------------------------


def seed_marks() -> list[str]:
    return (DATA / "seed-runs.txt").read_text("utf-8").split("\n")[:-1]


def shared(words: str, marks: set[str]) -> list[str]:
    """The runs of ``words`` that are among ``marks``."""
    return [run for run in runs(words) if mark(run) in marks]


def test_the_marks_of_the_seeds_are_marks() -> None:
    marks = seed_marks()
    assert len(marks) > 9000
    assert marks == sorted(set(marks))
    assert all(re.fullmatch("[0-9a-f]{12}", one) for one in marks)


def test_no_eight_words_in_a_row_are_those_of_a_seed_document(texts: tuple[Text, ...]) -> None:
    marks = set(seed_marks())
    nothing(
        (
            f"{text.path}, {text.field}: “{run}”"
            for text in texts
            for run in shared(text.words, marks)
        ),
        "Say in words of our own:",
    )


PLANTED = "Nine grey herons counted the slow boats below Câmpușel."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (PLANTED, 2),
        (f"“It began: **{PLANTED.upper()}** And it went on.", 2),
        ("Nine grey herons counted\n\n- the slow boats\n- below", 1),
        ("Nine grey herons counted the slow boats above Câmpușel.", 0),
        ("Grey herons counted the slow boats below", 0),
    ],
)
def test_a_run_of_a_seed_would_be_found(words: str, found: int) -> None:
    marks = {mark(run) for run in runs(PLANTED)}
    assert LENGTH == 8
    assert len(shared(words, marks)) == found
    assert not shared(words, set(seed_marks()))


# --- every fact that was collected ---------------------------------------------------------------

COLLECTED = {
    "towns": 6,
    "venues": 5,
    "members": 13,
    "related_organisations": 18,
    "institutions": 5,
    "events": 35,
    "recurring_events": 4,
    "undated_events": 4,
    "projects": 13,
    "calls": 6,
    "documents": 8,
    "posts": 18,
    "strategic_objectives": 3,
    "values": 5,
    "membership_history": 5,
    "recognition": 2,
    "coalition_building_steps": 9,
    "working_methods": 4,
    "region": 4,
}


def collected() -> dict[str, dict[str, Any]]:
    """Where the site tells each fact; reading refuses an id that a list holds twice."""
    path = DATA / "jiu-valley.yaml"
    return read_yaml(path.read_text("utf-8"), path.name).mapping


def test_every_collected_fact_is_listed_once() -> None:
    lists = collected()
    assert {name: len(ids) for name, ids in lists.items()} == COLLECTED
    places = Counter(
        where for ids in lists.values() for where in ids.values() if type(where) is str
    )
    assert [where for where, times in places.items() if times > 1] == []


def test_every_collected_fact_is_told(site: Site, texts: tuple[Text, ...]) -> None:
    there = {"/".join(key) for key in (*site.items, *site.entries)}
    nothing(
        (
            f"{name}: {id_}: {trouble}"
            for name, ids in collected().items()
            for id_, where in ids.items()
            for trouble in troubles(where, there, texts)
        ),
        "Write what is missing, or mend tests/content/jiu-valley.yaml:",
    )


def troubles(where: Any, there: set[str], texts: tuple[Text, ...]) -> Iterator[str]:
    """What keeps a fact from being told where the list says."""
    if isinstance(where, str):
        if where not in there:
            yield f"the site has no {where}"
    elif where.keys() == {"told_in", "word"}:
        item, word = where["told_in"], where["word"]
        for language in sorted(LANGUAGES):
            wanted = word[language] if isinstance(word, dict) else word
            said = (t.words for t in texts if t.item == item and t.language in (language, ""))
            if not any(wanted in words for words in said):
                yield f"{item} does not say “{wanted}” ({language})"
    elif where.keys() != {"left_out"}:
        yield "say told_in and word, or left_out with the reason"


@pytest.mark.parametrize(
    ("where", "trouble"),
    [
        ("place/petrila", []),
        ({"told_in": "place/petrila", "word": "Petrila"}, []),
        ({"left_out": "no source"}, []),
        ("place/petrilla", ["the site has no place/petrilla"]),
        ({"word": "Petrila"}, ["say told_in and word, or left_out with the reason"]),
        (
            {"told_in": "place/petrila", "word": {"ro": "Petrila", "en": "Saint Peter"}},
            ["place/petrila does not say “Saint Peter” (en)"],
        ),
    ],
)
def test_a_fact_that_is_not_told_would_be_found(where: Any, trouble: list[str]) -> None:
    texts = (Text("place/petrila", "label", "content/places.yaml:1", "", "Petrila"),)
    assert list(troubles(where, {"place/petrila"}, texts)) == trouble


# --- sources -------------------------------------------------------------------------------------


def records(site: Site) -> Iterator[tuple[str, Any]]:
    """Every record of the site, with the place to name for it."""
    yield "content/coalition.yaml", site.coalition
    for entry in site.entries.values():
        yield f"{entry.place.path}:{entry.place.line} ({entry.id})", entry.record
    for item in site.items.values():
        yield item.place.path, item.record


def needs_sources(record: Any) -> bool:
    """Not a page about this site, nor an entry of a list that says no more than a name."""
    if isinstance(record, Organisation | Place):
        return record.summary is not None
    return not isinstance(record, Page | Topic | Funder)


def test_every_item_says_where_its_facts_come_from(site: Site) -> None:
    nothing(
        (
            where
            for where, record in records(site)
            if needs_sources(record) and not getattr(record, "sources", ())
        ),
        "Add sources, each with url or title, and accessed:",
    )


def test_every_source_can_be_found_and_says_when_it_was_read(site: Site) -> None:
    nothing(
        (
            f"{where}: {source.url or source.title or 'sources'}"
            for where, record in records(site)
            for source in getattr(record, "sources", ())
            if source.accessed is None or not (source.url or source.title)
        ),
        "Add url or title, and accessed (the day of reading):",
    )


# --- languages -----------------------------------------------------------------------------------


def test_every_item_is_there_in_both_languages(site: Site) -> None:
    nothing(
        (
            f"{item.place.path}: {', '.join(sorted(LANGUAGES ^ set(item.versions)))}"
            for item in site.items.values()
            if set(item.versions) != LANGUAGES
        ),
        "Add the missing translation (or remove what is too many):",
    )


def test_every_label_is_there_in_both_languages(texts: tuple[Text, ...]) -> None:
    told = Counter((text.path, text.field, text.language) for text in texts if ".yaml" in text.path)
    nothing(
        sorted(
            f"{path}: {field}"
            for path, field, language in told
            if language and len({told[path, field, one] for one in LANGUAGES}) > 1
        ),
        "Write the label in Romanian and in English:",
    )


def test_every_translation_follows_its_original(site: Site) -> None:
    nothing(
        (
            f"{version.path}: {version.state}"
            for item in site.items.values()
            for language, version in item.versions.items()
            if language != item.original
            and not (version.state in (CURRENT, MACHINE) and version.record.translates)
        ),
        "Read the translation again, then run: invoke translations --confirm ITEM",
    )


def test_every_item_has_a_short_summary_in_each_language(texts: tuple[Text, ...]) -> None:
    files = {text.path for text in texts if text.path.endswith(".md")}
    short = {
        text.path
        for text in texts
        if text.field == "summary" and 0 < len(text.words) <= SUMMARY_LIMIT
    }
    nothing(sorted(files - short), f"Write a summary of up to {SUMMARY_LIMIT} characters:")


# --- what must not be there, and what must -------------------------------------------------------

PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+"
    r"|(?<![\w/=.,-])(?:\+|00)[1-9](?:[ ()./-]*\d){8,}"
    r"|(?<![\w/=.,-])0[2-9](?:[ ()./-]*\d){8}(?!\d)"
)


def test_no_address_or_number_of_a_person_is_told() -> None:
    nothing(found_in_files(PERSONAL), "Leave out e-mail addresses and telephone numbers:")


@pytest.mark.parametrize(
    ("words", "personal"),
    [
        ("scrieți la ana.pop@example.org", True),
        ("[scrieți](mailto:ana@example.org)", True),
        ("+40 254 000 000", True),
        ("0040254000000", True),
        ("tel. 0254.000.000", True),
        ("(0722) 000 000", True),
        ("2023-07-24 10:00, 2022-2030, 10.000 de euro, 2.700.000 lei", False),
        ("https://example.org/2021/02/09/0254000000-x?id=0722000000", False),
        ("https://example.org/@valea", False),
        ("lat: 45.412", False),
    ],
)
def test_an_address_or_number_would_be_found(words: str, personal: bool) -> None:
    assert bool(PERSONAL.search(words)) == personal


def test_the_site_says_that_it_is_a_demonstration_and_names_the_official_one(site: Site) -> None:
    assert site.coalition.demonstration
    assert site.coalition.official_site == "https://www.valeajiuluiimplicata.org"


def test_a_demonstration_says_so_everywhere(real: Path) -> None:
    official = "https://www.valeajiuluiimplicata.org"
    for name, content in tree(real).items():
        text = content.decode("utf-8")
        if name.endswith(".html") and 'http-equiv="refresh"' not in text:
            assert official in text, name
            assert 'content="noindex"' in text, name
        elif name.endswith(".ics"):
            assert official in text.replace("\r\n ", ""), name
        elif name.endswith(("feed.xml", "rss.xml", "feed.json")):
            assert official in text, name
    assert "Disallow: /" in (real / "robots.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("kind", "count"), [("event", 35), ("project", 13), ("call", 6), ("document", 8), ("post", 15)]
)
def test_there_is_no_less_than_was_collected(site: Site, kind: str, count: int) -> None:
    assert len(site.all(kind)) >= count


def test_the_coalition_is_at_home_in_six_towns(site: Site) -> None:
    towns = [site.entries["place", town].record for town in site.coalition.area]
    assert len(towns) == 6
    assert all(town.town is None and town.lat and town.lon for town in towns)


def test_only_confirmed_members_are_shown_as_members(site: Site) -> None:
    lists = collected()
    members = {item.id for item in site.all("member")}
    assert len(members) == 13
    assert members == set(lists["members"]), "members/ has to hold the confirmed members, no others"
    assert len(lists["related_organisations"]) == 18
    assert not members & set(lists["related_organisations"])


def test_every_text_of_the_site_is_looked_at(texts: tuple[Text, ...]) -> None:
    """A reader of texts that misses a file or a field would let every test above pass."""
    read = {text.path.partition(":")[0] for text in texts}
    silent = {"content/README.md", "content/funders.yaml"}
    assert {path.relative_to(ROOT).as_posix() for path in FILES} <= read | silent
    assert {"title", "name", "summary", "label", "text", "mission", "objectives", "place_note"} <= {
        text.field for text in texts
    }
