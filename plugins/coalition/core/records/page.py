"""A page that is neither news nor an event, such as a handbook chapter."""

from __future__ import annotations

from ..fields import Number, ref, told
from .common import TitledItem


class Page(TitledItem):
    """A page that stays."""

    menu: Number | None = told("Its position in the menu; without it, it is not in the menu.")
    parent: ref("page", example="handbook") | None = told("The page it belongs under.")
