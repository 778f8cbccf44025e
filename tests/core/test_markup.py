"""Bodies: the forge's Markdown comes out, nothing active does, and links know their lines."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from urllib.parse import quote, unquote

import pytest
from bs4 import BeautifulSoup
from coalition.core.addresses import Address
from coalition.core.engines import Engine, cmark, python_markdown
from coalition.core.frontmatter import CONTROL
from coalition.core.images import Caption, Picture, plain_img
from coalition.core.markup import (
    HTML_LIMIT,
    Body,
    Link,
    Shown,
    Wording,
    places,
    render,
)
from coalition.core.problems import Problem
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

PATH = "content/events/2026/ziua/index.ro.md"
PREFIX = "event-ziua-"
SETTINGS = {"extensions": ["tables", "footnotes", "fenced_code"]}
ENGINES: dict[str, Engine] = {"forge": cmark, "python": python_markdown(SETTINGS)}
ROMANIAN = Wording("Note", "Înapoi la trimiterea {number}", "făcut", "de făcut")


def rendered(text: str, **more: object) -> tuple[Body, list[Problem]]:
    return render(text, path=PATH, prefix=PREFIX, **more)  # type: ignore[arg-type]


def address(link: Link) -> str:
    """What a page may write for a link: enough to look at, whatever the rest of a site is."""
    if link.form in ("fragment", "note"):
        return f"#{quote(PREFIX + link.fragment, safe='-._~')}"
    return link.target


def shown(body: Body) -> str:
    """The page's part, each picture with the element that feeds have for it."""

    def picture(one: Shown) -> str:
        at = Address(address(body.links[one.link]))
        return plain_img(Picture(4, 3, (), ((at, 4),)), one.caption, lambda to: to.path)

    return body.write(lambda number: address(body.links[number]), picture)


def html(text: str, engine: Engine = cmark, wording: Wording = Wording()) -> str:
    """The page's part that a text without problems makes."""
    body, problems = rendered(text, engine=engine, wording=wording)
    assert problems == []
    return shown(body)


def soup(text: str, engine: Engine = cmark, wording: Wording = Wording()) -> BeautifulSoup:
    return BeautifulSoup(html(text, engine, wording), "html.parser")


def squeezed(html_text: str) -> str:
    return re.sub(r"\s*\n\s*", "", html_text)


# --- what the forge shows is what the site shows --------------------------------------------------

