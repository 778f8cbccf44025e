"""An organisation that takes part: an entry of a list, with labels."""

from __future__ import annotations

from coalition.core.records.member import Member
from coalition.core.records.organisation import Organisation
from core.in_memory import record, whole, wrong

WHOLE = """\
name: {ro: Primăria, en: Town hall}
legal_name: Primăria Petrila
abbreviation: PP
summary: {ro: Primăria orașului.}
form: public-authority
founded: 1968
town: petrila
area_served: petrila
fields: [culture]
website: https://p.example.org/
links: [{title: a, url: https://f.example.org/}]
sources: [{title: a, accessed: 2026-01-01}]
"""


def test_every_field_can_be_filled_in() -> None:
    made = whole(Organisation, WHOLE)
    assert made.name["en"] == "Town hall"
    assert made.legal_name[""] == "Primăria Petrila"
    assert made.area_served == ("petrila",)


def test_a_name_is_enough() -> None:
    assert record(Organisation, "name: Primăria\n").website is None
    assert wrong(Organisation, "form: public-authority\n") == [("missing_field", 1)]


def test_it_has_nothing_that_only_members_have() -> None:
    for field in ("status", "joined", "contacts", "offers", "checked", "draft"):
        assert field in Member.model_fields
        assert wrong(Organisation, f"name: a\n{field}: a\n")[0][1] == 2
