"""The content model: every kind of item, declared once.

From these declarations come validation, messages, ``docs/content-model.md``, and later the JSON
Schema, the form and the CMS configuration.
"""

from typing import Final

from msgspec import Struct

from ..fields import Fields
from .call import Call
from .coalition import Coalition
from .common import Item
from .document import Document
from .event import Event
from .lists import Funder, Place, Topic
from .member import Member
from .organisation import Organisation
from .page import Page
from .plan import Plan
from .post import Post
from .project import Project


class Kind(Struct, frozen=True):
    """A kind of item that has a folder of its own, one Markdown file per language."""

    name: str
    model: type[Item]
    folder: str
    heading: str = "title"
    needs_text: bool = False


class ListKind(Struct, frozen=True):
    """A kind whose items are the entries of one YAML file."""

    name: str
    model: type[Fields]
    file: str


KINDS: Final = {
    kind.name: kind
    for kind in (
        Kind("member", Member, "members", heading="name"),
        Kind("event", Event, "content/events"),
        Kind("post", Post, "content/blog", needs_text=True),
        Kind("project", Project, "content/projects"),
        Kind("document", Document, "content/documents"),
        Kind("plan", Plan, "content/plans"),
        Kind("call", Call, "content/calls"),
        Kind("page", Page, "content/pages"),
    )
}

LISTS: Final = {
    kind.name: kind
    for kind in (
        ListKind("organisation", Organisation, "content/organisations.yaml"),
        ListKind("place", Place, "content/places.yaml"),
        ListKind("topic", Topic, "content/topics.yaml"),
        ListKind("funder", Funder, "content/funders.yaml"),
    )
}

COALITION_FILE: Final = "content/coalition.yaml"
# The id under which the coalition itself organises, leads or tells.
COALITION_ID: Final = "coalition"

__all__ = [
    "COALITION_FILE",
    "COALITION_ID",
    "KINDS",
    "LISTS",
    "Coalition",
    "Kind",
    "ListKind",
]
