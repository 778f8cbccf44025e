"""A document: a statute, a protocol, a report, a letter."""

from __future__ import annotations

from ..fields import (
    Fact,
    FileName,
    Flag,
    LanguageTag,
    PartialDate,
    Party,
    Reference,
    WebAddress,
    choice,
    list_of,
    ref,
    required,
    told,
)
from .common import TitledItem

FORMS = (
    "statute",
    "protocol",
    "minutes",
    "decision",
    "report",
    "strategy",
    "plan",
    "study",
    "guide",
    "letter",
    "fact-sheet",
    "form",
    "press",
    "template",
    "database-entry",
    "other",
)


class Document(TitledItem):
    """A text that stands on its own, as a file or elsewhere."""

    form: choice(*FORMS) = required("What kind of document it is.")
    date: PartialDate | None = told("When it was written or adopted.")
    version: Fact | None = told("Its version.")
    languages: list_of(LanguageTag) = told("The languages it is written in.", ())
    file: FileName | None = told("The file, beside this text; one per language file.")
    url: WebAddress | None = told("Its address elsewhere, when no file is here.")
    not_held: Flag = told("true when neither a file nor an address can be given.", False)
    owners: list_of(Party) = told("Whose document it is.", ())
    supersedes: ref("document", example="statute-2019") | None = told("The document it replaces.")
    about: list_of(Reference) = told("Items it belongs to, each as kind/id.", ())
