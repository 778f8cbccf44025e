"""The Markdown engines: GitHub's own, and Python-Markdown for sites whose settings ask for it."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, Protocol

from cmarkgfm import _cmark
from cmarkgfm import cmark as gfm


class Engine(Protocol):
    """What makes HTML of Markdown. It is not inert."""

    def __call__(self, text: str, positions: bool = False) -> str:
        """The HTML of ``text``.

        With ``positions``, each block says in ``data-sourcepos`` where it stands, if the engine knows.
        """


_OPTIONS: Final = gfm.Options.CMARK_OPT_UNSAFE | gfm.Options.CMARK_OPT_FOOTNOTES
_POSITIONS: Final = gfm.Options.CMARK_OPT_SOURCEPOS
_EXTENSIONS: Final = ("table", "strikethrough", "autolink", "tasklist", "tagfilter")


@cache
def _extensions() -> tuple[Any, ...]:
    gfm.core_extensions_ensure_registered()
    return tuple(gfm.find_syntax_extension(name) for name in _EXTENSIONS)


class _Memory(ctypes.Structure):
    """What cmark takes memory with, and gives it back (``cmark_mem``)."""

    _fields_ = [(name, ctypes.CFUNCTYPE(None, ctypes.c_void_p)) for name in ("new", "more", "free")]


@cache
def _free() -> tuple[Any, Any] | None:
    """What gives back the memory of a document and of a text; the binding (cmarkgfm 2025.10) never does.

    None where it cannot be had: then a site of thousands of texts takes some hundred MB more.
    """
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(_cmark.__file__)
        document, memory = library.cmark_node_free, library.cmark_get_default_mem_allocator
        document.argtypes, document.restype = [ctypes.c_void_p], None
        memory.restype = ctypes.POINTER(_Memory)
        return document, memory().contents.free
    return None


def cmark(text: str, positions: bool = False) -> str:
    """GitHub-flavoured Markdown to HTML."""
    options = _OPTIONS | _POSITIONS if positions else _OPTIONS
    parser = gfm.parser_new(options=options)
    root = made = None
    try:
        for extension in _extensions():
            gfm.parser_attach_syntax_extension(parser, extension)
        gfm.parser_feed(parser, text)
        root = gfm.parser_finish(parser)
        extensions = gfm.parser_get_syntax_extensions(parser)
        # As the binding does it, which keeps no hold of the text to give back.
        made = _cmark.lib.cmark_render_html(root, options, extensions)
        html: str = _cmark.ffi.string(made).decode("utf-8")
        return html
    finally:
        free = _free()
        for what, give_back in zip((root, made), free or (), strict=False):
            if what is not None:
                give_back(int(_cmark.ffi.cast("uintptr_t", what)))
        gfm.parser_free(parser)


def python_markdown(settings: Mapping[str, Any]) -> Engine:
    """Python-Markdown with ``settings`` as Pelican's ``MARKDOWN`` setting holds them."""
    import markdown

    configs = dict(settings.get("extension_configs", {}))
    extensions = [*dict.fromkeys([*settings.get("extensions", ()), *configs])]
    converter = markdown.Markdown(
        extensions=extensions, extension_configs=configs, output_format="html"
    )

    def convert(text: str, positions: bool = False) -> str:  # noqa: ARG001 - this engine knows none
        return converter.reset().convert(text)

    return convert