TRAPS = [
    ("nested list, two spaces", "- a\n  - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    ("nested list, four spaces", "- a\n    - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    ("list under a numbered one", "1. a\n   - b", "<ol><li>a<ul><li>b</li></ul></li></ol>"),
    ("list after a line", "Aduceți:\n- apă", "<p>Aduceți:</p><ul><li>apă</li></ul>"),
    ("number in a line", "Text\n2. b", "<p>Text2. b</p>"),
    ("a list that starts at three", "3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
    ("a date is no list", "17.05.2026, ora 18", "<p>17.05.2026, ora 18</p>"),
    ("escaped number", "2026\\. Un an", "<p>2026. Un an</p>"),
    ("hard break", "unu  \ndoi\\\ntrei", "<p>unu<br>doi<br>trei</p>"),
    ("words with underscores", "snake_case_name", "<p>snake_case_name</p>"),
    ("stars inside a word", "un**ac**um", "<p>un<strong>ac</strong>um</p>"),
    ("stars of multiplication", "2 * 3 * 4", "<p>2 * 3 * 4</p>"),
    ("no heading without a space", "#Titlu", "<p>#Titlu</p>"),
    ("heading under a line", "Text\n# Titlu", '<p>Text</p><h2 id="event-ziua-titlu">Titlu</h2>'),
    ("underlined heading", "Titlu\n---", '<h2 id="event-ziua-titlu">Titlu</h2>'),
    ("rule", "a\n\n---\n\nb", "<p>a</p><hr><p>b</p>"),
    ("quote", "> a\nb", "<blockquote><p>ab</p></blockquote>"),
    ("struck out", "~~anulat~~", "<p><del>anulat</del></p>"),
    ("code keeps its signs", "`<b> & *a*`", "<p><code>&lt;b&gt; &amp; *a*</code></p>"),
    ("fence", "```sh\n<a>\n```", "<pre><code>&lt;a&gt;</code></pre>"),
    ("fence in a list", "1. a\n\n   ```\n   b\n   ```", "<pre><code>b</code></pre>"),
    ("signs", "AT&T, 2 < 3 > 1 <3", "<p>AT&amp;T, 2 &lt; 3 &gt; 1 &lt;3</p>"),
    ("entities", "&copy; &#x219;", "<p>© ș</p>"),
    ("quotation marks stay", "„așa” \"b\" 'c'", "<p>„așa” \"b\" 'c'</p>"),
    ("address", "la www.example.org.", '<p>la <a href="http://www.example.org">www.example.org</a>.</p>'),
    ("mail address", "a@example.org", '<p><a href="mailto:a@example.org">a@example.org</a></p>'),
    ("brackets in a link", "[a](b_(c).pdf)", f'<p><a href="{PATH[:-11]}b_(c).pdf">a</a></p>'),
    ("space in a link", "[a](<b c.pdf>)", f'<p><a href="{PATH[:-11]}b c.pdf">a</a></p>'),
    ("title of a link", '[a](b.pdf "Un „raport”")', 'title="Un „raport”"'),
    ("reference with diacritics", "[Știri][Ș]\n\n[ș]: b.pdf", "Știri</a>"),
    ("picture", '![Afișul](a.jpg "T")', f'<img src="{PATH[:-11]}a.jpg" width="4" height="3" alt="Afișul" title="T">'),
    ("comments go", "a <!-- b --> c", "<p>a  c</p>"),
    ("Markdown in a block", "<div>\n\n*a*\n\n</div>", "<div><p><em>a</em></p></div>"),
    ("small marks", "H<sub>2</sub>O <kbd>a</kbd>", "<p>H<sub>2</sub>O <kbd>a</kbd></p>"),
    ("another direction", '<p dir="rtl">a</p>', '<p dir="rtl">a</p>'),
    ("another language", '<span lang="hu">Zsil</span>', '<span lang="hu">Zsil</span>'),
    (
        "table",
        "| a | b |\n|:--|--:|\n| 1 | `x\\|y` |",
        '<tr><td class="align-left">1</td><td class="align-right"><code>x|y</code></td></tr>',
    ),
    ("table heading", "| a |\n|:-:|\n| 1 |", '<th class="align-center">a</th>'),
    ("table without outer bars", "a | b\n--- | ---\n1 | 2", "<tr><td>1</td><td>2</td></tr>"),
    ("bars without a table", "a | b", "<p>a | b</p>"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "contained"), [row[1:] for row in TRAPS], ids=[r[0] for r in TRAPS]
)
def test_markdown_means_what_it_means_on_the_forge(text: str, contained: str) -> None:
    made = squeezed(html(text))
    assert contained in made
    assert not contained.startswith("<p>") or made == contained


# (name, Markdown, what the forge makes of it, what Python-Markdown makes of it). The same table
# stands in docs/decisions.md.
def test_python_markdown_takes_the_settings_that_pelican_holds() -> None:
    plain = python_markdown({})
    more = python_markdown(
        {"extension_configs": {"tables": {}, "toc": {"toc_depth": 2}}, "output_format": "html5"}
    )
    table = "| a |\n|---|\n| 1 |"
    assert "<td>" not in html(table, plain)
    assert "<td>1</td>" in html(table, more)


def test_one_text_leaves_nothing_behind_for_the_next() -> None:
    engine = ENGINES["python"]
    first = "a[^1] [b][r]\n\n[^1]: nota\n\n[r]: c.pdf"
    alone = html("d[^1] [b][r]", engine)
    html(first, engine)
    assert html("d[^1] [b][r]", engine) == alone


# --- nothing active ------------------------------------------------------------------------------

ACTIVE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example.org/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' onerror='alert(1)'/>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1)></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>a</a>",
    "<a href=' &#106;avascript:alert(1)'>a</a>",
    "<a href='java\nscript:alert(1)'>a</a>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java&Tab;script:alert(1))",
    "[a](&#x6A;avascript:alert(1))",
    "[a](%6Aavascript:alert(1))",
    "[a](vbscript:msgbox(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](file:///etc/passwd)",
    "[a](//evil.example.org/)",
    "[a](\\\\evil.example.org/)",
    "<javascript:alert(1)>",
    "![a](javascript:alert(1))",
    "![a](data:image/svg+xml;base64,PHN2Zz4=)",
    "![a](https://tracker.example.org/pixel.gif)",
    '![a" onerror="alert(1)](b.jpg)',
    '[a](b.pdf "c" onclick="alert(1))',
    "[a](b.pdf '\"onmouseover=alert(1) x=\"')",
    "<p style='background:url(//evil.example.org)'>a</p>",
    "<style>@import '//evil.example.org'</style>",
    "<link rel=stylesheet href=//evil.example.org>",
    "<meta http-equiv=refresh content='0;url=//evil.example.org'>",
    "<base href='//evil.example.org'>",
    "<iframe src='https://evil.example.org'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=x></object><embed src=x>",
    "<form action=//evil.example.org><input name=a type=text><button>b</button></form>",
    "<input type=image src=//evil.example.org formaction=javascript:alert(1)>",
    "<video src=//evil.example.org autoplay></video>",
    "<details ontoggle=alert(1) open>a</details>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><script>alert(1)</script>'></noscript>",
    "<textarea><script>alert(1)</script></textarea>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?><!DOCTYPE html>",
    "<x onclick=alert(1)>a</x>",
    "<b/onclick=alert(1)//>a</b>",
    "<h1 onclick=alert(1)>a</h1>",
    "# a <img src=x onerror=alert(1)>",
    "# <script>alert(1)</script>",
    "<h2 id='location'>a</h2><a id=document name=cookie>b</a>",
    "a[^<script>] \n\n[^<script>]: <script>alert(1)</script>",
    'a[^" onclick="alert(1)]\n\n[^" onclick="alert(1)]: b',
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "```<script>\nalert(1)\n```",
    "`a`<script>`b`</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<div class='site-header' id='main'>a</div>",
    "<div class='table-scroll' role='dialog' tabindex='1' aria-label='Log in'>a</div>",
    '![<table>](b.jpg "<table> onclick=alert(1)") `<table>`',
    "<a href=b.pdf target=_blank rel=opener ping=//evil.example.org download>a</a>",
    "<td style='text-align: right; background: red'>a</td>",
    "<section class=\"footnotes\" data-footnotes><a href=\"#fn-1\" class=\"footnote-backref\">a</a>",
    '<input type="checkbox" checked="" disabled="" /> <input onclick=alert(1) type=checkbox>',
]  # fmt: skip

EVERYWHERE = {"lang", "dir", "title", "id", "class", "aria-label"}
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "width", "height", "alt"},
    "input": {"type", "checked", "disabled"},
    "ol": {"start"},
}
TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code", "ul", "ol", "li",
    "table", "thead", "tbody", "tr", "th", "td", "a", "img", "input", "section", "sup", "sub",
    "em", "strong", "b", "i", "u", "s", "del", "ins", "mark", "small", "kbd", "abbr", "cite", "q",
    "span", "div",
}  # fmt: skip
CLASSES = {"footnotes", "footnote-ref", "footnote-backref", "align-left", "align-center", "align-right"}  # fmt: skip
# Around each table stands this one element, and no text can make another like it.
SCROLLS = {"class": "table-scroll", "role": "region", "tabindex": "0", "aria-label": "Table"}


