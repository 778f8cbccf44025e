"""The first page: who we are, what comes next, what was told last."""

from __future__ import annotations

from typing import Any

from coalition.core.showing import Said
from coalition.core.views.home import COMING, PAST, TOLD, home_page
from core.in_memory import COALITION, Files, event, post, reader
from sites import BASE


def home(files: Files | None = None, language: str = "ro") -> Any:
    return home_page(reader(files, language)).view


def test_it_says_who_we_are() -> None:
    files: Files = {
        COALITION: BASE[COALITION]
        + "mission: {ro: Împreună.}\nlaunched: 2019-07\n"
        + "growth: [{when: 2019-07, count: 14}, {when: 2023, count: 28}]\n"
    }
    view = home(files, "en")
    assert view.mission == Said("Împreună.", "ro")
    assert view.launched == "July 2019"
    assert view.growth == (("July 2019", 14), ("2023", 28))
    assert [card.name.text for card in view.members] == ["Alpha"]


def test_a_new_coalition_has_a_first_page() -> None:
    alone: Files = {path: None for path in BASE if not path.endswith(".yaml")}
    view = home(alone)
    assert view.coming == view.past == view.posts == view.members == view.growth == ()
    assert (view.launched, view.mission) == ("", Said(""))


def test_it_shows_a_few_of_each_and_leads_to_all() -> None:
    files: dict[str, str | bytes | None] = {}
    for number in range(10):
        files |= event(f"start: 2026-06-{number + 1:02}", id_=f"vine{number}")
        files |= event(f"start: 2026-03-{number + 1:02}", id_=f"fost{number}")
        files |= post(f"published: 2026-04-{number + 10}", id_=f"p{number}")
    view = home(files)
    assert (len(view.coming), len(view.past), len(view.posts)) == (COMING, PAST, TOLD)
    assert view.coming[0].address.path == "evenimente/ziua/"
    assert view.past[0].address.path == "evenimente/fost9/"
    assert view.posts[0].address.path == "blog/p9/"
    assert [one.path for one in (view.events, view.blog, view.directory)] == [
        "evenimente/",
        "blog/",
        "membri/",
    ]


def test_an_event_that_repeats_does_not_push_out_the_others() -> None:
    view = home(event("start: 2026-05-05", "repeat: {rule: FREQ=DAILY;COUNT=30}"))
    assert [card.address.path for card in view.coming] == ["evenimente/alt/", "evenimente/ziua/"]


def test_what_was_withdrawn_is_not_on_it() -> None:
    withdrawn = "withdrawn: {date: 2026-05-01, reason: a}"
    files: Files = {
        **event("start: 2026-05-10", withdrawn),
        **event("start: 2026-03-10", withdrawn, id_="fost"),
        **post("published: 2026-05-01", withdrawn),
        "members/retras/index.ro.md": f"---\nname: R\n{withdrawn}\n---\n",
    }
    view = home(files)
    assert [card.address.path for card in view.coming] == ["evenimente/ziua/"]
    assert view.past == ()
    assert [card.address.path for card in view.posts] == ["blog/stire/"]
    assert len(view.members) == 1
