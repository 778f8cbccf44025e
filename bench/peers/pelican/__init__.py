"""The corpus for Pelican with i18n-subsites, the usual way to several languages there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from ...corpus import SECTIONS, Corpus, Document, put
from ...vocabulary import INTERFACE
from ..common import STYLE

SITE = Path(__file__).parent / "site"


def lay_out(corpus: Corpus, site: Path) -> None:
    """Write the corpus into ``site`` as Pelican wants it."""
    shutil.copytree(SITE, site, ignore=shutil.ignore_patterns("__pycache__"))
    put(site / "theme" / "static" / "style.css", STYLE)
    interface = {language: INTERFACE[language] for language in corpus.languages}
    put(site / "interface.json", json.dumps(interface, ensure_ascii=False))
    for document in corpus.documents:
        item = document.item
        put(site / "content" / document.language / item.kind / f"{item.slug}.md", _text(document))


def command(folder: Path, venv: Path) -> list[str]:
    """Pelican's own command; its settings say where the output of each language goes."""
    settings = str(folder / "site" / "pelicanconf.py")
    return [str(venv / "bin" / "pelican"), "--quiet", "--settings", settings]


def _text(document: Document) -> str:
    facts = document.facts
    # Pelican has no second taxonomy, so towns are tags.
    towns = [f"town-{facts['town']}"] if "town" in facts else []
    head = {
        "Title": document.title,
        "Slug": document.item.slug,
        "Lang": document.language,
        "Date": document.date,
        "Category": SECTIONS[document.item.kind],
        "Author": facts.pop("member"),
        "Tags": ", ".join([*document.tags, *towns]),
        "Summary": document.summary,
        **{name.capitalize(): value for name, value in facts.items()},
    }
    lines = "".join(f"{name}: {value}\n" for name, value in head.items())
    return f"{lines}\n\n{document.body}"