def as_python_reads_it(made: str) -> list[tuple[str, dict[str, str]]]:
    tree = BeautifulSoup(made, "html.parser", multi_valued_attributes=None)
    return [
        (node.name, {name: str(value) for name, value in node.attrs.items()})
        for node in tree.find_all(True)
    ]


def as_browsers_read_it(made: str) -> list[tuple[str, dict[str, str]]]:
    tree = LexborHTMLParser(f"<main>{made}</main>").css_first("main")
    assert tree is not None
    return [
        (str(node.tag), {name: value or "" for name, value in node.attributes.items()})
        for node in tree.css("*")[1:]
    ]


def assert_inert(made: str) -> None:
    for read in (as_python_reads_it, as_browsers_read_it):
        ids = []
        for tag, attributes in read(made):
            assert tag in TAGS
            if attributes == SCROLLS:
                continue
            assert attributes.keys() <= ATTRIBUTES.get(tag, set()) | EVERYWHERE, (tag, attributes)
            assert set(attributes.get("class", "").split()) <= CLASSES
            for name in attributes.keys() & {"href", "src"}:
                value = attributes[name]
                scheme = re.match(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):", value)
                assert scheme is None or (
                    name == "href" and scheme[1].lower() in ("http", "https", "mailto", "tel")
                )
                assert not re.match(r"[\\/]", value)
            if tag == "input":
                assert attributes["type"] == "checkbox"
                assert "disabled" in attributes
            if "id" in attributes:
                ids.append(attributes["id"])
        assert all(one.startswith(PREFIX) for one in ids)
        assert len(set(ids)) == len(ids)
    assert not re.search(r"[\ue000\ue001]", made)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("text", ACTIVE)
def test_what_is_active_is_made_inert(text: str, engine: str) -> None:
    assert_inert(shown(rendered(text, engine=ENGINES[engine])[0]))


