"""Every outlet of every site is well-formed, inert, whole, and says what was typed."""

from __future__ import annotations

import shutil
from pathlib import Path

import feedparser
import icalendar
import pytest
from bs4 import BeautifulSoup
from oracle import complaints
from sites import BASE, TODAY, coalition, make_site, tree

SMALL_URL = "https://coalition.example.org/"


def test_the_small_site_has_no_complaint(small: Path) -> None:
    assert complaints(small, SMALL_URL) == []


def test_a_site_under_a_sub_path_has_no_complaint(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    url = "https://forge.example.org/valley/preview"
    done = coalition(
        "build", "--site", site, "--output", tmp_path / "out", "--today", TODAY, "--siteurl", url
    )
    assert done.returncode == 0, done.stderr
    assert complaints(tmp_path / "out", url) == []


HOSTILE = "Joi & <b>vineri</b>; \"a\", 'b' \\n \\, {{ 7*7 }} %s &amp; ]]> 🎪 \u202eexe"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose texts try everything; each of them has to come out as typed."""
    quoted = HOSTILE.replace("'", "''")
    body = (
        "<script>alert(1)</script> <img src=x onerror=alert(1)> <svg onload=alert(1)></svg>\n\n"
        '<a href="javascript:alert(1)" onclick="x()" style="color:red">a</a> <iframe src="//e.example"></iframe>\n\n'
        "<form action=https://e.example><input name=q><button>b</button></form> <style>*{}</style>\n\n"
        '<p id="main" class="site-header">c</p> <base href="https://e.example/"> <link rel=stylesheet href=//e.example>\n\n'
        "<details open ontoggle=alert(1)><summary>s</summary></details> <math><mi xlink:href='data:x'>m</mi></math>\n\n"
        "[titlu](https://a.example.org/?q=<b>&x=1) <https://b.example.org/> www.c.example.org\n"
    )
    cleaned = (
        body.replace('href="javascript:alert(1)"', "")
        .replace("src=x ", "")
        .replace("(https://a.example.org/?q=<b>&x=1)", "(https://a.example.org/?q=%3Cb%3E&x=1)")
    )
    site = make_site(
        tmp_path_factory.mktemp("hostile") / "site",
        {
            "content/events/2026/ziua/index.ro.md": (
                f"---\ntitle: '{quoted}'\nsummary: '{quoted}'\nstart: 2026-05-17 10:00\nplace: casa\nplace_note: '{quoted}'\n"
                f"organisers: [alfa]\npublished: 2026-04-01\nstatus: rescheduled\nstatus_note: '{quoted}'\n"
                f"online: {{note: '{quoted}', url: 'https://d.example.org/?a=1&b=2'}}\n---\n\n{cleaned}"
            ),
            "content/events/2026/ziua/index.en.md": None,
            "content/blog/2026/stire/index.ro.md": f"---\ntitle: '{quoted}'\npublished: 2026-04-02\nabout: [event/ziua]\n---\n\n{cleaned}",
            "members/alfa/index.ro.md": f"---\nname: '{quoted}'\nlegal_name: '{quoted}'\npublished: 2026-01-01\n---\n\n{cleaned}",
            "members/alfa/index.en.md": None,
            "content/places.yaml": f"casa: {{label: '{quoted}', town: petrila}}\npetrila: {{label: Petrila}}\n",
        },
    )
    output = site.parent / "out"
    done = coalition("build", "--site", site, "--output", output, "--today", TODAY)
    assert done.returncode == 0, done.stderr
    return output


def test_hostile_texts_stay_inert_in_every_outlet(hostile: Path) -> None:
    assert complaints(hostile, SMALL_URL) == []


@pytest.mark.parametrize(
    "page", ["evenimente/ziua/index.html", "blog/stire/index.html", "membri/alfa/index.html"]
)
def test_a_title_is_shown_as_typed(hostile: Path, page: str) -> None:
    parsed = BeautifulSoup((hostile / page).read_bytes(), "html.parser")
    assert parsed.h1 is not None
    assert parsed.h1.get_text() == HOSTILE


def test_a_feed_says_what_was_typed(hostile: Path) -> None:
    read = feedparser.parse((hostile / "feed.xml").read_bytes())
    post = next(entry for entry in read.entries if "post" in entry.id)
    assert post.title_detail.type == "text/plain"
    assert post.title_detail.value.replace("&lt;", "<").replace("&gt;", ">").replace(
        "&amp;", "&"
    ) == HOSTILE.replace("&amp;", "&")


def test_a_calendar_says_what_was_typed(hostile: Path) -> None:
    read = icalendar.Calendar.from_ical((hostile / "calendar.ics").read_bytes())
    event = read.walk("VEVENT")[0]
    assert str(event["SUMMARY"]) == f"Dată nouă: {HOSTILE}"
    assert HOSTILE in str(event["LOCATION"])
    assert HOSTILE in str(event["DESCRIPTION"])


def test_what_is_not_published_is_in_no_outlet(tmp_path: Path) -> None:
    site = make_site(
        tmp_path / "site",
        {
            "content/blog/2026/secret/index.ro.md": "---\ntitle: Cuvânt-ascuns\ndraft: true\npublished: 2026-04-02\n---\n\nCuvânt-ascuns.\n",
            "content/blog/2026/secret/poza.jpg": b"not even a picture",
            "content/blog/2026/README.md": "Cuvânt-ascuns",
            "content/_template/index.ro.md": "Cuvânt-ascuns",
        },
    )
    done = coalition("build", "--site", site, "--output", tmp_path / "out", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    for name, content in tree(tmp_path / "out").items():
        assert b"ascuns" not in content, name
        assert "secret" not in name


def test_a_withdrawn_event_keeps_its_address_and_tells_calendars(tmp_path: Path) -> None:
    event = BASE["content/events/2026/ziua/index.ro.md"].replace(
        "published: 2026-04-01",
        "published: 2026-04-01\nwithdrawn: {date: 2026-04-20, reason: Nu mai are loc.}",
    )
    site = make_site(tmp_path / "site", {"content/events/2026/ziua/index.ro.md": event})
    assert (
        coalition(
            "build", "--site", site, "--output", tmp_path / "out", "--today", TODAY
        ).returncode
        == 0
    )
    assert complaints(tmp_path / "out", SMALL_URL) == []
    page = (tmp_path / "out/evenimente/ziua/index.html").read_text("utf-8")
    assert "Nu mai are loc." in page
    assert "Veniți la" not in page
    calendar = icalendar.Calendar.from_ical((tmp_path / "out/calendar.ics").read_bytes())
    assert [str(one["STATUS"]) for one in calendar.walk("VEVENT")] == ["CANCELLED"]
    assert "ziua" not in (tmp_path / "out/sitemap.xml").read_text("utf-8")


def test_links_lead_both_ways_in_the_readers_language(small: Path) -> None:
    event = (small / "en/events/ziua/index.html").read_text("utf-8")
    member = (small / "en/members/alfa/index.html").read_text("utf-8")
    assert 'href="../../members/alfa/"' in event
    assert 'href="../../events/ziua/"' in member
    assert 'href="../../blog/stire/"' in member
    assert 'href="../../blog/stire/"' in event


def test_a_missing_translation_is_shown_in_the_next_language_and_marked(small: Path) -> None:
    page = BeautifulSoup((small / "en/blog/stire/index.html").read_bytes(), "html.parser")
    assert page.html is not None
    assert page.html["lang"] == "en"
    assert page.h1 is not None
    assert (page.h1["lang"], page.h1.get_text()) == ("ro", "O știre")
    assert page.find("meta", attrs={"name": "robots", "content": "noindex"})
    canonical = page.find("link", rel="canonical")
    assert canonical is not None
    assert canonical["href"] == "https://coalition.example.org/blog/stire/"
    assert page.find("link", hreflang=True) is None
    assert page.find(class_="prose", lang="ro") is not None


def test_translations_name_each_other(small: Path) -> None:
    page = BeautifulSoup((small / "evenimente/ziua/index.html").read_bytes(), "html.parser")
    assert {link["hreflang"]: link["href"] for link in page.find_all("link", hreflang=True)} == {
        "ro": "https://coalition.example.org/evenimente/ziua/",
        "en": "https://coalition.example.org/en/events/ziua/",
        "x-default": "https://coalition.example.org/evenimente/ziua/",
    }


FAULTS = {
    "inline script": ("index.html", "</body>", "<script>1</script></body>"),
    "event handler": ("index.html", "<main", "<main onclick=x"),
    "style attribute": ("index.html", "<main", '<main style="color:red"'),
    "link that leads nowhere": ("index.html", "</main>", '<a href="nu/">x</a></main>'),
    "fragment that is not there": ("index.html", "</main>", '<a href="membri/#nu">x</a></main>'),
    "request to another host": (
        "index.html",
        "</main>",
        '<img src="https://e.example/x.png" alt=""></main>',
    ),
    "style sheet of another host": (
        "index.html",
        "</head>",
        '<link rel="stylesheet" href="https://e.example/x.css"></head>',
    ),
    "import in the style sheet": (
        "theme/style.css",
        ":root",
        '@import "https://e.example/x.css"; :root',
    ),
    "broken feed": ("feed.xml", "</feed>", ""),
    "feed with a script": ("feed.xml", "&lt;p&gt;", "&lt;script&gt;"),
    "feed with a relative link": ("feed.xml", "href=&quot;https", "href=&quot;x"),
    "feed that is not shown by browsers": ("feed.xml", "<?xml-stylesheet", "<?xml-other"),
    "RSS with a script": ("rss.xml", "&lt;p&gt;", "&lt;script&gt;"),
    "RSS with a guid that is no tag": (
        "rss.xml",
        'isPermaLink="false">tag',
        'isPermaLink="false">x',
    ),
    "RSS of another address": ("rss.xml", 'rss.xml" rel="self"', 'feed.xml" rel="self"'),
    "JSON Feed with a script": ("feed.json", "<p>", "<script>"),
    "JSON Feed with a key of its own": ("feed.json", '"authors"', '"author"'),
    "JSON Feed without a date": ("feed.json", '"date_modified"', '"date_published"'),
    "list of a feed that is not there": ("feeds.opml", 'feed.xml"', 'feeds.xml"'),
    "calendar without CRLF": ("calendar.ics", "END:VEVENT\r\n", "END:VEVENT\n"),
    "calendar with a long line": ("calendar.ics", "TRANSP:", "X-LONG:" + "x" * 90 + "\r\nTRANSP:"),
    "calendar without a zone": ("calendar.ics", "TZID:Europe/Bucharest", "TZID:Europe/Paris"),
    "sitemap of another host": ("sitemap.xml", "<loc>https://coalition.", "<loc>https://e."),
    "script that asks another host": ("theme/site.js", "var now", "fetch('//e.example'); var now"),
    "calendar to subscribe to that is not there": (
        "abonare/index.html",
        "webcal://",
        "webcal://x.",
    ),
    "script in a picture": ("theme/icon.svg", "</svg>", "<script>1</script></svg>"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_oracle_sees_a_planted_fault(small: Path, tmp_path: Path, fault: str) -> None:
    name, old, new = FAULTS[fault]
    shutil.copytree(small, tmp_path / "out")
    path = tmp_path / "out" / name
    content = path.read_bytes().decode()
    if old not in content:
        old = old.replace("&quot;", '"')
    assert old in content
    path.write_bytes(content.replace(old, new, 1).encode())
    assert complaints(tmp_path / "out", SMALL_URL) != []


def test_what_was_withdrawn_is_in_no_list(demo: Path) -> None:
    for name in ("index.html", "blog/index.html", "membri/podul-imaginar/index.html"):
        assert "a-venit-trenul" not in (demo / name).read_text("utf-8"), name
    assert (demo / "blog/a-venit-trenul-2026/index.html").is_file()
