"""The first page: who we are, what comes next, what was told last."""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from ..addresses import Address
from ..showing import Reader, Said
from . import described
from .about import Growth, growth
from .cards import (
    CallCard,
    EventCard,
    MemberCard,
    PostCard,
    ProjectCard,
    call_card,
    coming_cards,
    event_card,
    member_card,
    post_card,
    project_card,
)
from .frame import Frame, Page, frame
from .related import calls, present, projects

COMING, TOLD, PAST, ASKED, DONE = 6, 3, 4, 4, 4


class HomeView(Struct, frozen=True):
    """The first page; the addresses lead to the whole of each list."""

    frame: Frame
    mission: Said
    launched: str
    coming: tuple[EventCard, ...]
    calls: tuple[CallCard, ...]
    past: tuple[EventCard, ...]
    posts: tuple[PostCard, ...]
    projects: tuple[ProjectCard, ...]
    members: tuple[MemberCard, ...]
    growth: tuple[Growth, ...]
    towns: int
    events: Address
    blog: Address
    directory: Address
    all_calls: Address
    all_projects: Address
    about: Address
    involved: Address


def home_page(reader: Reader) -> Page:
    """The first page."""
    return Page(reader.site.scheme.home(reader.language), "home.html", partial(home_view, reader))


def home_view(reader: Reader) -> HomeView:
    """What the first page shows; with nothing to come it leads with what there is."""
    site, language = reader.site, reader.language

    def section(kind: str) -> Address:
        return site.scheme.section(kind, language)

    asked = [
        one
        for one in calls(reader, site.all("call"))
        if one.record.state(reader.today) in ("open", "coming")
    ]
    return HomeView(
        frame=frame(
            reader,
            {one: site.scheme.home(one) for one in site.languages},
            section="home",
            described=described.coalition(reader),
        ),
        mission=reader.label(site.coalition.mission),
        launched=reader.when(site.coalition.launched) if site.coalition.launched else "",
        coming=coming_cards(reader, limit=COMING),
        calls=tuple(call_card(reader, one) for one in asked[:ASKED]),
        past=tuple(event_card(reader, one) for one in reader.ended(PAST)),
        posts=tuple(post_card(reader, item) for item in reader.posts(TOLD)),
        projects=tuple(project_card(reader, item) for item in projects(site.all("project"))[:DONE]),
        members=tuple(member_card(reader, item) for item in present(reader, site.all("member"))),
        growth=growth(reader),
        towns=len(site.coalition.area),
        events=section("event"),
        blog=section("post"),
        directory=section("member"),
        all_calls=section("call"),
        all_projects=section("project"),
        about=section("coalition"),
        involved=section("involved"),
    )
