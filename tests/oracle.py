"""The output oracle: reads every outlet of a built tree as other programs do, and complains.

Each outlet that is added to the product is added here. It knows nothing of our code: it parses
files with BeautifulSoup, ElementTree, feedparser, icalendar and Pillow.
"""

from __future__ import annotations

import csv
import io
import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit
from xml.etree import ElementTree

import feedparser
import ical_lint
import icalendar
from bs4 import BeautifulSoup, Tag
from PIL import Image

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
LOADS = {("img", "src"), ("script", "src"), ("source", "src"), ("source", "srcset"), ("img", "srcset"),
         ("iframe", "src"), ("video", "src"), ("audio", "src"), ("object", "data"), ("embed", "src"),
         ("form", "action"), ("use", "href"), ("image", "href")}  # fmt: skip
PICTURES = {".avif": "AVIF", ".jpg": "JPEG", ".png": "PNG"}
# What Pillow tells of pictures that hold nothing but pixels.
PIXELS = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression",
          "timestamp", "duration"}  # fmt: skip
RELS_THAT_LOAD = {"stylesheet", "icon", "preload", "prefetch", "manifest", "modulepreload"}
ACTIVE = {
    "iframe",
    "object",
    "embed",
    "applet",
    "base",
    "style",
    "template",
    "portal",
    "frame",
    "math",
}


class Tree:
    """A built tree, its pages parsed once."""

    def __init__(self, root: Path, site_url: str) -> None:
        self.root = root
        self.base = site_url.rstrip("/") + "/"
        self.files = {
            path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()
        }
        self._pages: dict[str, BeautifulSoup] = {}
        self._sizes: dict[str, tuple[int, int] | None] = {}

    @cached_property
    def named(self) -> set[str]:
        """The files that a link or picture of some page names."""
        found = set()
        for name in self.files:
            if not name.endswith(".html"):
                continue
            for tag in self.page(name).find_all(["a", "img", "source"]):
                written = [tag.get("href"), tag.get("src"), *str(tag.get("srcset", "")).split(",")]
                words = [str(one or "").split() for one in written]
                found |= {urljoin(self.url(name), one[0]) for one in words if one}
        return {unquote(one.removeprefix(self.base)) for one in found}

    def size(self, url: str) -> tuple[int, int] | None:
        """Width and height of the picture at ``url``; None when there is none that can be opened."""
        name = unquote(url.removeprefix(self.base))
        if name not in self.files or posixpath.splitext(name)[1] not in PICTURES:
            return None
        if name not in self._sizes:
            try:
                with Image.open(self.root / name) as read:
                    self._sizes[name] = read.size
            except OSError:
                self._sizes[name] = None
        return self._sizes[name]

    def page(self, name: str) -> BeautifulSoup:
        if name not in self._pages:
            self._pages[name] = BeautifulSoup((self.root / name).read_bytes(), "html.parser")
        return self._pages[name]

    def url(self, name: str) -> str:
        return urljoin(self.base, quote(re.sub(r"(^|/)index\.html$", r"\1", name)))

    def complaint_about(self, url: str) -> str:
        """Why an absolute address of the site leads nowhere; empty when it does lead somewhere."""
        parts = urlsplit(url)
        path = unquote(parts.path)[len(urlsplit(self.base).path) :]
        name = posixpath.join(path, "index.html") if not path or path.endswith("/") else path
        if name not in self.files:
            return f"leads nowhere: {url}"
        if parts.fragment and name.endswith(".html"):
            ids = {tag["id"] for tag in self.page(name).find_all(id=True)}
            if unquote(parts.fragment) not in ids:
                return f"fragment is not there: {url}"
        return ""

    def is_ours(self, url: str) -> bool:
        return url.startswith(self.base)


