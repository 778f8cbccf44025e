"""Addresses are values; each outlet writes them so that they lead where they say."""

from __future__ import annotations

from urllib.parse import unquote, urljoin, urlsplit

import pytest
from coalition.core.addresses import (
    ICON,
    MANIFEST,
    SECTIONS,
    STYLESHEET,
    Address,
    Scheme,
    above,
    absolute,
    folder,
    from_anywhere,
    web,
    webcal,
)
from coalition.core.records import KINDS, LISTS
from hypothesis import example, given
from hypothesis import strategies as st

SEGMENT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="/"),
    min_size=1,
    max_size=8,
).filter(lambda part: part.strip(".") and not part.endswith(".html"))
FOLDERS = st.lists(st.sampled_from(["en", "a", "b", "ș"]) | SEGMENT, max_size=4)
PAGES = FOLDERS.map(lambda parts: Address("".join(f"{part}/" for part in parts)))
FILES = st.tuples(FOLDERS, SEGMENT).map(
    lambda both: Address("/".join([*both[0], f"{both[1]}.html"]))
)
FRAGMENTS = st.just("") | SEGMENT
ANY = st.tuples(PAGES | FILES, FRAGMENTS).map(lambda both: both[0].at(both[1]))

SITES = ["https://example.org/", "https://example.org", "https://example.org/sub/path/"]


def read(url: str, site: str) -> Address:
    """The address that a browser finds at ``url``."""
    parts = urlsplit(url)
    root = urlsplit(site).path.rstrip("/") + "/"
    assert parts.path.startswith(root)
    return Address(unquote(parts.path[len(root) :]), unquote(parts.fragment))


def there(site: str, page: Address) -> str:
    """Where a browser stands when it shows ``page``."""
    return absolute(site)(Address(page.path))


@pytest.mark.parametrize("site", SITES)
@given(here=PAGES | FILES, target=ANY)
@example(here=Address(""), target=Address(""))
@example(here=Address("a/"), target=Address("a/", "b"))
@example(here=Address("a/b/"), target=Address("a/"))
@example(here=Address("a/b.html"), target=Address("a/"))
@example(here=Address("a/b.html"), target=Address("a/b.html"))
@example(here=Address("404.html"), target=Address("404.html", "a"))
@example(here=Address("a/"), target=Address("b:c/"))
@example(here=Address(""), target=Address("b:c"))
@example(here=Address("a/"), target=Address("?b#c%20/"))
def test_a_link_of_a_page_leads_where_it_says(site: str, here: Address, target: Address) -> None:
    written = web(here)(target)
    assert written
    assert not written.startswith("/")
    assert read(urljoin(there(site, here), written), site) == target


@given(here=PAGES, target=ANY)
def test_a_link_of_a_page_does_not_know_where_the_site_stands(
    here: Address, target: Address
) -> None:
    ways = {
        read(urljoin(there(site, here), web(here)(target)), site)
        for site in ("https://a.example.org/", "http://localhost:8000/b/c/")
    }
    assert ways == {target}


@pytest.mark.parametrize("site", SITES)
@given(target=ANY)
def test_a_full_link_leads_where_it_says(site: str, target: Address) -> None:
    written = absolute(site)(target)
    assert written.startswith("https://example.org/")
    assert read(written, site) == target
    assert written.isascii()
    assert not set(written) & set(" <>\"'`{}|\\^")


@pytest.mark.parametrize("site", SITES)
@given(target=ANY, at=FOLDERS)
def test_a_link_from_anywhere_leads_where_it_says(
    site: str, target: Address, at: list[str]
) -> None:
    standing = there(site, Address("".join(f"{part}/" for part in at)))
    written = from_anywhere(site)(target)
    assert read(urljoin(standing, written), site) == target


@pytest.mark.parametrize(
    ("here", "target", "written"),
    [
        ("", "", "./"),
        ("", "evenimente/", "evenimente/"),
        ("evenimente/", "", "../"),
        ("evenimente/ziua/", "evenimente/", "../"),
        ("evenimente/ziua/", "en/events/ziua/", "../../en/events/ziua/"),
        ("evenimente/ziua/", "feed.xml", "../../feed.xml"),
        ("evenimente/ziua/", "evenimente/ziua/calendar.ics", "calendar.ics"),
        ("evenimente/ziua/", "evenimente/ziua/", "./"),
        ("vechi/pagina.html", "evenimente/ziua/", "../evenimente/ziua/"),
        ("", "evenimente/ziua porților/", "evenimente/ziua%20por%C8%9Bilor/"),
    ],
)
def test_links_are_short(here: str, target: str, written: str) -> None:
    assert web(Address(here))(Address(target)) == written


@pytest.mark.parametrize(
    ("path", "is_page", "file"),
    [
        ("", True, "index.html"),
        ("en/", True, "en/index.html"),
        ("evenimente/ziua/", True, "evenimente/ziua/index.html"),
        ("feed.xml", False, "feed.xml"),
        ("404.html", False, "404.html"),
    ],
)
def test_a_page_is_a_folder_and_everything_else_a_file(path: str, is_page: bool, file: str) -> None:
    assert (Address(path).is_page, Address(path).file) == (is_page, file)
    assert Address(path, "a").file == file


# --- the scheme ----------------------------------------------------------------------------------

SCHEME = Scheme(("ro", "en", "sq", "rom"), {"event": {"ro": "intalniri", "rom": "khetanipe"}})


