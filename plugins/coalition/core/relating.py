"""Relating: everything that lies in a site's folder in, one ``Site`` out, with the problems met.

Originals and translations are joined, bodies made inert, references turned into links that can
be followed both ways. A problem never stops the reading of the rest.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from . import layout
from .addresses import Scheme
from .fields import Fields, Refers, shapes
from .frontmatter import Data, Document, decode, read_yaml, split
from .layout import TextFile
from .markup import Body, Engine, Link, Wording, cmark, render
from .parsing import parse
from .problems import Place, Problem, Problems, nearest
from .records import COALITION_FILE, COALITION_ID, KINDS, LISTS, Coalition
from .site import Backlink, Entry, Item, Key, Site, Target, Version
from .translations import MISSING, mark, merge, phrases, state
from .values import is_id


@dataclass(frozen=True)
class Sources:
    """What lies in a site's folder: bytes of its texts, sizes of its other files.

    Paths are relative to the site, with ``/``, in Unicode NFC.
    """

    texts: Mapping[str, bytes]
    files: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    # What the other files are called on disk, where that is not in Unicode NFC.
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """A ``Site`` (None when the coalition itself cannot be read) and all problems."""

    site: Site | None
    problems: tuple[Problem, ...]
    # For the checks that look at single fields: front matter by path.
    data: Mapping[str, Data] = field(default_factory=dict)


def read_site(
    sources: Sources, engine: Engine = cmark, wording: Mapping[str, Wording] | None = None
) -> Reading:
    """Read and relate all ``sources``; problems never stop the reading of the rest."""
    reader = _Reader(sources, engine, wording or {})
    return reader.read()


class _Reader:
    """Carries what is gathered while a site is read; nothing of it outlives ``read``."""

    def __init__(self, sources: Sources, engine: Engine, wording: Mapping[str, Wording]) -> None:
        self._sources = sources
        self._engine = engine
        self._wording = wording
        self._problems = list(sources.problems)
        self._data: dict[str, Data] = {}
        # Ids by kind of all that is there, whether it could be read or not: what has problems of
        # its own must not make others look wrong.
        self._known: dict[str, set[str]] = defaultdict(set)

    def read(self) -> Reading:
        coalition, languages = self._coalition()
        entries = self._lists()
        items = self._items(languages)
        paths = {
            path: item.key
            for item in items.values()
            for version in item.versions.values()
            for path in (version.path, _folder(version.path))
        }
        items = {key: self._resolve(item, items, paths) for key, item in items.items()}
        # What could not be read took part until here, so that all its problems are told at once.
        items = {key: item for key, item in items.items() if item.record is not None}
        for key in items:
            if key[0] == "member" and ("organisation", key[1]) in entries:
                self._problems.append(
                    Problem.at(entries["organisation", key[1]].place, "shared_id", found=key[1])
                )
        self._references()
        self._stray_files()
        self._emblems(entries)
        site = None
        if coalition is not None and languages:
            public = {key: item for key, item in items.items() if not item.record.draft}
            site = Site(
                coalition,
                Scheme(languages, coalition.sections),
                MappingProxyType(public),
                MappingProxyType(entries),
                MappingProxyType(_backlinks(public, entries)),
                frozenset(items.keys() - public.keys()),
                sizes=self._sources.files,
            )
        return Reading(site, tuple(self._problems), MappingProxyType(self._data))

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
        self._problems += problems
        if record is None:
            # Something stands in for what is wrong, so that the rest can be checked all the same;
            # the site is not published, since there is a problem.
            wrong = {one.place.line for one in problems}
            right = {
                name: value
                for name, value in data.mapping.items()
                if name in shapes(Coalition) and not wrong & data.lines(name)
            }
            record, _ = parse(Coalition, data, {**_STAND_INS, **right})
        return record, record.languages if record is not None else ()

    def _lists(self) -> dict[Key, Entry]:
        entries: dict[Key, Entry] = {}
        for kind in LISTS.values():
            data = self._yaml(kind.file, "petrila: {label: Petrila}")
            if data is None:
                continue
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

    def _items(self, languages: tuple[str, ...]) -> dict[Key, Item]:
        files: dict[Key, list[tuple[TextFile, Document]]] = defaultdict(list)
        folders: dict[Key, str] = {}
        for path in sorted(self._sources.texts):
            if layout.is_yaml(path):
                continue
            where = layout.locate(path, languages)
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
            kind = KINDS[where.kind]
            try:
                document = split(
                    self._sources.texts[path], path, shapes(kind.model)[kind.heading].example
                )
            except Problems as found:
                self._problems += found.problems
                continue
            self._data[path] = document.data
            files[key].append((where, document))
        items = {}
        for key, versions in sorted(files.items()):
            item = self._item(key, versions, languages)
            if item is not None:
                items[key] = item
        return items

    def _item(
        self,
        key: Key,
        files: Sequence[tuple[TextFile, Document]],
        languages: tuple[str, ...],
    ) -> Item | None:
        kind = KINDS[key[0]]
        original = self._original(files, languages)
        if original is None:
            return None
        where, document = original
        if not document.data.mapping and not document.body.strip():
            self._problems.append(Problem.at(Place(where.path), "empty_original"))
            return None
        record, problems = parse(kind.model, document.data)
        self._problems += problems
        body = self._body(where, document)
        has_text = bool(document.body.strip())
        if kind.needs_text and not has_text and (record is None or not record.draft):
            self._problems.append(Problem.at(Place(where.path), "empty_text_below", kind=kind.name))
        original_mark = mark(kind.model, document.data.mapping, document.body)
        versions = {where.language: Version(where.language, where.path, record, body)}
        for other, translation in files:
            if other.path == where.path or _is_stub(translation):
                continue
            merged, problems = merge(
                kind.model, document.data.mapping, translation.data, where.path
            )
            self._problems += problems
            # Only what this file says: the original's problems are told already.
            translated, problems = parse(
                kind.model, translation.data, merged, only=translation.data.mapping
            )
            self._problems += problems
            versions[other.language] = Version(
                other.language,
                other.path,
                translated,
                self._body(other, translation),
                state(translated.translates, translated.translation, original_mark)
                if translated is not None
                else MISSING,
                phrases=phrases(kind.model, translation.data.mapping),
            )
        return Item(key[0], key[1], where.language, MappingProxyType(versions))

    def _original(
        self,
        files: Sequence[tuple[TextFile, Document]],
        languages: tuple[str, ...],
    ) -> tuple[TextFile, Document] | None:
        default = languages[0] if languages else ""
        said = [one for one in files if one[1].data.mapping.get("original") == "true"]
        said.sort(key=lambda one: one[0].language != default)
        for other in said[1:]:
            place = other[1].data.place(("original",), key=True)
            self._problems.append(Problem.at(place, "two_originals", first=said[0][0].path))
        if said:
            return said[0]
        if not default:  # coalition.yaml cannot be read; the original has the most to say
            return max(files, key=lambda one: len(one[1].data.mapping))
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

    def _body(self, where: TextFile, document: Document) -> Body:
        body, problems = render(
            document.body,
            path=where.path,
            first_line=document.body_line,
            prefix=f"{where.kind}-{where.id}-",
            engine=self._engine,
            wording=self._wording.get(where.language, Wording()),
        )
        self._problems += problems
        return body

    # links and references

    def _resolve(self, item: Item, items: Mapping[Key, Item], paths: Mapping[str, Key]) -> Item:
        versions = {}
        for language, version in item.versions.items():
            targets = tuple(
                self._target(link, version, items, paths) for link in version.body.links
            )
            if version.record is not None or language == item.original:
                versions[language] = replace(version, targets=targets)
            self._files_of(item, version)
        return replace(item, versions=MappingProxyType(versions))

    def _files_of(self, item: Item, version: Version) -> None:
        """The pictures and files that fields name have to lie beside the text."""
        data = self._data[version.path]
        kind = KINDS[item.kind]
        for name, kinds, code in (
            ("image", layout.PICTURES, "missing_picture"),
            ("logo", layout.PICTURES, "missing_picture"),
            ("file", layout.DOWNLOADS | layout.PICTURES, "missing_file"),
        ):
            value = data.mapping.get(name)
            if not isinstance(value, str) or name not in shapes(kind.model):
                continue
            value = unicodedata.normalize("NFC", value).strip()
            path = f"{_folder(version.path)}/{value}"
            if layout.extension(value) not in kinds or path not in self._sources.files:
                self._problems.append(Problem.at(data.place((name,)), code, found=value))

    def _target(
        self, link: Link, version: Version, items: Mapping[Key, Item], paths: Mapping[str, Key]
    ) -> Target | None:
        if link.form == "web":
            return Target(url=link.target)
        if link.form == "note":
            return Target(fragment=version.body.prefix + link.fragment)
        if link.form == "fragment":
            heading = version.body.heading_id(link.fragment)
            if link.fragment and heading is None:
                self._broken(link, "broken_fragment")
            return Target(fragment=heading or "")
        if link.form != "path":
            return None
        if link.picture:
            return self._picture(link)
        key = paths.get(link.target)
        if key is not None:
            return self._item_target(link, items[key], version.language)
        if link.target in self._sources.texts and not layout.is_yaml(link.target):
            return None  # a file with problems of its own
        if link.target in self._sources.files and layout.item_folder(_folder(link.target)):
            if layout.extension(link.target) in layout.DOWNLOADS | layout.PICTURES:
                return Target(file=link.target)
            known = ", ".join(sorted(layout.DOWNLOADS | layout.PICTURES))
            self._problems.append(
                Problem.at(link.place, "bad_download", found=link.found, known=known)
            )
            return None
        self._broken(link, "broken_link", version.path)
        return None

    def _picture(self, link: Link) -> Target | None:
        if (
            layout.extension(link.target) not in layout.PICTURES
            or link.target not in self._sources.files
            or not layout.item_folder(_folder(link.target))
        ):
            self._broken(link, "missing_picture")
            return None
        return Target(file=link.target)

    def _item_target(self, link: Link, item: Item, language: str) -> Target:
        fragment = ""
        if link.fragment:
            names = {
                name: version.body.heading_id(link.fragment)
                for name, version in item.versions.items()
            }
            fragment = names.get(language) or next(filter(None, names.values()), None) or ""
            if not fragment:
                self._broken(link, "broken_fragment")
        return Target(kind=item.kind, id=item.id, fragment=fragment)

    def _broken(self, link: Link, code: str, path: str = "") -> None:
        values = {"found": link.found}
        if code == "broken_link":
            depth = _folder(path).count("/") + 1
            values["example"] = "../" * depth + "members/planeta-petrila/index.ro.md"
        self._problems.append(Problem.at(link.place, code, **values))

    def _stray_files(self) -> None:
        """Every other file has to lie in the folder of an item, and be of a kind we publish."""
        known = layout.DOWNLOADS | layout.PICTURES
        for path in self._sources.files:
            if not layout.item_folder(_folder(path)) and not layout.beside_lists(path):
                code, values = "stray_file", {"example": "content/pages/contact/poster.jpg"}
            elif layout.extension(path) not in known:
                code = "bad_download"
                values = {"found": path.rpartition("/")[2], "known": ", ".join(sorted(known))}
            else:
                continue
            self._problems.append(Problem.at(Place(path), code, **values))

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

    def _references(self) -> None:
        """Every id that a field names has to be there; asked of the text, before any record."""
        known = self._known
        known["coalition"].add(COALITION_ID)
        models: list[tuple[Data, tuple[str, ...], type[Fields], Mapping[str, Any]]] = []
        for path, data in self._data.items():
            if path == COALITION_FILE:
                models.append((data, (), Coalition, data.mapping))
            elif layout.is_yaml(path):
                model = next(kind.model for kind in LISTS.values() if kind.file == path)
                models += [
                    (data, (id_,), model, fields)
                    for id_, fields in data.mapping.items()
                    if isinstance(fields, dict)
                ]
            else:
                where = layout.locate(path, ())
                assert isinstance(where, TextFile)
                models.append((data, (), KINDS[where.kind].model, data.mapping))
        for data, at, model, mapping in models:
            for path_, refers, value in references(model, mapping):
                kinds = refers.kinds or (value.partition("/")[0],)
                name = value if refers.kinds else value.partition("/")[2]
                if not is_id(name) or any(name in known.get(kind, ()) for kind in kinds):
                    continue  # what is no id has a problem of its own
                near = nearest(name, {one for kind in kinds for one in known.get(kind, ())})
                what = "member or organisation" if "member" in kinds else kinds[0]
                if what not in (*KINDS, *LISTS, "member or organisation"):
                    what = "item"
                self._problems.append(
                    Problem.at(
                        data.place((*at, *path_)),
                        "unknown_item",
                        kind=what,
                        found=value,
                        suggestion=near if refers.kinds or not near else f"{kinds[0]}/{near}",
                    )
                )


_STAND_INS: Mapping[str, Any] = {
    "name": "?",
    "languages": ["en"],
    "timezone": "UTC",
    "url": "https://example.org/",
    "identity": {"domain": "example.org", "year": "2000"},
}


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _is_stub(document: Document) -> bool:
    """Whether a translation is still empty, as some CMSs write one for every language."""
    words = document.data.mapping.keys() - {"translation", "translates", "slug", "original"}
    return not document.body.strip() and not words


def references(
    model: type[Fields], values: Mapping[str, Any] | Fields, at: tuple[Any, ...] = ()
) -> Iterator[tuple[tuple[Any, ...], Refers, str]]:
    """Every reference in a mapping or record of ``model``: its path, what it may name, the name."""
    for name, shape in shapes(model).items():
        value = values.get(name) if isinstance(values, Mapping) else getattr(values, name)
        if value is None or (shape.group is None and shape.refers is None):
            continue
        is_list = isinstance(value, list | tuple)
        for number, one in enumerate(value) if is_list else ((None, value),):
            path = (*at, name) if number is None else (*at, name, number)
            if shape.group is not None and isinstance(one, Mapping | Fields):
                yield from references(shape.group, one, path)
            elif shape.refers is not None and isinstance(one, str):
                yield path, shape.refers, one


def _backlinks(
    items: Mapping[Key, Item], entries: Mapping[Key, Entry]
) -> dict[Key, tuple[Backlink, ...]]:
    found: dict[Key, dict[Backlink, None]] = defaultdict(dict)
    sources = [(item.key, item.record) for item in items.values()]
    sources += [((entry.kind, entry.id), entry.record) for entry in entries.values()]
    for key, record in sources:
        for path, refers, value in references(type(record), record):
            kinds = refers.kinds or (value.partition("/")[0],)
            name = value if refers.kinds else value.partition("/")[2]
            for kind in kinds:
                if (kind, name) in items or (kind, name) in entries:
                    found[kind, name][Backlink(str(path[0]), key)] = None
    return {
        key: tuple(sorted(links, key=lambda one: (one.item, one.field)))
        for key, links in found.items()
    }
