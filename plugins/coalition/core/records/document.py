"""A document: a statute, a protocol, a report, a letter."""

from typing import Annotated, Literal

from ..fields import PerFile, required, told
from ..times import PartialDate
from ..values import DocumentRef, Fact, FileName, Flag, LanguageTag, Party, Reference, WebAddress
from .common import TitledItem

Form = Literal[
    "statute",
    "protocol",
    "minutes",
    "decision",
    "report",
    "strategy",
    "plan",
    "study",
    "guide",
    "policy-paper",
    "methodology",
    "letter",
    "fact-sheet",
    "form",
    "press",
    "template",
    "database-entry",
    "other",
]


class Document(TitledItem):
    """A text that stands on its own, as a file or elsewhere."""

    form: Form = required("What kind of document it is.")
    date: PartialDate | None = told("When it was written or adopted.")
    version: Fact | None = told("Its version.")
    languages: tuple[LanguageTag, ...] = told("The languages it is written in.", ())
    file: Annotated[FileName | None, PerFile()] = told(
        "The file, beside this text; one per language file."
    )
    url: Annotated[WebAddress | None, PerFile()] = told(
        "Its address elsewhere, when no file is here."
    )
    not_held: Flag = told("true when neither a file nor an address can be given.", False)
    owners: tuple[Party, ...] = told("Whose document it is.", ())
    supersedes: DocumentRef | None = told("The document it replaces.")
    about: tuple[Reference, ...] = told("Items it belongs to, each as kind/id.", ())
