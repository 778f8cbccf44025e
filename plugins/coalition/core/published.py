"""The files beside the texts: which of them some page shows, and where they are published."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Final

from . import layout
from .addresses import Address
from .layout import extension
from .site import Site

# Letters of a published file's name, so that no system finds it too long.
STEM: Final = 80


def file_address(path: str) -> Address:
    """Where a file that lies beside a text is published: by kind and id, in plain letters.

    What lies beside the lists, such as an emblem, has no id and stands under ``lists``.
    """
    folder, _, name = path.rpartition("/")
    first, *inner = folder.split("/")
    if not inner:
        section = "lists"
    else:
        section = f"{first if first == layout.MEMBERS else inner[0]}/{inner[-1]}"
    stem = name[: -len(extension(name)) - 1]
    plain = re.sub(r"[^a-z0-9]+", "-", stem.lower())[:STEM].strip("-")
    if plain != stem:  # so that two names in another script stay two
        mark = hashlib.sha256(stem.encode()).hexdigest()[:8]
        plain = f"{plain}-{mark}" if plain else mark
    return Address(f"files/{section}/{plain}.{extension(name)}")


def published_files(site: Site) -> Mapping[str, tuple[Address, ...]]:
    """The files that some page shows, by their path in the site's folder, and where they stand.

    A picture stands in several places, and in none before it was drawn (``Site.pictures``).
    """
    paths: dict[str, None] = {}
    for entry in site.listed("funder"):
        if entry.record.emblem is not None:
            paths[f"{layout.CONTENT}/{entry.record.emblem}"] = None
    for brief in site.index.briefs.values():
        paths |= dict.fromkeys(brief.files)
    there = (path for path in sorted(paths) if path in site.sizes)
    return {path: _places(site, path) for path in there}


def _places(site: Site, path: str) -> tuple[Address, ...]:
    if extension(path) not in layout.PICTURES:
        return (file_address(path),)
    picture = site.pictures.get(path)
    return picture.addresses if picture is not None else ()
