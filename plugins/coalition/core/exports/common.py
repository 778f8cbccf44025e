"""What feeds and calendars share: the notice of a demonstration, and points in time."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from ..site import Item, Site
from ..times import When
from ..words import Words


def notice(site: Site, words: Words) -> str:
    """What has to be told wherever the site is read; empty for a coalition's own site."""
    own = site.coalition
    if own.demonstration:
        said = words.gettext(
            "A demonstration made from public sources. This is not the coalition’s official site."
        )
        return f"{said} {own.official_site}" if own.official_site else said
    if own.fictional:
        return words.gettext("This coalition is invented. The site shows what the software can do.")
    return ""


def utc(site: Site, when: When) -> datetime:
    """A local time of the coalition's place, in UTC."""
    return when.moment.replace(tzinfo=ZoneInfo(site.coalition.timezone)).astimezone(UTC)


def dates(site: Site, item: Item) -> tuple[datetime, datetime] | None:
    """When ``item`` appeared and was last changed, in UTC; None when it did not say.

    Never file times, Git or the clock.
    """
    record = item.record
    if record.published is None:
        return None
    appeared = utc(site, record.published)
    changed = [
        when for when in (record.updated, record.withdrawn and record.withdrawn.date) if when
    ]
    return appeared, max([appeared, *(utc(site, when) for when in changed)])
