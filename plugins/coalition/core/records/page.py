"""A page that is neither news nor an event, such as a handbook chapter."""

from ..fields import told
from ..values import Number, PageRef
from .common import TitledItem


class Page(TitledItem):
    """A page that stays."""

    menu: Number | None = told("Its position in the menu; without it, it is not in the menu.")
    parent: PageRef | None = told("The page it belongs under.")
