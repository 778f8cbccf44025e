"""A blog post: news, a story, a statement."""

from __future__ import annotations

from ..fields import PartialDate, Party, Reference, choice, list_of, told
from .common import Link, TitledItem


class Post(TitledItem):
    """Something told by a member or by the coalition."""

    authors: list_of(Party) = told("Members who tell it, or “coalition”.", ("coalition",))
    date: PartialDate | None = told("The day, month or year of what is told.")
    form: choice("news", "statement", "story", "press-release", "interview", "report") = told(
        "What kind of text it is.", "news"
    )
    about: list_of(Reference) = told("Items it tells about, each as kind/id.", ())
    links: list_of(Link) = told("Pages elsewhere.", ())
