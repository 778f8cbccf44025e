"""Pages of built sites as a browser is asked about them."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

PHONE, DESK = 360, 1280

# Where the pages of each kind lie; of several the one with the most in it is looked at.
KINDS = {
    "home": "index.html",
    "directory": "membri/index.html",
    "member": "membri/*/index.html",
    "events": "evenimente/index.html",
    "month": "evenimente/[0-9]*/[0-9]*/index.html",
    "year": "evenimente/[0-9]*/index.html",
    "event": "evenimente/[a-z]*/index.html",
    "blog": "blog/index.html",
    "blog, page 2": "blog/2/index.html",
    "post": "blog/[a-z]*/index.html",
    "post in English": "en/blog/[a-z]*/index.html",
    "not found": "404.html",
    "coalition": "despre/index.html",
    "get involved": "implica-te/index.html",
    "subscribe": "abonare/index.html",
    "members by town": "membri/locuri/index.html",
    "members by field": "membri/teme/index.html",
    "projects": "proiecte/index.html",
    "project": "proiecte/*/index.html",
    "calls": "apeluri/index.html",
    "call": "apeluri/*/index.html",
    "documents": "documente/index.html",
    "document": "documente/*/index.html",
    "plans": "planuri/index.html",
    "plan": "planuri/*/index.html",
    "pages": "pagini/index.html",
    "handbook": "pagini/manual/index.html",
    "page": "pagini/*/index.html",
    "organisations": "organizatii/index.html",
    "organisation": "organizatii/*/index.html",
    "towns": "locuri/index.html",
    "town": "locuri/*/index.html",
    "topics": "teme/index.html",
    "topic": "teme/*/index.html",
    "funders": "finantatori/index.html",
    "funder": "finantatori/*/index.html",
    "home in Hungarian": "hu/index.html",
    "member in Hungarian": "hu/tagok/*/index.html",
}


class Served:
    """A built site with its address."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url

    def at(self, file: Path) -> str:
        """The address of a file of the site."""
        return self.url + file.relative_to(self.folder).as_posix().removesuffix("index.html")

    def kind(self, kind: str) -> str:
        """The address of the fullest page of ``kind``."""
        files = sorted(self.folder.glob(KINDS[kind]), key=lambda path: path.stat().st_size)
        assert files, f"no page of the kind {kind!r}"
        return self.at(files[-1])

    def redirects(self) -> list[str]:
        """The addresses of all pages that lead to another one."""
        pages = sorted(self.folder.rglob("*.html"))
        return [self.at(one) for one in pages if 'http-equiv="refresh"' in one.read_text("utf-8")]

    def file(self, url: str) -> Path:
        """The file that an address of the site stands for."""
        path = unquote(urlsplit(url).path).removeprefix(urlsplit(self.url).path)
        return self.folder / (path + "index.html" if path.endswith("/") or not path else path)


def wider_than_the_screen(page: Page) -> list[str]:
    """The elements that make the page scroll sideways."""
    found: list[str] = page.evaluate(
        """() => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return [];
          return [`${root.scrollWidth} > ${root.clientWidth}`, ...[...document.body.querySelectorAll('*')]
            .filter(one => one.getBoundingClientRect().right > root.clientWidth)
            .map(one => one.outerHTML.slice(0, 80))];
        }"""
    )
    return found


# What axe asks of contrasts. Its rule for AAA leaves to the rule for AA whatever fails that too;
# here the rule for AAA is asked for both, as each looks at every text and takes long.
AAA = "color-contrast-enhanced"
CONTRASTS = {
    "ignoreUnicode": True,
    "ignoreLength": False,
    "ignorePseudo": False,
    "boldValue": 700,
    "boldTextPt": 14,
    "largeTextPt": 18,
    "contrastRatio": {"normal": {"expected": 7}, "large": {"expected": 4.5}},
    "pseudoSizeThreshold": 0.25,
    "shadowOutlineEmMax": 0.1,
    "textStrokeEmMin": 0.03,
}
COLOURS = [AAA, "link-in-text-block"]
Looks = tuple[tuple[int, str, list[str] | None], ...]
LOOKS: Looks = (
    (PHONE, "light", None),
    (PHONE, "dark", COLOURS),
    (DESK, "light", COLOURS),
    (DESK, "dark", None),
)


def faults(page: Page, looks: Looks = LOOKS) -> list[tuple[Any, ...]]:
    """What axe finds: each look is a width, a colour scheme, and rules, or None for all of them."""
    page.evaluate(AXE_SCRIPT)
    page.evaluate("check => axe.configure({checks: [check]})", {"id": AAA, "options": CONTRASTS})
    every_rule = set(page.evaluate("axe.getRules().map(rule => rule.ruleId)")) - {"color-contrast"}
    assert {"target-size", "region", "heading-order", *COLOURS} <= every_rule
    found: list[tuple[Any, ...]] = []
    for width, scheme, rules in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        told: dict[str, Any] = page.evaluate(
            "asked => axe.run(asked)",
            {
                "runOnly": {"type": "rule", "values": rules or sorted(every_rule)},
                "resultTypes": ["violations"],
            },
        )
        found += [
            (width, scheme, one["id"], one["help"], [node["html"] for node in one["nodes"]])
            for one in told["violations"]
        ]
    return found
