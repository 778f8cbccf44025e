"""A blog post: news, a story, a statement."""

from typing import Literal

from ..fields import told
from ..times import PartialDate
from ..values import Party, Reference
from .common import Link, TitledItem


class Post(TitledItem):
    """Something told by a member or by the coalition."""

    authors: tuple[Party, ...] = told("Members who tell it, or “coalition”.", ("coalition",))
    date: PartialDate | None = told("The day, month or year of what is told.")
    form: Literal["news", "statement", "story", "press-release", "interview", "report"] = told(
        "What kind of text it is.", "news"
    )
    about: tuple[Reference, ...] = told("Items it tells about, each as kind/id.", ())
    links: tuple[Link, ...] = told("Pages elsewhere.", ())
