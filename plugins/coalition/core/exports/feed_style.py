"""How a browser shows a feed that somebody opened in it (CSS, for Atom and RSS alike).

XSLT is leaving browsers, so this is all that can be done for it without a script. It holds our own
words and addresses, never a contributor's text.
"""

from __future__ import annotations

from typing import Final

from .. import languages
from ..addresses import absolute
from ..showing import Reader
from ..words import Words

# Elements are named as in Atom, then as in RSS. What is for programs only is hidden: ids, whole
# texts (they are escaped HTML), authors, links.
_LOOKS: Final = """\
:root { color-scheme: light dark; background: #fff; color: #1d2b28;
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
feed, channel { display: block; max-width: 40rem; margin: 0 auto; padding: 1rem; }
feed > *, channel > * { display: none; }
feed::before, channel::before { display: block; margin: 0 0 1.5rem; padding: .75rem 1rem;
  border-inline-start: .3rem solid #0f6e63; background: #e7f1ef; white-space: pre-line; }
feed > title, channel > title { display: block; font-size: 1.6rem; font-weight: 700; line-height: 1.2; }
feed > subtitle, channel > description { display: block; margin: .5rem 0 0; }
entry, item { display: block; margin: 1.5rem 0 0; padding: 1rem 0 0; border-top: 1px solid #8a9a96; }
entry > *, item > * { display: none; }
entry > title, item > title { display: block; font-size: 1.15rem; font-weight: 700; line-height: 1.3; }
entry > updated, item > pubDate { display: block; font-size: .9rem; }
entry > summary, item > description { display: block; margin: .25rem 0 0; }
@media (prefers-color-scheme: dark) {
  :root { background: #121a18; color: #e4ebe9; }
  feed::before, channel::before { background: #1d302c; border-color: #5cc2b3; }
}
"""


def feed_style(reader: Reader, words: Words, site_url: str) -> bytes:
    """The style sheet of the feeds of one language."""
    subscribe = absolute(site_url)(reader.site.scheme.section("subscribe", reader.language))
    said = words.gettext(
        "This is a news feed, for programs that read news. Copy its address into a feed reader, "
        "and what is new comes to you. How it works: {url}",
        url=subscribe,
    )
    direction = languages.direction(reader.language)
    own = f"feed::before, channel::before {{ content: {_string(said)}; }}\n"
    return f'@charset "utf-8";\n{_LOOKS}:root {{ direction: {direction}; }}\n{own}'.encode()


def _string(text: str) -> str:
    """``text`` as a string of CSS (css-syntax-3, section 4.3.5)."""
    escaped = "".join(f"\\{ord(one):x} " if one in '"\\\n\r\f<' else one for one in text)
    return f'"{escaped}"'
