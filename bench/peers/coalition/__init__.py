"""The corpus as a site of ours: one folder per item, the facts in the file of the default language."""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from ...corpus import SECTIONS, TODAY, Corpus, Document, Item, put, quoted
from ...vocabulary import INTERFACE

SUMMARY_LIMIT: Final = 200  # longer ones are a problem to us
FOLDERS: Final = {"members": "members", "events": "content/events", "posts": "content/blog"}
LINK: Final = re.compile(r"\]\(/(\w+)/(\w+/[\w-]+)/\)")


def lay_out(corpus: Corpus, site: Path) -> None:
    """Write the corpus into ``site`` as a coalition would have written it."""
    default = corpus.languages[0]
    folders = {
        f"{SECTIONS[document.item.kind]}/{document.item.slug}": _folder(document.item)
        for document in corpus.documents
    }
    for document in corpus.documents:
        folder = _folder(document.item)
        front = _texts(document)
        if document.language == default:
            front |= _facts(document)
        lines = "".join(f"{name}: {value}\n" for name, value in front.items())
        body = LINK.sub(_relative(folder, folders), document.body)
        put(site / folder / f"index.{document.language}.md", f"---\n{lines}---\n\n{body}")
    put(site / "content" / "coalition.yaml", _coalition(corpus))
    topics = (f"{tag.slug}:\n  label: {_labels(tag.names)}\n" for tag in corpus.tags)
    put(site / "content" / "topics.yaml", "".join(topics))
    places = (f"{town.slug}:\n  label: {quoted(town.name)}\n" for town in corpus.towns)
    put(site / "content" / "places.yaml", "".join(places))


def command(folder: Path, venv: Path) -> list[str]:
    """What a person gives, for only the outputs that the peers build from such a site."""
    return [*full_command(folder, venv), "--like-peers"]


def full_command(folder: Path, _venv: Path) -> list[str]:
    """What a person gives."""
    ours = [sys.executable, "-m", "coalition", "build"]
    return [*ours, "--site", str(folder / "site"), "--output", str(folder / "output")]


def edited_file(corpus: Corpus, site: Path) -> Path:
    """The file that the scenario “edit” changes: an event, in the default language."""
    name = f"{corpus.edited}/index.{corpus.languages[0]}.md"
    (found,) = (site / FOLDERS["events"]).glob(f"*/{name}")
    return found


def edit(path: Path, number: int) -> str:
    """Change the title and the body, another way for each number; returns the new title."""
    text = path.read_text("utf-8")
    title = re.search(r'^title: "(.*?)(?: \(v\d+\))?"$', text, re.MULTILINE)
    assert title is not None, path
    new = f"{title[1]} (v{number})"
    text = f'{text[: title.start()]}title: "{new}"{text[title.end() :]}'
    text = re.sub(r"\nEdit \d+\.\n\Z", "", text)
    path.write_text(f"{text}\nEdit {number}.\n", "utf-8")
    return new


def _folder(item: Item) -> str:
    year = "" if item.kind == "members" else f"/{item.date.year}"
    return f"{FOLDERS[item.kind]}{year}/{item.slug}"


def _facts(document: Document) -> dict[str, str]:
    """What only the original says."""
    item, facts = document.item, document.facts
    topics = f"[{', '.join(document.tags)}]"
    published = f"{min(item.date, TODAY):%Y-%m-%d %H:%M}"
    if item.kind == "posts":
        return {
            "published": published,
            "authors": f"[{item.member}]",
            "topics": topics,
            "form": "news",
        }
    assert item.town is not None
    if item.kind == "members":
        return {
            "published": published,
            "form": "association",
            "founded": facts["founded"],
            "town": item.town.slug,
            "fields": topics,
            "website": facts["website"],
            "contacts": f"[{{role: Office, email: {facts['email']}}}]",
        }
    return {
        "start": f"{item.date:%Y-%m-%d %H:%M}",
        "end": f"{item.end:%Y-%m-%d %H:%M}",
        "published": published,
        "place": item.town.slug,
        "organisers": f"[{item.member}]",
        "topics": topics,
    }


def _texts(document: Document) -> dict[str, str]:
    """What is written anew in each language."""
    member = document.item.kind == "members"
    summary = document.summary
    if len(summary) > SUMMARY_LIMIT:
        summary = summary[: SUMMARY_LIMIT - 1] + "…"
    texts = {"name" if member else "title": quoted(document.title), "summary": quoted(summary)}
    if document.venue:
        texts["place_note"] = quoted(document.venue)
    return texts


def _relative(folder: str, folders: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    """What makes a link of the corpus a path from the text that holds it to the other text."""

    def path(link: re.Match[str]) -> str:
        language, item = link.groups()
        return f"]({posixpath.relpath(folders[item], folder)}/index.{language}.md)"

    return path


def _coalition(corpus: Corpus) -> str:
    names = {language: INTERFACE[language]["site"] for language in corpus.languages}
    return (
        f"name: {_labels(names)}\n"
        f"languages: [{', '.join(corpus.languages)}]\n"
        "timezone: UTC\n"
        "url: https://example.org/\n"
        "identity: {domain: example.org, year: 2020}\n"
        "fictional: true\n"
        f"today: {TODAY:%Y-%m-%d}\n"
    )


def _labels(names: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{language}: {quoted(name)}" for language, name in names.items()) + "}"