def complaints(root: Path, site_url: str) -> list[str]:
    """All that is wrong in the tree at ``root``, each with the file it is in."""
    tree = Tree(root, site_url)
    readers: dict[str, Callable[[Tree, str], Iterator[str]]] = {
        ".html": html,
        ".xml": xml,
        ".ics": calendar,
        ".css": css,
        ".svg": svg,
        ".js": script,
        ".txt": text,
        ".csv": table,
        ".json": data,
        ".opml": opml,
        ".webmanifest": manifest,
        **dict.fromkeys(PICTURES, picture),
    }
    found = []
    for name in sorted(tree.files):
        suffix = posixpath.splitext(name)[1] or posixpath.splitext(name.lstrip("."))[1]
        reader = readers.get(suffix, download)
        found += [f"{name}: {complaint}" for complaint in reader(tree, name)]
    return found


def html(tree: Tree, name: str) -> Iterator[str]:
    page = tree.page(name)
    raw = (tree.root / name).read_text("utf-8")
    if not raw.startswith("<!doctype html>"):
        yield "has no doctype"
    if page.find("meta", attrs={"http-equiv": "Content-Security-Policy"}) is None:
        yield "has no content security policy"
    if page.html is None or not page.html.get("lang"):
        yield "has no language"
    if page.title is None or not page.title.get_text(strip=True):
        yield "has no title"
    if len(page.find_all("h1")) != 1:
        yield "has not exactly one h1"
    ids = [tag["id"] for tag in page.find_all(id=True)]
    yield from (f"id twice: {one}" for one in sorted(set(ids)) if ids.count(one) > 1)
    yield from inert(page, allow_scripts=True)
    yield from html_links(tree, page, tree.url(name))
    yield from shown(tree, page, tree.url(name))
    for tag in page.find_all("script", type="application/ld+json"):
        yield from json_ld(tree, str(tag.string or ""))
    for tag in page.find_all("meta", property=["og:url", "og:image"]):
        if tree.complaint_about(str(tag["content"])):
            yield tree.complaint_about(str(tag["content"]))


def inert(page: BeautifulSoup, *, allow_scripts: bool) -> Iterator[str]:
    for tag in page.find_all(True):
        if tag.name in ACTIVE:
            yield f"active element: {tag.name}"
        if tag.name == "script" and tag.get("type") == "application/ld+json" and allow_scripts:
            continue  # data: no browser runs it, and json_ld reads it
        if tag.name == "script" and (not allow_scripts or tag.get_text() or not tag.get("src")):
            yield "inline script"
        for attribute, value in tag.attrs.items():
            words = " ".join(value) if isinstance(value, list) else str(value)
            if attribute.lower().startswith("on") or attribute.lower() in ("style", "srcdoc"):
                yield f"active attribute: {attribute}"
            plain = re.sub(r"[\x00-\x20]", "", words).lower()
            if attribute in ("href", "src", "action", "content") and re.match(
                r"(javascript|data|vbscript|file|blob):", plain
            ):
                yield f"active address: {words[:40]}"


def json_ld(tree: Tree, text: str) -> Iterator[str]:
    """JSON-LD 1.1: JSON of schema.org whose addresses of ours lead somewhere."""
    if "<" in text:
        yield "JSON-LD holds a bracket"
    try:
        whole = json.loads(text)
    except ValueError as error:
        yield f"JSON-LD cannot be read: {error}"
        return
    if whole.get("@context") != "https://schema.org" or not whole.get("@type"):
        yield "JSON-LD is of no type of schema.org"
    todo: list[object] = [whole]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            yield from (f"JSON-LD says nothing of {key}" for key, one in value.items() if not one)
            todo += value.values()
        elif isinstance(value, list):
            todo += value
        elif isinstance(value, str) and tree.is_ours(value) and tree.complaint_about(value):
            yield f"JSON-LD {tree.complaint_about(value)}"