PIECES = st.lists(
    st.sampled_from(
        [*ACTIVE, *(row[1] for row in TRAPS), "\n", "\n\n", "  ", "- ", "> ", "# ", "| ", "|---|\n", "`",
         "```\n", "*", "_", "[", "](", ")", "![", "<", ">", '"', "'", "&", ";", "[^1]", "[^1]: ", "[a]: ", "\\",
         "<a href=", "<img src=", "<p ", "</p>", "id=x ", "class=y ", "on", "ș", "😀", "&#xE000;", "&#8;"]
    )
    | st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Co")), max_size=8),
    max_size=12,
).map("".join)  # fmt: skip


@given(PIECES)
@example('![a](b.jpg "\n\n<script>")')
@example("<img alt='<script>' src=b.jpg>")
def test_whatever_is_typed_the_page_is_inert(text: str) -> None:
    assert_inert(shown(rendered(text)[0]))


@given(PIECES)
def test_whatever_is_typed_python_markdown_is_inert_too(text: str) -> None:
    assert_inert(shown(rendered(text, engine=ENGINES["python"])[0]))


def strange(text: str, positions: bool = False) -> str:
    """The same engine under another name, for whose tags nobody answers."""
    return cmark(text, positions)


@given(PIECES.map(lambda text: CONTROL.sub("", text.replace("<", ""))))
@example("https://example.org:99999/ http://1.2.3.4.5/ http://xn--a.ro/ [a](mailto://[b)")
@example("- # a\n  [b](c.md)\n  - d\n\n    [e](f.md)")
@example("# a\n# a\n# a-1\n\n3. a\n\n***\n\n| a |\n|:-:|\n| [b](c.md) |")
@example('"a" & b\u00a0c  \nd [e](f.md "g") [h](i&j.md)')
@example('[a [^1]](b.md) - [x] c\n\n[^1]: d\n\n~~~e"f\ng')
def test_what_is_not_cleaned_is_what_cleaning_would_leave(text: str) -> None:
    assert rendered(text) == rendered(text, engine=strange)


@given(PIECES)
@example("<a href=\"\n\n[b](c.md)\n\n<p title='[d](e.md)' \"f\n\n[g](h.md)")
@example("# <a title='\n\n# b' href=c.md>d</a>\n\n- [x] [e](f.md)")
def test_whatever_is_typed_each_link_has_its_place(text: str) -> None:
    for engine in ENGINES.values():
        body, _ = rendered(text, engine=engine)
        standing = places(text, path=PATH, engine=engine)
        assert body == Body(prefix=PREFIX) or len(standing) == len(body.links)


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "Mn")), min_size=1))
@example("Şcoala Ţ și ş ţ")
@example("İstanbul ı I i")
@example("Чаир e\u0301 é")
def test_plain_words_are_shown_as_typed(word: str) -> None:
    assert soup(f"a{word} b").get_text() == f"a{word} b\n"


@pytest.mark.parametrize("text", ["", "\n", "  \n\t\n"])
def test_no_text_makes_no_page(text: str) -> None:
    body, problems = rendered(text)
    assert (body.html, body.links, problems) == ("", (), [])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "entity", ["&#xE000;0&#xE001;", "&#57344;0&#57345;", f"&#xE000;{'9' * 5000}&#xE001;"]
)
def test_no_entity_can_pose_as_a_link(entity: str, engine: str) -> None:
    body, problems = rendered(f"{entity} [a](b.pdf)", engine=ENGINES[engine])
    assert {one.code for one in problems} <= {"control_character"}
    assert shown(body).count("b.pdf") == len(body.links)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "entity", ["&#8;", "&#x1;", "&#27;", "&#127;", "&#xFFFE;", "&#xFFFF;", "&#xD800;", "&#0;"]
)
def test_no_entity_brings_a_control_character_into_the_page(entity: str, engine: str) -> None:
    # XML could not carry them, and so neither could a feed.
    body, problems = rendered(f"a{entity}b", engine=ENGINES[engine])
    assert {one.code for one in problems} <= {"control_character"}
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]", shown(body))
    assert "\ud800" not in shown(body)


