"""Values that every format of feeds has to write, and texts that break what is written by hand."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from coalition.core.exports.news import Author, Channel, News
from hypothesis import strategies as st

HERE = timezone(timedelta(hours=3))

CHANNEL = Channel(
    id="tag:coalition.example.org,2020:feed/site/ro",
    title="Coaliția & alții",
    subtitle="Împreună",
    language="ro",
    page="https://example.org/",
    url="https://example.org/feed",
    author=Author("Coaliția", "https://example.org/despre/"),
    updated=datetime(2026, 4, 20, tzinfo=HERE),
    style="feed.css",
)
NEWS = News(
    id="tag:coalition.example.org,2020:event/ziua/ro",
    url="https://example.org/evenimente/ziua/",
    title="Anulat: <b>Ziua</b> & noaptea",
    content='<p>Tot &amp; <a href="https://example.org/">toate</a> ]]&gt;</p>',
    published=datetime(2026, 4, 10, tzinfo=HERE),
    updated=datetime(2026, 4, 20, 10, tzinfo=HERE),
    authors=(
        Author("Alfa", "https://example.org/membri/alfa/"),
        Author("Primăria", "https://example.org/organizatii/primaria/"),
    ),
    summary="Pe <scurt> & bine.",
    categories=("Cultură", "A & B"),
    image="https://example.org/files/a.jpg",
)
PLAIN = News("tag:a,2020:b", "https://example.org/b/", "B", "<p>B</p>", *[NEWS.published] * 2, ())

TEXTS = st.text(
    st.characters() | st.sampled_from("&<>]\"'\\\x00\x0b\x1b\ud800\ufffe\uffff\u202e\u2028😀"),
    max_size=9,
)
ANY_NEWS = st.builds(
    News,
    **dict.fromkeys(("id", "title", "content", "summary"), TEXTS),
    url=st.just("https://example.org/"),
    published=st.just(NEWS.published),
    updated=st.just(NEWS.updated),
    authors=st.lists(st.builds(Author, TEXTS, TEXTS), max_size=3).map(tuple),
    categories=st.lists(TEXTS, max_size=3).map(tuple),
    language=st.sampled_from(["", "en"]),
    image=st.just(""),
)
