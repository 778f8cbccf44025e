"""The corpus: a made-up coalition, its members, events and posts in three languages.

The same numbers and the same seed give the same bytes, on any machine: every text has a generator
of its own, seeded with its place. ``python -m bench.corpus --size S --output DIR`` writes it down
in a form that belongs to no generator.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from .vocabulary import BEGINNINGS, ENDS, INTERFACE, WORDS

LANGUAGES: Final = ("ro", "en", "hu")
SEED: Final = 2026
TODAY: Final = dt.datetime(2026, 6, 1, 18)
KINDS: Final = ("members", "events", "posts")
# How a link of the corpus, and the address of a page, names a kind.
SECTIONS: Final = {"members": "members", "events": "events", "posts": "blog"}

T = TypeVar("T")


class Size(NamedTuple):
    """How many items of each kind there are."""

    members: int
    events: int
    posts: int


SIZES: Final = {"S": Size(28, 100, 60), "M": Size(280, 1500, 900), "L": Size(1000, 5000, 4000)}


@dataclass(frozen=True)
class Tag:
    """A topic, with its name in each language."""

    slug: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Town:
    """A town; its name is the same in all languages."""

    slug: str
    name: str


@dataclass(frozen=True)
class Item:
    """What is the same in all languages; of a member, ``member`` is its own slug."""

    kind: str
    slug: str
    date: dt.datetime
    tags: tuple[Tag, ...]
    member: str
    town: Town | None = None
    end: dt.datetime | None = None
    founded: int | None = None


@dataclass(frozen=True)
class Document:
    """One item in one language."""

    item: Item
    language: str
    title: str
    summary: str
    venue: str
    body: str

    @property
    def tags(self) -> list[str]:
        """The slugs of its topics, each once."""
        return list(dict.fromkeys(tag.slug for tag in self.item.tags))

    @property
    def date(self) -> str:
        """When it takes place, or appeared."""
        return stamp(self.item.date)

    @property
    def facts(self) -> dict[str, str]:
        """What only some kinds have, by the names that the corpus uses."""
        item, found = self.item, dict[str, str]()
        if item.end is not None:
            found |= {"end": stamp(item.end), "venue": self.venue}
        if item.town is not None:
            found |= {"town": item.town.slug, "town_name": item.town.name}
        found["member"] = item.member
        if item.founded is not None:
            found |= {"founded": str(item.founded)}
            found |= {"website": f"https://example.org/{item.slug}"}
            found |= {"email": f"contact@{item.slug}.example"}
        return found


@dataclass(frozen=True)
class Corpus:
    """Everything that a peer lays out in its own way."""

    size: Size
    languages: tuple[str, ...]
    tags: tuple[Tag, ...]
    towns: tuple[Town, ...]
    documents: tuple[Document, ...]
    edited: str  # the slug of the event that the scenario “edit” changes


def make(size: Size, languages: tuple[str, ...] = LANGUAGES, seed: int = SEED) -> Corpus:
    """Make the corpus of this size. Its first language is the default one."""
    chance = random.Random(seed)
    tags = _tags(chance, size, languages)
    towns = _towns(chance, size)
    items = _items(chance, size, languages[0], tags, towns)
    linked = [f"{SECTIONS[item.kind]}/{item.slug}" for item in items]
    return Corpus(
        size,
        languages,
        tuple(tags),
        tuple(towns),
        tuple(_document(item, language, seed, linked) for language in languages for item in items),
        edited=items[size.members + size.events // 2].slug,
    )


def stamp(moment: dt.datetime) -> str:
    """A moment as the corpus writes it."""
    return moment.strftime("%Y-%m-%dT%H:%M:00Z")


def quoted(text: str) -> str:
    """A text as a quoted value of YAML, which JSON is too."""
    return json.dumps(text, ensure_ascii=False)


def slugify(text: str) -> str:
    """Small ASCII letters and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(sign if sign.isalnum() else " " for sign in plain).split())


# --- items ---------------------------------------------------------------------------------------


