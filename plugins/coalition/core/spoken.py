"""How an event repeats, in the words of people: “every Thursday, until 18 June 2026”.

Order, case and gender differ from language to language, so translators get whole phrases: one for
every Monday, one for the first Monday of the month. Only phrases are put together here, as CLDR
lists, and dates stand where no language has to change them. A rule that would need more than that
says that it keeps days of its own; the next of them stand on the page.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from msgspec import Struct

from . import languages
from .recurrence import WEEKDAYS, Repeating, begins_by_rule, by_rule
from .words import Words

# So many days are named; of more, one less is, with how many there are beside.
NAMED: Final = 4


def _(message: str) -> str:
    """Name a message for the catalogue; it is said once the language is known."""
    return message


_EVERY: Final = (
    _("every Monday"),
    _("every Tuesday"),
    _("every Wednesday"),
    _("every Thursday"),
    _("every Friday"),
    _("every Saturday"),
    _("every Sunday"),
)
_ON: Final = (
    _("on Monday"),
    _("on Tuesday"),
    _("on Wednesday"),
    _("on Thursday"),
    _("on Friday"),
    _("on Saturday"),
    _("on Sunday"),
)
_IN_MONTH: Final = {
    "1": (
        _("on the first Monday of the month"),
        _("on the first Tuesday of the month"),
        _("on the first Wednesday of the month"),
        _("on the first Thursday of the month"),
        _("on the first Friday of the month"),
        _("on the first Saturday of the month"),
        _("on the first Sunday of the month"),
    ),
    "2": (
        _("on the second Monday of the month"),
        _("on the second Tuesday of the month"),
        _("on the second Wednesday of the month"),
        _("on the second Thursday of the month"),
        _("on the second Friday of the month"),
        _("on the second Saturday of the month"),
        _("on the second Sunday of the month"),
    ),
    "3": (
        _("on the third Monday of the month"),
        _("on the third Tuesday of the month"),
        _("on the third Wednesday of the month"),
        _("on the third Thursday of the month"),
        _("on the third Friday of the month"),
        _("on the third Saturday of the month"),
        _("on the third Sunday of the month"),
    ),
    "4": (
        _("on the fourth Monday of the month"),
        _("on the fourth Tuesday of the month"),
        _("on the fourth Wednesday of the month"),
        _("on the fourth Thursday of the month"),
        _("on the fourth Friday of the month"),
        _("on the fourth Saturday of the month"),
        _("on the fourth Sunday of the month"),
    ),
    "-1": (
        _("on the last Monday of the month"),
        _("on the last Tuesday of the month"),
        _("on the last Wednesday of the month"),
        _("on the last Thursday of the month"),
        _("on the last Friday of the month"),
        _("on the last Saturday of the month"),
        _("on the last Sunday of the month"),
    ),
}


class Spoken(Struct, frozen=True):
    """How an event repeats, before it is put into words.

    ``rule`` is empty when there are only ``more`` days; ``start`` is the first day. Of the days on
    which it does not take place (``less``) and of the additional ones (``more``) only those to come
    are told; one with an hour of its own has it.
    """

    rule: str
    start: date
    until: date | None = None
    confirmed: date | None = None
    less: tuple[date, ...] = ()
    more: tuple[tuple[date, str], ...] = ()


def spoken(event: Repeating, is_past: Callable[[date], bool]) -> Spoken | None:
    """What to tell of how ``event`` repeats; None when it does not."""
    repeat = event.repeat
    if repeat is None or not event.start.is_full:
        return None
    start = event.start.moment
    own = {datetime.combine(one.first_day, one.clock or start.time()) for one in repeat.extra}
    until = repeat.until.first_day if repeat.until else None
    if repeat.rule is None:
        own.add(start)
    else:
        if not begins_by_rule(event):  # the first day always counts, whatever the rule says
            own.add(start)
        if "COUNT=" in repeat.rule:  # people plan by the last day, not by how many there are
            until = by_rule(event)[-1].date()
    gone = {one.first_day for one in repeat.exceptions}
    more = sorted(one for one in own if one.date() not in gone and not is_past(one.date()))
    return Spoken(
        repeat.rule or "",
        start.date(),
        until,
        repeat.confirmed_until.first_day if repeat.confirmed_until else None,
        tuple(day for day in sorted(gone) if not is_past(day)),
        tuple(
            (one.date(), "" if one.time() == start.time() else languages.clock(one)) for one in more
        ),
    )


def lines(words: Words, said: Spoken) -> tuple[str, ...]:
    """How it repeats, then on which days it does not, then on which days it does besides."""
    more = _named(words, said.more)
    if not said.rule and more:
        return (words.gettext("on these days: {days}", days=more),)
    less = _named(words, tuple((day, "") for day in said.less))
    return (
        brief(words, said),
        *([words.gettext("not on: {days}", days=less)] if less else []),
        *([words.gettext("also on: {days}", days=more)] if more else []),
    )


def brief(words: Words, said: Spoken) -> str:
    """How it repeats, and until when, in few words."""
    text = _rhythm(words, said) or words.gettext("on days of its own")
    if said.until is not None:
        day = languages.day_stem(words.language, said.until)
        text = words.gettext("{rhythm}, until {day}", rhythm=text, day=day)
    if said.confirmed is not None and (said.until is None or said.confirmed < said.until):
        day = languages.day_stem(words.language, said.confirmed)
        text = words.gettext("{rhythm}, confirmed until {day}", rhythm=text, day=day)
    return text


def _named(words: Words, days: tuple[tuple[date, str], ...]) -> str:
    """Days as a list, of which only the first are named when they are many."""
    shown = days if len(days) <= NAMED else days[: NAMED - 1]
    named = [
        f"{languages.day(words.language, day)} ({clock})"
        if clock
        else languages.day(words.language, day)
        for day, clock in shown
    ]
    if len(shown) == len(days):
        return languages.join(words.language, named)
    rest = len(days) - len(shown)
    return words.ngettext(
        "{days} and {number} more day", "{days} and {number} more days", rest, days=", ".join(named)
    )


class _Rule(Struct, frozen=True):
    """The parts of a rule that say on which days: as RFC 5545 calls them, section 3.3.10."""

    freq: str
    interval: int
    days: tuple[tuple[str, int], ...]  # the number within the month, or nothing; the weekday
    month_days: tuple[int, ...]
    months: tuple[int, ...]

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The weekdays, from Monday on, when none of them has a number; else nothing."""
        plain = all(not number for number, _day in self.days)
        return tuple(sorted({day for _number, day in self.days})) if plain else ()

    @property
    def numbered(self) -> tuple[tuple[str, int], ...]:
        """Weekdays with their number within the month, when there are words for all of them."""
        return self.days if all(number in _IN_MONTH for number, _day in self.days) else ()


