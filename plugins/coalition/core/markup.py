"""Markdown bodies: text in, inert HTML with open links out.

The engine is GitHub's own (cmark-gfm), so the forge's preview and the site agree. Whatever it
makes goes through nh3 last. Links and pictures are read before that, and leave a numbered slot in
the HTML: where a link leads depends on the reader's language and on the outlet, so only
``Body.write`` fills the slots. A picture leaves a slot as a whole: its words are kept beside the
HTML, and each outlet has an element of its own for it. On which line a link stands is told by
``places``, for the few that have to be mended.
"""

from __future__ import annotations

import html as html_text
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from itertools import accumulate
from posixpath import normpath
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import nh3
from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

from .engines import Engine, cmark
from .frontmatter import CONTROL, is_clean
from .images import Caption
from .problems import Place, Problem

HTML_LIMIT: Final = 1024 * 1024
NESTING_LIMIT: Final = 100

_WEB: Final = ("http", "https")
_PERSONAL: Final = ("mailto", "tel")
_VOID: Final = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link",
                          "meta", "param", "source", "track", "wbr"})  # fmt: skip

# Brackets of a slot; the reader refuses both characters in every source file.
_OPEN, _CLOSE = "\ue000", "\ue001"
_NUMBER: Final = f'"{_OPEN}([0-9]+){_CLOSE}"'
_SLOT: Final = re.compile(_NUMBER)
# What stands before the slot of a link, and of a picture, whose ">" stands behind.
_LINK, _SHOWN = " href=", "<img src="
# What nh3 leaves of an img: each of its values is a slot, so that no text of anybody is in it.
_IMG: Final = re.compile(f'<img((?: [a-z-]+="{_OPEN}[0-9]+{_CLOSE}")*)>')
_VALUE: Final = re.compile(f" ([a-z-]+)={_NUMBER}")

_REFERENCE: Final = re.compile(r"&#([xX][0-9a-fA-F]{1,9}|[0-9]{1,9});?")
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_LINES: Final = re.compile(r"([0-9]{1,6}):[0-9]+-([0-9]{1,6}):")
_OWN_LINK: Final = re.compile(r"<(?:a href|(img) src)=\"([^\"]*)\"")
_HEADING: Final = re.compile(r"<(/?)h([1-6])((?: data-sourcepos=\"[^\"]*\"| id=\"[^\"]*\")?)>")
_NO_NAME: Final = re.compile(r"[^\w\- ]")
_ALIGN: Final = re.compile(r"<(t[dh]) (?:align=\"(\w+)\"|style=\"text-align: (\w+);\")")
_BACK: Final = re.compile(
    r"aria-label=\"Back to reference ([0-9-]+)\"|title=\"Jump back to footnote ([0-9]+) in the text\""
)
_BOX: Final = re.compile(r"<input type=\"checkbox\"( checked=\"\")? disabled=\"\" />")
_PLAIN: Final = re.compile(r"<[^<>]*>")


class Wording(Struct, frozen=True):
    """The few words that the engine would write in English, in the language of the text."""

    footnotes: str = "Footnotes"
    back: str = "Back to reference {number}"
    done: str = "done"
    open: str = "not done"
    table: str = "Table"


class Link(Struct, frozen=True):
    """A link or picture as it was written.

    ``form`` is ``web`` (an address elsewhere), ``path`` (a file of the site, relative to its
    root, in ``target``), ``fragment`` (a heading of the same text), ``note`` (between a footnote and
    its mark) or ``bad``.
    """

    found: str
    form: str
    target: str = ""
    fragment: str = ""
    picture: bool = False
    problem: str = ""


class Shown(Struct, frozen=True):
    """A picture that a text shows: the number of its link, and the words that stand for it."""

    link: int
    caption: Caption


