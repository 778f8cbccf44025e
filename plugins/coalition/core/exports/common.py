"""What feeds and calendars share: the notice of a demonstration, and points in time."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
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
    told = item.told
    return appeared_and_changed(site, told) if told else None


def appeared_and_changed(site: Site, told: tuple[str, ...]) -> tuple[datetime, datetime]:
    """When something appeared and was last changed, in UTC; ``told`` as in its brief."""
    return _appeared_and_changed(site.coalition.timezone, told)


@cache  # the same days are told in every language, in the feeds of many
def _appeared_and_changed(zone: str, told: tuple[str, ...]) -> tuple[datetime, datetime]:
    here = ZoneInfo(zone)
    moments = [datetime.fromisoformat(one).replace(tzinfo=here).astimezone(UTC) for one in told]
    return moments[0], max(moments)
