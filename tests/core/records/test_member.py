"""A member: a name is enough, and much more can be said."""

from __future__ import annotations

import pytest
from coalition.core.records.member import Member
from core.in_memory import record, whole, wrong

WHOLE = """\
summary: a
published: 2026-01-01
updated: 2026-01-02
slug: alfa
aliases: /vechi/
topics: culture
image: a.jpg
image_alt: a
image_credit: b
draft: false
withdrawn: {date: 2026-05-01, reason: a}
sources: [{title: a}]
translation: human
translates: a
original: false
name: Alfa
legal_name: Asociația Alfa
abbreviation: AA
form: association
founded: 2011
town: petrila
area_served: [petrila, casa]
fields: [culture]
website: https://alfa.example.org/
links: [{title: Facebook, url: https://f.example.org/}]
status: founding
joined: 2020-02
left: 2024
left_reason: S-a desființat.
contacts: [{role: birou, email: a@example.org, phone: +40 254 000 000}]
logo: logo.png
fiscal_code: "0012345"
support: {donate: https://d.example.org/, tax_form: https://t.example.org/, volunteer: https://v.example.org/}
reports: [{title: 2024, url: https://r.example.org/2024.pdf}]
awards: [{name: Premiu, year: 2019, note: Pentru tot.}]
offers: [{id: sala, what: O sală.}]
needs: [{id: masini, what: Mașini.}]
accessibility: Rampă.
editors: [ana, ion]
checked: 2026-03-01
"""


def test_every_field_can_be_filled_in() -> None:
    made = whole(Member, WHOLE)
    assert made.heading == "Alfa"
    assert made.fiscal_code == "0012345"
    assert made.reports[0].title == "2024"
    assert made.contacts[0].phone == "+40 254 000 000"
    assert made.editors == ("ana", "ion")
    assert str(made.joined) == "2020-02"


def test_a_name_is_enough() -> None:
    made = record(Member, "name: Alfa\n")
    assert (made.status, made.contacts, made.support) == ("full", (), None)
    assert wrong(Member, "summary: a\n") == [("missing_field", 1)]


@pytest.mark.parametrize(
    ("yaml", "code"),
    [
        ("title: Alfa", "unknown_field"),
        ("url: https://a.example.org/", "pelican_field"),
        ("website: alfa.example.org", "bad_address"),
        ("form: ONG", "bad_choice"),
        ("status: left", "bad_choice"),
        ("founded: circa 2011", "bad_date"),
        ("contacts: [{email: ana}]", "bad_email"),
        ("contacts: [{phone: 0254 000 000}]", "bad_phone"),
        ("contacts: a@example.org", "wrong_type"),
        ("checked: 2026", "bad_date"),
        ("offers: [O sală]", "wrong_type"),
        ("offers: [{what: O sală}]", "missing_field"),
        ("logo: https://a.example.org/l.png", "bad_file_name"),
        ("town: Petrila", "bad_name"),
    ],
)
def test_what_is_wrong_is_named(yaml: str, code: str) -> None:
    assert wrong(Member, f"name: Alfa\n{yaml}\n") == [(code, 2)]
