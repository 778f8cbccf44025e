"""A post: news, a story, a statement."""

from __future__ import annotations

import pytest
from coalition.core.records import KINDS
from coalition.core.records.common import TitledItem
from coalition.core.records.post import Post
from core.in_memory import record, wrong


def test_every_field_can_be_filled_in() -> None:
    own = {"authors": "[alfa, coalition]", "date": "2020-05", "form": "statement",
           "about": "[event/ziua, member/alfa]", "links": "[{title: a, url: https://a.example.org/}]"}  # fmt: skip
    assert own.keys() == Post.model_fields.keys() - TitledItem.model_fields.keys()
    made = record(Post, "title: a\n" + "".join(f"{key}: {value}\n" for key, value in own.items()))
    assert made.authors == ("alfa", "coalition")
    assert made.about == ("event/ziua", "member/alfa")
    assert str(made.date) == "2020-05"


def test_a_title_is_enough_and_then_the_coalition_tells_news() -> None:
    made = record(Post, "title: a\n")
    assert (made.authors, made.form) == (("coalition",), "news")
    assert KINDS["post"].needs_text


@pytest.mark.parametrize(
    ("yaml", "code"),
    [
        ("author: alfa", "pelican_field"),
        ("status: published", "pelican_field"),
        ("authors: [Ana Pop]", "bad_name"),
        ("form: blog", "bad_choice"),
        ("date: 2020-05-17 18:00", "bad_date"),
        ("about: ziua", "bad_reference"),
        ("links: [https://a.example.org/]", "wrong_type"),
        ("links: [{url: https://a.example.org/}]", "missing_field"),
    ],
)
def test_what_is_wrong_is_named(yaml: str, code: str) -> None:
    assert wrong(Post, f"title: a\n{yaml}\n") == [(code, 2)]