class Body(Struct, frozen=True):
    """An inert text whose links and pictures are open."""

    html: str = ""
    links: tuple[Link, ...] = ()
    headings: tuple[str, ...] = ()
    prefix: str = ""
    pictures: tuple[Shown, ...] = ()

    def write(
        self,
        link: Callable[[int], str | None],
        picture: Callable[[Shown], str | None] = lambda _: None,
    ) -> str:
        """The HTML with every slot filled.

        ``link`` gives the address for a number, None leaves words without a link. ``picture``
        gives the element for a picture as safe HTML, None leaves the words that stand for it.
        """
        pieces = _SLOT.split(self.html)  # what stands between the slots, and their numbers, in turn
        for at in range(1, len(pieces), 2):
            before, number = pieces[at - 1], int(pieces[at])
            if before.endswith(_SHOWN):
                shown = self.pictures[number]
                element = picture(shown)
                pieces[at] = html_text.escape(shown.caption.alt) if element is None else element
                pieces[at - 1] = before.removesuffix(_SHOWN)
                pieces[at + 1] = pieces[at + 1].removeprefix(">")
            elif (address := link(number)) is not None:
                pieces[at] = f'"{html_text.escape(address)}"'
            else:
                pieces[at] = ""
                pieces[at - 1] = before.removesuffix(_LINK)
        return "".join(pieces)

    def heading_id(self, fragment: str) -> str | None:
        """The id in the page for a heading as the forge would name it; None when there is none."""
        return f"{self.prefix}{fragment}" if fragment in self.headings else None


def render(
    text: str,
    *,
    path: str,
    first_line: int = 1,
    prefix: str = "",
    engine: Engine = cmark,
    wording: Wording = Wording(),
) -> tuple[Body, list[Problem]]:
    """Make an inert ``Body`` of Markdown ``text`` that stands in the file ``path``.

    ``text`` is decoded (``frontmatter.decode``), ``first_line`` is the line of the file on which it
    begins, ``prefix`` goes before every id, so that texts of several items can stand on one page.
    Problems are those that can be seen without knowing the rest of the site.
    """
    if not text.strip():
        return Body(prefix=prefix), []
    start = Place(path, first_line)
    hidden = _hidden_characters(text, path, first_line)
    if hidden:
        return Body(prefix=prefix), hidden
    own = _is_own(text, engine)
    raw = _made(text, engine, positions=not own)
    if len(raw) > HTML_LIMIT:
        return Body(prefix=prefix), [
            Problem.at(start, "html_too_large", found=str(len(raw)), limit=str(HTML_LIMIT))
        ]
    if _is_deep(raw):
        return Body(prefix=prefix), [Problem.at(start, "nested_too_deep", limit=str(NESTING_LIMIT))]
    raw, headings = _headings(raw)
    tables = not own or "<table" in raw
    raw = _reword(raw, wording, own=own, tables=tables)
    written = _own_links(raw) if own else _all_links(raw)
    folder = path[: path.rfind("/") + 1]
    links = tuple(_classify(found, folder, picture) for found, picture, _ in written)
    cleaned, pictures = _clean(raw, links, prefix)
    if tables:
        cleaned = _scrolling_tables(cleaned, wording)
    body = Body(cleaned, links, headings, prefix, pictures)
    if not any(link.problem for link in links):
        return body, []
    standing = places(text, path=path, first_line=first_line, engine=engine, wording=wording)
    problems = [
        Problem.at(place, link.problem, found=link.found, example="../open-day/index.ro.md")
        if link.problem in ("pelican_link", "site_address_link", "broken_link")
        else Problem.at(place, link.problem, found=link.found)
        for link, place in zip(links, standing, strict=True)
        if link.problem
    ]
    return body, problems


def places(
    text: str,
    *,
    path: str,
    first_line: int = 1,
    engine: Engine = cmark,
    wording: Wording = Wording(),
) -> tuple[Place, ...]:
    """Where each of the links stands that ``render`` finds in the same text, in their order."""
    raw, _ = _headings(_made(text, engine, positions=True))
    raw = _reword(raw, wording, own=False, tables=True)
    starts = list(accumulate([len(line) + 1 for line in text.split("\n")], initial=0))[:-1]
    found = []
    for link, _, where in _all_links(raw):
        place = _find(link, *_block(where, starts, text), text)
        line = bisect_right(starts, place) - 1
        found.append(Place(path, first_line + line, place - starts[line] + 1))
    return tuple(found)


def _made(text: str, engine: Engine, *, positions: bool) -> str:
    """What the engine makes of a text, without what no file may hold."""
    raw = engine(text, positions)
    # Where a text has none, only its character references can bring some into our own engine's HTML.
    if (engine is cmark and "&" not in text) or is_clean(raw):
        return raw
    return CONTROL.sub("", raw)


def _hidden_characters(text: str, path: str, first_line: int) -> list[Problem]:
    """Character references to what no source file may hold; XML could not carry them either."""
    if "&" not in text:
        return []
    return [
        Problem.at(
            Place(
                path,
                first_line + text.count("\n", 0, reference.start()),
                reference.start() - text.rfind("\n", 0, reference.start()),
            ),
            "control_character",
            found=reference.group(),
        )
        for reference in _REFERENCE.finditer(text)
        if _is_hidden(reference[1])
    ]