@pytest.mark.parametrize(
    ("kind", "language", "parts", "path"),
    [
        ("member", "ro", (), "membri/"),
        ("member", "en", (), "en/members/"),
        ("event", "ro", ("2026", "05"), "intalniri/2026/05/"),
        ("event", "en", ("ziua",), "en/events/ziua/"),
        ("event", "rom", (), "rom/khetanipe/"),
        ("member", "rom", (), "rom/members/"),
        ("member", "sq", (), "sq/anetaret/"),
        ("member", "sq-MK", (), "sq-MK/anetaret/"),
        ("event", "ro-MD", (), "ro-MD/intalniri/"),
        ("member", "en", ("places",), "en/members/places/"),
        ("coalition", "ro", (), "despre/"),
        ("involved", "en", (), "en/get-involved/"),
        ("subscribe", "rom", (), "rom/subscribe/"),
    ],
)
def test_sections_have_words_of_the_language_or_those_of_the_coalition(
    kind: str, language: str, parts: tuple[str, ...], path: str
) -> None:
    assert SCHEME.section(kind, language, *parts) == Address(path)


def test_the_default_language_stands_at_the_root() -> None:
    assert [SCHEME.home(one).path for one in SCHEME.languages] == ["", "en/", "sq/", "rom/"]
    assert SCHEME.home("ro").below("feed.xml") == Address("feed.xml")
    assert SCHEME.section("post", "en").below("feed.xml") == Address("en/blog/feed.xml")


@pytest.mark.parametrize("language", ["ro", "en", "hu", "mk", "sq", "tr", "rom"])
def test_no_two_sections_of_a_language_share_an_address(language: str) -> None:
    kinds = tuple(SECTIONS)
    assert set(kinds) == {*KINDS, *LISTS, "coalition", "involved", "translation", "subscribe"}
    scheme = Scheme(("ro", "en", "hu", "mk", "sq", "tr", "rom"))
    addresses = [scheme.section(kind, language) for kind in kinds]
    homes = [scheme.home(one) for one in scheme.languages]
    assert len({*addresses, *homes}) == len(kinds) + len(homes)


@pytest.mark.parametrize("file", [STYLESHEET, ICON])
def test_what_belongs_to_the_theme_stands_in_its_folder(file: Address) -> None:
    assert file.path.startswith("theme/")
    assert not file.is_page
    assert SCHEME.home("en").below(MANIFEST) == Address("en/manifest.webmanifest")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("member", "membri members tagok chlenovi anetaret uyeler"),
        ("event", "evenimente events esemenyek nastani ngjarjet etkinlikler"),
        ("post", "blog blog blog blog blog blog"),
        (
            "organisation",
            "organizatii organisations szervezetek organizacii organizatat kuruluslar",
        ),
        ("project", "proiecte projects projektek proekti projektet projeler"),
        ("document", "documente documents dokumentumok dokumenti dokumentet belgeler"),
        ("plan", "planuri plans tervek planovi planet planlar"),
        ("call", "apeluri calls felhivasok povici thirrjet cagrilar"),
        ("page", "pagini pages oldalak stranici faqet sayfalar"),
        ("place", "locuri places helyek mesta vendet yerler"),
        ("topic", "teme topics temak temi temat konular"),
        ("funder", "finantatori funders tamogatok finansieri financuesit fon-verenler"),
        ("coalition", "despre about rolunk za-nas rreth-nesh hakkimizda"),
        ("involved", "implica-te get-involved vegyen-reszt vkluchi-se perfshihu katilin"),
        ("subscribe", "abonare subscribe feliratkozas pretplata abonim abonelik"),
    ],
)
def test_pages_that_are_out_in_the_world_do_not_move(kind: str, words: str) -> None:
    assert [SECTIONS[kind][one] for one in ("ro", "en", "hu", "mk", "sq", "tr")] == words.split()


def test_every_word_of_an_address_can_be_typed_anywhere() -> None:
    for table in SECTIONS.values():
        for word in table.values():
            assert word.isascii()
            assert word == word.lower().strip("/ ")


@pytest.mark.parametrize(
    ("path", "inside", "folders"),
    [
        ("", "", ()),
        ("a/", "", ("a/",)),
        ("a/b/", "a/", ("a/", "a/b/")),
        ("a/b.pdf", "a/", ("a/",)),
        ("404.html", "", ()),
    ],
)
def test_a_page_and_a_file_lie_in_folders(path: str, inside: str, folders: tuple[str, ...]) -> None:
    assert (folder(path), above(path)) == (inside, folders)


@given(parent=PAGES, target=ANY, one=SEGMENT, other=SEGMENT)
def test_pages_of_a_folder_have_the_same_link_to_what_lies_in_neither(
    parent: Address, target: Address, one: str, other: str
) -> None:
    siblings = [Address(f"{parent.path}{name}/") for name in (one, other)]
    if not any(target.path.startswith(page.path) for page in siblings):
        assert web(siblings[0])(target) == web(siblings[1])(target)


@pytest.mark.parametrize("scheme", ["https", "http"])
def test_a_calendar_program_finds_the_same_file(scheme: str) -> None:
    file = absolute(f"{scheme}://example.org/sub/")(Address("membri/țara/calendar.ics"))
    assert webcal(file) == "webcal://example.org/sub/membri/%C8%9Bara/calendar.ics"
