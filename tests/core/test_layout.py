"""Each path is a known thing, or has a problem that says where it belongs."""

from __future__ import annotations

import pytest
from coalition.core.layout import TextFile, extension, ignored, is_yaml, locate
from coalition.core.problems import Problem
from coalition.core.records import KINDS
from hypothesis import given
from hypothesis import strategies as st

LANGUAGES = ("ro", "en", "sr-Latn")


@pytest.mark.parametrize(
    ("path", "kind", "id_", "language"),
    [
        ("members/alfa/index.ro.md", "member", "alfa", "ro"),
        ("content/events/2026/ziua/index.en.md", "event", "ziua", "en"),
        ("content/events/ziua/index.ro.md", "event", "ziua", "ro"),
        ("content/blog/2026/stire-2/index.ro.md", "post", "stire-2", "ro"),
        ("content/projects/apa/index.sr-Latn.md", "project", "apa", "sr-Latn"),
        ("content/documents/2019/statut/index.ro.md", "document", "statut", "ro"),
        ("content/plans/plan/index.ro.md", "plan", "plan", "ro"),
        ("content/calls/apel/index.ro.md", "call", "apel", "ro"),
        ("content/pages/contact/index.ro.md", "page", "contact", "ro"),
    ],
)
def test_a_text_in_its_place_is_known(path: str, kind: str, id_: str, language: str) -> None:
    found = locate(path, LANGUAGES)
    assert found == TextFile(path, kind, id_, language)
    assert found.folder == path.rpartition("/")[0]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("content/evnets/2026/ziua/index.ro.md", "unknown_kind"),
        ("content/organisations/primaria/index.ro.md", "unknown_kind"),
        ("content/index.ro.md", "stray_file"),
        ("content/events/index.ro.md", "stray_file"),
        ("content/events/2026/index.ro.md", "bad_id"),
        ("content/events/2026/ziua.md", "stray_file"),
        ("content/events/2026/ziua/index.md", "stray_file"),
        ("content/events/2026/ziua/Index.ro.md", "stray_file"),
        ("content/events/2026/ziua/notite.md", "stray_file"),
        ("content/events/2026/05/ziua/index.ro.md", "stray_file"),
        ("content/events/26/ziua/index.ro.md", "stray_file"),
        ("content/events/ziua/2026/index.ro.md", "stray_file"),
        ("members/index.ro.md", "stray_file"),
        ("members/2026/alfa/index.ro.md", "stray_file"),
        ("members/alfa/news/index.ro.md", "stray_file"),
        ("content/events/2026/ziua/index.RO.md", "unknown_language"),
        ("content/events/2026/ziua/index.fr.md", "unknown_language"),
        ("content/events/2026/Ziua/index.ro.md", "bad_id"),
        ("content/events/2026/ziua porților/index.ro.md", "bad_id"),
        ("members/coalition/index.ro.md", "reserved_id"),
        ("content/pages/coalition/index.ro.md", "reserved_id"),
    ],
)
def test_a_text_elsewhere_has_a_problem(path: str, code: str) -> None:
    problem = locate(path, LANGUAGES)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.place.path) == (code, path)


def test_a_misspelt_folder_gets_the_nearest_known_one() -> None:
    problem = locate("content/evnets/2026/ziua/index.ro.md", LANGUAGES)
    assert isinstance(problem, Problem)
    values = dict(problem.values)
    assert values["suggestion"] == "events"
    assert set(values["known"].split(", ")) == {
        kind.folder.removeprefix("content/") for kind in KINDS.values() if kind.name != "member"
    }


PARTS = ["content", "members", "events", "2026", "ziua", "Ziua", "..", "", "index.ro.md"]


@given(
    st.lists(st.sampled_from(PARTS), max_size=5),
    st.sampled_from(["index.ro.md", "index.fr.md", "index..md", "a.md", ".md"]),
)
def test_any_path_is_a_text_or_has_a_problem(parts: list[str], name: str) -> None:
    path = "/".join([*parts, name])
    found = locate(path, LANGUAGES)
    if isinstance(found, TextFile):
        assert path == f"{found.folder}/index.{found.language}.md"
        assert KINDS[found.kind].folder == "/".join(parts[: 1 if parts[0] == "members" else 2])
    else:
        assert found.place.path == path


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_known_languages_every_language_is_taken(language: str) -> None:
    assert isinstance(locate(f"members/alfa/index.{language}.md", ()), TextFile)


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        (".git", True),
        (".DS_Store", True),
        ("_sablon", True),
        ("README.md", True),
        ("index.ro.md", False),
        ("readme", False),
        ("poster.jpg", False),
    ],
)
def test_notes_and_hidden_files_are_left_out(name: str, left_out: bool) -> None:
    assert ignored(name) is left_out


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("content/coalition.yaml", True),
        ("content/places.yaml", True),
        ("content/place.yaml", False),
        ("places.yaml", False),
        ("members/alfa/places.yaml", False),
    ],
)
def test_lists_are_known_by_their_whole_path(path: str, known: bool) -> None:
    assert is_yaml(path) is known


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("a/poster.JPG", "jpg"),
        ("a.b/poster", ""),
        ("a/raport.v2.pdf", "pdf"),
    ],
)
def test_the_extension_is_that_of_the_name(path: str, wanted: str) -> None:
    assert extension(path) == wanted
