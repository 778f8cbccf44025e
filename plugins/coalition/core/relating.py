"""Relating: everything that lies in a site's folder in, one ``Site`` out, with the problems met.

Originals and translations are joined, bodies made inert, references turned into links that can
be followed both ways. A problem never stops the reading of the rest. What is remembered of an item
whose files did not change is taken as it was; such an item is opened only when somebody looks into
it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from types import MappingProxyType
from typing import Any, Final

from msgspec import Struct, field

from . import layout, romanian
from .addresses import Scheme
from .briefs import brief, names
from .engines import Engine, cmark
from .fields import shapes
from .frontmatter import Data, Document, decode, read_yaml
from .index import Backlink, Brief, Index, in_order
from .layout import TextFile
from .linking import Fault, Ground, folder
from .markup import Body, Wording
from .opening import Opened, Part, Recalled, Shelf, Texts, at_hand, read
from .parsing import parse
from .problems import Place, Problem, Problems
from .reads import Kept
from .records import COALITION_FILE, COALITION_ID, KINDS, LISTS, Coalition
from .site import Entry, Face, Item, Items, Key, Site, Target, Version
from .translations import textual
from .values import is_id


class Sources(Struct, frozen=True):
    """What lies in a site's folder: bytes of its texts, sizes of its other files.

    Paths are relative to the site, with ``/``, in Unicode NFC.
    """

    texts: Mapping[str, bytes]
    files: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    # What the other files are called on disk, where that is not in Unicode NFC.
    names: Mapping[str, str] = field(default_factory=dict)
    # The texts that are what they were when the items were remembered.
    unchanged: frozenset[str] = frozenset()


# A colour without quotation marks: for YAML a comment beside a field that is not filled in.
_COMMENTED: Final = re.compile("^(colour|second_colour)[ \\t]*:[ \\t]+(#.*)$", re.MULTILINE)


def _without_quotes(data: Data) -> Iterator[Problem]:
    """The colours that nobody would be told of, since YAML does not see them."""
    for found in _COMMENTED.finditer(data.text):
        if found[1] not in data.mapping:
            line = data.first_line + data.text.count("\n", 0, found.start())
            place = Place(data.path, line, found.start(2) - found.start() + 1)
            yield Problem.at(place, "bad_colour", field=found[1], found=found[2].rstrip())


class Reading:
    """A site that was read: its ``Site``, and what there is to say against it.

    ``problems`` are those of the whole and of files that cannot be read; those of one item are told
    by ``judge``.
    """

    def __init__(
        self,
        sources: Sources,
        engine: Engine = cmark,
        wording: Mapping[str, Wording] | None = None,
        memory: Mapping[Key, Recalled] | None = None,
        shelf: Shelf = at_hand,
    ) -> None:
        self._sources = sources
        self._texts = Texts(sources.texts, engine, wording or {}, shelf)
        self._memory = memory or {}
        self._problems = list(sources.problems)
        self._data: dict[str, Data] = {}
        self._groups: dict[Key, list[TextFile]] = {}
        # Files that make no item; what they name is looked at all the same.
        self._loose: list[tuple[TextFile, Document]] = []
        self._opened: dict[Key, Opened] = {}
        self._recalled: dict[Key, Recalled] = {}
        # To what the links in each text lead, by the path of the text.
        self._led = Kept()
        # Ids by kind of all that is there, whether it could be read or not: what has problems of
        # its own must not make others look wrong.
        self._known: dict[str, set[str]] = defaultdict(set, coalition={COALITION_ID})
        self.site = self._read()
        self.problems = tuple(self._problems)
        # What was read from its files: the rest is as it was remembered.
        self.opened: Mapping[Key, Opened] = dict(self._opened)
        self.recalled = frozenset(self._recalled)

    @property
    def keys(self) -> tuple[Key, ...]:
        """All items, drafts and broken ones too."""
        return tuple(self.ground.items)

    def _read(self) -> Site | None:
        coalition, languages = self._coalition()
        self._languages = languages
        entries = self._lists(_default(languages))
        self._group(languages)
        items = {key: self._recalled_item(one) for key, one in self._recalled.items()}
        for key, files in sorted(self._groups.items()):
            opened = self._open(key, files, languages)
            if opened is not None:
                items[key] = self._opened_item(opened)
        items = {key: items[key] for key in sorted(items)}
        paths = {
            path: key
            for key, item in items.items()
            for _, text in item.brief.paths
            for path in (text, folder(text))
        }
        self.ground = Ground(items, paths, self._sources.texts, self._sources.files, self._known)
        for key in items:
            if key[0] == "member" and ("organisation", key[1]) in entries:
                place = entries["organisation", key[1]].place
                self._problems.append(Problem.at(place, "shared_id", found=key[1]))
        self._list_references()
        self._stray_files()
        self._emblems(entries)
        if coalition is None or not languages:
            return None
        # What could not be read is in no list, but links to it are not called broken.
        right = {key: one for key, one in items.items() if self._is_right(key)}
        public = {key: one for key, one in right.items() if not one.brief.draft}
        index = Index(in_order(one.brief for one in public.values()), _named_by(entries))
        return Site(
            coalition,
            Scheme(languages, coalition.sections),
            Items(public, index),
            MappingProxyType(entries),
            index,
            frozenset(right.keys() - public.keys()),
            sizes=self._sources.files,
        )

    def _is_right(self, key: Key) -> bool:
        return key not in self._opened or self._opened[key].is_right

    # coalition.yaml and the lists

    def _yaml(self, path: str, example: str) -> Data | None:
        raw = self._sources.texts.get(path)
        if raw is None:
            return None
        try:
            data = read_yaml(decode(raw, path), path, example=example)
        except Problems as found:
            self._problems += found.problems
            return None
        self._data[path] = data
        return data

    def _coalition(self) -> tuple[Coalition | None, tuple[str, ...]]:
        if COALITION_FILE not in self._sources.texts:
            self._problems.append(Problem.at(Place(COALITION_FILE), "missing_coalition"))
            return None, ()
        data = self._yaml(COALITION_FILE, "name: Valea Jiului Implicată")
        if data is None:
            return None, ()
        record, problems = parse(Coalition, data)
        self._problems += [*problems, *_without_quotes(data)]
        if record is None:
            # Something stands in for what is wrong, so that the rest can be checked all the same;
            # the site is not published, since there is a problem. Nothing stands in for languages:
            # of every file it would be said that the site does not have its own.
            wrong = {one.place.line for one in problems}
            right = {
                name: value
                for name, value in data.mapping.items()
                if name in shapes(Coalition) and not wrong & data.lines(name)
            }
            record, _ = parse(Coalition, data, {**_STAND_INS, **right})
        languages = record.languages if record is not None else ()
        self._problems += romanian.hint(romanian.in_fields(data, Coalition, _default(languages)))
        return record, languages

    def _lists(self, default: str) -> dict[Key, Entry]:
        entries: dict[Key, Entry] = {}
        for kind in LISTS.values():
            data = self._yaml(kind.file, "petrila: {label: Petrila}")
            if data is None:
                continue
            self._problems += romanian.hint(romanian.in_entries(data, kind.model, default))
            for id_, fields in data.mapping.items():
                self._known[kind.name].add(id_)
                place = data.place((id_,), key=True)
                if not is_id(id_):
                    code, values = "bad_id", {"found": id_, "example": "petrila"}
                elif id_ == COALITION_ID:
                    code, values = "reserved_id", {"found": id_, "example": "petrila"}
                elif not isinstance(fields, dict):
                    code, values = "not_fields", {"example": "label: Petrila"}
                else:
                    record, problems = parse(kind.model, data, fields, (id_,))
                    self._problems += problems
                    if record is not None:
                        entries[kind.name, id_] = Entry(kind.name, id_, record, place)
                    continue
                self._problems.append(Problem.at(place, code, **values))
        return entries

    # items

    def _group(self, languages: tuple[str, ...]) -> None:
        """The files of each item, which have to lie where their kind belongs; and what is as it was."""
        unchanged = self._sources.unchanged
        self._recalled = {key: one for key, one in self._memory.items() if one.paths <= unchanged}
        theirs = {path for one in self._recalled.values() for path in one.paths}
        found = {
            path: layout.locate(path, languages)
            for path in self._sources.texts
            if path not in theirs and not layout.is_yaml(path)
        }
        for where in tuple(found.values()):
            if isinstance(where, TextFile):  # which may be new beside what did not change
                beside = self._recalled.pop((where.kind, where.id), None)
                if beside is not None:
                    found |= {path: layout.locate(path, languages) for path in beside.paths}
        for kind, id_ in self._recalled:
            self._known[kind].add(id_)
        folders: dict[Key, str] = {}
        for path, where in sorted(found.items()):
            if isinstance(where, Problem):
                self._problems.append(where)
                continue
            key = (where.kind, where.id)
            self._known[where.kind].add(where.id)
            if folders.setdefault(key, where.folder) != where.folder:
                self._problems.append(
                    Problem.at(
                        Place(path),
                        "duplicate_id",
                        kind=where.kind,
                        found=where.id,
                        first=folders[key],
                    )
                )
                continue
            self._groups.setdefault(key, []).append(where)

    def _files(self, key: Key) -> list[TextFile]:
        """The files of an item."""
        if key not in self._groups:
            found = [layout.locate(path, self._languages) for path in self._recalled[key].paths]
            self._groups[key] = sorted(one for one in found if isinstance(one, TextFile))
        return self._groups[key]

    def _open(self, key: Key, files: list[TextFile], languages: tuple[str, ...]) -> Opened | None:
        documents = []
        for where in files:
            try:
                document = self._texts.document(where)
            except Problems as found:
                self._problems += found.problems
                continue
            self._data[where.path] = document.data
            documents.append((where, document))
        original = self._original(documents, languages) if documents else None
        if original is None:
            self._loose += documents
            return None
        where, document = original
        if not document.data.mapping and not document.body.strip():
            self._problems.append(Problem.at(Place(where.path), "empty_original"))
            self._loose += documents
            return None
        opened = self._opened[key] = read(key, documents, original, self._texts)
        return opened

    def _original(
        self,
        files: Sequence[tuple[TextFile, Document]],
        languages: tuple[str, ...],
    ) -> tuple[TextFile, Document] | None:
        default = _default(languages)
        said = [one for one in files if one[1].data.mapping.get("original") == "true"]
        said.sort(key=lambda one: one[0].language != default)
        for other in said[1:]:
            place = other[1].data.place(("original",), key=True)
            self._problems.append(Problem.at(place, "two_originals", first=said[0][0].path))
        if said:
            return said[0]
        if not default:  # coalition.yaml does not say it; the original has the facts
            return max(files, key=_facts)
        for one in files:
            if one[0].language == default:
                return one
        where = files[0][0]
        expected = f"{where.folder}/index.{default}.md"
        if expected not in self._sources.texts:  # else that file has its own problem already
            for one in files:
                self._problems.append(
                    Problem.at(
                        Place(one[0].path), "translation_without_original", expected=expected
                    )
                )
        return None

    def _opened_item(self, opened: Opened) -> Item:
        kind, id_ = opened.key
        parts = {
            language: part
            for language, part in opened.parts.items()
            if part.record is not None or language == opened.original
        }
        paths = {language: part.where.path for language, part in opened.parts.items()}
        if opened.is_right:
            records = {language: part.record for language, part in parts.items()}
            states = {language: part.state for language, part in parts.items()}
            about = brief(kind, id_, opened.original, paths, records, _shown(parts), states)
        else:
            about = Brief(kind, id_, opened.original, tuple(paths.items()))
        versions = MappingProxyType(
            {
                language: self._version(about, language, part.state, part.face, part.text)
                for language, part in parts.items()
            }
        )
        return Item(about, lambda: versions)

    def _recalled_item(self, recalled: Recalled) -> Item:
        return Item(recalled.brief, partial(self._recalled_versions, recalled))

    def _recalled_versions(self, recalled: Recalled) -> Mapping[str, Version]:
        about = recalled.brief
        states = dict(about.states)
        versions = {
            language: self._version(
                about,
                language,
                states[language],
                cache(partial(recalled.face, language)),
                cache(partial(recalled.body, language, self._texts)),
            )
            for language in about.languages
        }
        return MappingProxyType(versions)

    def _version(
        self,
        about: Brief,
        language: str,
        state: str,
        face: Callable[[], Face],
        body: Callable[[], Body],
    ) -> Version:
        path = dict(about.paths)[language]
        targets = partial(self._targets, body, path, language)
        return Version(f"{about.kind}/{about.id}", language, path, state, face, body, targets)

    def _targets(
        self, body: Callable[[], Body], path: str, language: str
    ) -> tuple[Target | None, ...]:
        return self._lead(body, path, language)[0]

    def _lead(
        self, body: Callable[[], Body], path: str, language: str
    ) -> tuple[tuple[Target | None, ...], tuple[Fault | None, ...]]:
        """Where the links of a text lead, and what is wrong with each, if anything is."""
        return self._led.get(path, self._looked_up, body, path, language)

    def _looked_up(
        self, body: Callable[[], Body], path: str, language: str
    ) -> tuple[tuple[Target | None, ...], tuple[Fault | None, ...]]:
        text = body()
        led = [self.ground.target(link, text, path, language) for link in text.links]
        faults = tuple(fault for _, fault in led)
        return tuple(target for target, _ in led), faults if any(faults) else ()

    # what there is to say against one item

    def judge(self, key: Key) -> tuple[Problem, ...]:
        """All problems of the item ``key``; it is read from its files, if it was only recalled."""
        opened = self._opened.get(key) or self._reopen(key)
        kind = KINDS[key[0]]
        found = list(opened.problems)
        for language, part in opened.parts.items():
            data = opened.data[language]
            _, faults = self._lead(part.text, data.path, language)
            if faults:
                standing = self._texts.places(part.where)
                found += (
                    Problem.at(place, fault[0], **fault[1])
                    for fault, place in zip(faults, standing, strict=True)
                    if fault is not None
                )
            found += self.ground.named_files(key[0], data)
        for where in self._files(key):
            if where.path in self._data:
                data = self._data[where.path]
                found += self.ground.references(kind.model, data, data.mapping)
        return tuple(found)

    def _reopen(self, key: Key) -> Opened:
        opened = self._open(key, self._files(key), self._languages)
        assert opened is not None  # it made an item when it was remembered
        return opened

    @property
    def data(self) -> Mapping[str, Data]:
        """Front matter by path, with the places in it, of all that was read from files."""
        return self._data

    def places_in(self, path: str) -> Data:
        """The front matter of the file at ``path``, with the places in it."""
        if path not in self._data:
            key = self.ground.paths[path]
            where = next(one for one in self._files(key) if one.path == path)
            self._data[path] = self._texts.document(where).data
        return self._data[path]

    def places(self, item: Item) -> Data:
        """The front matter of the original of ``item``, with the places in it."""
        return self.places_in(item.versions[item.original].path)

    def beside(self, path: str) -> tuple[Data, ...]:
        """The front matter of the texts that lie beside the file at ``path``."""
        key = self.ground.paths.get(folder(path))
        return tuple(self.places_in(one.path) for one in self._files(key)) if key else ()

    def forget(self) -> None:
        """Give back what only judging and remembering needed; the Site stays as it is."""
        self._data, self._opened, self._groups, self._loose = {}, {}, {}, []
        self.opened = {}

    def paths(self, key: Key) -> frozenset[str]:
        """All texts in the folder of an item."""
        return frozenset(one.path for one in self._files(key))

    def _stray_files(self) -> None:
        """Every other file has to lie in the folder of an item, and be of a kind we publish."""
        known = layout.DOWNLOADS | layout.PICTURES
        for path in self._sources.files:
            if not layout.item_folder(folder(path)) and not layout.beside_lists(path):
                code, values = "stray_file", {"example": "content/pages/contact/poster.jpg"}
            elif layout.extension(path) not in known:
                code = "bad_download"
                values = {"found": path.rpartition("/")[2], "known": ", ".join(sorted(known))}
            else:
                continue
            self._problems.append(Problem.at(Place(path), code, **values))

    def _list_references(self) -> None:
        """The ids that the coalition and the lists name."""
        for path, data in list(self._data.items()):
            if path == COALITION_FILE:
                self._problems += self.ground.references(Coalition, data, data.mapping)
            elif layout.is_yaml(path):
                model = next(kind.model for kind in LISTS.values() if kind.file == path)
                for id_, fields in data.mapping.items():
                    if isinstance(fields, dict):
                        self._problems += self.ground.references(model, data, fields, (id_,))

        for where, document in self._loose:
            model, data = KINDS[where.kind].model, document.data
            self._problems += self.ground.references(model, data, data.mapping)

    def _emblems(self, entries: Mapping[Key, Entry]) -> None:
        """The emblem of a funder lies beside the list of funders."""
        for entry in entries.values():
            emblem = getattr(entry.record, "emblem", None)
            if emblem is None or (
                f"{layout.CONTENT}/{emblem}" in self._sources.files
                and layout.extension(emblem) in layout.PICTURES
            ):
                continue
            place = self._data[LISTS[entry.kind].file].place((entry.id, "emblem"))
            self._problems.append(Problem.at(place, "missing_picture", found=emblem))


def _default(languages: tuple[str, ...]) -> str:
    return languages[0] if languages else ""


class Whole(Struct, frozen=True):
    """A ``Site`` (None when the coalition itself cannot be read) and all problems."""

    site: Site | None
    problems: tuple[Problem, ...]
    # For the checks that look at single fields: front matter by path.
    data: Mapping[str, Data] = field(default_factory=dict)


def read_site(
    sources: Sources, engine: Engine = cmark, wording: Mapping[str, Wording] | None = None
) -> Whole:
    """Read and relate all ``sources``, with every problem that can be told without the day."""
    reading = Reading(sources, engine, wording)
    judged = (problem for key in reading.keys for problem in reading.judge(key))
    return Whole(reading.site, (*reading.problems, *judged), reading.data)


_STAND_INS: Mapping[str, Any] = {
    "name": "?",
    "timezone": "UTC",
    "url": "https://example.org/",
    "identity": {"domain": "example.org", "year": "2000"},
}


def _facts(file: tuple[TextFile, Document]) -> int:
    """How many fields a file has that belong into an original only."""
    where, document = file
    return len(document.data.mapping.keys() - textual(KINDS[where.kind].model))


def _shown(parts: Mapping[str, Part]) -> tuple[str, ...]:
    """The files beside the texts that an item shows, when they are there."""
    found: dict[str, None] = {}
    original = next(iter(parts.values()))
    beside = folder(original.where.path)
    for name in (original.record.image, vars(original.record).get("logo")):
        if name is not None:
            found[f"{beside}/{name}"] = None
    for part in parts.values():
        download = vars(part.record).get("file")
        if download is not None:
            found[f"{beside}/{download}"] = None
        found |= dict.fromkeys(part.files)
    return tuple(found)


def _named_by(entries: Mapping[Key, Entry]) -> Mapping[Key, tuple[Backlink, ...]]:
    found: dict[Key, list[Backlink]] = defaultdict(list)
    for entry in entries.values():
        for name, kind, id_ in names(entry.record):
            found[kind, id_].append(Backlink(name, entry.key))
    return {key: tuple(links) for key, links in found.items()}
