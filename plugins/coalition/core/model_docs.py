"""``docs/content-model.md``: the model as it says itself, for the people who fill it in."""

from __future__ import annotations

from collections.abc import Iterator

from .fields import Fields, Shape, shapes
from .records import COALITION_FILE, KINDS, LISTS, Coalition

_INTRODUCTION = """# Content model

<!-- Made from plugins/coalition/core/records by `invoke model`; a test keeps it equal. -->

Every item is a folder with one Markdown file per language: `index.ro.md`, `index.en.md`. Between
two lines `---` at the top stand the fields; below them the text. The file in the default language
is the original and carries all fields; a translation carries only those marked **text**.
A field marked **needed** has to be there; all others may be left out.
"""


def content_model() -> str:
    """The whole document, in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _INTRODUCTION
    for kind in KINDS.values():
        text = " A text below the fields is needed." if kind.needs_text else ""
        yield f"## {kind.name}\n\n{_first(kind.model)} In `{kind.folder}/<id>/`.{text}\n"
        yield from _table(kind.model)
    for entry in LISTS.values():
        yield f"## {entry.name}\n\n{_first(entry.model)} In `{entry.file}`, one entry per id.\n"
        yield from _table(entry.model)
    yield f"## coalition\n\n{_first(Coalition)} In `{COALITION_FILE}`.\n"
    yield from _table(Coalition)
    yield "## Groups of fields\n"
    for group in _groups():
        yield f"### {group.__name__}\n\n{_first(group)}\n"
        yield from _table(group)


def _first(model: type[Fields]) -> str:
    return (model.__doc__ or "").strip().split("\n")[0]


def _table(model: type[Fields]) -> Iterator[str]:
    yield "| field | what to write | holds | example |"
    yield "|---|---|---|---|"
    for shape in shapes(model).values():
        marks = ["**needed**"] if shape.required else []
        marks += ["**text**"] if shape.translatable else []
        cells = (
            f"`{shape.name}`",
            " ".join([shape.sentence, *marks]),
            _holds(shape),
            f"`{shape.example}`",
        )
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""


def _holds(shape: Shape) -> str:
    if shape.group is not None:
        what = f"[{shape.group.__name__}](#{shape.group.__name__.lower()})"
        return f"a list of {what}" if shape.is_list else what
    what = shape.holds.what if shape.holds is not None else "one of: " + ", ".join(shape.choices)
    return f"a list: {what}" if shape.is_list else what


def _groups() -> list[type[Fields]]:
    found: dict[str, type[Fields]] = {}
    waiting: list[type[Fields]] = [kind.model for kind in KINDS.values()]
    waiting += [entry.model for entry in LISTS.values()]
    waiting.append(Coalition)
    while waiting:
        for shape in shapes(waiting.pop(0)).values():
            if shape.group is not None and shape.group.__name__ not in found:
                found[shape.group.__name__] = shape.group
                waiting.append(shape.group)
    return [found[name] for name in sorted(found)]