def html_links(tree: Tree, page: BeautifulSoup, here: str) -> Iterator[str]:
    for tag in page.find_all(True):
        for attribute in ("href", "src", "srcset", "data", "action", "poster"):
            value = tag.get(attribute)
            if value is None:
                continue
            for one in str(value).split(",") if attribute == "srcset" else [str(value)]:
                yield from link(
                    tree, tag, attribute, urljoin(here, one.split()[0] if one.split() else ""), one
                )
        if tag.name == "meta" and str(tag.get("http-equiv", "")).lower() == "refresh":
            target = urljoin(here, str(tag["content"]).partition("url=")[2])
            if not tree.is_ours(target):
                yield f"refreshes to another host: {target}"
            elif tree.complaint_about(target):
                yield tree.complaint_about(target)


def shown(tree: Tree, body: BeautifulSoup, here: str) -> Iterator[str]:
    """Every picture holds its place before it arrives, and is what it is said to be."""
    for tag in body.find_all("img"):
        size = tree.size(urljoin(here, str(tag.get("src"))))
        if size and (tag.get("width"), tag.get("height")) != (str(size[0]), str(size[1])):
            yield f"another size than {size}: {tag}"
        if not tag.has_attr("alt"):
            yield f"no words for {tag}"
    for tag in body.find_all(["img", "source"], srcset=True):
        if not tag.get("sizes"):
            yield f"no sizes for {tag}"
        for one in str(tag["srcset"]).split(","):
            url, _, width = one.strip().partition(" ")
            size = tree.size(urljoin(here, url))
            if size and width != f"{size[0]}w":
                yield f"another width than {size[0]}: {one}"


def link(tree: Tree, tag: Tag, attribute: str, url: str, written: str) -> Iterator[str]:
    if not written.strip():
        yield f"empty {attribute} on {tag.name}"
        return
    rels = {str(rel).lower() for rel in tag.get("rel") or ()}
    loads = (tag.name, attribute) in LOADS or (tag.name == "link" and rels & RELS_THAT_LOAD)
    if tree.is_ours(url):
        if tree.complaint_about(url):
            yield tree.complaint_about(url)
    elif loads:
        yield f"asks another host: {url}"
    elif urlsplit(url).scheme == "webcal":  # the calendar at the same address
        file = url.replace("webcal:", urlsplit(tree.base).scheme + ":", 1)
        if not tree.is_ours(file) or tree.complaint_about(file):
            yield f"subscribes to nothing: {url}"
    elif urlsplit(url).scheme not in ("http", "https", "mailto", "tel"):
        yield f"unknown kind of link: {url}"
    elif tag.name == "a" and not urlsplit(written).scheme:
        yield f"leaves the site by a relative link: {written}"


def xml(tree: Tree, name: str) -> Iterator[str]:
    raw = (tree.root / name).read_bytes()
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        yield "has a document type"
    try:
        root = ElementTree.fromstring(raw)
    except ElementTree.ParseError as error:
        yield f"is not well-formed: {error}"
        return
    if root.tag == f"{SITEMAP}urlset":
        yield from sitemap(tree, root)
    elif root.tag == f"{ATOM}feed":
        yield from atom(tree, name, root)
        yield from feed(tree, raw)
    elif root.tag == "rss":
        yield from rss(tree, name, root)
        yield from feed(tree, raw)
    else:
        yield f"is neither a feed nor a sitemap: {root.tag}"


def sitemap(tree: Tree, root: ElementTree.Element) -> Iterator[str]:
    places = [element.text or "" for element in root.iter(f"{SITEMAP}loc")]
    places += [element.get("href", "") for element in root.iter(f"{XHTML}link")]
    for place in places:
        if not tree.is_ours(place):
            yield f"names another host: {place}"
        elif tree.complaint_about(place):
            yield tree.complaint_about(place)
    for element in root.iter(f"{SITEMAP}lastmod"):
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", element.text or ""):
            yield f"has a wrong date: {element.text}"


