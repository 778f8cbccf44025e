"""What links, file names and ids in the texts lead to, and the problem with what leads nowhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec import Struct

from . import layout
from .briefs import references
from .fields import Fields, shapes
from .frontmatter import Data, Path
from .index import Key
from .markup import Body, Link
from .problems import Problem, nearest
from .reads import asked
from .records import KINDS, LISTS
from .site import Item, Target
from .values import is_id

# A problem of a link without its place, which whoever tells it has to look for: code and values.
Fault = tuple[str, dict[str, str]]
Led = tuple[Target | None, Fault | None]


class Ground(Struct, frozen=True):
    """All that is there: items by the paths of their files and folders, texts, other files.

    ``known`` holds ids by kind, whether the thing itself could be read or not: what has problems
    of its own must not make others look wrong.
    """

    items: Mapping[Key, Item]
    paths: Mapping[str, Key]
    texts: Collection[str]
    files: Collection[str]
    known: Mapping[str, Collection[str]]

    @asked
    def at(self, path: str) -> str:
        """What lies at ``path``: ``item``, ``text``, ``file`` or nothing."""
        if path in self.paths:
            return "item"
        if path in self.texts and not layout.is_yaml(path):
            return "text"
        return "file" if path in self.files and layout.item_folder(folder(path)) else ""

    @asked
    def is_known(self, reference: str) -> bool:
        """Whether there is something of this kind and id."""
        kind, _, id_ = reference.partition("/")
        return id_ in self.known.get(kind, ())

    def target(self, link: Link, body: Body, path: str, language: str) -> Led:
        """Where a link leads that stands in ``body``, the text of the file ``path``."""
        if link.form == "web":
            return Target(url=link.target), None
        if link.form == "note":
            return Target(fragment=body.prefix + link.fragment), None
        if link.form == "fragment":
            heading = body.heading_id(link.fragment)
            broken = link.fragment and heading is None
            return Target(fragment=heading or ""), _broken(link) if broken else None
        if link.form != "path":
            return None, None
        there = self.at(link.target)
        if link.picture:
            if there == "file" and layout.extension(link.target) in layout.PICTURES:
                return Target(file=link.target), None
            return None, _broken(link, "missing_picture")
        if there == "item":
            return self._item(link, self.items[self.paths[link.target]], language)
        if there == "text":  # which has problems of its own
            return None, None
        if there == "file":
            known = layout.DOWNLOADS | layout.PICTURES
            if layout.extension(link.target) in known:
                return Target(file=link.target), None
            return None, _broken(link, "bad_download", known=", ".join(sorted(known)))
        depth = folder(path).count("/") + 1
        example = "../" * depth + "members/planeta-petrila/index.ro.md"
        return None, _broken(link, "broken_link", example=example)

    def _item(self, link: Link, item: Item, language: str) -> Led:
        if not link.fragment:
            return Target(kind=item.kind, id=item.id), None
        names = {
            name: version.body.heading_id(link.fragment) for name, version in item.versions.items()
        }
        fragment = names.get(language) or next(filter(None, names.values()), None) or ""
        target = Target(kind=item.kind, id=item.id, fragment=fragment)
        return target, None if fragment else _broken(link)

    def named_files(self, kind: str, data: Data) -> Iterator[Problem]:
        """The pictures and files that fields name have to lie beside the text."""
        for name, kinds, code in (
            ("image", layout.PICTURES, "missing_picture"),
            ("logo", layout.PICTURES, "missing_picture"),
            ("file", layout.DOWNLOADS | layout.PICTURES, "missing_file"),
        ):
            value = data.mapping.get(name)
            if not isinstance(value, str) or name not in shapes(KINDS[kind].model):
                continue
            value = unicodedata.normalize("NFC", value).strip()
            there = self.at(f"{folder(data.path)}/{value}")
            if layout.extension(value) not in kinds or there != "file":
                yield Problem.at(data.place((name,)), code, found=value)

    def references(
        self, model: type[Fields], data: Data, mapping: dict[str, Any], at: Path = ()
    ) -> Iterator[Problem]:
        """Every id that a field names has to be there; asked of the text, before any record."""
        for path, refers, value in references(model, mapping):
            kinds = refers.kinds or (value.partition("/")[0],)
            name = value if refers.kinds else value.partition("/")[2]
            if not is_id(name) or any(self.is_known(f"{kind}/{name}") for kind in kinds):
                continue  # what is no id has a problem of its own
            near = nearest(name, {one for kind in kinds for one in self.known.get(kind, ())})
            what = "member or organisation" if "member" in kinds else kinds[0]
            if what not in (*KINDS, *LISTS, "member or organisation"):
                what = "item"
            yield Problem.at(
                data.place((*at, *path)),
                "unknown_item",
                kind=what,
                found=value,
                suggestion=near if refers.kinds or not near else f"{kinds[0]}/{near}",
            )


def folder(path: str) -> str:
    """The folder of the file at ``path``."""
    return path.rpartition("/")[0]


def _broken(link: Link, code: str = "broken_fragment", **values: str) -> Fault:
    return code, {"found": link.found, **values}