def _tags(chance: random.Random, size: Size, languages: Sequence[str]) -> list[Tag]:
    number = max(8, min(120, round(8 + sum(size) ** 0.5)))
    words = {
        language: chance.sample([w for w in WORDS[language] if len(w) > 4], min(number, 100))
        for language in languages
    }

    def name(language: str, index: int) -> str:
        again = "" if index < len(words[language]) else f" {index + 1}"
        return words[language][index % len(words[language])] + again

    return [
        Tag(f"tema-{index + 1:03}", {language: name(language, index) for language in languages})
        for index in range(number)
    ]


def _towns(chance: random.Random, size: Size) -> list[Town]:
    names = [beginning + end for beginning in BEGINNINGS for end in ENDS]
    chance.shuffle(names)
    number = max(6, min(150, round(6 + size.members**0.7)))
    return [Town(f"{slugify(name)}-{index}", name) for index, name in enumerate(names[:number])]


def _items(
    chance: random.Random, size: Size, language: str, tags: Sequence[Tag], towns: Sequence[Town]
) -> list[Item]:
    text = Text(chance, language, [])

    def one(of: Sequence[T]) -> T:
        """One of them; a few are much busier than the rest."""
        return of[min(len(of) - 1, int(len(of) * chance.random() ** 1.6))]

    def slug(longest: int, index: int) -> str:
        return f"{slugify(text.title(2, longest))}-{index:04}"

    def some(number: int) -> tuple[Tag, ...]:
        return tuple(one(tags) for _ in range(number))

    # Each argument asks the same generator, so their order is part of the corpus.
    members = []
    for index in range(size.members):
        name = slug(3, index)
        members.append(
            Item(
                "members",
                name,
                town=one(towns),
                tags=some(2),
                date=TODAY - dt.timedelta(days=chance.randint(200, 3000)),
                founded=chance.randint(1990, 2025),
                member=name,
            )
        )
    items = list(members)
    for index in range(size.events):
        day, hour = chance.randint(-1500, 120), chance.randint(-8, 2)
        start = TODAY + dt.timedelta(days=day, hours=hour)
        items.append(
            Item(
                "events",
                slug(4, index),
                start,
                end=start + dt.timedelta(hours=chance.randint(1, 50)),
                town=one(towns),
                tags=some(2),
                member=one(members).slug,
            )
        )
    for index in range(size.posts):
        day, minute = chance.randint(0, 2000), chance.randint(0, 1400)
        items.append(
            Item(
                "posts",
                slug(5, index),
                TODAY - dt.timedelta(days=day, minutes=minute),
                tags=some(chance.randint(1, 3)),
                member=one(members).slug,
            )
        )
    return items


# --- texts ---------------------------------------------------------------------------------------


def _document(item: Item, language: str, seed: int, linked: Sequence[str]) -> Document:
    chance = random.Random(f"{seed}|{language}|{item.kind}|{item.slug}")
    text = Text(chance, language, linked)
    title = text.title()
    summary = " ".join(text.words(12, 24)).capitalize() + "."
    venue = text.title(2, 3) if item.end is not None else ""
    return Document(item, language, title, summary, venue, text.body())


