"""Texts that calendars get wrong, or that try to be more than a text."""

from __future__ import annotations

TEXTS = {
    "commas": "Apă, aer; foc: pământ, și atât",
    "backslashes": "a\\nb \\\\ \\, \\; c\\",
    "quotes": "„Ziua” \"porților\" 'deschise' ^n^'",
    "emoji": "Bal 🎪👩‍👩‍👧‍👦🇷🇴 " + "😀" * 40,
    "long": "ș" * 150,
    "right-to-left": "\u202egro.elpmaxe\u202c \u200fשלום\u200e",
    "begins-a-component": "END:VEVENT",
    "a-property": "STATUS:CANCELLED",
    "parameters": ";TZID=UTC:x, VALUE=DATE:20260101",
    "an-address": "https://example.org/?a=1,2;b=3",
    "percent": "100%0D%0ABEGIN:VALARM",
    "markup": "<b>bold</b> &amp; {{ 7*7 }} ${x} %s",
    "blanks": "a\u200bb\u00adc\ufeffd",
    "at-the-fold": "x" * 66 + ",ș;" + "\\" * 30,
}


def files() -> dict[str, str | None]:
    """One event on one day for each text, which stands in its title, summary, place and notes."""
    made: dict[str, str | None] = {
        "content/coalition.yaml": "name: 'a, b; c\\d'\nlanguages: [ro]\ntimezone: Europe/Bucharest\n"
        "url: https://coalition.example.org/\nidentity: {domain: coalition.example.org, year: 2020}\n",
        "members/alfa/index.en.md": None,
        "content/events/2026/ziua/index.ro.md": None,
        "content/events/2026/ziua/index.en.md": None,
        "content/blog/2026/stire/index.ro.md": None,
    }
    places = []
    for id_, text in TEXTS.items():
        quoted = "'" + text.replace("'", "''") + "'"
        places.append(f"{id_}: {{label: {quoted}}}\n")
        made[f"content/events/2026/{id_}/index.ro.md"] = (
            f"---\ntitle: {quoted}\nsummary: {quoted}\nstatus_note: {quoted}\nplace_note: {quoted}\n"
            f"start: 2026-05-17 10:00\nend: 2026-05-17 12:00\nplace: {id_}\norganisers: [alfa]\n"
            "published: 2026-04-01\n---\n\nText.\n"
        )
    made["content/places.yaml"] = "".join(places)
    return made