def _read(rule: str) -> _Rule | None:
    """The parts of ``rule``; None when it picks some days out of others (BYSETPOS)."""
    parts = dict(part.split("=") for part in rule.split(";"))
    days = [
        (day[:-2].removeprefix("+"), WEEKDAYS.index(day[-2:]))
        for day in parts.get("BYDAY", "").split(",")
        if day
    ]
    months = _numbers(parts.get("BYMONTH", ""))
    picked = parts.get("BYSETPOS")
    if picked is not None:
        # Some programs write the second Thursday of a month as the second of its Thursdays.
        one_month = parts["FREQ"] == "MONTHLY" or (parts["FREQ"] == "YEARLY" and len(months) == 1)
        if not one_month or len(days) != 1 or days[0][0] or "BYMONTHDAY" in parts:
            return None
        days = [(picked, days[0][1])]
    return _Rule(
        parts["FREQ"],
        int(parts.get("INTERVAL", "1")),
        tuple(sorted(set(days), key=lambda one: (int(one[0] or 0) % 10, one[1]))),
        _numbers(parts.get("BYMONTHDAY", "")),
        months,
    )


def _numbers(text: str) -> tuple[int, ...]:
    """The numbers of a list, those counted from the end last."""
    return tuple(
        sorted({int(one) for one in text.split(",") if one}, key=lambda one: (one < 0, one))
    )


