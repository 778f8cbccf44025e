"""``confirm``: write into a translation that it says what its original says now."""

from __future__ import annotations

import sys
from pathlib import Path

from ..adapters.disk import read_sources, replace
from ..core.frontmatter import split
from ..core.problems import Problems
from ..core.records import KINDS
from ..core.relating import read_site
from ..core.site import Item, Site
from ..core.translations import confirmed, mark


def confirm(site_folder: Path, name: str, language: str | None = None) -> int:
    """Confirm the translations of the item ``name`` (``kind/id`` or a path), or of all items.

    Returns an exit code: 0 done, 1 when there is no such item, translation or readable site.
    """
    reading = read_site(read_sources(site_folder))
    site = reading.site
    if site is None:
        sys.stderr.write("The site has problems; mend them first (check lists them).\n")
        return 1
    items = _items(site, site_folder, name)
    written = 0
    for item in items:
        for version in item.versions.values():
            if version.language == item.original or language not in (None, version.language):
                continue
            path = site_folder / version.path
            if name.endswith(".md") and path.resolve() != Path(name).resolve():
                continue
            value = _mark(site_folder, item)
            replace(path, confirmed(path.read_bytes(), value))
            sys.stdout.write(f"{path}: translates {value}\n")
            written += 1
    if not written:
        sys.stderr.write(
            f"{name}: no translation of this name; write kind/id, for example event/open-day.\n"
        )
        return 1
    return 0


def _items(site: Site, folder: Path, name: str) -> list[Item]:
    if name == "all":
        return list(site.items.values())
    kind, _, id_ = name.partition("/")
    found = site.items.get((kind, id_))
    if found is not None:
        return [found]
    wanted = Path(name).resolve()
    return [
        item
        for item in site.items.values()
        if any((folder / version.path).resolve() == wanted for version in item.versions.values())
        or (folder / item.place.path).parent.resolve() == wanted
    ]


def _mark(folder: Path, item: Item) -> str:
    path = item.versions[item.original].path
    try:
        document = split((folder / path).read_bytes(), path)
    except Problems:  # read a moment ago without one
        return ""
    return mark(KINDS[item.kind].model, document.data.mapping, document.body)