# --- headings ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# A\n## B\n### C", [2, 3, 4]),
        ("### A\n### B", [2, 2]),
        ("# A\n### B\n## C\n# D", [2, 3, 3, 2]),
        ("#### A\n## B\n#### C", [2, 2, 3]),
        ("# A\n## B\n### C\n#### D\n##### E\n###### F", [2, 3, 4, 5, 6, 6]),
    ],
)
def test_headings_stand_below_that_of_the_page_without_gaps(text: str, levels: list[int]) -> None:
    assert [int(str(node.name)[1]) for node in soup(text).find_all(re.compile("^h"))] == levels


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("# Cum ajungi", ("cum-ajungi",)),
        ("# Știri & noutăți!", ("știri--noutăți",)),
        ("# `cod` și *accent*", ("cod-și-accent",)),
        ("# A\n# A\n# A", ("a", "a-1", "a-2")),
        ("# 2026", ("2026",)),
        ("# [Legătură](b.pdf)", ("legătură",)),
        ("# a_b-c", ("a_b-c",)),
        ("# AT&T", ("att",)),
        ("# 😀", ("section",)),
        ("# Чаир", ("чаир",)),
    ],
)
def test_headings_have_the_names_that_the_forge_gives_them(
    text: str, names: tuple[str, ...]
) -> None:
    body, _ = rendered(text)
    assert body.headings == names
    ids = [node["id"] for node in soup(text).find_all(re.compile("^h"))]
    assert ids == [body.heading_id(name) for name in names]
    assert body.heading_id("nu") is None


def test_two_texts_can_stand_on_one_page() -> None:
    one, two = (
        render("# A\n\nb[^1]\n\n[^1]: c", path=PATH, prefix=prefix)[0].html
        for prefix in ("post-a-", "post-b-")
    )
    ids = re.findall(r'id="([^"]*)"', one + two)
    assert len(set(ids)) == len(ids) == 6


# --- footnotes and task boxes ----------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "text",
    [
        "a[^1]\n\n[^1]: Nota.",
        "a[^1] b[^1] c[^2]\n\n[^1]: Unu.\n[^2]: Doi.",
        "| a[^n] |\n|---|\n| b |\n\n[^n]: În tabel.",
        "- a[^nota]\n\n[^nota]: Cu nume.",
        "a[^notă]\n\n[^notă]: Cu diacritice.",
        "a[^notă!]\n\n[^notă!]: Cu diacritice și semne.",
    ],
)
def test_footnotes_lead_there_and_back(text: str, engine: str) -> None:
    tree = soup(text, ENGINES[engine])
    ids = {str(node["id"]) for node in tree.find_all(id=True)}
    hrefs = [str(node["href"]) for node in tree.find_all("a")]
    assert len(hrefs) >= 2
    # As a browser does: first the fragment as it is written, then as it is meant.
    reached = {href[1:] if href[1:] in ids else unquote(href[1:]) for href in hrefs}
    assert reached == ids
    assert all(one.startswith(f"{PREFIX}fn") for one in ids)


@pytest.mark.parametrize("engine", ENGINES)
def test_what_the_engine_would_say_in_english_is_said_in_the_language_of_the_text(
    engine: str,
) -> None:
    made = html("a[^1] b[^1]\n\n[^1]: Nota.", ENGINES[engine], ROMANIAN)
    assert "Înapoi la trimiterea 1" in made
    assert not re.search(r"Back|Jump|Footnotes|reference", made)


def test_the_notes_are_a_named_part_of_the_page() -> None:
    section = soup("a[^1]\n\n[^1]: Nota.", wording=ROMANIAN).section
    assert section is not None
    assert section.attrs == {"class": ["footnotes"], "aria-label": "Note"}


def test_a_task_box_says_whether_it_is_done() -> None:
    boxes = soup("- [x] sala\n- [ ] afișul\n", wording=ROMANIAN).find_all("input")
    assert [(box["aria-label"], box.has_attr("checked")) for box in boxes] == [
        ("făcut", True),
        ("de făcut", False),
    ]
    assert all(box["type"] == "checkbox" and box.has_attr("disabled") for box in boxes)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_wide_table_scrolls_in_a_region_that_the_keyboard_reaches(engine: str) -> None:
    wording = Wording(table="Tabel")
    made = soup("| a |\n|---|\n| 1 |\n\n| b |\n|---|\n| 2 |", ENGINES[engine], wording)
    regions = made.find_all(role="region")
    assert [region.attrs for region in regions] == [
        {**SCROLLS, "class": ["table-scroll"], "aria-label": "Tabel"}
    ] * 2
    assert [region.find_all(True)[0].name for region in regions] == ["table", "table"]
    assert made.find_all("table")[1].td.get_text() == "2"


def test_a_table_typed_as_html_scrolls_and_is_aligned_as_well() -> None:
    made = soup('<TABLE><tr><td align="right">1</td></tr></TABLE>')
    assert [region.table.td["class"] for region in made.find_all(role="region")] == [
        ["align-right"]
    ]


def test_words_of_the_catalogue_are_text_and_not_html() -> None:
    wording = Wording('"><b>', '"><i>', '"><u>', '"><s>', '"><q>')
    made = html("- [x] a\n\nb[^1]\n\n| d |\n|---|\n\n[^1]: c", wording=wording)
    assert "<table>" in made
    assert not re.search(r"<[biusq]>", made)


