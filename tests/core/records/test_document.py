"""A document: a file of ours, an address elsewhere, or neither."""

from __future__ import annotations

import pytest
from coalition.core.frontmatter import read_yaml
from coalition.core.records.common import TitledItem
from coalition.core.records.document import Document
from coalition.core.translations import merge
from core.in_memory import record, wrong

OWN = {
    "form": "statute",
    "date": "2019-06",
    "version": "1.10",
    "languages": "[ro, hu]",
    "file": "statut.pdf",
    "url": "https://a.example.org/statut.pdf",
    "not_held": "true",
    "owners": "[coalition]",
    "supersedes": "statut-2015",
    "about": "[member/alfa]",
}


def test_every_field_can_be_filled_in() -> None:
    assert OWN.keys() == Document.model_fields.keys() - TitledItem.model_fields.keys()
    made = record(
        Document, "title: a\n" + "".join(f"{key}: {value}\n" for key, value in OWN.items())
    )
    assert made.version == "1.10"
    assert made.not_held is True
    assert made.supersedes == "statut-2015"


def test_a_title_and_a_form_are_enough() -> None:
    assert record(Document, "title: a\nform: report\n").not_held is False
    assert wrong(Document, "title: a\n") == [("missing_field", 1)]


@pytest.mark.parametrize(
    "line", ["file: statut.hu.pdf", "url: https://a.example.org/statut.hu.pdf"]
)
def test_each_language_has_a_file_of_its_own(line: str) -> None:
    original = {"title": "Statut", "form": "statute", "file": "statut.ro.pdf"}
    translation = read_yaml(f"title: Alapszabály\n{line}\n", "index.hu.md")
    merged, problems = merge(Document, original, translation, "index.ro.md")
    assert problems == []
    name, _, value = line.partition(": ")
    assert merged[name] == value


@pytest.mark.parametrize(
    ("yaml", "code"),
    [
        ("form: pdf", "bad_choice"),
        ("form: report\nfile: docs/a.pdf", "bad_file_name"),
        ("form: report\nurl: a.pdf", "bad_address"),
        ("form: report\nlanguages: Romanian", "bad_language"),
        ("form: report\nowners: [Primăria]", "bad_name"),
        ("form: report\nsupersedes: document/a", "bad_name"),
    ],
)
def test_what_is_wrong_is_named(yaml: str, code: str) -> None:
    assert [one for one, _ in wrong(Document, f"title: a\n{yaml}\n")] == [code]
