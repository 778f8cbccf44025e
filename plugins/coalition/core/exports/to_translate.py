"""The feed for those who help to translate: what waits in their language, the latest first (Atom)."""

from __future__ import annotations

import html
from datetime import datetime
from zoneinfo import ZoneInfo

from ..addresses import ATOM, FEED_STYLE, absolute, web
from ..showing import Reader
from ..words import Words
from . import atom
from .common import notice
from .feeds import ENTRIES
from .news import Author, Channel, News, tag


def state_name(words: Words, state: str) -> str:
    """What a translation state is called, as on the page."""
    return {
        "outdated": words.gettext("The original has changed"),
        "missing": words.gettext("Not translated yet"),
        "unconfirmed": words.gettext("Nobody has confirmed that it fits the original"),
        "machine": words.gettext("Translated by a machine, read by nobody yet"),
    }[state]


def feed(reader: Reader, words: Words, site_url: str) -> bytes:
    """What there is to translate into the language of ``reader``.

    An entry is dated by the day since when the text waits; without one it is on the page only.
    """
    site, url = reader.site, absolute(site_url)
    own, language = site.coalition, reader.language
    page = site.scheme.section("translation", language)
    address = page.below(ATOM)
    name = reader.label(own.name).text
    author = Author(name, url(site.scheme.home(language)))
    zone = ZoneInfo(own.timezone)
    dated = [one for one in site.index.to_translate(language) if one[2]]
    dated.sort(key=lambda one: (one[2], one[0]), reverse=True)
    entries = []
    for (kind, id_), state, since in dated[:ENTRIES]:
        item = site.items[kind, id_]
        when = datetime.fromisoformat(since).replace(tzinfo=zone)
        path = item.versions[item.original].path
        title = reader.heading(item).text
        told = state_name(words, state)
        content = f"<p>{html.escape(told)}: <code>{html.escape(path)}</code></p>"
        entries.append(
            News(
                tag(site, "translation", kind, id_, language),
                url(reader.address(item)),
                f"{title} – {told}",
                content,
                when,
                when,
                (author,),
            )
        )
    empty_since = datetime(own.identity.year.year, 1, 1, tzinfo=zone)
    heading = words.gettext("What there is to translate")
    channel = Channel(
        id=tag(site, "feed", "translation", language),
        title=f"{heading} · {name}",
        subtitle=notice(site, words) or reader.label(own.tagline).text,
        language=language,
        page=url(page),
        url=url(address),
        author=author,
        updated=entries[0].updated if entries else empty_since,
        style=web(address)(site.scheme.home(language).below(FEED_STYLE)),
    )
    return atom.whole(channel, map(atom.entry, entries))