# --- links ---------------------------------------------------------------------------------------


def links(text: str, first_line: int = 8) -> list[tuple[str, int, int]]:
    body, _ = rendered(text)
    standing = places(text, path=PATH, first_line=first_line)
    return [
        (link.found, place.line, place.column)
        for link, place in zip(body.links, standing, strict=True)
        if link.form != "note"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](x.md)", [("x.md", 8, 5)]),
        ("Unu [a](x.md)\nși [b](y.md).", [("x.md", 8, 9), ("y.md", 9, 8)]),
        ("Unu\ndoi [a](x.md) și [b](y.md).", [("x.md", 9, 9), ("y.md", 9, 22)]),
        ("Vezi [raportul][r].\n\nText.\n\n[r]: x.pdf", [("x.pdf", 12, 6)]),
        ("Vezi [r].\n\n[r]: <x y.pdf> 'T'", [("x%20y.pdf", 10, 7)]),
        ("| a | b |\n|---|---|\n| 1 | [c](x.md) |", [("x.md", 10, 11)]),
        ("a[^1]\n\n[^1]: Nota [b](x.md)\n    și [c](y.md)", [("x.md", 10, 16), ("y.md", 11, 12)]),
        ("- a\n  - [b](x.md)\n- [c](y.md)", [("x.md", 9, 9), ("y.md", 10, 7)]),
        ("> a\n> [b](x.md)", [("x.md", 9, 7)]),
        ("# A [b](x.md)", [("x.md", 8, 9)]),
        ("Text\n\n<p>\n<a href='x.md'>a</a>\n</p>", [("x.md", 11, 10)]),
        ("![a](p.jpg)\n![b](q.jpg)", [("p.jpg", 8, 6), ("q.jpg", 9, 6)]),
        ("[![a](p.jpg)](x.md)", [("x.md", 8, 15), ("p.jpg", 8, 7)]),
        ("[a](poză.pdf)", [("poz%C4%83.pdf", 8, 5)]),
        ("extrax.md, x.md5 și [a](x.md)", [("x.md", 8, 25)]),
        ("[a](x.md?b&amp;c)", [("x.md?b&c", 8, 5)]),
        ("```\n[a](x.md)\n```\n\n[a](x.md)", [("x.md", 12, 5)]),
        ("unu\n\n[a](x.md)\n\n[b](x.md)", [("x.md", 10, 5), ("x.md", 12, 5)]),
    ],
)
def test_a_link_knows_the_line_it_stands_on(
    text: str, expected: list[tuple[str, int, int]]
) -> None:
    assert links(text) == expected


@pytest.mark.parametrize(
    ("typed", "form", "target", "fragment"),
    [
        ("https://example.org/a?b=c#d", "web", "https://example.org/a?b=c#d", ""),
        ("mailto:a@example.org?subject=b", "web", "mailto:a@example.org?subject=b", ""),
        ("tel:+40254000000", "web", "tel:+40254000000", ""),
        ("raport.pdf", "path", "content/events/2026/ziua/raport.pdf", ""),
        ("./raport.pdf", "path", "content/events/2026/ziua/raport.pdf", ""),
        ("../alt/index.ro.md", "path", "content/events/2026/alt/index.ro.md", ""),
        ("../alt/index.ro.md?a=b#cum", "path", "content/events/2026/alt/index.ro.md", "cum"),
        ("../alt/", "path", "content/events/2026/alt", ""),
        ("../alt/index.ro.md#cum-ajungi", "path", "content/events/2026/alt/index.ro.md", "cum-ajungi"),
        ("../../../../members/alfa/index.ro.md", "path", "members/alfa/index.ro.md", ""),
        ("../../../../../../etc/passwd", "path", "../../etc/passwd", ""),
        ("poză%20nouă.jpg", "path", "content/events/2026/ziua/poză nouă.jpg", ""),
        ("raport%20%231.pdf", "path", "content/events/2026/ziua/raport #1.pdf", ""),
        ("intrebari%3F.pdf", "path", "content/events/2026/ziua/intrebari?.pdf", ""),
        ("#cum-ajungi", "fragment", "", "cum-ajungi"),
        ("#știri", "fragment", "", "știri"),
    ],
)  # fmt: skip
def test_a_link_says_where_it_leads(typed: str, form: str, target: str, fragment: str) -> None:
    body, problems = rendered(f"[a]({typed})")
    [link] = body.links
    assert (link.form, link.target, link.fragment) == (form, target, fragment)
    assert problems == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[a](javascript:alert)", "bad_link"),
        ("[a](//example.org/)", "bad_link"),
        ("[a](ftp://example.org/)", "bad_link"),
        ("[a](C:\\raport.pdf)", "bad_link"),
        ("[a](..\\alt\\index.ro.md)", "bad_link"),
        ("[a](http:example.org)", "bad_link"),
        ("[a](http://)", "bad_link"),
        ('<a href="http://[::1">a</a>', "bad_link"),
        ("[a](mailto:)", "bad_link"),
        ("[a](https://me:secret@example.org/)", "bad_link"),
        ("[a](/membri/alfa/)", "site_address_link"),
        ("[a](/)", "site_address_link"),
        ("[a]({filename}../a.md)", "pelican_link"),
        ("[a](|static|a.pdf)", "pelican_link"),
        ("![a]({static}/a.jpg)", "pelican_link"),
        ("![a](https://example.org/a.jpg)", "foreign_picture"),
        ("![a](mailto:a@example.org)", "foreign_picture"),
        ("![a](data:image/png;base64,AA)", "foreign_picture"),
    ],
)
def test_a_link_that_cannot_be_used_is_named_and_not_written(text: str, code: str) -> None:
    body, problems = rendered(f"Text\n\n{text}", first_line=8)
    assert [(one.code, one.place.line) for one in problems] == [(code, 10)]
    made = body.write(lambda number: "written", lambda one: "<img src=written>")
    assert "written" not in made
    # Of a link and of a picture alike, the words stay.
    assert BeautifulSoup(made, "html.parser").get_text().split() == ["Text", "a"]


