"""Rules of the house: who may import whom, and documents that must equal the code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError
from coalition.commands import catalogue
from coalition.core.addresses import SECTIONS
from coalition.core.model_docs import content_model
from coalition.core.problems import HINTS, TERMS, WORDING
from coalition.core.records import KINDS, LISTS
from coalition.core.words import mistakes
from sites import ROOT

CODE = ROOT / "plugins" / "coalition"

# Lowest first; a module may import from its own row and from those above it.
LAYERS = (
    ("folding", "problems", "languages", "alphabets", "reads", "ledger", "engines"),
    ("frontmatter", "fields", "values", "slugs", "times", "words"),
    (
        "markup",
        "recurrence",
        "spoken",
        "addresses",
        "images",
        "records",
        "layout",
        "parsing",
        "translations",
        "romanian",
        "fixes",
        "sheets",
        "rewriting",
        "tracking",
    ),
    ("index",),
    ("agenda", "briefs"),
    ("site",),
    ("published", "opening", "linking"),
    ("relating", "memory", "answers", "checks", "history", "showing", "model_docs"),
    ("views",),
    ("exports",),
)
OUTSIDE_CORE = {"pelican", "jinja2", "watchfiles", "PIL", "subprocess", "socket", "tempfile"}
WORLD = {"open", "input", "print"}


def modules(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def imports(path: Path) -> set[str]:
    """The dotted names that a module imports, ours relative to ``coalition``."""
    package = path.relative_to(CODE).with_suffix("").parts
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level] if node.level else ()
            base = ".".join(("coalition", *above)) if node.level else ""
            name = ".".join(part for part in (base, node.module) if part)
            found.add(name)
            found |= {f"{name}.{alias.name}" for alias in node.names}
    return found


def layer(name: str) -> int | None:
    """The layer of a dotted name of the core; None for anything else."""
    match = re.match(r"coalition\.core\.(\w+)", name)
    if match is None:
        return None
    return next((number for number, row in enumerate(LAYERS) if match[1] in row), None)


@pytest.mark.parametrize(
    "path", modules(CODE / "core"), ids=lambda path: path.relative_to(CODE).as_posix()
)
def test_the_core_is_pure(path: Path) -> None:
    used = imports(path)
    assert not {name.partition(".")[0] for name in used} & OUTSIDE_CORE
    assert not {
        name
        for name in used
        if name.startswith(
            ("coalition.adapters", "coalition.commands", "coalition.build", "coalition.loading")
        )
    }
    tree = ast.parse(path.read_text("utf-8"))
    calls = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not calls & WORLD
    methods = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not methods & {
        "now",
        "today_utc",
        "utcnow",
        "environ",
        "read_text",
        "read_bytes",
        "write_text",
    }


@pytest.mark.parametrize(
    "path", modules(CODE / "core"), ids=lambda path: path.relative_to(CODE).as_posix()
)
def test_layers_look_only_upwards(path: Path) -> None:
    parts = path.relative_to(CODE / "core").with_suffix("").parts
    if parts == ("__init__",):
        return
    own = layer(f"coalition.core.{parts[0]}")
    assert own is not None, f"{parts[0]} has no layer: name it in LAYERS and docs/architecture.md"
    for name in imports(path):
        other = layer(name)
        assert other is None or other <= own, f"{path.name} imports {name}"
    # Views and exports do not know each other.
    strangers = {"views": "coalition.core.exports", "exports": "coalition.core.views"}
    if parts[0] in strangers:
        assert not any(name.startswith(strangers[parts[0]]) for name in imports(path))


def test_every_module_of_the_core_has_a_layer_and_a_test() -> None:
    for path in modules(CODE / "core"):
        relative = path.relative_to(CODE / "core")
        if path.name == "__init__.py":
            continue
        test = ROOT / "tests" / "core" / relative.with_name(f"test_{relative.name}")
        assert test.is_file(), f"{relative} has no test of its own name"


@pytest.mark.parametrize("path", modules(CODE), ids=lambda path: path.relative_to(CODE).as_posix())
def test_only_the_host_imports_pelican(path: Path) -> None:
    uses = any(name.partition(".")[0] == "pelican" for name in imports(path))
    assert uses == (path.relative_to(CODE).as_posix() == "adapters/host.py")


def test_the_plugin_itself_imports_the_standard_library_only() -> None:
    tree = ast.parse((CODE / "__init__.py").read_text("utf-8"))
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert top == []


def test_settings_import_nothing_of_ours() -> None:
    for name in ("pelicanconf.py", "publishconf.py"):
        assert "coalition" not in {
            part
            for node in ast.walk(ast.parse((ROOT / name).read_text("utf-8")))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for part in (
                [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else [a.name for a in node.names]
            )
        }


def test_the_content_model_document_is_what_the_model_says() -> None:
    written = (ROOT / "docs" / "content-model.md").read_text("utf-8")
    assert written == content_model(), "run: invoke model"


def test_every_kind_has_words_for_its_section_in_all_six_languages() -> None:
    for kind in (*KINDS, *LISTS):
        assert set(SECTIONS[kind]) == {"ro", "en", "hu", "mk", "sq", "tr"}
        assert all(re.fullmatch(r"[a-z-]+", word) for word in SECTIONS[kind].values())
    for language in ("ro", "en", "hu", "mk", "sq", "tr"):
        words = [table[language] for table in SECTIONS.values()]
        assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    "language", sorted(path.parent.name for path in ROOT.glob("theme/locale/*/messages.po"))
)
def test_catalogues_are_up_to_date_and_have_no_hole(language: str) -> None:
    content, missing = catalogue.updated(ROOT / "theme", CODE, language)
    assert missing == []
    assert content == (ROOT / "theme" / "locale" / language / "messages.po").read_bytes(), (
        "run: invoke catalog"
    )


@pytest.mark.parametrize("path", modules(CODE), ids=lambda path: path.relative_to(CODE).as_posix())
def test_no_message_stands_in_an_f_string(path: Path) -> None:
    """Babel does not find it there with Python 3.11, so it would never be translated."""
    asks = {"gettext", "ngettext", "pgettext"}
    found = [
        (node.lineno, call.func.attr)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        if isinstance(call.func, ast.Attribute) and call.func.attr in asks
    ]
    assert found == []


@pytest.mark.parametrize(
    "language", sorted(path.parent.name for path in ROOT.glob("theme/locale/*/messages.po"))
)
def test_catalogues_have_no_mistake(language: str) -> None:
    raw = (ROOT / "theme" / "locale" / language / "messages.po").read_bytes()
    assert [*mistakes(raw)] == []


def test_a_catalogue_that_cannot_be_read_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "locale" / "ro" / "messages.po"
    file.parent.mkdir(parents=True)
    file.write_text('msgid "a"\nmsgstr "b"\nhello\n', "utf-8")
    with pytest.raises(PoFileError):
        catalogue.update(tmp_path, CODE, "ro")
    assert file.read_text("utf-8").endswith("hello\n")


def test_no_word_of_a_page_stands_outside_the_catalogue() -> None:
    """Letters between tags of a template, outside of expressions, would stay English for ever."""
    for path in sorted((ROOT / "theme").rglob("*.html")):
        text = path.read_text("utf-8")
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
        text = re.sub(r"<[^>]*>", "\n", text)
        assert not re.findall(r"[A-Za-z]{2,}", text), path


def test_every_hint_is_a_sentence_and_every_term_a_word() -> None:
    assert set(WORDING) >= HINTS
    assert len(set(TERMS)) == len(TERMS)


def test_the_architecture_page_names_every_room() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    for path in modules(CODE):
        if path.name not in ("__init__.py",):
            assert path.stem in page or path.parent.name in page, path
    for row in LAYERS:
        for name in row:
            assert name in page, name


def test_nothing_names_a_machine() -> None:
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        made = parts[0] == "output" or (parts[0].startswith(".") and parts[0] != ".ci")
        if made or not path.is_file() or "__pycache__" in parts:
            continue
        if path.suffix in (
            ".py",
            ".md",
            ".toml",
            ".txt",
            ".html",
            ".css",
            ".yaml",
            ".yml",
            ".po",
            "",
        ):
            text = path.read_text("utf-8", errors="replace")
            assert not re.search(r"(?<![\w.])/(?:work|root|home/\w+)/", text), path
            assert "pypi" + ".org" not in text and "registry.npm" + "js" not in text, path
