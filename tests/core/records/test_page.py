"""A page that stays."""

from __future__ import annotations

import pytest
from coalition.core.records.common import TitledItem
from coalition.core.records.page import Page
from core.in_memory import record, wrong


def test_every_field_can_be_filled_in() -> None:
    assert Page.model_fields.keys() - TitledItem.model_fields.keys() == {"menu", "parent"}
    made = record(Page, "title: a\nmenu: 3\nparent: manual\n")
    assert (made.menu, made.parent) == (3, "manual")


def test_a_title_is_enough() -> None:
    assert record(Page, "title: a\n").menu is None
    assert wrong(Page, "menu: 1\n") == [("missing_field", 1)]


@pytest.mark.parametrize(
    ("yaml", "code"), [("menu: first", "bad_number"), ("parent: Manual", "bad_name")]
)
def test_what_is_wrong_is_named(yaml: str, code: str) -> None:
    assert wrong(Page, f"title: a\n{yaml}\n") == [(code, 2)]
