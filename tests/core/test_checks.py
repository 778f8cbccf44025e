"""Every problem that a contributor can make is named, at its place, with what to write."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from coalition.core.checks import check
from coalition.core.exports import files as exported
from coalition.core.problems import WORDING, Problem
from coalition.core.relating import Sources, read_site
from coalition.core.views import pages
from coalition.core.words import Words
from core.in_memory import Files, site
from sites import BASE, TODAY

EVENT = "content/events/2026/ziua/index.ro.md"
EVENT_EN = "content/events/2026/ziua/index.en.md"
POST = "content/blog/2026/stire/index.ro.md"
MEMBER = "members/alfa/index.ro.md"
MEMBER_EN = "members/alfa/index.en.md"


def problems(files: dict[str, str | bytes | None], today: str = TODAY) -> list[Problem]:
    """The problems of the small site with ``files`` on top of it."""
    whole = {path: text for path, text in {**BASE, **files}.items() if text is not None}
    texts = {
        path: text if isinstance(text, bytes) else text.encode()
        for path, text in whole.items()
        if path.endswith((".md", ".yaml"))
    }
    others = {path: len(text) for path, text in whole.items() if path not in texts}
    reading = read_site(Sources(texts, others))
    found = list(reading.problems)
    if reading.site is not None:
        found += check(reading.site, reading.data, date.fromisoformat(today))
    return found


def event(*lines: str, body: str = "Text.\n") -> str:
    """An event with these lines of front matter; the first of them stands on line 4."""
    return "---\ntitle: Ziua\npublished: 2026-04-01\n" + "\n".join(lines) + f"\n---\n\n{body}"


COMING = ("place: casa", "organisers: [alfa]")
PROJECT, CALL = "content/projects/apa/index.ro.md", "content/calls/apel/index.ro.md"
FUNDERS = "content/funders.yaml"
PLAN = "content/plans/plan/index.ro.md"


def paid(*lines: str) -> str:
    """A project with this money; the first of ``lines`` stands on line 5."""
    return (
        "---\ntitle: Apa\npublished: 2026-04-01\nfunding:\n" + "\n".join(lines) + "\n---\n\nText.\n"
    )


# name: (files, code, path, line)
CASES: dict[str, tuple[dict[str, str | bytes | None], str, str, int]] = {
    "a rule without an end that leaves the calendar": ({EVENT: event("start: 2027-12-31 22:00", "end: 2028-01-01 02:00", *COMING, "repeat: {rule: FREQ=YEARLY;INTERVAL=2}"), EVENT_EN: None}, "endless_rule", EVENT, 8),
    "a change far from its day": ({EVENT: event("start: 2026-05-17", *COMING, "changes: [{on: 2026-05-17, start: 1500-01-01}]"), EVENT_EN: None}, "event_too_long", EVENT, 7),
    "a change that lasts for years": ({EVENT: event("start: 2026-05-17", *COMING, "changes: [{on: 2026-05-17, end: 2029-05-18}]"), EVENT_EN: None}, "event_too_long", EVENT, 7),
    "a slug too long for a disk": ({POST: "---\ntitle: A\npublished: 2026-04-02\nslug: " + "\U00010330" * 70 + "\n---\n\nText.\n"}, "bad_slug", POST, 4),
    "an alias too long for a disk": ({POST: "---\ntitle: A\npublished: 2026-04-02\naliases: [/" + "\U00010330" * 70 + "/]\n---\n\nText.\n"}, "bad_alias", POST, 4),
    "a venue in a venue": ({"content/places.yaml": "petrila: {label: Petrila}\ncasa: {label: Casa, town: petrila}\nsala: {label: Sala, town: casa}\n"}, "place_in_place", "content/places.yaml", 3),
    "a town in itself": ({"content/places.yaml": "petrila: {label: P, town: petrila}\ncasa: {label: Casa}\n"}, "place_in_place", "content/places.yaml", 1),
    "a statement that the funder demands and nobody wrote": ({PROJECT: paid("  - {source: A}", "  - {funder: fond}"), FUNDERS: "fond: {label: F, required: [statement]}\n"}, "funding_not_shown", PROJECT, 6),
    "an emblem that the funder demands and nobody has": ({PROJECT: paid("  - funder: fond"), FUNDERS: "fond: {label: F, statement: A, required: [emblem]}\n"}, "funding_not_shown", PROJECT, 5),
    "a funder without an emblem": ({FUNDERS: "a: {label: A}\nfond: {label: F, statement: A}\n"}, "funder_without_emblem", FUNDERS, 2),
    "a statement that is not there in each language": ({FUNDERS: "fond:\n  label: F\n  statement: {ro: A}\n  required: statement\n"}, "funder_not_translated", FUNDERS, 3),
    "money that does not add up": ({PROJECT: paid("  - {amount: 5}", "  - {amount: 4}", "budget: 10")}, "budget_differs", PROJECT, 7),
    "a planned call with a deadline": ({CALL: "---\ntitle: A\nissuer: alfa\nplanned: true\ndeadline: 2026-06-01\n---\n\nText.\n"}, "planned_with_dates", CALL, 4),
    "pages in a circle": ({"content/pages/a/index.ro.md": "---\ntitle: A\nparent: a\n---\n\nText.\n"}, "page_below_itself", "content/pages/a/index.ro.md", 3),
    "unknown field": ({EVENT: event("start: 2026-05-17", *COMING, "startt: 1")}, "unknown_field", EVENT, 7),
    "a field of Pelican": ({EVENT: event("start: 2026-05-17", *COMING, "modified: 1")}, "pelican_field", EVENT, 7),
    "date in a kind without one": ({EVENT: event("start: 2026-05-17", *COMING, "date: 1")}, "pelican_field", EVENT, 7),
    "a change of what never appeared": ({EVENT: "---\ntitle: Ziua\nupdated: 2026-04-01 10:00\nstart: 2026-05-17\nplace: casa\norganisers: [alfa]\n---\n\nText.\n", EVENT_EN: None}, "updated_alone", EVENT, 3),
    "missing required": ({EVENT: event(*COMING)}, "missing_field", EVENT, 1),
    "list where text belongs": ({EVENT: event("start: [a, b]", *COMING)}, "wrong_type", EVENT, 4),
    "text where fields belong": ({EVENT: event("start: 2026-05-17", *COMING, "online: Zoom")}, "wrong_type", EVENT, 7),
    "fields where text belongs": ({EVENT: event("start: {a: b}", *COMING)}, "wrong_type", EVENT, 4),
    "comma date": ({EVENT: event("start: 17.05.2026", *COMING)}, "bad_date", EVENT, 4),
    "impossible date": ({EVENT: event("start: 2026-13-05", *COMING)}, "impossible_date", EVENT, 4),
    "bad hour": ({EVENT: event("start: 2026-05-17 25:00", *COMING)}, "bad_time", EVENT, 4),
    "hour in words": ({EVENT: event("start: 2026-05-17 ora 18", *COMING)}, "bad_time", EVENT, 4),
    "end before start": ({EVENT: event("start: 2026-05-17", "end: 2026-05-16", *COMING)}, "end_before_start", EVENT, 5),
    "end before start, same day": (
        {EVENT: event("start: 2026-05-17 18:00", "end: 2026-05-17 17:00", *COMING)}, "end_before_start", EVENT, 5),
    "end less precise": ({EVENT: event("start: 2026-05-17 10:00", "end: 2026-05-18", *COMING)}, "end_less_precise", EVENT, 5),
    "unknown zone": ({EVENT: event("start: 2026-05-17", "timezone: Europe/Petrila", *COMING)}, "bad_zone", EVENT, 5),
    "unknown choice": ({EVENT: event("start: 2026-05-17", "status: canceled", *COMING)}, "bad_choice", EVENT, 5),
    "unknown member": ({EVENT: event("start: 2026-05-17", "place: casa", "organisers: [alfx]")}, "unknown_item", EVENT, 6),
    "unknown place": ({EVENT: event("start: 2026-05-17", "place: cassa", "organisers: [alfa]")}, "unknown_item", EVENT, 5),
    "unknown topic": ({EVENT: event("start: 2026-05-17", *COMING, "topics:", "  - cultura")}, "unknown_item", EVENT, 8),
    "unknown project": ({EVENT: event("start: 2026-05-17", *COMING, "project: apa")}, "unknown_item", EVENT, 7),
    "unknown funder": (
        {"content/projects/apa/index.ro.md": "---\ntitle: Apa\npublished: 2026-01-01\nfunding:\n  - funder: uniune\n---\n\nText.\n"},
        "unknown_item", "content/projects/apa/index.ro.md", 5),
    "unknown item told about": (
        {POST: "---\ntitle: O\npublished: 2026-04-02\nabout: [event/zina]\n---\n\nText.\n"}, "unknown_item", POST, 4),
    "reference without a kind": (
        {POST: "---\ntitle: O\npublished: 2026-04-02\nabout: [ziua]\n---\n\nText.\n"}, "bad_reference", POST, 4),
    "unknown town of a venue": ({"content/places.yaml": "casa:\n  label: Casa\n  town: petrilla\n"}, "unknown_item", "content/places.yaml", 3),
    "unknown organisation leads": (
        {"content/projects/apa/index.ro.md": "---\ntitle: Apa\npublished: 2026-01-01\nlead: [primarie]\n---\n\nText.\n"},
        "unknown_item", "content/projects/apa/index.ro.md", 4),
    "translation without original": ({EVENT: None}, "translation_without_original", EVENT_EN, 1),
    "translation with facts": (
        {EVENT_EN: "---\ntitle: Open day\nstart: 2026-05-18\n---\n\nCome.\n"}, "translation_with_facts", EVENT_EN, 3),
    "translation of nothing": (
        {EVENT_EN: "---\ntitle: Open day\nchanges:\n  - on: 2026-06-01\n    note: x\n---\n\nCome.\n"},
        "translation_of_nothing", EVENT_EN, 4),
    "two originals": (
        {EVENT: event("start: 2026-05-17", *COMING, "original: true"), EVENT_EN: "---\ntitle: O\noriginal: true\n---\n\nText.\n"},
        "two_originals", EVENT_EN, 3),
    "two items at one address": (
        {POST.replace("stire", "alta"): "---\ntitle: A\npublished: 2026-04-02\nslug: stire\n---\n\nText.\n"},
        "same_address", POST, 1),
    "two addresses that differ by case": (
        {POST.replace("stire", "alta"): "---\ntitle: A\npublished: 2026-04-02\naliases: [/BLOG/Stire/]\n---\n\nText.\n"},
        "same_address", POST.replace("stire", "alta"), 4),
    "two addresses that differ by Unicode form": (
        {
            POST: "---\ntitle: A\npublished: 2026-04-02\naliases: [/\u0219tire/]\n---\n\nText.\n",
            POST.replace("stire", "alta"): "---\ntitle: A\npublished: 2026-04-02\naliases: [/s\u0326tire/]\n---\n\nText.\n",
        },
        "same_address", POST, 4),
    "old address of a list": (
        {POST: "---\ntitle: A\npublished: 2026-04-02\naliases: [/evenimente/2026/]\n---\n\nText.\n"}, "reserved_address", POST, 4),
    "old address of a feed": (
        {POST: "---\ntitle: A\npublished: 2026-04-02\naliases: [/en/feed.xml]\n---\n\nText.\n"}, "reserved_address", POST, 4),
    "old address of a first page": (
        {POST: "---\ntitle: A\npublished: 2026-04-02\naliases: [/en/]\n---\n\nText.\n"}, "reserved_address", POST, 4),
    "old address of a page about the coalition": (
        {POST: "---\ntitle: A\npublished: 2026-04-02\naliases: [/en/get-involved/]\n---\n\nText.\n"}, "reserved_address", POST, 4),
    "old address of members by town": (
        {POST: "---\ntitle: A\npublished: 2026-04-02\naliases: [/membri/locuri/]\n---\n\nText.\n"}, "reserved_address", POST, 4),
    "old address of a manifest": (
        {POST: "---\ntitle: A\npublished: 2026-04-02\naliases: [/en/manifest.webmanifest]\n---\n\nText.\n"}, "reserved_address", POST, 4),
    "old address of a town": (
        {POST: "---\ntitle: A\npublished: 2026-04-02\naliases: [/locuri/petrila/]\n---\n\nText.\n"}, "same_address", POST, 4),
    "old address of a topic, in other letters": (
        {POST: "---\ntitle: A\npublished: 2026-04-02\naliases: [/en/Topics/CULTURE]\n---\n\nText.\n"}, "same_address", POST, 4),
    "member where members by town stand": (
        {"members/places/index.ro.md": "---\nname: P\n---\n\nText.\n"}, "reserved_address", "members/places/index.ro.md", 1),
    "slug of members by town": ({MEMBER: "---\nname: Alfa\nslug: locuri\n---\n\nText.\n"}, "reserved_address", MEMBER, 3),
    "slug of members by field, in a translation": (
        {MEMBER_EN: "---\nname: Alpha\nslug: topics\n---\n\nText.\n"}, "reserved_address", MEMBER_EN, 3),
    "old address that would hold pages": (
        {POST: "---\ntitle: A\npublished: 2026-04-02\naliases: [/vechi.html, /vechi.html/x/]\n---\n\nText.\n"},
        "same_address", POST, 4),
    "old address out of the site": (
        {POST: "---\ntitle: A\npublished: 2026-04-02\naliases: [/../x/]\n---\n\nText.\n"}, "bad_alias", POST, 4),
    "rule that is too long": (
        {EVENT: event("start: 2026-05-17", *COMING, "repeat: {rule: FREQ=DAILY;COUNT=1000000000}")}, "bad_rule", EVENT, 7),
    "rule of every second": (
        {EVENT: event("start: 2026-05-17", *COMING, "repeat: {rule: FREQ=SECONDLY, until: 2026-05-17}")}, "bad_rule", EVENT, 7),
    "rule with its end in it": (
        {EVENT: event("start: 2026-05-17", *COMING, "repeat: {rule: FREQ=WEEKLY;UNTIL=20260618}")}, "until_in_rule", EVENT, 7),
    "rule with two ends": (
        {EVENT: event("start: 2026-05-17", *COMING, "repeat:", "  rule: FREQ=WEEKLY;COUNT=3", "  until: 2026-06-18")}, "two_ends", EVENT, 8),
    "last day before the first": (
        {EVENT: event("start: 2026-05-17", *COMING, "repeat:", "  rule: FREQ=WEEKLY", "  until: 2026-05-16", "  exceptions: 2026-05-24")},
        "end_before_start", EVENT, 9),
    "sure only before the first day": (
        {EVENT: event("start: 2026-05-17", *COMING, "repeat:", "  rule: FREQ=WEEKLY", "  confirmed_until: 2026-05-16")}, "end_before_start", EVENT, 9),
    "exception that is not a day": (
        {EVENT: event("start: 2026-05-17", *COMING, "repeat:", "  rule: FREQ=WEEKLY;COUNT=3", "  exceptions: [2026-05-24, 2026-05-25]")},
        "not_an_occurrence", EVENT, 9),
    "change of a day that is not one": (
        {EVENT: event("start: 2026-05-17", *COMING, "repeat: {rule: FREQ=WEEKLY;COUNT=3}", "changes:", "  - {on: 2026-05-25, note: A}"), EVENT_EN: None},
        "not_an_occurrence", EVENT, 9),
    "no day left": (
        {EVENT: event("start: 2026-05-17", *COMING, "repeat:", "  rule: FREQ=WEEKLY;COUNT=2", "  exceptions: [2026-05-17, 2026-05-24]")},
        "no_day_left", EVENT, 9),
    "extra day that the rule gives": (
        {EVENT: event("start: 2026-05-17 18:00", *COMING, "repeat:", "  rule: FREQ=WEEKLY;COUNT=2", "  extra: [2026-05-20, 2026-05-24]")},
        "extra_twice", EVENT, 9),
    "extra day that is the first": (
        {EVENT: event("start: 2026-05-17 18:00", *COMING, "repeat:", "  extra:", "    - 2026-05-17 18:00")}, "extra_twice", EVENT, 9),
    "extra day twice": (
        {EVENT: event("start: 2026-05-17 18:00", *COMING, "repeat:", "  extra: [2026-05-20 18:00, 2026-05-20]")}, "extra_twice", EVENT, 8),
    "extra day with an hour in an event of days": (
        {EVENT: event("start: 2026-05-17", *COMING, "repeat:", "  extra: [2026-05-20 18:00]")}, "hour_in_all_day", EVENT, 8),
    "change with an hour in an event of days": (
        {EVENT: event("start: 2026-05-17", *COMING, "changes: [{on: 2026-05-17, start: 2026-05-18 10:00}]"), EVENT_EN: None},
        "hour_in_all_day", EVENT, 7),
    "last day without a rule": (
        {EVENT: event("start: 2026-05-17", *COMING, "repeat: {until: 2026-06-18}")}, "repeat_without_rule", EVENT, 7),
    "a month that repeats": (
        {EVENT: event("start: 2026-05", *COMING, "repeat: {rule: FREQ=WEEKLY}")}, "repeat_without_day", EVENT, 4),
    "start off its rule": (
        {EVENT: event("start: 2026-05-17", *COMING, "repeat: {rule: FREQ=WEEKLY;BYDAY=TH;COUNT=3}")}, "start_off_rule", EVENT, 4),
    "rule that gives no day from its start on": (
        {EVENT: event("start: 2026-05-06", *COMING, "repeat:", "  rule: FREQ=DAILY;INTERVAL=7;BYDAY=TH", "  until: 2026-12-31")},
        "rule_without_day", EVENT, 8),
    "counted rule that gives no day from its start on": (
        {EVENT: event("start: 2026-03-02", *COMING, "repeat:", "  rule: FREQ=MONTHLY;INTERVAL=3;BYMONTH=2,5,8,11;BYDAY=1MO;COUNT=4")},
        "rule_without_day", EVENT, 8),
    "rule that gives no day until its last": (
        {EVENT: event("start: 2026-05-06", *COMING, "repeat:", "  rule: FREQ=WEEKLY;BYDAY=TU", "  until: 2026-05-11")},
        "rule_without_day", EVENT, 8),
    "days of the month in a rule of weeks": (
        {EVENT: event("start: 2026-05-17", *COMING, "repeat: {rule: FREQ=WEEKLY;BYMONTHDAY=17;COUNT=3}")}, "bad_rule", EVENT, 7),
    "sure no longer": (
        {EVENT: event("start: 2026-03-01", "repeat:", "  rule: FREQ=WEEKLY", "  confirmed_until: 2026-04-05")}, "repeating_unconfirmed", EVENT, 7),
    "start in an hour that is skipped": ({EVENT: event("start: 2027-03-28 03:30", *COMING)}, "no_such_hour", EVENT, 4),
    "end in an hour that is skipped": (
        {EVENT: event("start: 2027-03-28 02:30", "end: 2027-03-28 03:00", *COMING)}, "no_such_hour", EVENT, 5),
    "hour that is skipped elsewhere": (
        {EVENT: event("start: 2027-03-28 02:30", "timezone: Europe/Budapest", *COMING)}, "no_such_hour", EVENT, 4),
    "earlier start in an hour that is skipped": (
        {EVENT: event("start: 2026-05-17 18:00", "previous_start: 2026-03-29 03:00", *COMING)}, "no_such_hour", EVENT, 5),
    "change to an hour that is skipped": (
        {EVENT: event("start: 2027-03-27 22:00", *COMING, "changes: [{on: 2027-03-27, start: 2027-03-28 03:15}]"), EVENT_EN: None},
        "no_such_hour", EVENT, 7),
    "extra day in an hour that is skipped": (
        {EVENT: event("start: 2027-03-21 03:30", *COMING, "repeat:", "  extra:", "    - 2027-03-28 03:30")}, "no_such_hour", EVENT, 9),
    "deadline in an hour that is skipped": (
        {"content/calls/x/index.ro.md": "---\ntitle: X\nissuer: [alfa]\ndeadline: 2027-03-28 03:30\n---\n\nText.\n"},
        "no_such_hour", "content/calls/x/index.ro.md", 4),
    "signing up from an hour that is skipped": (
        {EVENT: event("start: 2027-05-01 18:00", *COMING, "registration:", "  opens: 2027-03-28 03:30")}, "no_such_hour", EVENT, 8),
    "extra day on which the hour is skipped": (
        {EVENT: event("start: 2027-03-21 03:30", *COMING, "repeat:", "  extra: [2027-03-28]")}, "skipped_hour", EVENT, 8),
    "rule that hits an hour that is skipped": (
        {EVENT: event("start: 2027-03-14 03:30", *COMING, "repeat:", "  rule: FREQ=WEEKLY;COUNT=4")}, "skipped_hour", EVENT, 8),
    "zone of a machine": ({EVENT: event("start: 2026-05-17", "timezone: localtime", *COMING)}, "bad_zone", EVENT, 5),
    "online, but nobody knows where": (
        {EVENT: event("start: 2026-05-17", *COMING, "status: moved-online")}, "moved_online_nowhere", EVENT, 7),
    "one day online, but nobody knows where": (
        {EVENT: event("start: 2026-05-17", *COMING, "changes:", "  - on: 2026-05-17", "    status: moved-online"), EVENT_EN: None},
        "moved_online_nowhere", EVENT, 9),
    "rule that never comes true": (
        {EVENT: event("start: 2026-05-17", *COMING, "repeat: {rule: FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30, until: 2030-01-01}")}, "bad_rule", EVENT, 7),
    "rule with too many dates": (
        {EVENT: event("start: 2026-05-17", *COMING, "repeat: {rule: FREQ=DAILY;COUNT=9999}")}, "too_many_occurrences", EVENT, 7),
    "old address that is its own": (
        {POST: "---\ntitle: A\npublished: 2026-04-02\naliases: [/blog/stire/]\n---\n\nText.\n"}, "same_address", POST, 4),
    "section word outside of the site": (
        {"content/coalition.yaml": BASE["content/coalition.yaml"] + "sections: {event: {ro: ../x}}\n"}, "bad_slug", "content/coalition.yaml", 6),
    "section word of another kind": (
        {"content/coalition.yaml": BASE["content/coalition.yaml"] + "sections: {event: {ro: membri}}\n"}, "bad_section", "content/coalition.yaml", 6),
    "fallback to no language": (
        {"content/coalition.yaml": BASE["content/coalition.yaml"] + "fallback: {ro: [de]}\n"}, "bad_choice", "content/coalition.yaml", 6),
    "identity that is no domain": (
        {"content/coalition.yaml": BASE["content/coalition.yaml"].replace("domain: coalition", "domain: a b")}, "bad_domain", "content/coalition.yaml", 5),
    "picture where nothing belongs": ({"content/events/2026/afis.jpg": "x"}, "stray_file", "content/events/2026/afis.jpg", 1),
    "program in a folder": ({"members/alfa/setup.exe": "MZ"}, "bad_download", "members/alfa/setup.exe", 1),
    "page with a wrong extension": ({"members/alfa/index.hu.markdown": "x"}, "bad_download", "members/alfa/index.hu.markdown", 1),
    "event of a hundred years": ({EVENT: event("start: 1920-05-17", "end: 2020-05-17")}, "event_too_long", EVENT, 5),
    "two ends of a rule": (
        {EVENT: event("start: 2026-05-17", *COMING, "repeat: {rule: FREQ=DAILY;COUNT=3, until: 2026-06-01}")}, "two_ends", EVENT, 7),
    "one occurrence changed twice": (
        {EVENT: event("start: 2026-05-17", *COMING, "changes: [{on: 2026-05-17, note: a}, {on: 2026-05-17, note: b}]"), EVENT_EN: None},
        "repeated_group", EVENT, 7),
    "two measures of one id": (
        {PLAN: "---\ntitle: P\nobjectives:\n- {id: a, title: A, measures: [{id: '1', title: A}]}\n"
               "- id: b\n  title: B\n  measures:\n  - {id: '2', title: B}\n  - {title: C, id: '1'}\n---\n"},
        "repeated_group", PLAN, 9),
    "change of another day": (
        {EVENT: event("start: 2026-05-17", *COMING, "changes: [{on: 2026-05-18, note: a}]"), EVENT_EN: None}, "not_an_occurrence", EVENT, 7),
    "zone of one machine": ({EVENT: event("start: 2026-05-17", "timezone: localtime", *COMING)}, "bad_zone", EVENT, 5),
    "hidden character as a reference": ({POST: "---\ntitle: O\n---\n\na&#xfffe;b\n"}, "control_character", POST, 5),
    "line break in a key": ({POST: '---\ntitle: O\n"a\\nb": c\n---\n\nText.\n'}, "control_character", POST, 3),
    "year 0": ({EVENT: event("start: 0000-05-17", *COMING)}, "impossible_date", EVENT, 4),
    "year 9999": ({EVENT: event("start: 9999-12-31", *COMING)}, "impossible_date", EVENT, 4),
    "duplicate id": ({"content/blog/2025/stire/index.ro.md": "---\ntitle: A\n---\n\nText.\n"}, "duplicate_id", POST, 1),
    "id of a member and an organisation": (
        {"content/organisations.yaml": "alfa: {name: Alfa}\n"}, "shared_id", "content/organisations.yaml", 1),
    "reserved id": ({"members/coalition/index.ro.md": "---\nname: A\n---\n"}, "reserved_id", "members/coalition/index.ro.md", 1),
    "bad id": ({"members/Alfa_2/index.ro.md": "---\nname: A\n---\n"}, "bad_id", "members/Alfa_2/index.ro.md", 1),
    "id of digits only": ({"content/pages/2026/index.ro.md": "---\ntitle: A\n---\n"}, "bad_id", "content/pages/2026/index.ro.md", 1),
    "broken link": ({POST: "---\ntitle: O\npublished: 2026-04-02\n---\n\nText\n[x](../nu/index.ro.md)\n"}, "broken_link", POST, 7),
    "link out of the site": (
        {POST: "---\ntitle: O\npublished: 2026-04-02\n---\n\n[x](../../../../../../etc/passwd)\n"}, "broken_link", POST, 6),
    "link to a missing heading": ({POST: "---\ntitle: O\npublished: 2026-04-02\n---\n\n[x](#nu)\n"}, "broken_fragment", POST, 6),
    "link to an address of the site": ({POST: "---\ntitle: O\npublished: 2026-04-02\n---\n\n[x](/membri/alfa/)\n"}, "site_address_link", POST, 6),
    "link as for Pelican": ({POST: "---\ntitle: O\npublished: 2026-04-02\n---\n\n[x]({filename}/a.md)\n"}, "pelican_link", POST, 6),
    "link with a script": ({POST: "---\ntitle: O\npublished: 2026-04-02\n---\n\n[x](javascript:alert)\n"}, "bad_link", POST, 6),
    "missing picture in the text": ({POST: "---\ntitle: O\npublished: 2026-04-02\n---\n\n![x](p.jpg)\n"}, "missing_picture", POST, 6),
    "missing picture of the item": ({POST: "---\ntitle: O\npublished: 2026-04-02\nimage: p.jpg\n---\n\nText.\n"}, "missing_picture", POST, 4),
    "missing logo": ({MEMBER: "---\nname: Alfa\nlogo: l.png\n---\n\nText.\n"}, "missing_picture", MEMBER, 3),
    "picture of another site": ({POST: "---\ntitle: O\npublished: 2026-04-02\n---\n\n![x](https://a.example.org/p.jpg)\n"}, "foreign_picture", POST, 6),
    "file of an unknown kind to download": (
        {POST: "---\ntitle: O\npublished: 2026-04-02\n---\n\n[x](a.exe)\n", POST.replace("index.ro.md", "a.exe"): "MZ"}, "bad_download", POST, 6),
    "bad YAML": ({EVENT: event("start: 2026-05-17", "place: a: b")}, "bad_yaml", EVENT, 5),
    "open quote": ({EVENT: event("start: 2026-05-17", 'place: "casa', "organisers: [alfa]")}, "bad_yaml", EVENT, 5),
    "tab": ({EVENT: event("start: 2026-05-17", "online:", "\turl: x")}, "yaml_tab", EVENT, 6),
    "duplicate key": ({EVENT: event("start: 2026-05-17", "start: 2026-05-18", *COMING)}, "duplicate_key", EVENT, 5),
    "alias": ({EVENT: event("start: &a 2026-05-17", "end: *a", *COMING)}, "yaml_alias", EVENT, 5),
    "tag": ({EVENT: event("start: !!timestamp 2026-05-17", *COMING)}, "yaml_tag", EVENT, 4),
    "no front matter": ({POST: "O știre\n"}, "no_front_matter", POST, 1),
    "front matter not closed": ({POST: "---\ntitle: O\n"}, "front_matter_open", POST, 1),
    "empty original": ({"content/pages/despre/index.ro.md": "---\n---\n"}, "empty_original", "content/pages/despre/index.ro.md", 1),
    "post without text": ({POST: "---\ntitle: O\npublished: 2026-04-02\n---\n"}, "empty_text_below", POST, 1),
    "not UTF-8": ({POST: "---\ntitle: O\n---\n\nștire".encode("iso8859_16")}, "not_utf8", POST, 5),
    "UTF-16": ({POST: "---\ntitle: O\n---\n\nText".encode("utf-16")}, "not_utf8", POST, 1),
    "byte order mark": ({POST: b"\xef\xbb\xbf---\ntitle: O\n---\n\nText"}, "byte_order_mark", POST, 1),
    "control character": ({POST: "---\ntitle: O\n---\n\nText\x07"}, "control_character", POST, 5),
    "unknown kind": ({"content/eveniment/x/index.ro.md": "---\ntitle: A\n---\n"}, "unknown_kind", "content/eveniment/x/index.ro.md", 1),
    "wrong place": ({"content/events/index.ro.md": "---\ntitle: A\n---\n"}, "stray_file", "content/events/index.ro.md", 1),
    "wrong file name": ({"members/beta/beta.ro.md": "---\nname: B\n---\n"}, "stray_file", "members/beta/beta.ro.md", 1),
    "unknown language": ({"members/alfa/index.de.md": "---\nname: B\n---\n"}, "unknown_language", "members/alfa/index.de.md", 1),
    "former member organises a coming event": (
        {MEMBER: "---\nname: Alfa\nstatus: former\nleft: 2025-01-01\n---\n\nText.\n"}, "former_member_organises", EVENT, 6),
    "deadline before opening": (
        {"content/calls/x/index.ro.md": "---\ntitle: X\npublished: 2026-04-01\nissuer: [alfa]\nopens: 2026-06-01\ndeadline: 2026-05-01\n---\n\nText.\n"},
        "deadline_before_opening", "content/calls/x/index.ro.md", 6),
    "call that opens later without a deadline": (
        {"content/calls/x/index.ro.md": "---\ntitle: X\npublished: 2026-04-01\nissuer: [alfa]\nopens: 2026-06-01\n---\n\nText.\n"},
        "opening_call_without_deadline", "content/calls/x/index.ro.md", 5),
    "call without a deadline": (
        {"content/calls/x/index.ro.md": "---\ntitle: X\npublished: 2026-04-01\nissuer: [alfa]\n---\n\nText.\n"},
        "call_without_deadline", "content/calls/x/index.ro.md", 1),
    "coming event without place": ({EVENT: event("start: 2026-05-17", "organisers: [alfa]")}, "coming_event_without_place", EVENT, 1),
    "coming event without organiser": ({EVENT: event("start: 2026-05-17", "place: casa")}, "coming_event_without_organiser", EVENT, 1),
    "rule of seconds": ({EVENT: event("start: 2026-05-17", *COMING, "repeat: {rule: FREQ=SECONDLY}")}, "bad_rule", EVENT, 7),
    "rule without end": ({EVENT: event("start: 2026-05-17", *COMING, "repeat: {rule: FREQ=WEEKLY}")}, "endless_rule", EVENT, 7),
    "exception on another day": (
        {EVENT: event("start: 2026-05-17", *COMING, "repeat: {rule: FREQ=WEEKLY, until: 2026-06-30, exceptions: [2026-05-18]}")},
        "not_an_occurrence", EVENT, 7),
    "change on another day": (
        {EVENT: event("start: 2026-05-17", *COMING, "repeat: {rule: FREQ=WEEKLY, until: 2026-06-30}", "changes:", "  - on: 2026-05-18")},
        "not_an_occurrence", EVENT, 9),
    "web address without https": ({MEMBER: "---\nname: Alfa\nwebsite: www.alfa.example.org\n---\n\nText.\n"}, "bad_address", MEMBER, 3),
    "phone as a number": ({MEMBER: "---\nname: Alfa\ncontacts:\n  - phone: 0740123456\n---\n\nText.\n"}, "bad_phone", MEMBER, 4),
    "summary too long": ({MEMBER: f"---\nname: Alfa\nsummary: {'a' * 201}\n---\n\nText.\n"}, "too_long", MEMBER, 3),
    "picture words without a picture": ({POST: "---\ntitle: O\npublished: 2026-04-02\nimage_alt: x\n---\n\nText.\n"}, "image_without_file", POST, 4),
    "label missing in a language": ({"content/topics.yaml": "culture:\n  label: {ro: Cultură}\n"}, "missing_label", "content/topics.yaml", 1),
    "label in a language that there is not": (
        {"content/topics.yaml": "culture:\n  label:\n    ro: Cultură\n    eng: Culture\n    en: Culture\n"}, "unused_label", "content/topics.yaml", 4),
    "label of the coalition in a language that there is not": (
        {"content/coalition.yaml": BASE["content/coalition.yaml"] + "values:\n  - {id: a, text: {ro: A}}\n  - {id: b, text: {ro: B, de: C}}\n"},
        "unused_label", "content/coalition.yaml", 8),
    "two translations with one slug": (
        {POST.replace("ro.md", "en.md"): "---\ntitle: A\nslug: news\n---\n\nText.\n",
         POST.replace("stire/index.ro.md", "alta/index.ro.md"): "---\ntitle: B\npublished: 2026-04-02\n---\n\nText.\n",
         POST.replace("stire/index.ro.md", "alta/index.en.md"): "---\ntitle: B\nslug: News\n---\n\nText.\n"},
        "same_address", POST.replace("stire/index.ro.md", "stire/index.en.md"), 3),
    "slug of a translation that is the id of another item": (
        {POST.replace("ro.md", "en.md"): "---\ntitle: A\nslug: alta\n---\n\nText.\n",
         POST.replace("stire", "alta"): "---\ntitle: B\npublished: 2026-04-02\n---\n\nText.\n"},
        "same_address", POST.replace("ro.md", "en.md"), 3),
    "fallback of a language that there is not": (
        {"content/coalition.yaml": BASE["content/coalition.yaml"] + "fallback: {sq: [en]}\n"}, "bad_choice", "content/coalition.yaml", 6),
    "not published": ({POST: "---\ntitle: O\n---\n\nText.\n"}, "not_published", POST, 1),
    "body too large": ({POST: "---\ntitle: O\n---\n" + "a" * (100 * 1024 + 1)}, "text_too_large", POST, 4),
    "HTML too large": ({POST: "---\ntitle: O\n---\n" + "a[^1] " * 12000 + "\n\n[^1]: b"}, "html_too_large", POST, 4),
    "body nested too deep": ({POST: "---\ntitle: O\n---\n" + ">" * 101 + "a"}, "nested_too_deep", POST, 4),
    "front matter too large": ({POST: "---\ntitle: O\n" + "# a\n" * 17000 + "---\nText\n"}, "front_matter_large", POST, 1),
    "file too large": ({POST: "a" * (256 * 1024 + 1)}, "file_too_large", POST, 1),
    "missing coalition": ({"content/coalition.yaml": None}, "missing_coalition", "content/coalition.yaml", 1),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_names_the_problem_at_its_place(name: str) -> None:
    files, code, path, line = CASES[name]
    found = problems(files)
    assert (code, path, line) in {(one.code, one.place.path, one.place.line) for one in found}, [
        (one.code, str(one.place)) for one in found
    ]


@pytest.mark.parametrize("name", CASES)
def test_names_nothing_else(name: str) -> None:
    """One mistake is told once: what follows from it is not told again."""
    files, code, _, _ = CASES[name]
    assert {one.code for one in problems(files) if one.severity == "error"} <= {code}


def test_a_site_without_mistakes_has_no_problem() -> None:
    assert problems({}) == []


def test_every_sentence_can_be_said() -> None:
    said = Words("en")
    for files, code, path, _ in CASES.values():
        for one in problems(files):
            if one.code == code and one.place.path == path:
                assert not re.search(r"\{[a-z]+\}", said.say(one).replace("{filename}", ""))


@pytest.mark.parametrize(
    ("files", "suggestion"),
    [
        ({EVENT: event("start: 2026-05-17", *COMING, "sumary: x")}, "summary"),
        ({EVENT: event("start: 2026-05-17", "place: cassa", "organisers: [alfa]")}, "casa"),
        ({EVENT: event("start: 2026-05-17", *COMING, "topics: [cultura]")}, "culture"),
        ({EVENT: event("start: 2026-05-17", "place: casa", "organisers: [alpha]")}, "alfa"),
        ({EVENT: event("start: 2026-05-17", *COMING, "status: canceled")}, "cancelled"),
        ({POST: "---\ntitle: O\nabout: [event/zina]\n---\n\nText.\n"}, "event/ziua"),
        ({"content/eveniments/x/index.ro.md": "---\ntitle: A\n---\n"}, "events"),
    ],
)
def test_the_nearest_known_name_is_offered(files: dict[str, str], suggestion: str) -> None:
    offered = {dict(one.values).get("suggestion") for one in problems(files)}
    assert suggestion in offered


def test_all_problems_of_all_files_come_in_one_run() -> None:
    files = {
        EVENT: event(
            "start: 17.05.2026", "end: x", "place: cassa", "organisers: [alfx]", "sumary: x",
            body="[x](nu.md) ![y](nu.jpg)\n",
        ),
        EVENT_EN: "---\ntitle: [a]\nstart: 2026-01-01\n---\n\n[x](nu.md)\n",
        POST: "---\ntitle: O\nabout: [event/zina]\n---\n\n[x](nu.md) ![y](nu.jpg)\n",
        MEMBER: "---\nname: [a]\nwebsite: x\nlogo: nu.png\n---\n",
        "content/places.yaml": "casa: {label: Casa, town: petrilla, lat: x}\n",
        "content/coalition.yaml": BASE["content/coalition.yaml"].replace("Europe/Bucharest", "Bucharest"),
        "content/calls/x/index.ro.md": "---\ntitle: X\nissuer: [alfa]\nopens: 2026-06-01\n---\n\nText.\n",
    }  # fmt: skip
    found = {(one.code, one.place.path) for one in problems(files)}
    assert found >= {
        ("bad_date", EVENT),
        ("unknown_field", EVENT),
        ("unknown_item", EVENT),
        ("broken_link", EVENT),
        ("missing_picture", EVENT),
        ("wrong_type", EVENT_EN),
        ("translation_with_facts", EVENT_EN),
        ("broken_link", EVENT_EN),
        ("unknown_item", POST),
        ("broken_link", POST),
        ("missing_picture", POST),
        ("wrong_type", MEMBER),
        ("bad_address", MEMBER),
        ("missing_picture", MEMBER),
        ("bad_number", "content/places.yaml"),
        ("unknown_item", "content/places.yaml"),
        ("bad_zone", "content/coalition.yaml"),
        ("opening_call_without_deadline", "content/calls/x/index.ro.md"),
    }


# One item of each kind, so that the site makes every page and file that it can make.
EVERY_KIND: Files = {
    "content/projects/apa/index.ro.md": "---\ntitle: Apa\npublished: 2026-01-01\nfunding: [{funder: uniunea}]\n---\n",
    "content/documents/statut/index.ro.md": "---\ntitle: S\npublished: 2026-01-01\nform: statute\nnot_held: true\n---\n",
    "content/plans/plan/index.ro.md": "---\ntitle: P\n---\n",
    "content/calls/apel/index.ro.md": (
        "---\ntitle: A\npublished: 2026-01-01\nissuer: [alfa]\nstanding: true\n---\n"
    ),
    "content/pages/despre/index.ro.md": "---\ntitle: D\n---\n\nText.\n",
    MEMBER: "---\nname: Alfa\ntown: petrila\nfields: [culture]\npublished: 2026-01-01\n---\n\nText.\n",
}


def made_by_the_site() -> list[str]:
    """The address of everything that the small site makes, with each kind of item in it."""
    of, today = site(EVERY_KIND), date.fromisoformat(TODAY)
    words = {language: Words(language) for language in of.languages}
    made = [page.address.path for page in pages(of, today)]
    made += [file.address.path for file in exported(of, today, of.coalition.url, words)]
    return [path for path in [*made, "sitemap.xml", "robots.txt", "theme/style.css"] if path]


def test_nothing_can_take_the_place_of_what_the_site_makes() -> None:
    made = made_by_the_site()
    assert {"en/members/places/", "membri/teme/", "en/about/", "teme/culture/feed.xml"} <= {*made}
    # Two posts, so that even the page of the one is no old address of itself.
    lines = "".join(f"  - '/{path}'\n" for path in made)
    other = POST.replace("stire", "alta")
    found = problems(
        {
            **EVERY_KIND,
            other: f"---\ntitle: A\npublished: 2026-04-02\naliases:\n{lines}---\n\nText.\n",
        }
    )
    told = {one.place.line for one in found if one.place.path == other}
    assert {one.code for one in found} == {"reserved_address", "same_address"}
    assert [path for line, path in enumerate(made, start=5) if line not in told] == []


def test_each_item_at_the_address_of_an_entry_is_told() -> None:
    alias = "---\ntitle: A\npublished: 2026-04-02\naliases: [/locuri/petrila/]\n---\n\nText.\n"
    other = POST.replace("stire", "alta")
    found = problems({POST: alias, other: alias})
    assert [(one.code, one.place.path, one.place.line) for one in found] == [
        ("same_address", other, 4),
        ("same_address", POST, 4),
    ]
    assert {dict(one.values)["first"] for one in found} == {"content/places.yaml"}


@pytest.mark.parametrize(
    "path",
    [
        "content/blog/2026/locuri/index.ro.md",
        "content/pages/petrila/index.ro.md",
        "content/pages/culture/index.ro.md",
        "content/pages/about/index.ro.md",
        "members/petrila/index.ro.md",
        "members/events/index.ro.md",
    ],
)
def test_a_name_is_only_taken_where_it_would_stand(path: str) -> None:
    name = "name: A" if path.startswith("members/") else "title: A"
    assert problems({path: f"---\n{name}\npublished: 2026-04-02\n---\n\nText.\n"}) == []


def test_the_file_of_a_translation_has_to_be_there() -> None:
    folder = "content/documents/statut"
    found = problems(
        {
            f"{folder}/index.ro.md": "---\ntitle: S\npublished: 2026-01-01\nform: statute\nfile: a.pdf\n---\n",
            f"{folder}/a.pdf": "1",
            f"{folder}/index.en.md": "---\ntitle: S\nfile: nu.pdf\n---\n",
        }
    )
    assert [(one.code, one.place.path, one.place.line) for one in found] == [
        ("missing_file", f"{folder}/index.en.md", 3)
    ]


@pytest.mark.parametrize(
    ("lines", "code", "values"),
    [
        (("start: 2027-03-28 03:30",), "no_such_hour", ("2027-03-28 03:30", "2027-03-28 04:30")),
        (
            ("start: 2026-10-04 02:10", "timezone: Australia/Lord_Howe"),
            "no_such_hour",
            ("2026-10-04 02:10", "2026-10-04 02:40"),
        ),
        (
            ("start: 2027-03-21 03:30", "repeat: {rule: FREQ=WEEKLY;COUNT=3}"),
            "skipped_hour",
            ("2027-03-28", "04:30"),
        ),
        (
            ("start: 2026-05-17", "repeat: {rule: FREQ=WEEKLY;BYDAY=TH;COUNT=3}"),
            "start_off_rule",
            ("2026-05-17", "2026-05-21"),
        ),
        (
            ("start: 2026-05-06", "repeat: {rule: FREQ=DAILY;INTERVAL=7;BYDAY=TH;COUNT=3}"),
            "rule_without_day",
            ("FREQ=DAILY;INTERVAL=7;BYDAY=TH;COUNT=3", "FREQ=WEEKLY;BYDAY=WE"),
        ),
    ],
)
def test_it_is_told_what_was_found_and_what_to_write(
    lines: tuple[str, ...], code: str, values: tuple[str, str]
) -> None:
    [found] = problems({EVENT: event(*lines, *COMING)})
    told = dict(found.values)
    assert (found.code, told.get("found") or told["start"], told["example"]) == (code, *values)


@pytest.mark.parametrize(
    "lines",
    [
        ("start: 2026-10-25 03:30",),  # exists twice: the first counts
        ("start: 2027-03-28 02:59", "end: 2027-03-28 04:00"),
        ("start: 2027-03-28 03:30", "timezone: Europe/Istanbul"),
        ("start: 2027-03-28",),
        ("start: 2027-03-21 03:30", "repeat: {rule: FREQ=WEEKLY;COUNT=3, exceptions: 2027-03-28}"),
        (
            "start: 2027-03-21 03:30",
            "repeat: {rule: FREQ=WEEKLY;COUNT=3}",
            "changes: [{on: 2027-03-28, start: 2027-03-28 05:00}]",
        ),
        ("start: 2026-05-17", "status: moved-online", "online: {note: Pe Zoom}"),
        ("start: 2026-05-17 18:00", "repeat: {rule: FREQ=WEEKLY;COUNT=2, extra: 2026-05-17 10:00}"),
        # Meetings of a quarter, of a year and of a leap year.
        (
            "start: 2026-05-04",
            'repeat: {rule: "FREQ=MONTHLY;INTERVAL=3;BYMONTH=2,5,8,11;BYDAY=1MO;COUNT=8"}',
        ),
        (
            "start: 2026-06-01",
            "repeat: {rule: FREQ=MONTHLY;INTERVAL=12;BYMONTH=6;BYDAY=1MO;COUNT=3}",
        ),
        (
            "start: 2028-02-29",
            "repeat: {rule: FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29;COUNT=3}",
        ),
    ],
)
def test_times_that_exist_are_no_problem(lines: tuple[str, ...]) -> None:
    assert problems({EVENT: event(*lines, *COMING), EVENT_EN: None}) == []


def test_the_zone_of_the_site_counts_where_an_event_has_none() -> None:
    coalition = BASE["content/coalition.yaml"].replace("Europe/Bucharest", "Europe/Budapest")
    lines = event("start: 2027-03-28 02:30", *COMING)
    assert problems({EVENT: lines}) == []
    found = problems({EVENT: lines, "content/coalition.yaml": coalition})
    assert [(one.code, dict(one.values)["zone"]) for one in found] == [
        ("no_such_hour", "Europe/Budapest")
    ]


NASTY = (
    "FREQ=DAILY",
    "FREQ=DAILY;COUNT=9999",
    "FREQ=DAILY;COUNT=1000000000",
    "FREQ=SECONDLY",
    "FREQ=SECONDLY;COUNT=9999",
    "FREQ=YEARLY;INTERVAL=999;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",
    "FREQ=DAILY;INTERVAL=999;BYMONTH=2;BYMONTHDAY=29;BYDAY=1MO",
    "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31",
    "FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-99",
    "FREQ=DAILY;BYSETPOS=99",
    "FREQ=DAILY;INTERVAL=7;BYDAY=TH",  # from a Sunday on, never
    "FREQ=DAILY;INTERVAL=7;BYDAY=TH;COUNT=3",
    "FREQ=DAILY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=29;BYDAY=TH;COUNT=9999",
    "FREQ=MONTHLY;INTERVAL=12;BYMONTH=2,4;BYDAY=1MO;COUNT=9999",
    "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=WEEKLY;UNTIL=99991231T235959Z",
    f"FREQ=WEEKLY;BYDAY={','.join(['MO'] * 5000)}",
)


@pytest.mark.parametrize(
    "end", ["", "    until: 2200-12-31\n", "    confirmed_until: 2200-12-31\n"]
)
@pytest.mark.parametrize("rule", NASTY, ids=lambda rule: rule[:40])
def test_no_rule_takes_long_whatever_it_says(rule: str, end: str) -> None:
    started = time.process_time()
    yaml = f"repeat:\n    rule: {rule}\n{end}    exceptions: [2026-05-17]\n    extra: [2026-06-01 03:30]"
    problems({EVENT: event("start: 2026-05-17 03:30", *COMING, yaml)})
    assert time.process_time() - started < 2


def test_a_past_event_needs_neither_place_nor_organiser() -> None:
    assert problems({EVENT: event("start: 2020-05-17"), EVENT_EN: None}) == []


@pytest.mark.parametrize("code", sorted(WORDING))
def test_every_sentence_says_what_to_write(code: str) -> None:
    sentence = WORDING[code]
    assert sentence.endswith(".")
    assert any(sign in sentence for sign in (";", ". ", ",")), "what was found; what to write"


def test_a_language_that_goes_names_each_file_and_label_that_it_leaves_behind() -> None:
    left = [MEMBER.replace(".ro.", ".hu."), POST.replace(".ro.", ".hu.")]
    topics = {"content/topics.yaml": "culture: {label: {ro: Cultură, en: Culture, hu: Kultúra}}\n"}
    files = {**topics, left[0]: "---\nname: Alfa\n---\n", left[1]: "---\ntitle: Hír\n---\n\nA.\n"}
    three = BASE["content/coalition.yaml"].replace("[ro, en]", "[ro, en, hu]")
    codes = ("unknown_language", "unused_label")
    assert [
        one for one in problems({**files, "content/coalition.yaml": three}) if one.code in codes
    ] == []
    found = {(one.code, one.place.path) for one in problems(files) if one.code in codes}
    assert found == {
        ("unused_label", "content/topics.yaml"),
        *(("unknown_language", path) for path in left),
    }


# --- money and who gives it ----------------------------------------------------------------------


def codes(files: dict[str, str | bytes | None]) -> set[str]:
    return {one.code for one in problems(files)}


@pytest.mark.parametrize(
    "lines",
    [
        ("  - {amount: 5}", "  - {amount: 4}", "budget: 10", "budget_note: Ca la tipar."),
        ("  - {amount: 5}", "  - {amount: 5}", "budget: 10.00"),
        ("  - {amount: 5}", "  - {source: Cineva}", "budget: 10"),
        ("  - {amount: 5, currency: EUR}", "budget: 10", "currency: RON"),
        ("  - {amount: 5, currency: EUR}", "  - {amount: 4}", "budget: 10"),
        ("  - {amount: 5, currency: EUR}", "budget: 10"),
        ("  - {amount: 5}",),
    ],
)
def test_money_that_adds_up_or_cannot_be_added_up_is_right(lines: tuple[str, ...]) -> None:
    assert "budget_differs" not in codes({PROJECT: paid(*lines)})


@pytest.mark.parametrize(
    "funder",
    [
        "{label: F}",  # it asks for nothing
        "{label: F, statement: A, required: [statement]}",
        "{label: F, statement: {ro: A, en: B}, disclaimer: {ro: C}, required: [statement]}",
    ],
)
def test_what_a_funder_demands_and_gets_is_right(funder: str) -> None:
    found = codes({PROJECT: paid("  - funder: fond"), FUNDERS: f"fond: {funder}\n"})
    assert not found & {"funding_not_shown", "funder_not_translated"}


def test_each_thing_that_is_demanded_is_named_with_what_to_write() -> None:
    funder = "fond: {label: F, required: [emblem, statement, disclaimer]}\n"
    found = problems({PROJECT: paid("  - funder: fond"), FUNDERS: funder})
    missing = [dict(one.values) for one in found if one.code == "funding_not_shown"]
    assert {one["field"] for one in missing} == {"emblem", "statement", "disclaimer"}
    assert all(one["example"].startswith(f"{one['field']}: ") for one in missing)
    # It is the project that cannot be published, so this is no hint; and no second one beside it.
    assert {one.severity for one in found if one.code == "funding_not_shown"} == {"error"}
    assert "funder_without_emblem" not in {one.code for one in found}


def test_a_planned_call_needs_no_date() -> None:
    assert "call_without_deadline" not in codes(
        {CALL: "---\ntitle: A\nissuer: alfa\nplanned: true\n---\n\nText.\n"}
    )