def test_a_body_is_written_anew_for_each_reader() -> None:
    body, _ = rendered("[a](x.md) ![b](y.jpg) [c](x.md)")

    def written(link: Callable[[int], str]) -> str:
        return body.write(link, lambda one: f"<img src={link(one.link)}>")

    assert written(lambda number: f'../{number}/?a=1&b="2"').count("../0/?a=1&amp;b=") == 2
    assert written(lambda number: ["../x/", "y.jpg", "../x/"][number]).count('"../x/"') == 2
    assert "<img src=y.jpg>" in written(lambda number: ["../x/", "y.jpg", "../x/"][number])


def test_the_same_address_as_link_and_as_picture_is_two() -> None:
    body, _ = rendered("[![a](p.jpg)](p.jpg)")

    def kind(number: int) -> str:
        return "picture" if body.links[number].picture else "link"

    made = body.write(kind, lambda one: f"<img src={kind(one.link)}>")
    assert '<a href="link"><img src=picture>' in made


# --- pictures --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("![Afișul](a.jpg)", Caption("Afișul")),
        ('![Afișul](a.jpg "De Ana")', Caption("Afișul", "De Ana")),
        ("![](a.jpg)", Caption()),
        ('![A & "B" <b>](a.jpg)', Caption('A & "B" <b>')),
        ('<img src="a.jpg" alt="&lt;b&gt;" lang="ar" dir="rtl">', Caption("<b>", "", "ar", "rtl")),
        ('<img src="a.jpg" alt="a" onerror="b" style="c" width="1">', Caption("a")),
    ],
)
def test_an_outlet_gets_a_picture_with_its_words_as_they_were_typed(
    text: str, caption: Caption
) -> None:
    body, _ = rendered(text)
    assert [(one.caption, body.links[one.link].found) for one in body.pictures] == [
        (caption, "a.jpg")
    ]
    # Nobody's words are in the HTML, where an outlet would have to look for them.
    assert "Afișul" not in body.html


def test_each_picture_is_drawn_where_it_stands() -> None:
    body, _ = rendered("![a](x.jpg)\n\nText [b](y.md) ![c](z.jpg)\n\n![d](x.jpg)")
    made = body.write(lambda number: "#", lambda one: f"<{one.caption.alt}{one.link}>")
    assert re.findall(r"<([acd]\d)>", made) == ["a0", "c2", "d0"]


def test_of_a_picture_that_is_not_there_its_words_stay() -> None:
    body, _ = rendered('![un <b> & "c"](a.jpg)')
    assert body.write(lambda number: "#", lambda one: None) == (
        "<p>un &lt;b&gt; &amp; &quot;c&quot;</p>\n"
    )


