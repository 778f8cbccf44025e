"""Documents by form, each with its file, its address elsewhere, or the word that none is held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from msgspec import Struct

from .. import languages
from ..addresses import Address
from ..layout import PICTURES, extension
from ..records.document import Form
from ..showing import Link, Reader
from ..site import Item
from . import described
from .cards import DocumentCard, document_card
from .frame import Frame, Page, item_frame, listed_pages, section_frame
from .heads import Head, head
from .related import Related, documents, related


class DocumentsView(Struct, frozen=True):
    """All documents by form, in the order of the model: ``(form, cards)``."""

    frame: Frame
    groups: tuple[tuple[str, tuple[DocumentCard, ...]], ...]


class Copy(Struct, frozen=True):
    """A copy of the document in one language: a file of this site, or an address elsewhere."""

    language: str
    name: str
    format: str
    size: int
    file: Address | None
    url: str


class DocumentView(Struct, frozen=True):
    """A document."""

    frame: Frame
    item: Head
    form: str
    date: str
    version: str
    languages: tuple[str, ...]
    copies: tuple[Copy, ...]
    owners: tuple[Link, ...]
    supersedes: Link | None
    superseded_by: tuple[Link, ...]
    about: tuple[Link, ...]
    related: Related


def document_pages(reader: Reader) -> Iterator[Page]:
    """The list of documents and a page for each."""
    return listed_pages(reader, "document", documents_view, document_view)


def documents_view(reader: Reader) -> DocumentsView:
    """All documents, by their form."""
    listed = documents(reader.site.all("document"))
    return DocumentsView(
        section_frame(reader, "document"),
        tuple(
            (form, cards)
            for form in get_args(Form)
            if (
                cards := tuple(
                    document_card(reader, one) for one in listed if one.record.form == form
                )
            )
        ),
    )


def _copies(reader: Reader, item: Item) -> Iterator[Copy]:
    seen: set[str] = set()
    for reads in reader.site.chain(reader.language):
        version = item.versions.get(reads)
        if version is None:
            continue
        file, url = version.record.file, version.record.url or ""
        # A translation without a file of its own shows the original's.
        if (file or url) and (file or url) not in seen:
            seen.add(file or url)
            path = f"{version.path.rpartition('/')[0]}/{file}" if file else ""
            address = reader.download(path) if file else None
            drawn = extension(path) in PICTURES  # what is handed out is not what lies there
            # One copy in a language that was said needs no guess at it.
            written = item.record.languages
            language = written[0] if len(written) == 1 else version.language
            yield Copy(
                language,
                languages.name(language),
                extension(address.path).upper() if address else "",
                0 if drawn else reader.site.size(path),
                address,
                "" if file else url,
            )


def document_view(reader: Reader, item: Item) -> DocumentView:
    """A document: what it is, whose, and where to get it."""
    own = head(reader, item)
    record: Any = reader.version(item).record
    replaced = [
        one
        for one in reader.naming(item.key)
        if one.kind == "document"
        and one.record.supersedes == item.id
        and one.record.withdrawn is None
    ]
    return DocumentView(
        frame=item_frame(reader, item, own, described=described.document(reader, item, own)),
        item=own,
        form=record.form,
        date=reader.when(record.date) if record.date else "",
        version=record.version or "",
        languages=tuple(languages.name_in(reader.language, one) for one in record.languages),
        copies=tuple(_copies(reader, item)),
        owners=reader.parties(record.owners),
        supersedes=reader.reference(f"document/{record.supersedes}") if record.supersedes else None,
        superseded_by=tuple(reader.link(one) for one in replaced),
        about=reader.references(record.about),
        related=related(reader, item.key, told=record.about),
    )
