"""What feeds and calendars share."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from coalition.core.exports.common import dates, notice
from core.in_memory import COALITION, event, site, the, words
from sites import BASE

OFFICIAL = "official_site: https://o.example.org/\n"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", ""),
        (OFFICIAL, ""),
        ("demonstration: true\n", "is not an official site."),
        ("demonstration: true\n" + OFFICIAL, "official site. https://o.example.org/"),
        ("fictional: true\n", "shows what the software can do."),
    ],
)
def test_whoever_reads_elsewhere_is_told_what_the_site_is(more: str, said: str) -> None:
    told = notice(site({COALITION: BASE[COALITION] + more}), words())
    assert told.endswith(said)
    assert bool(told) is bool(said)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((), None),
        (
            ("published: 2026-01-10 12:00",),
            (datetime(2026, 1, 10, 10, tzinfo=UTC), datetime(2026, 1, 10, 10, tzinfo=UTC)),
        ),
        (
            ("published: 2026-01-10 12:00", "updated: 2026-07-10 12:00"),
            (datetime(2026, 1, 10, 10, tzinfo=UTC), datetime(2026, 7, 10, 9, tzinfo=UTC)),
        ),
        (
            ("published: 2026-01-10 12:00", "withdrawn: {date: 2026-02-01, reason: Nu.}"),
            (datetime(2026, 1, 10, 10, tzinfo=UTC), datetime(2026, 1, 31, 22, tzinfo=UTC)),
        ),
    ],
)
def test_when_an_item_appeared_and_changed(
    lines: tuple[str, ...], expected: tuple[datetime, datetime] | None
) -> None:
    of = site(event("start: 2026-05-20", *lines))
    assert dates(of, the(of, "event", "alt")) == expected
