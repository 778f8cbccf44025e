"""Jinja, with less between a template and what it writes: pages are many, and small."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment, StrictUndefined, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.loaders import FileSystemLoader
from jinja2.runtime import Macro

from . import disk, escaping, filters
from .escaping import escape, safe


class Compiled(BytecodeCache):
    """Templates compiled once for the environments of all languages, and for the next builds.

    A file of ``folder`` begins with a hash of what it holds, of Jinja's version and of the modules
    that say how templates are compiled. Jinja itself looks whether the template is still the same.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._code: dict[str, bytes] = {}
        own = (Path(__file__), Path(escaping.__file__), Path(filters.__file__))
        self._made_by = b"".join(
            [jinja2.__version__.encode(), *(path.read_bytes() for path in own)]
        )

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give ``bucket`` its code, if there is any."""
        code = self._code.get(bucket.key) or self._read(bucket.key)
        if code:
            bucket.bytecode_from_string(code)
            self._code[bucket.key] = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of ``bucket``."""
        code = self._code[bucket.key] = bucket.bytecode_to_string()
        if self._folder is not None:
            with contextlib.suppress(OSError):  # nothing in the cache is needed
                disk.replace(self._folder / bucket.key, self._seal(code) + code)

    def _read(self, key: str) -> bytes:
        with contextlib.suppress(OSError):
            content = (self._folder / key).read_bytes() if self._folder is not None else b""
            seal, code = content[:32], content[32:]
            if seal == self._seal(code):
                return code
        return b""

    def _seal(self, code: bytes) -> bytes:
        return hashlib.sha256(self._made_by + code).digest()


class _Generator(CodeGenerator):
    """Templates compiled to plainer code.

    A dot is Python's own, which is strict by itself, and a call is one, too: nothing of ours asks for
    the context of its caller.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """What stands before the dot, the dot, and the name."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - Jinja's name
        """What is called, and its arguments; ``signature`` begins with a comma."""
        self.visit(node.node, frame)
        self.write("(*()")
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")


class _Macro(Macro):
    """A macro; when it gets just its arguments, there is nothing to sort."""

    def __call__(self, *arguments: Any, **named: Any) -> str:
        """What it writes."""
        if named or len(arguments) != self._argument_count or self.caller:
            return super().__call__(*arguments, **named)
        return safe(self._func(*arguments))  # noqa: S704 - a template wrote it


class _Template(Template):
    """A template whose code calls what is ours."""

    @classmethod
    def from_code(cls, *made: Any) -> Template:
        """A template of compiled code."""
        template = super().from_code(*made)
        template.root_render_func.__globals__.update(Macro=_Macro, Markup=safe, escape=escape)
        return template

    def render(self, *_: object, **told: Any) -> str:
        """What it writes of what it is ``told``, which is let go of then.

        A macro of the page and the context of the page hold each other, and during a build nobody
        collects such circles: with one macro, all pages would stay in memory until the end.
        """
        context = self.new_context(told)
        try:
            return self.environment.concat(self.root_render_func(context))
        except Exception:  # noqa: BLE001 - it is raised again with the line of the template
            self.environment.handle_exception()
        finally:
            context.vars.clear()

    def _get_default_module(self, _: object = None) -> TemplateModule:
        """The macros of a component, which know nothing of who imports them."""
        if self._module is None:
            self._module = self.make_module()
        return self._module


class Templates(Environment):
    """The templates of ``folders``: strict, escaping, and loaded once."""

    code_generator_class = _Generator
    template_class = _Template

    def __init__(self, folders: list[Path], compiled: Compiled) -> None:
        super().__init__(
            loader=FileSystemLoader(folders),
            bytecode_cache=compiled,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self._loaded: dict[str | Template, Template] = {}

    def get_template(self, name: str | Template, *_: object, **__: object) -> Template:
        """The template ``name``, which every page asks for that imports it."""
        found = self._loaded.get(name)
        if found is None:
            found = self._loaded[name] = super().get_template(name)
        return found

    def make_globals(self, _: object) -> MutableMapping[str, Any]:
        """The globals of every template: none has its own."""
        return self.globals