def _is_hidden(number: str) -> bool:
    value = int(number[1:], 16) if number[0] in "xX" else int(number)
    if value in (0x9, 0xA, 0xD):
        return False
    return value >= 0x110000 or 0xD800 <= value < 0xE000 or bool(CONTROL.match(chr(value)))


def _is_own(text: str, engine: Engine) -> bool:
    """Whether every tag of the HTML is the engine's own, one well inside the other.

    Nobody types a tag without its "<". Only the mark of a footnote ("[^1]") could be a link in a link.
    """
    return engine is cmark and "<" not in text and "^" not in text


def _is_deep(raw: str) -> bool:
    """Whether elements are nested too deep; a closing tag that closes nothing makes it no better."""
    tags = raw.count("<")
    if tags <= NESTING_LIMIT or tags - raw.count("</") <= NESTING_LIMIT:
        return False  # not even if each stood in the one before
    opened: Counter[str] = Counter()
    depth = 0
    for close, name in _TAG.findall(raw):
        tag = name.lower()
        if close:
            if opened[tag]:
                opened[tag] -= 1
                depth -= 1
        elif tag not in _VOID:
            opened[tag] += 1
            depth += 1
            if depth > NESTING_LIMIT:
                return True
    return False


def _headings(raw: str) -> tuple[str, tuple[str, ...]]:
    """Move headings below the page's own h1, without gaps, and name them as the forge does."""
    seen: dict[str, int] = {}
    names: list[str] = []
    stack: list[int] = []
    parts: list[str] = []
    done = 0
    opening: re.Match[str] | None = None
    for tag in _HEADING.finditer(raw):
        if not tag[1]:
            opening = tag
            continue
        if opening is None or opening[2] != tag[2]:
            continue
        level = int(tag[2])
        while stack and stack[-1] >= level:
            stack.pop()
        stack.append(level)
        new = min(len(stack) + 1, 6)
        inner = raw[opening.end() : tag.start()]
        name = _heading_name(inner, seen)
        names.append(name)
        where = opening[3] if "data-" in opening[3] else ""
        parts += (raw[done : opening.start()], f'<h{new} id="{name}"{where}>')
        parts += (inner, f"</h{new}>")
        done, opening = tag.end(), None
    return "".join(parts) + raw[done:], tuple(names)


def _heading_name(inner: str, seen: dict[str, int]) -> str:
    """The name of a heading with this HTML; there is nothing to escape in it."""
    plain = html_text.unescape(_PLAIN.sub("", inner) if "<" in inner else inner).strip().lower()
    name = _NO_NAME.sub("", plain).replace(" ", "-") or "section"
    count = seen.get(name, 0)
    seen[name] = count + 1
    return f"{name}-{count}" if count else name


def _reword(raw: str, wording: Wording, *, own: bool, tables: bool) -> str:
    """Put what the engine wrote in English, or as an attribute we do not use, into our form."""
    escape = html_text.escape
    if tables:
        raw = _ALIGN.sub(lambda m: f'<{m[1]} class="align-{m[2] or m[3]}"', raw)
    if not own:  # else there are no footnotes
        raw = raw.replace(
            '<section class="footnotes" data-footnotes>',
            f'<section class="footnotes" aria-label="{escape(wording.footnotes)}">',
        )
        raw = _BACK.sub(
            lambda m: f'aria-label="{escape(wording.back.format(number=m[1] or m[2]))}"', raw
        )
    if "<input" in raw:
        raw = _BOX.sub(
            lambda m: '<input type="checkbox"{} disabled="" aria-label="{}">'.format(
                ' checked=""' if m[1] else "", escape(wording.done if m[1] else wording.open)
            ),
            raw,
        )
    return raw


def _scrolling_tables(cleaned: str, wording: Wording) -> str:
    """Wide tables scroll inside a region of their own, which the keyboard can reach.

    After nh3, which writes no "<" but that of a tag, and lets no such region pass.
    """
    label = html_text.escape(wording.table)
    opening = f'<div class="table-scroll" role="region" tabindex="0" aria-label="{label}"><table>'
    return cleaned.replace("<table>", opening).replace("</table>", "</table></div>")


# --- links -----------------------------------------------------------------------------------