FORGED = [
    "a > b",
    '">',
    '"><script>alert(1)</script>',
    '<img src="0">',
    "' onerror='alert(1)",
    '" src="x',
    "0</picture><hr>",
    '<img src="%EE%80%800%EE%80%81">',
    "{{ 7*7 }} \\1 \\g<0> {0} %s",
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("words", FORGED)
def test_no_words_of_a_picture_pose_as_an_element(words: str, engine: str) -> None:
    typed = "".join(sign if sign.isalnum() else f"&#{ord(sign)};" for sign in words)
    text = (
        f'<p><img src="a.jpg" alt="{typed}" title="{typed}">\n'
        f'<b title="{typed}">{typed}</b> <img title="{typed}" alt="{typed}" src="b.jpg"></p>\n'
    )
    body, problems = rendered(text, engine=ENGINES[engine])
    assert problems == []
    assert [one.caption for one in body.pictures] == [Caption(words, words)] * 2
    assert body.write(lambda _: "x", lambda one: "\f").count("\f") == 2
    assert_inert(shown(body))
    tree = BeautifulSoup(shown(body), "html.parser")
    assert [(one["alt"], one["title"]) for one in tree.find_all("img")] == [(words, words)] * 2


def test_no_name_poses_as_the_place_of_a_picture() -> None:
    """A name in an address is decoded, and then holds the brackets that no file may hold."""
    name = "%EE%80%800%EE%80%81"
    body, _ = rendered(f"![a](a.jpg) b[^{name}] <i id='{name}'>c</i>\n\n[^{name}]: d\n")
    assert body.write(lambda _: "x", lambda one: "\f").count("\f") == 1
    assert_inert(shown(body))


def test_a_picture_without_a_file_leaves_its_words() -> None:
    body, _ = rendered("<p>a <img alt='b &lt;i>'> c</p>")
    assert body.pictures == ()
    assert shown(body) == "<p>a b &lt;i&gt; c</p>\n"


def test_a_picture_may_stand_wherever_words_may() -> None:
    text = (
        "# A ![a](a.jpg)\n\n| ![b](a.jpg) |\n|---|\n| [![c](a.jpg)](x.md) |\n\n"
        "- ![d](a.jpg)\n\n> a[^1] ![e](a.jpg)\n\n[^1]: ![f](a.jpg)\n"
    )
    body, _ = rendered(text)
    assert [one.caption.alt for one in body.pictures] == ["a", "b", "c", "d", "e", "f"]
    assert len(BeautifulSoup(shown(body), "html.parser").find_all("img")) == 6


# --- limits --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("> " * 101 + "a", "nested_too_deep"),
        ("<div>" * 101 + "a", "nested_too_deep"),
        ("".join("  " * n + "- a\n" for n in range(60)), "nested_too_deep"),
        ("a[^1] " * 12_000 + "\n\n[^1]: b", "html_too_large"),
    ],
    ids=["quotes", "HTML", "lists", "footnotes"],
)
def test_what_would_break_a_page_is_named(text: str, code: str) -> None:
    body, [problem] = rendered(text, first_line=8)
    assert (problem.code, problem.place.line) == (code, 8)
    assert body.html == ""


def test_what_is_just_deep_enough_is_shown() -> None:
    assert "a</p>" in html("> " * 98 + "a")


SIZE = 100 * 1024
COSTLY: dict[str, Callable[[], str]] = {
    "bare addresses in one line": lambda: " ".join(f"www.a{n}.ro" for n in range(SIZE // 12)),
    "links line by line": lambda: "\n".join(f"[a](b{n}.md)" for n in range(SIZE // 14)),
    "links in one line": lambda: " ".join(f"[a](b{n}.md)" for n in range(SIZE // 14)),
    "reference links": lambda: "[a] " * (SIZE // 5) + "\n\n[a]: b.md",
    "headings": lambda: "# a\n" * (SIZE // 4),
    "open headings": lambda: "<h1></p>" * (SIZE // 8),
    "open brackets": lambda: "[" * SIZE,
    "open links": lambda: "[a](" * (SIZE // 4),
    "stars": lambda: "*a **b " * (SIZE // 7),
    "backticks": lambda: "".join("`" * (n % 300) + "a" for n in range(600)),
    "angles": lambda: "<" * SIZE,
    "comments": lambda: "<!-- " * (SIZE // 5),
    "tables": lambda: "|a" * 200 + "|\n" + "|-" * 200 + "|\n" + ("|b" * 200 + "|\n") * 100,
    "entities": lambda: "&amp;" * (SIZE // 5),
    "tildes": lambda: "~a ~~b " * (SIZE // 7),
}


@pytest.mark.parametrize("name", COSTLY)
def test_no_text_of_the_allowed_size_costs_much(name: str) -> None:
    text = COSTLY[name]()[:SIZE]
    started = time.process_time()
    body, _ = rendered(text)
    body.write(lambda number: "x", lambda one: "x")
    assert time.process_time() - started < 5
    assert len(body.html) <= 2 * HTML_LIMIT
