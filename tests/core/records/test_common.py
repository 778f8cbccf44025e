"""What every kind of item has, and the groups that several kinds share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from coalition.core.fields import Fields, shapes
from coalition.core.records import COALITION_ID, KINDS, LISTS, Coalition
from coalition.core.records.common import (
    Contact,
    Funding,
    Item,
    Link,
    PartnerRole,
    Period,
    Source,
    TitledItem,
    Withdrawn,
)
from core.in_memory import record, whole, wrong

WHOLE = """\
title: Ziua porților deschise
summary: O zi întreagă.
published: 2026-04-01 10:00
updated: 2026-04-02
slug: Ziua-Porților
aliases: [/vechi/ziua/, /ziua.html]
topics: culture
image: afis.jpg
image_alt: Poarta minei, deschisă.
image_credit: Ana Pop
draft: false
withdrawn: {date: 2026-05-01, reason: Nu a avut loc.}
sources:
  - {title: Ziarul, url: https://ziar.example.org/, accessed: 2026-04-01}
translation: machine
translates: 0123456789ab
original: true
"""


def test_every_field_that_items_share_can_be_filled_in() -> None:
    made = whole(TitledItem, WHOLE)
    assert made.heading == made.title == "Ziua porților deschise"
    assert made.slug == "ziua-porților"
    assert made.aliases == ("vechi/ziua", "ziua.html")
    assert made.topics == ("culture",)
    assert made.withdrawn.date.first_day == date(2026, 5, 1)
    assert made.sources[0].url == "https://ziar.example.org/"
    assert made.original is True


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_what_items_share_and_a_heading(kind: str) -> None:
    model = KINDS[kind].model
    assert Item.model_fields.keys() <= model.model_fields.keys()
    heading = shapes(model)[KINDS[kind].heading]
    assert (heading.required, heading.translatable) == (True, True)


@pytest.mark.parametrize("kind", KINDS)
def test_what_belongs_to_one_file_is_no_text_to_translate(kind: str) -> None:
    per_file = {name for name, shape in shapes(KINDS[kind].model).items() if shape.per_file}
    assert per_file >= {"slug", "aliases", "translation", "translates", "original"}
    assert not any(shapes(KINDS[kind].model)[name].translatable for name in per_file)


PARTIES = ("member", "organisation", "coalition")
REFERENCES: dict[str, dict[str, tuple[str, ...]]] = {
    "member": {"town": ("place",), "area_served": ("place",), "fields": ("topic",)},
    "event": {
        "changes.place": ("place",),
        "place": ("place",),
        "organisers": PARTIES,
        "partners": PARTIES,
        "project": ("project",),
    },
    "post": {"authors": PARTIES, "about": ()},
    "project": {
        "lead": PARTIES,
        "partners.partner": PARTIES,
        "places": ("place",),
        "funding.funder": ("funder",),
    },
    "document": {"owners": PARTIES, "supersedes": ("document",), "about": ()},
    "plan": {
        "owners": PARTIES,
        "objectives.measures.responsible": PARTIES,
        "objectives.measures.partners": PARTIES,
        "objectives.measures.updates.evidence": (),
        "objectives.resources.providers": PARTIES,
        "resources.providers": PARTIES,
        "documents": ("document",),
        "project": ("project",),
    },
    "call": {
        "issuer": PARTIES,
        "collected_by": PARTIES,
        "goal.matched_by": PARTIES,
        "results.table.party": PARTIES,
        "about": (),
    },
    "page": {"parent": ("page",)},
    "organisation": {"town": ("place",), "area_served": ("place",), "fields": ("topic",)},
    "place": {"town": ("place",)},
    "topic": {},
    "funder": {},
    "coalition": {"area": ("place",), "bodies.members": PARTIES, "channels.run_by": PARTIES},
}
MODELS: dict[str, type[Fields]] = {
    **{kind.name: kind.model for kind in KINDS.values()},
    **{kind.name: kind.model for kind in LISTS.values()},
    "coalition": Coalition,
}


def references(model: type[Fields], at: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every field of ``model`` that names an item, and the kinds it may name."""
    for name, shape in shapes(model).items():
        if shape.group is not None:
            yield from references(shape.group, f"{at}{name}.")
        elif shape.refers is not None:
            yield f"{at}{name}", shape.refers.kinds


@pytest.mark.parametrize("kind", MODELS)
def test_every_name_of_another_item_is_known_as_one(kind: str) -> None:
    topics = {"topics": ("topic",)} if kind in KINDS else {}
    assert dict(references(MODELS[kind])) == {**topics, **REFERENCES[kind]}


def test_no_two_kinds_share_a_folder_or_a_file() -> None:
    places = [kind.folder for kind in KINDS.values()] + [kind.file for kind in LISTS.values()]
    assert len(set(places)) == len(places)
    assert not {*KINDS, *LISTS} & {COALITION_ID}


@pytest.mark.parametrize(
    ("yaml", "code"),
    [
        ("summary: " + "a" * 201, "too_long"),
        ("published: 2026-04", "bad_date"),
        ("published: 01.04.2026", "bad_date"),
        ("slug: 2026", "bad_slug"),
        ("aliases: [https://vechi.example.org/]", "bad_alias"),
        ("aliases: [/%2e%2e/x/]", "bad_alias"),
        ("aliases: [/a%00b/]", "bad_alias"),
        ("aliases: [/a%E2%80%AEb/]", "bad_alias"),
        ("aliases: [/a%FFb/]", "bad_alias"),
        ("aliases: [/a%252e/]", "bad_alias"),
        ("image: ../afis.jpg", "bad_file_name"),
        ("draft: yes", "bad_flag"),
        ("withdrawn: {reason: a}", "missing_field"),
        ("withdrawn: {date: 2026-05-01}", "missing_field"),
        ("withdrawn: true", "wrong_type"),
        ("sources: [{url: ziar}]", "bad_address"),
        ("sources: [{accessed: 2026}]", "bad_date"),
        ("translation: auto", "bad_choice"),
        ("tags: a", "pelican_field"),
    ],
)
def test_what_is_wrong_is_named(yaml: str, code: str) -> None:
    assert wrong(TitledItem, f"title: a\n{yaml}\n") == [(code, 2)]


def test_an_old_address_may_be_copied_from_the_browser() -> None:
    copied = "/%D0%B2%D0%B5%D1%81%D1%82%D0%B8/e%CC%8C/"
    made = record(TitledItem, f"title: a\naliases: ['/вести/стара/', '{copied}']\n")
    assert made.aliases == ("вести/стара", "вести/ě")


def test_groups_are_found_by_their_keys() -> None:
    assert (Link.key, Contact.key, PartnerRole.key, Source.key) == ("url", "email", "partner", "id")
    assert record(Link, "title: a\nurl: https://a.example.org/\n").title == "a"
    assert record(Contact, "role: birou\nphone: +40 254 000 000\n").email is None
    assert record(PartnerRole, "partner: alfa\nrole: gazdă\n").role == "gazdă"
    assert record(Withdrawn, "date: 2026-05-01\nreason: a\n").reason == "a"


def test_money_keeps_its_cents() -> None:
    made = whole(
        Funding,
        "funder: uniunea\nsource: a\nprogramme: FTJ\nnumber: 12/2024\n"
        "amount: 10000.10\ncurrency: EUR\nshare: 85\n",
    )
    assert (made.amount, made.share) == (Decimal("10000.10"), Decimal(85))
    assert made.number == "12/2024"


@pytest.mark.parametrize(
    ("yaml", "problems"),
    [
        ("start: 2024\nend: 2026-05-17\n", []),
        ("start: 2024-05\nend: 2024\n", []),
        ("start: 2024\nend: 2024\n", []),
        ("end: 2024\n", []),
        ("start: 2026\nend: 2024\n", [("end_before_start", 2)]),
        ("start: 2026-05-17\nend: 2026-04\n", [("end_before_start", 2)]),
    ],
)
def test_a_period_does_not_end_before_it_starts(yaml: str, problems: list[tuple[str, int]]) -> None:
    assert wrong(Period, yaml) == problems