def feed(tree: Tree, raw: bytes) -> Iterator[str]:
    """What holds for every feed in XML."""
    read = feedparser.parse(raw)
    if read.bozo:
        yield f"feedparser: {read.bozo_exception}"
    yield from (
        f"an entry has no {key}" for one in read.entries for key in ENTRY if not one.get(key)
    )
    # RFC 4287, section 4.1.2: of an entry without an author, the feed's is the author.
    # RSS 2.0 asks for none.
    is_atom = read.version.startswith("atom")
    anonymous = not all(one.get("authors") for one in read.entries)
    if is_atom and anonymous and not read.feed.get("authors"):
        yield "an entry has no author, nor has the feed"
    yield from entries(tree, ((one.id, one.link, "") for one in read.entries))
    style = re.search(rb'<\?xml-stylesheet type="text/css" href="([^"]+)"\?>', raw)
    if style is None:
        yield "does not say how browsers show it"


ENTRY = ("id", "link", "title", "content", "published", "updated")


def entries(tree: Tree, told: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Ids, addresses and texts in HTML of the entries of a feed."""
    told = list(told)
    ids = [id_ for id_, _, _ in told]
    if len(set(ids)) != len(ids):
        yield "an id is there twice"
    for id_, link, content in told:
        if not TAG.fullmatch(id_):
            yield f"id is no tag: {id_}"
        yield from address(tree, link)
        yield from written(tree, content)


TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}:[\w/-]+")


def address(tree: Tree, url: str) -> Iterator[str]:
    if not tree.is_ours(url):
        yield f"links to another host: {url}"
    elif tree.complaint_about(url):
        yield tree.complaint_about(url)


def written(tree: Tree, content: str) -> Iterator[str]:
    """A text in HTML that is read elsewhere: inert, its links full."""
    body = BeautifulSoup(content, "html.parser")
    yield from inert(body, allow_scripts=False)
    yield from shown(tree, body, tree.base)
    for tag in body.find_all(["a", "img"]):
        if not tag.has_attr("href") and not tag.has_attr("src"):
            continue
        target = str(tag.get("href", tag.get("src")))
        if not urlsplit(target).scheme:
            yield f"relative link in the text: {target}"
        elif tree.is_ours(target) and tree.complaint_about(target.partition("#")[0]):
            yield tree.complaint_about(target)
        elif tag.name == "img" and not tree.is_ours(target):
            yield f"asks another host: {target}"


def own_address(tree: Tree, name: str, links: Iterable[ElementTree.Element]) -> Iterator[str]:
    own = [element.get("href") for element in links if element.get("rel") == "self"]
    if own != [tree.url(name)]:
        yield f"does not name its own address: {own}"


def atom(tree: Tree, name: str, root: ElementTree.Element) -> Iterator[str]:
    yield from own_address(tree, name, root.findall(f"{ATOM}link"))
    for required in ("id", "title", "updated", "author"):
        if len(root.findall(f"{ATOM}{required}")) != 1:
            yield f"has not one {required}"
    for element in (*root.iter(f"{ATOM}link"), *root.iter(f"{ATOM}uri")):
        yield from address(tree, element.get("href") or element.text or "")
    for element in root.iter(f"{ATOM}content"):
        yield from written(tree, element.text or "")
    for element in root.findall(f"{ATOM}id"):
        if not TAG.fullmatch(element.text or ""):
            yield f"id is no tag: {element.text}"


def rss(tree: Tree, name: str, root: ElementTree.Element) -> Iterator[str]:
    yield from own_address(tree, name, root.iter(f"{ATOM}link"))
    for required in ("title", "link", "description", "language", "lastBuildDate"):
        if not root.findtext(f"channel/{required}"):
            yield f"has no {required}"
    for element in root.iter("link"):
        yield from address(tree, element.text or "")
    for element in (*root.iter(f"{CONTENT}encoded"), *root.iter("description")):
        yield from written(tree, element.text or "")
    for element in root.iter("guid"):
        if element.get("isPermaLink") != "false":
            yield "a guid is said to be an address"


def opml(tree: Tree, name: str) -> Iterator[str]:
    """A list of feeds: each of them is there, and is about a page."""
    root = ElementTree.fromstring((tree.root / name).read_bytes())
    if root.tag != "opml" or root.get("version") != "2.0" or not root.findtext("head/title"):
        yield "is no list of feeds"
    for element in root.iter("outline"):
        if not element.get("text"):
            yield "an outline has no text"
        if element.get("type") == "rss":
            yield from address(tree, element.get("xmlUrl", ""))
            yield from address(tree, element.get("htmlUrl", ""))


def calendar(tree: Tree, name: str) -> Iterator[str]:
    raw = (tree.root / name).read_bytes()
    yield from ical_lint.complaints(raw)
    read = icalendar.Calendar.from_ical(raw)
    if "METHOD" in read:
        yield "is a message, not a calendar"
    if posixpath.basename(name) == "event.ics":
        if {"NAME", "X-WR-CALNAME", "SOURCE"} & set(read) or not read.walk("VEVENT"):
            yield "is not just one event"
    elif read.get("SOURCE") != tree.url(name) or not read.get("NAME"):
        yield f"does not name itself and its address: {read.get('SOURCE')}"
    for event in read.walk("VEVENT"):
        yield from (f"error in an event: {error}" for error in event.errors)
        for part in ("URL", "IMAGE"):
            target = str(event.get(part, ""))
            if target and (not tree.is_ours(target) or tree.complaint_about(target)):
                yield f"{part} leads nowhere: {target}"


def css(tree: Tree, name: str) -> Iterator[str]:
    style = (tree.root / name).read_text("utf-8")
    if re.search(r"@import|expression\(|javascript:|url\(\s*['\"]?(?:https?:)?//", style):
        yield "asks another host, or imports"


def svg(tree: Tree, name: str) -> Iterator[str]:
    picture = BeautifulSoup((tree.root / name).read_bytes(), "html.parser")
    yield from inert(picture, allow_scripts=False)
    for tag in picture.find_all(True):
        for attribute in ("href", "xlink:href"):
            if tag.get(attribute) and not str(tag[attribute]).startswith("#"):
                yield f"refers to something outside: {tag[attribute]}"


def script(tree: Tree, name: str) -> Iterator[str]:
    """A script of ours: it asks nobody for anything, and makes neither code nor markup of texts."""
    code = (tree.root / name).read_text("utf-8")
    if not name.startswith("theme/"):
        yield "is a script that nobody asked for"
    for word in re.findall(
        r"https?://|\b(?:fetch|XMLHttpRequest|WebSocket|sendBeacon|import|eval|Function|innerHTML"
        r"|outerHTML|insertAdjacentHTML|document\.write|cookie|localStorage)\b",
        code,
    ):
        yield f"uses {word}"


def text(tree: Tree, name: str) -> Iterator[str]:
    for target in re.findall(r"https?://\S+", (tree.root / name).read_text("utf-8")):
        if not tree.is_ours(target) or tree.complaint_about(target):
            yield f"leads nowhere: {target}"


def table(tree: Tree, name: str) -> Iterator[str]:
    """A table of ours (RFC 4180), in which a spreadsheet runs nothing."""
    if posixpath.basename(name) != "measures.csv":
        yield from download(tree, name)
        return
    raw = (tree.root / name).read_bytes().decode("utf-8")
    if not raw.startswith("\ufeff") or "\n" in raw.replace("\r\n", ""):
        yield "has no byte order mark, or other line ends than CRLF"
    for separator in ",;\t":
        rows = list(csv.reader(io.StringIO(raw[1:], newline=""), delimiter=separator))
        if separator == "," and len({len(row) for row in rows}) != 1:
            yield "has rows of several lengths"
        for cell in (
            cell for row in rows for cell in row if cell.lstrip(' "')[:1] in [*"=+-@\t\r"]
        ):
            yield f"has a cell that is run: {cell!r}"


def manifest(tree: Tree, name: str) -> Iterator[str]:
    """A web application manifest: its addresses lead somewhere on the site."""
    read = json.loads((tree.root / name).read_bytes())
    for required in ("name", "lang", "dir", "start_url", "icons"):
        if not read.get(required):
            yield f"has no {required}"
    for target in (read["start_url"], read["scope"], *(icon["src"] for icon in read["icons"])):
        url = urljoin(tree.url(name), target)
        if not tree.is_ours(url) or tree.complaint_about(url):
            yield f"leads nowhere: {target}"


def data(tree: Tree, name: str) -> Iterator[str]:
    """A feed, or the sign that the tree is ours."""
    if posixpath.basename(name) == "feed.json":
        yield from json_feed(tree, name)
    elif name != ".coalition-tree.json":
        yield "is data that nobody asked for"


def json_feed(tree: Tree, name: str) -> Iterator[str]:
    """JSON Feed 1.1: every key is one of the specification's and of its type."""
    read = json.loads((tree.root / name).read_bytes())
    if read.get("version") != "https://jsonfeed.org/version/1.1":
        yield f"is of another version: {read.get('version')}"
    if read.get("feed_url") != tree.url(name):
        yield f"does not name its own address: {read.get('feed_url')}"
    yield from address(tree, read.get("home_page_url", ""))
    yield from fitting(read, FEED_KEYS, ("version", "title", "language", "items"))
    for item in read["items"]:
        yield from fitting(item, ITEM_KEYS, ("id", "url", "title", "content_html", "date_modified"))
        for key in ("date_published", "date_modified"):
            if not MOMENT.fullmatch(item.get(key, "")):
                yield f"{key} is no moment: {item.get(key)}"
    people = [person for one in (read, *read["items"]) for person in one.get("authors", ())]
    for person in people:
        yield from fitting(person, {"name": str, "url": str, "avatar": str}, ("name",))
    yield from entries(
        tree,
        (
            tuple(str(item.get(key, "")) for key in ("id", "url", "content_html"))
            for item in read["items"]
        ),
    )


MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")  # RFC 3339
FEED_KEYS = {"version": str, "title": str, "home_page_url": str, "feed_url": str,
             "description": str, "language": str, "authors": list, "items": list}  # fmt: skip
ITEM_KEYS = {"id": str, "url": str, "title": str, "content_html": str, "summary": str, "image": str,
             "date_published": str, "date_modified": str, "authors": list, "tags": list,
             "language": str}  # fmt: skip


def fitting(
    of: dict[str, object], keys: dict[str, type], required: tuple[str, ...]
) -> Iterator[str]:
    """A JSON object against the keys that it can have, and must have."""
    yield from (f"has no {key}" for key in required if key not in of)
    for key, value in of.items():
        if key not in keys or not isinstance(value, keys[key]) or (not value and key != "items"):
            yield f"is not right: {key}: {str(value)[:40]}"


def picture(tree: Tree, name: str) -> Iterator[str]:
    """A picture of the kind that its name says, with nothing in it but pixels."""
    yield from download(tree, name)
    try:
        with Image.open(tree.root / name) as read:
            read.load()
            if read.format != PICTURES[posixpath.splitext(name)[1]]:
                yield f"is {read.format}"
            if set(read.info) - PIXELS or dict(read.getexif()):
                yield f"says more than its pixels: {sorted(set(read.info) - PIXELS)}"
    except (OSError, SyntaxError, ValueError) as error:
        yield f"cannot be opened: {error}"


def download(tree: Tree, name: str) -> Iterator[str]:
    if not name.startswith("files/") or name not in tree.named:
        yield "is a file that nobody asked for"