class Text:
    """Writes Markdown out of the words of one language, with links to ``linked``."""

    def __init__(self, chance: random.Random, language: str, linked: Sequence[str]) -> None:
        self._chance, self._language, self._linked = chance, language, linked
        self._words = WORDS[language]

    def words(self, least: int, most: int) -> list[str]:
        """So many words."""
        return [self._chance.choice(self._words) for _ in range(self._chance.randint(least, most))]

    def title(self, least: int = 3, most: int = 7) -> str:
        """A title."""
        return _sentence(self.words(least, most))

    def sentence(self) -> str:
        """A sentence; every other one with something emphasised, linked or marked as code."""
        words = self.words(7, 18)
        which = self._chance.random()
        at = self._chance.randrange(len(words))
        if which < 0.12:
            words[at] = f"**{words[at]}**"
        elif which < 0.24:
            words[at] = f"*{words[at]}*"
        elif which < 0.38 and self._linked:
            clicked = " ".join(self.words(1, 3))
            words[at] = f"[{clicked}](/{self._language}/{self._chance.choice(self._linked)}/)"
        elif which < 0.42:
            words[at] = f"[{words[at]}](https://example.org/{slugify(words[at])})"
        elif which < 0.44:
            words[at] = f"`{words[at]}`"
        if self._chance.random() < 0.4 and len(words) > 9:
            words[5] += ","
        return _sentence(words) + "."

    def paragraph(self) -> str:
        """Two to four sentences."""
        return " ".join(self.sentence() for _ in range(self._chance.randint(2, 4)))

    def block(self, which: float) -> str:
        """A paragraph, a heading with one, a list, a quotation or a table."""
        if which < 0.55:
            return self.paragraph()
        if which < 0.75:
            return f"## {self.title(2, 5)}\n\n{self.paragraph()}"
        if which < 0.88:
            mark = self._chance.choice(["- ", "1. "])
            rows = range(self._chance.randint(3, 6))
            return "\n".join(mark + " ".join(self.words(4, 10)) for _ in rows)
        if which < 0.94:
            return f"> {self.sentence()}"
        lines = [f"| {' | '.join(self.words(3, 3))} |", "|---|---|---|"]
        for _ in range(self._chance.randint(3, 6)):
            one, other = self.words(2, 2)
            lines.append(f"| {one} | {other} | {self._chance.randint(1, 900)} |")
        return "\n".join(lines)

    def body(self) -> str:
        """A text of 150 to 400 words, which begins with a paragraph."""
        goal, blocks, written = self._chance.randint(150, 400), list[str](), 0
        while written < goal:
            which = self._chance.random()
            block = self.block(which if blocks else 0)
            blocks.append(block)
            written += len(block.split())
        return "\n\n".join(blocks) + "\n"


def _sentence(words: Sequence[str]) -> str:
    text = " ".join(words)
    return text[0].upper() + text[1:]


# --- the form that belongs to no generator -------------------------------------------------------


def files(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Every file of the corpus: one per document, and ``corpus.json`` with what they share."""
    for document in corpus.documents:
        item = document.item
        yield f"content/{document.language}/{item.kind}/{item.slug}.md", _neutral(document)
    yield "corpus.json", json.dumps(_shared(corpus), ensure_ascii=False, indent=1)


def _neutral(document: Document) -> str:
    front = {
        "title": quoted(document.title),
        "slug": document.item.slug,
        "lang": document.language,
        "kind": document.item.kind,
        "date": document.date,
        **document.facts,
        "tags": f"[{', '.join(document.tags)}]",
        "summary": quoted(document.summary),
    }
    for name in ("venue", "town_name"):
        if name in front:
            front[name] = quoted(front[name])
    lines = "".join(f"{name}: {value}\n" for name, value in front.items())
    return f"---\n{lines}---\n\n{document.body}"


def _shared(corpus: Corpus) -> dict[str, Any]:
    titles: dict[str, dict[str, str]] = {}
    for document in corpus.documents:
        if document.item.kind == "members":
            titles.setdefault(document.item.slug, {})[document.language] = document.title
    return {
        "langs": corpus.languages,
        "ui": {language: INTERFACE[language] for language in corpus.languages},
        "tags": [{"slug": tag.slug, "names": tag.names} for tag in corpus.tags],
        "towns": [{"slug": town.slug, "name": town.name} for town in corpus.towns],
        "members": [{"slug": slug, "titles": names} for slug, names in titles.items()],
        "edit_event": corpus.edited,
        "counts": {
            **corpus.size._asdict(),
            "docs": len(corpus.documents),
            "words": sum(len(document.body.split()) for document in corpus.documents),
        },
    }


def put(path: Path, text: str) -> None:
    """Write a file, and the folders it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def main() -> None:
    """Write the corpus into a folder."""
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=main.__doc__)
    parser.add_argument("--size", choices=SIZES, default="S")
    parser.add_argument("--output", metavar="DIR", type=Path, required=True)
    flags = parser.parse_args()
    for path, text in files(make(SIZES[flags.size])):
        put(flags.output / path, text)


if __name__ == "__main__":
    main()
