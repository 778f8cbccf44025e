"""The Site: what readers of a language see of an item, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from coalition.core.addresses import Address
from coalition.core.index import Key
from coalition.core.problems import Place
from coalition.core.reads import noted
from coalition.core.records import KINDS
from coalition.core.translations import CURRENT, MACHINE, MISSING, OUTDATED, UNCONFIRMED, mark
from core.in_memory import COALITION, EVENT, Files, event, item, reading, site, text, the
from sites import BASE

SIX = BASE[COALITION].replace("[ro, en]", "[ro, en, mk, sq]") + "fallback: {sq: [mk, en]}\n"
LABELS: Files = {COALITION: SIX}


@pytest.mark.parametrize(
    ("fallback", "language", "chain"),
    [
        ("{sq: [mk, en]}", "sq", ("sq", "mk", "en", "ro")),
        ("{sq: mk}", "sq", ("sq", "mk", "ro", "en")),
        ("{sq: [mk, en]}", "mk", ("mk", "ro", "en", "sq")),
        ("{sq: [mk, en]}", "ro", ("ro", "en", "mk", "sq")),
        ("{sq: [sq, ro, ro]}", "sq", ("sq", "ro", "en", "mk")),
    ],
)
def test_a_reader_gets_the_next_language_of_the_chain(
    fallback: str, language: str, chain: tuple[str, ...]
) -> None:
    made = site({COALITION: SIX.replace("{sq: [mk, en]}", fallback)})
    assert made.chain(language) == chain


@pytest.mark.parametrize(
    ("versions", "language", "shown"),
    [
        (("ro", "en", "mk"), "sq", "mk"),
        (("ro", "en"), "sq", "en"),
        (("ro",), "sq", "ro"),
        (("ro", "en"), "mk", "ro"),
        (("ro", "en", "mk", "sq"), "sq", "sq"),
    ],
)
def test_a_reader_never_meets_a_hole(versions: tuple[str, ...], language: str, shown: str) -> None:
    files: dict[str, str | bytes | None] = {COALITION: SIX}
    files |= event("start: 2026-05-20")
    for one in versions[1:]:
        files |= event(language=one)
    made = site(files)
    assert made.version(the(made, "event", "alt"), language).language == shown


def test_an_item_is_the_same_in_every_language() -> None:
    made = site()
    item = the(made, "event", "ziua")
    assert item.key == ("event", "ziua")
    assert item.original == "ro"
    assert item.place == Place(EVENT)
    assert set(item.versions) == {"ro", "en"}
    for version in item.versions.values():
        assert version.record.start == item.record.start
        assert version.record.organisers == ("alfa",)
    assert item.versions["en"].record.title == "Open day"


def test_an_item_stands_at_its_slug_in_each_language() -> None:
    files = {
        **event("start: 2026-05-20", "slug: ziua-noastră"),
        **event("slug: our-day", language="en"),
    }
    made = site(files)
    item = the(made, "event", "alt")
    assert made.addresses(item)["ro"] == Address("evenimente/ziua-noastră/")
    assert made.addresses(item)["en"] == Address("en/events/our-day/")
    without = the(made, "event", "ziua")
    assert made.addresses(without)["ro"] == Address("evenimente/ziua/")
    assert made.addresses(without)["en"] == Address("en/events/ziua/")


def test_a_page_in_a_missing_language_has_an_address_of_that_language() -> None:
    made = site(event("start: 2026-05-20", "slug: ziua-noastră"))
    assert made.addresses(the(made, "event", "alt"))["en"] == Address("en/events/alt/")


def test_items_of_a_kind_come_in_the_order_of_their_ids() -> None:
    files = {**event("start: 2026", id_="zeta"), **event("start: 2026", id_="beta")}
    made = site(files)
    assert [item.id for item in made.all("event")] == ["beta", "zeta", "ziua"]
    assert [item.id for item in made.all("member")] == ["alfa"]
    assert made.all("plan") == made.all("place") == made.all("nu") == ()


def test_entries_of_a_list_come_in_the_order_in_which_they_were_written() -> None:
    made = site(
        {"content/places.yaml": "lupeni: {label: L}\ncasa: {label: C}\nbarajul: {label: B}\n"}
    )
    assert [entry.id for entry in made.listed("place")] == ["lupeni", "casa", "barajul"]
    assert [entry.id for entry in made.listed("funder")] == ["uniunea"]
    assert made.listed("member") == made.listed("nu") == ()


def test_a_list_that_is_not_there_has_no_entries() -> None:
    assert site({"content/funders.yaml": None}).listed("funder") == ()


@pytest.mark.parametrize(
    ("kind", "id_", "label"),
    [
        ("organisation", "primaria", {"ro": "Primăria", "en": "Town hall"}),
        ("place", "petrila", {"": "Petrila"}),
        ("place", "casa", {"ro": "Casa de cultură", "en": "House of culture"}),
        ("topic", "culture", {"ro": "Cultură", "en": "Culture"}),
        ("funder", "uniunea", {"ro": "Uniunea", "en": "Union"}),
    ],
)
def test_every_entry_knows_what_it_is_called(kind: str, id_: str, label: dict[str, str]) -> None:
    made = site()
    entry = made.entries[kind, id_]
    assert entry.key == (kind, id_)
    assert dict(entry.label) == label
    assert entry in made.listed(kind)


@pytest.mark.parametrize(
    ("kind", "language", "path"),
    [
        ("place", "ro", "locuri/petrila/"),
        ("place", "en", "en/places/petrila/"),
        ("topic", "ro", "subiecte/petrila/"),
        ("organisation", "en", "en/organisations/petrila/"),
        ("funder", "ro", "finantatori/petrila/"),
    ],
)
def test_an_entry_stands_below_its_list(kind: str, language: str, path: str) -> None:
    made = site({COALITION: BASE[COALITION] + "sections: {topic: {ro: subiecte}}\n"})
    assert made.entry_address(kind, "petrila", language) == Address(path)


def test_the_sizes_of_files_are_known_and_no_picture_is_drawn_yet() -> None:
    made = site({**event("start: 2026"), "content/events/2026/alt/r.pdf": b"12345"})
    assert made.sizes == {"content/events/2026/alt/r.pdf": 5}
    assert made.pictures == {}


@pytest.mark.parametrize(
    ("id_", "kind"),
    [("alfa", "member"), ("primaria", "organisation"), ("coalition", None), ("x", None)],
)
def test_a_party_is_a_member_or_an_organisation(id_: str, kind: str | None) -> None:
    found = site().party(id_)
    assert (found.kind if found is not None else None) == kind


@pytest.mark.parametrize(
    ("place", "town"), [("petrila", "petrila"), ("casa", "petrila"), ("nu", None), (None, None)]
)
def test_a_venue_stands_in_its_town(place: str | None, town: str | None) -> None:
    assert site().town(place) == town


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((), UNCONFIRMED),
        (("translation: machine",), MACHINE),
        (("translates: MARK",), CURRENT),
        (("translates: MARK", "translation: machine"), MACHINE),
        (("translates: 0123456789ab",), OUTDATED),
    ],
)
def test_the_state_of_a_translation_is_known(lines: tuple[str, ...], expected: str) -> None:
    original = reading().data[EVENT]
    body = BASE[EVENT].partition("---\n\n")[2]
    followed = mark(KINDS["event"].model, original.mapping, body)
    path = EVENT.replace(".ro.", ".en.")
    made = site({path: text("title: Open day", *(one.replace("MARK", followed) for one in lines))})
    item = the(made, "event", "ziua")
    assert made.state(item, "en") == expected
    assert made.state(item, "ro") == "original"
    assert made.state(item, "hu") == MISSING


def test_the_languages_are_those_of_the_coalition_the_default_one_first() -> None:
    made = site(LABELS)
    assert made.languages == ("ro", "en", "mk", "sq")
    assert made.default == "ro"


def test_who_asks_for_an_item_has_read_whether_it_is_there() -> None:
    made = site()
    asks: list[Callable[[Key], object]] = [made.items.get, made.items.__contains__]
    for ask in asks:
        with noted() as names:
            assert ask(("event", "ziua"))
            assert not ask(("event", "nu"))
        assert names == {"outline event/ziua", "outline event/nu"}
    with noted() as names, pytest.raises(KeyError):
        made.items["event", "nu"]
    assert names == {"outline event/nu"}
    assert made.items.get(("event", "nu"), "none") == "none"


def test_who_asks_what_is_made_of_facts_has_read_what_it_is_made_of() -> None:
    made = site(
        item("calls", "standing: true", "results: {decided: Da.}", id_="apel")
        | item(
            "plans", "objectives: [{id: a, title: A, measures: [{id: b, title: B}]}]", id_="plan"
        )
    )
    apel, plan, ziua = (
        the(made, *key) for key in (("call", "apel"), ("plan", "plan"), ("event", "ziua"))
    )
    with noted() as names:
        assert apel.record.state(date(2026, 5, 4)) == "closed"
    assert names == {"facts call/apel", "face call/apel ro"}
    with noted() as names:
        assert plan.record.is_open
    assert names == {"facts plan/plan", "face plan/plan ro"}
    # A field that is no text is a fact alone.
    with noted() as names:
        assert apel.record.standing
        assert ziua.record.all_day is False
    assert names == {"facts call/apel", "facts event/ziua"}
