"""The style sheet of feeds: our own words, and nothing that loads or breaks."""

from __future__ import annotations

import re

import pytest
from coalition.core.exports.feed_style import feed_style
from coalition.core.words import Words
from core.in_memory import reader, words

URL = "https://example.org/sub/"
SAID = (
    "This is a news feed, for programs that read news. Copy its address into a feed reader, "
    "and what is new comes to you. How it works: {url}"
)


def content(say: Words | None = None, language: str = "en") -> str:
    made = feed_style(reader(language=language), say or words(language), URL).decode()
    [string] = re.findall(r'content: "((?:[^"\\\n]|\\[0-9a-f]+ )*)"; }$', made, re.MULTILINE)
    return re.sub(r"\\([0-9a-f]+) ", lambda one: chr(int(one[1], 16)), string)


def test_it_says_what_a_feed_is_for_and_where_to_read_more() -> None:
    assert content() == SAID.format(url=URL + "en/subscribe/")


def test_it_is_in_the_language_of_the_feed() -> None:
    say = Words("ro", {(None, SAID): ("Un flux: {url}",)})
    assert content(say, "ro") == f"Un flux: {URL}abonare/"


@pytest.mark.parametrize("nasty", ['a"; color: red', "a\\", "a\nb", "</style>"])
def test_no_word_can_end_the_string(nasty: str) -> None:
    assert content(Words("en", {(None, SAID): (nasty,)})) == nasty


def test_it_loads_nothing() -> None:
    made = feed_style(reader(), words(), URL).decode()
    assert made.startswith('@charset "utf-8";\n')
    assert not re.search(r"@import|url\(|expression", made)