# What is written as it is: nothing to decode, nothing that could be anything else.
_PLAIN_PATH: Final = re.compile(r"[A-Za-z0-9_.-][A-Za-z0-9_./-]*")
_PLAIN_WEB: Final = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9_./-]*)?")
# A link as the HTML has it: where it leads, whether it is a picture, and where the block around
# it begins and ends, as the engine says it.
Written = tuple[str, bool, str]


def _own_links(raw: str) -> list[Written]:
    """The links of HTML without positions whose tags are the engine's own."""
    return [
        (html_text.unescape(found), bool(picture), "") for picture, found in _OWN_LINK.findall(raw)
    ]


def _all_links(raw: str) -> list[Written]:
    """The links of any HTML, as a browser would find them."""
    lower = raw.lower()
    if "<a" not in lower and "<img" not in lower:
        return []
    links = []
    for node in LexborHTMLParser(raw).css("a[href], img[src]"):
        block: Any = node
        where = ""
        while block is not None and not _LINES.match(where):
            where = (block.attributes or {}).get("data-sourcepos") or ""
            block = block.parent
        picture = node.tag == "img"
        links.append((node.attributes["src" if picture else "href"] or "", picture, where))
    return links


def _block(where: str, starts: Sequence[int], text: str) -> tuple[int, int]:
    """Where the text of a block begins and ends; the whole text when nobody knows."""
    lines = _LINES.match(where)
    if not lines:
        return 0, len(text)
    first = min(max(int(lines[1]) - 1, 0), len(starts) - 1)
    last = min(max(int(lines[2]), first + 1), len(starts))
    return starts[first], starts[last] if last < len(starts) else len(text)


def _find(found: str, first: int, last: int, text: str) -> int:
    """Where a destination is written: in its block, or else where a reference link defines it."""
    spellings = {found: None}
    if not _PLAIN_PATH.fullmatch(found):
        spellings |= dict.fromkeys((unquote(found), html_text.escape(found)))
    if not found:  # "[words]()": the place between the brackets
        place = text.find("]()", first, last)
        return place + 2 if place >= 0 else first
    for start, end in ((first, last), (0, len(text))):
        places = []
        for spelled in filter(None, spellings):
            place = text.find(spelled, start, end)
            while place >= 0 and not _stands_alone(text, place, place + len(spelled)):
                place = text.find(spelled, place + 1, end)
            if place >= 0:
                places.append(place)
        if places:
            return min(places)
    return first


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    return (before.isspace() or before in "(<\"'=:]") and (after.isspace() or after in ")>\"']")


def _classify(found: str, folder: str, picture: bool) -> Link:
    """The link or picture that is written as ``found`` in a file in ``folder``, which ends with "/"."""

    def bad(code: str) -> Link:
        return Link(found, "bad", picture=picture, problem=code)

    if _PLAIN_PATH.fullmatch(found):
        return Link(found, "path", target=normpath(folder + found), picture=picture)
    if _PLAIN_WEB.fullmatch(found):
        return bad("foreign_picture") if picture else Link(found, "web", target=found)
    plain = unquote(found).strip()
    if re.match(r"[{|](filename|static|attach|author|category|tag|index)[}|]", plain):
        return bad("pelican_link")
    if re.search(r"[\x00-\x1f\\]", plain) or plain.startswith("//"):
        return bad("bad_link")
    try:
        parts = urlsplit(found)
        scheme, host = parts.scheme.lower(), parts.hostname
    except ValueError:
        return bad("bad_link")
    if scheme in _WEB and host and parts.username is None:
        if picture:
            return bad("foreign_picture")
        return Link(found, "web", target=found)
    if scheme in _PERSONAL and not picture and len(plain) > len(scheme) + 1:
        return Link(found, "web", target=found)
    if scheme or host:
        return bad("foreign_picture" if picture else "bad_link")
    if plain.startswith("/"):
        return bad("site_address_link")
    # Taken apart as it is written: a file may be called "report #1.pdf" and linked as %231.
    written, _, fragment = found.strip().partition("#")
    target = unicodedata.normalize("NFC", unquote(written.partition("?")[0]))
    fragment = unquote(fragment)
    if not target and (picture or not fragment):
        return bad("missing_picture" if picture else "broken_link")
    if not target:
        form = "note" if re.match(r"fn(ref)?[-:]", fragment) else "fragment"
        return Link(found, form, fragment=fragment, picture=picture)
    target = normpath(folder + target)
    return Link(found, "path", target=target, fragment=fragment, picture=picture)


# --- sanitising ------------------------------------------------------------------------------

