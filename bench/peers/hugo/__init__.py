"""The corpus for Hugo: one file per document, lists and taxonomies from Hugo's own machinery."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from ...corpus import KINDS, SECTIONS, Corpus, Document, put, quoted
from ...vocabulary import INTERFACE
from ..common import STYLE, packages

SITE = Path(__file__).parent / "site"


def lay_out(corpus: Corpus, site: Path) -> None:
    """Write the corpus into ``site`` as Hugo wants it."""
    shutil.copytree(SITE, site)
    put(site / "static" / "style.css", STYLE)
    put(site / "hugo.json", json.dumps(_settings(corpus), ensure_ascii=False, indent=1))
    for document in corpus.documents:
        item = document.item
        put(site / "content" / document.language / item.kind / f"{item.slug}.md", _text(document))
    for language in corpus.languages:
        for kind in KINDS:
            title = quoted(INTERFACE[language][SECTIONS[kind]])
            put(site / "content" / language / kind / "_index.md", f"---\ntitle: {title}\n---\n")


def command(folder: Path, venv: Path) -> list[str]:
    """The bare binary of the package: its Python launcher would be measured too."""
    (binary,) = (packages(venv) / "hugo" / "binaries").glob("hugo*")
    site, output = str(folder / "site"), str(folder / "output")
    return [str(binary), "--quiet", "--source", site, "--destination", output]


def _text(document: Document) -> str:
    facts = document.facts
    front: dict[str, Any] = {
        "title": document.title,
        "slug": document.item.slug,
        "date": document.date,
        "summary": document.summary,
        "tags": document.tags,
    }
    if "town" in facts:
        front |= {"towns": [facts.pop("town")], "town_name": facts.pop("town_name")}
    front |= {"authors": [facts["member"]], **facts}
    lines = "".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in front.items()
    )
    return f"---\n{lines}---\n\n{document.body}"


def _settings(corpus: Corpus) -> dict[str, Any]:
    return {
        "baseURL": "https://example.org/",
        "defaultContentLanguage": corpus.languages[0],
        "defaultContentLanguageInSubdir": True,
        "buildFuture": True,
        "disableHugoGeneratorInject": True,
        "languages": {
            language: {
                "contentDir": f"content/{language}",
                "title": INTERFACE[language]["site"],
                "label": INTERFACE[language]["name"],
                "weight": number,
                "params": {"ui": INTERFACE[language]},
            }
            for number, language in enumerate(corpus.languages, 1)
        },
        "taxonomies": {"tag": "tags", "town": "towns", "author": "authors"},
        "permalinks": {"page": {"posts": "/blog/:slug/"}, "section": {"posts": "/blog/"}},
        "pagination": {"pagerSize": 20},
        "outputs": {
            "home": ["html", "rss"],
            "section": ["html"],
            "taxonomy": ["html"],
            "term": ["html"],
        },
        "outputFormats": {"rss": {"baseName": "feed"}},
        # A member is an author, of whom only the feed is wanted: the page is the member's own.
        "cascade": [{"target": {"kind": "term", "path": "/authors/**"}, "outputs": ["rss"]}],
        # The links of the corpus are addresses already. With these hooks a build costs a tenth more.
        "markup": {
            "goldmark": {
                "renderHooks": {
                    "link": {"useEmbedded": "never"},
                    "image": {"useEmbedded": "never"},
                }
            }
        },
        "disableKinds": ["sitemap", "robotsTXT", "404"],
    }
