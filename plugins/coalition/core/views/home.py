"""The first page: who we are, what comes next, what was told last."""

from __future__ import annotations

from dataclasses import dataclass

from ..addresses import Address
from ..showing import Reader, Said
from .cards import (
    EventCard,
    MemberCard,
    PostCard,
    event_card,
    happening_card,
    member_card,
    post_card,
)
from .events import ended, one_each
from .frame import Frame, Page, frame
from .members import present

COMING, TOLD, PAST = 6, 3, 4


@dataclass(frozen=True)
class HomeView:
    """The first page."""

    frame: Frame
    mission: Said
    launched: str
    coming: tuple[EventCard, ...]
    past: tuple[EventCard, ...]
    posts: tuple[PostCard, ...]
    members: tuple[MemberCard, ...]
    growth: tuple[tuple[str, int], ...]
    events: Address
    blog: Address
    directory: Address


def home_page(reader: Reader) -> Page:
    """The first page; with nothing to come it leads with what there is."""
    site, language = reader.site, reader.language
    scheme = site.scheme
    view = HomeView(
        frame(reader, {one: scheme.home(one) for one in site.languages}, section="home"),
        reader.label(site.coalition.mission),
        reader.when(site.coalition.launched) if site.coalition.launched else "",
        tuple(happening_card(reader, one) for one in one_each(reader.coming)[:COMING]),
        tuple(event_card(reader, item) for item in ended(reader)[:PAST]),
        tuple(post_card(reader, item) for item in reader.posts()[:TOLD]),
        tuple(member_card(reader, item) for item in present(reader)),
        tuple((reader.when(step.when), step.count) for step in site.coalition.growth),
        scheme.section("event", language),
        scheme.section("post", language),
        scheme.section("member", language),
    )
    return Page(view.frame.address, "home.html", view)