_ATTRIBUTES: Final = {
    "*": {"lang", "dir"},
    "a": {"href", "title", "id", "class", "aria-label"},
    "img": {"src", "alt", "title"},
    "input": {"type", "checked", "disabled", "aria-label"},
    "section": {"class", "aria-label"},
    "sup": {"class", "id"},
    "li": {"id", "class"},
    "ol": {"start"},
    "th": {"class"},
    "td": {"class"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
_TAGS: Final = {
    "p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code", "ul", "ol", "li",
    "table", "thead", "tbody", "tr", "th", "td", "a", "img", "input", "section", "sup", "sub",
    "em", "strong", "b", "i", "u", "s", "del", "ins", "mark", "small", "kbd", "abbr", "cite", "q",
    "span", "div",
}  # fmt: skip
_CLASSES: Final = {
    "section": {"footnotes"},
    "sup": {"footnote-ref"},
    "a": {"footnote-backref", "footnote-ref"},
    "th": {"align-left", "align-center", "align-right"},
    "td": {"align-left", "align-center", "align-right"},
}
_LANGUAGE: Final = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*\Z")


class _Keeper:
    """What is kept of the attributes of one text."""

    def __init__(self, links: Sequence[Link], prefix: str) -> None:
        self.words: list[str] = []
        self._slots = {
            (link.picture, link.found): number
            for number, link in reversed(list(enumerate(links)))
            if not link.problem
        }
        self._prefix = prefix
        self._ids: set[str] = set()

    def keep(self, tag: str, name: str, value: str) -> str | None:
        """The value to write, None for none; the words of a picture are kept beside."""
        allowed = self._allowed(tag, name, value)
        if allowed is None or tag != "img" or name == "src":
            return allowed
        self.words.append(allowed)
        return f"{_OPEN}{len(self.words) - 1}{_CLOSE}"

    def _allowed(self, tag: str, name: str, value: str) -> str | None:
        if name in ("href", "src"):
            number = self._slots.get((tag == "img", value))
            return None if number is None else f"{_OPEN}{number}{_CLOSE}"
        if name == "id":
            if not value or value in self._ids or re.search(r"\s", value):
                return None
            self._ids.add(value)
            if "%" not in value:
                return self._prefix + value
            name = unquote(value)  # which may hold what no file may
            return self._prefix + (value if CONTROL.search(name) else name)
        if name == "lang":
            return value if _LANGUAGE.match(value) else None
        if name == "dir":
            return value if value in ("ltr", "rtl", "auto") else None
        if name == "start":
            return value if re.fullmatch(r"[0-9]{1,9}", value) else None
        return value


# It takes nh3 as long to be told what is allowed as to clean a short text, so it is told once, and
# asks the keeper of the text at hand.
_KEEPER: Final[ContextVar[_Keeper]] = ContextVar("keeper")
_CLEANER: Final = nh3.Cleaner(
    tags=_TAGS,
    attributes={tag: names - {"class"} for tag, names in _ATTRIBUTES.items()},
    allowed_classes=_CLASSES,
    attribute_filter=lambda tag, name, value: _KEEPER.get().keep(tag, name, value),
    set_tag_attribute_values={"input": {"type": "checkbox", "disabled": ""}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)


def _clean(raw: str, links: Sequence[Link], prefix: str) -> tuple[str, tuple[Shown, ...]]:
    keeper = _Keeper(links, prefix)
    token = _KEEPER.set(keeper)
    try:
        cleaned = _CLEANER.clean(raw)
    finally:
        _KEEPER.reset(token)
    return _pictures(cleaned, keeper.words) if "<img" in cleaned else (cleaned, ())


def _pictures(cleaned: str, words: Sequence[str]) -> tuple[str, tuple[Shown, ...]]:
    """Make each ``img`` one slot; one that leads nowhere leaves only its words."""
    found: list[Shown] = []

    def keep(img: re.Match[str]) -> str:
        numbers = {name: int(number) for name, number in _VALUE.findall(img[1])}
        said = {name: words[number] for name, number in numbers.items() if name != "src"}
        if "src" not in numbers:
            return html_text.escape(said.get("alt", ""))
        caption = Caption(
            said.get("alt", ""), said.get("title", ""), said.get("lang", ""), said.get("dir", "")
        )
        found.append(Shown(numbers["src"], caption))
        return f'<img src="{_OPEN}{len(found) - 1}{_CLOSE}">'

    return _IMG.sub(keep, cleaned), tuple(found)
