"""The Markdown engines: what they leave behind. What they make of a text is told in test_markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from coalition.core.engines import cmark, python_markdown

STATM = Path("/proc/self/statm")
PAGE = 4096
TEXT = "\n\n".join(
    f"## Titlu {number}\n\n- *unu* [doi](a.md)\n- `trei`\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    for number in range(100)
)


@pytest.mark.skipif(not STATM.exists(), reason="nobody says how much memory a process has")
def test_a_site_of_thousands_of_texts_takes_no_more_memory_than_one_of_hundreds() -> None:
    def memory() -> int:
        return int(STATM.read_text().split()[1]) * PAGE

    for _ in range(50):
        cmark(TEXT)
    before = memory()
    for _ in range(200):
        cmark(TEXT)
    # Their documents take 120 MB, and 10 MB what is made of them.
    assert memory() - before < 5_000_000


def test_a_text_is_read_alike_however_many_were_read_before() -> None:
    once = cmark(TEXT)
    assert [cmark(text) for text in ("", "*a*", TEXT)][-1] == once
    assert cmark("") == ""


def test_blocks_say_where_they_stand_when_they_are_asked() -> None:
    assert cmark("# a\n\nb\n") == "<h1>a</h1>\n<p>b</p>\n"
    assert cmark("# a\n\nb\n", positions=True) == (
        '<h1 data-sourcepos="1:1-1:3">a</h1>\n<p data-sourcepos="3:1-3:1">b</p>\n'
    )


def test_python_markdown_takes_the_settings_of_pelican() -> None:
    plain = python_markdown({})
    settings = {"extension_configs": {"markdown.extensions.toc": {"permalink": True}}}
    assert "headerlink" not in plain("# a")
    assert "headerlink" in python_markdown(settings)("# a")
    assert "<table>" in python_markdown({"extensions": ["tables"]})("a | b\n--|--\n1 | 2")