def _rhythm(words: Words, said: Spoken) -> str:
    """On which days a rule falls; empty when there are no words for it."""
    rule = _read(said.rule) if said.rule else None
    if rule is None or (rule.days and rule.month_days):
        return ""
    if rule.freq == "YEARLY" and not (rule.weekdays and rule.months):
        return _yearly(words, said, rule)
    if rule.weekdays and rule.freq != "WEEKLY":
        # Every Monday of every month or day is every Monday; of every second one it is not.
        text = _weekly(words, rule.weekdays) if rule.interval == 1 else ""
    elif rule.freq == "DAILY":
        text = "" if rule.days or rule.month_days else _daily(words, rule.interval)
    elif rule.freq == "WEEKLY":
        days = rule.weekdays or (said.start.weekday(),)
        text = _weekly(words, days, rule.interval)
    else:
        text = _monthly(words, said, rule)
    if text and rule.months:
        months = (languages.month_name(words.language, one) for one in rule.months)
        text = words.gettext(
            "{rhythm}, only in these months: {months}",
            rhythm=text,
            months=languages.join(words.language, months),
        )
    return text


def _daily(words: Words, interval: int) -> str:
    if interval == 1:
        return words.gettext("every day")
    return words.ngettext("every {number} day", "every {number} days", interval)


def _weekly(words: Words, days: tuple[int, ...], interval: int = 1) -> str:
    if interval > 1:
        on = languages.join(words.language, (words.gettext(_ON[day]) for day in days))
        return words.ngettext(
            "every {number} week, {days}", "every {number} weeks, {days}", interval, days=on
        )
    if days == tuple(range(7)):
        return words.gettext("every day")
    if days == tuple(range(5)):
        return words.gettext("every day from Monday to Friday")
    return languages.join(words.language, (words.gettext(_EVERY[day]) for day in days))


def _in_month(words: Words, rule: _Rule, default: int) -> str:
    """On which days of a month, weekdays by their number, others by theirs."""
    if rule.days:
        named = [words.gettext(_IN_MONTH[number][day]) for number, day in rule.numbered]
    else:
        found = rule.month_days or (default,)
        if any(day < -1 for day in found):
            return ""
        named = [
            words.gettext("on the last day of the month")
            if day < 0
            else words.gettext("on day {day} of the month", day=day)
            for day in found
        ]
    return languages.join(words.language, named)


def _monthly(words: Words, said: Spoken, rule: _Rule) -> str:
    days = _in_month(words, rule, said.start.day)
    if rule.interval == 1 or not days:
        return days
    return words.ngettext(
        "every {number} month, {days}", "every {number} months, {days}", rule.interval, days=days
    )


def _yearly(words: Words, said: Spoken, rule: _Rule) -> str:
    interval = rule.interval
    if rule.days:
        days = _in_month(words, rule, said.start.day) if rule.months else ""
        if not days:
            return ""
        months = languages.join(
            words.language, (languages.month_name(words.language, one) for one in rule.months)
        )
        if interval == 1:
            return words.gettext("every year in {months}, {days}", months=months, days=days)
        return words.ngettext(
            "every {number} year in {months}, {days}",
            "every {number} years in {months}, {days}",
            interval,
            months=months,
            days=days,
        )
    if rule.month_days and not rule.months:
        return ""
    dates = [
        (month, day)
        for month in rule.months or (said.start.month,)
        for day in rule.month_days or (said.start.day,)
    ]
    if not all(0 < day <= monthrange(2023, month)[1] for month, day in dates):
        return ""  # not every year has this day, or not every one of these months
    named = languages.join(
        words.language, (languages.day_and_month(words.language, *one) for one in dates)
    )
    if interval == 1:
        return words.gettext("every year on {days}", days=named)
    return words.ngettext(
        "every {number} year on {days}", "every {number} years on {days}", interval, days=named
    )
