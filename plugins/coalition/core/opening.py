"""Opening one item: its files in, its versions out, with all problems that are its own.

``read`` does it from the files. ``Recalled`` does it from what the last build remembered of them:
then the front matter is at hand, and a text is read again when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Raw, Struct, field, json

from . import romanian
from .engines import Engine, cmark
from .fields import shapes
from .frontmatter import Data, Document, split
from .index import Brief
from .languages import lookup
from .layout import DOWNLOADS, PICTURES, TextFile, extension
from .markup import Body, Wording, places, render
from .parsing import parse
from .problems import Place, Problem
from .reads import fingerprint
from .records import KINDS
from .site import ORIGINAL, Face, Key
from .translations import MISSING, is_blank, mark, merge, says_anything, state, textual

# Puts a text aside until somebody asks for it.
Shelf = Callable[[Body], Callable[[], Body]]


def at_hand(body: Body) -> Callable[[], Body]:
    """The shelf that keeps every text in memory."""
    return lambda: body


class Texts(Struct, frozen=True):
    """How files become texts: their bytes by path, the Markdown engine, the words that it needs.

    What was read waits on the ``shelf``.
    """

    files: Mapping[str, bytes]
    engine: Engine = cmark
    wording: Mapping[str, Wording] = field(default_factory=dict)
    shelf: Shelf = at_hand

    def document(self, where: TextFile) -> Document:
        """The file taken apart; Problems when it cannot be read."""
        kind = KINDS[where.kind]
        return split(self.files[where.path], where.path, shapes(kind.model)[kind.heading].example)

    def body(self, where: TextFile, document: Document) -> tuple[Body, list[Problem]]:
        """The text below the front matter, with the problems in it."""
        return render(
            document.body,
            path=where.path,
            first_line=document.body_line,
            prefix=f"{where.kind}-{where.id}-",
            engine=self.engine,
            wording=lookup(where.language, self.wording) or Wording(),
        )

    def places(self, where: TextFile) -> tuple[Place, ...]:
        """Where each of the links in the text stands; the file is read again."""
        document = self.document(where)
        return places(
            document.body,
            path=where.path,
            first_line=document.body_line,
            engine=self.engine,
            wording=lookup(where.language, self.wording) or Wording(),
        )


class Part(Struct, frozen=True, dict=True):
    """An item in one language, as it was read: no record when something is wrong with it."""

    where: TextFile
    record: Any
    # The front matter of a translation, which says what is its own; nothing for an original.
    said: Mapping[str, Any]
    text: Callable[[], Body]
    # The pictures and downloads that the text names.
    files: tuple[str, ...]
    state: str
    # Fingerprints of what it says before its text, and of the text.
    face_mark: str
    text_mark: str

    @cached_property
    def _face(self) -> Face:
        return Face(self.record, self.said)

    def face(self) -> Face:
        """What it says before its text."""
        return self._face


class Opened(Struct, frozen=True):
    """An item as it was read from its files, the original first."""

    key: Key
    original: str
    mark: str
    # A fingerprint of its facts, which are the same in all languages.
    facts_mark: str
    parts: Mapping[str, Part]
    # The front matter of each part, with the places in it.
    data: Mapping[str, Data]
    problems: tuple[Problem, ...]

    @property
    def is_right(self) -> bool:
        """Whether the original makes a record."""
        return self.parts[self.original].record is not None


def read(
    key: Key,
    files: Sequence[tuple[TextFile, Document]],
    original: tuple[TextFile, Document],
    texts: Texts,
) -> Opened:
    """Open the item ``key``, of which ``original`` is one of the ``files``."""
    kind = KINDS[key[0]]
    where, document = original
    facts = document.data.mapping
    record, problems = parse(kind.model, document.data)
    body, found = texts.body(where, document)
    problems += found
    has_text = says_anything(document.body)
    if kind.needs_text and not has_text and (record is None or not record.draft):
        problems.append(Problem.at(Place(where.path), "empty_text_below", kind=kind.name))
    for other, written in files:
        if romanian.is_romanian(other.language):
            problems += romanian.hint(romanian.in_document(written, other.path, kind.model))
    own_mark = mark(kind.model, facts, document.body)
    data = {where.language: document.data}
    parts = {
        where.language: Part(
            where,
            record,
            {},
            texts.shelf(body),
            _files(body),
            ORIGINAL,
            fingerprint(facts),
            fingerprint(document.body),
        )
    }
    for other, translation in files:
        said = translation.data.mapping
        if other.path == where.path or is_blank(kind.model, said, translation.body):
            continue
        merged, found = merge(kind.model, facts, translation.data, where.path)
        problems += found
        # Only what this file says: the original's problems are told already.
        translated, found = parse(kind.model, translation.data, merged, only=said)
        problems += found
        body, found = texts.body(other, translation)
        problems += found
        # One with a title and no text yet is shown as far as it goes, and is still to be made.
        if translated is None or (has_text and not says_anything(translation.body)):
            made = MISSING
        else:
            made = state(translated.translates, translated.translation, own_mark)
        data[other.language] = translation.data
        parts[other.language] = Part(
            other,
            translated,
            said,
            texts.shelf(body),
            _files(body),
            made,
            fingerprint((merged, said)),
            fingerprint(f"{made} {translation.body}"),
        )
    words = textual(kind.model)
    own = {name: value for name, value in facts.items() if name not in words}
    return Opened(key, where.language, own_mark, fingerprint(own), parts, data, tuple(problems))


def _files(body: Body) -> tuple[str, ...]:
    return tuple(
        link.target
        for link in body.links
        if link.form == "path" and extension(link.target) in DOWNLOADS | PICTURES
    )


# Marks of what an item says before its text and of the text, by language; without a language, of its
# facts.
Marks = Mapping[str, tuple[str, str]]


class Recalled(Struct, frozen=True, dict=True, array_like=True):
    """What is remembered of an item whose files did not change."""

    brief: Brief
    marks: Marks
    # Its front matter by language, as JSON: few items are ever looked into.
    fronts: Raw
    # Texts of its folder that are no version yet.
    others: tuple[str, ...] = ()

    @property
    def paths(self) -> frozenset[str]:
        """All texts of its folder."""
        return frozenset([*(path for _, path in self.brief.paths), *self.others])

    @cached_property
    def _fronts(self) -> Mapping[str, Mapping[str, Any]]:
        found: Mapping[str, Mapping[str, Any]] = json.decode(self.fronts)
        return found

    def front(self, language: str) -> Mapping[str, Any]:
        """The front matter of one language."""
        return self._fronts[language]

    def face(self, language: str) -> Face:
        """What it says in ``language`` before its text; it was right when it was remembered."""
        brief = self.brief
        kind = KINDS[brief.kind]
        path = dict(brief.paths)[language]
        mapping = dict(self.front(language))
        data = Data(path, mapping)
        if language == brief.original:
            record, _ = parse(kind.model, data)
            return Face(record)
        merged, _ = merge(kind.model, self.front(brief.original), data, path)
        record, _ = parse(kind.model, data, merged)
        return Face(record, mapping)

    def body(self, language: str, texts: Texts) -> Body:
        """Its text in ``language``, read from the file again."""
        path = dict(self.brief.paths)[language]
        where = TextFile(path, self.brief.kind, self.brief.id, language)
        body, _ = texts.body(where, texts.document(where))
        return body
