"""What people read on a terminal or in a forge: problems, counts, and what a build did."""

from __future__ import annotations

import contextlib
import io
import json
import posixpath
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from ..adapters.disk import Unreadable
from ..adapters.trees import Refused
from ..adapters.words import BrokenTheme
from ..build import Checked, Report, Request, build, load, sentence
from ..core.frontmatter import CONTROL
from ..core.problems import ERROR
from ..core.words import SOURCE_LANGUAGE, Words, words_for

DONE, PROBLEMS, ENVIRONMENT = 0, 1, 2


def words_of(checked: Checked, language: str | None) -> Words:
    """The words in ``language``, or else in the default one of the site."""
    if language is None and checked.site is not None:
        language = checked.site.default
    return words_for(checked.words, language or SOURCE_LANGUAGE)


def shown_path(site: Path, path: str) -> str:
    """The path of a file of the site, as the person sees it from where the command was given."""
    if site.is_absolute():
        with contextlib.suppress(ValueError):
            site = site.relative_to(Path.cwd())
    found = posixpath.normpath(posixpath.join(site.as_posix(), path))
    # A file name may hold a line break; a terminal or a forge must not take it for a command.
    return CONTROL.sub("\ufffd", found.replace("\n", "\ufffd"))


def _text(checked: Checked, site: Path, language: str | None) -> str:
    lines = []
    for problem in checked.problems:
        place = problem.place
        mark = (
            "" if problem.severity == ERROR else words_of(checked, language).gettext("hint") + ": "
        )
        told = sentence(checked, problem, language)
        told = CONTROL.sub("\ufffd", told.replace("\n", "\ufffd"))
        lines.append(
            f"{shown_path(site, problem.place.path)}:{place.line}:{place.column}: {mark}{told}"
        )
    return "".join(line + "\n" for line in lines)


def _json(checked: Checked, site: Path, language: str | None) -> str:
    told = [
        {
            "code": problem.code,
            "severity": problem.severity,
            "path": shown_path(site, problem.place.path),
            "line": problem.place.line,
            "column": problem.place.column,
            "message": sentence(checked, problem, language),
        }
        for problem in checked.problems
    ]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _escaped(text: str, more: str = "") -> str:
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _github(checked: Checked, site: Path, language: str | None) -> str:
    lines = []
    for problem in checked.problems:
        command = "error" if problem.severity == ERROR else "notice"
        where = _escaped(shown_path(site, problem.place.path), ":,")
        message = _escaped(sentence(checked, problem, language))
        lines.append(
            f"::{command} file={where},line={problem.place.line},col={problem.place.column},"
            f"title={problem.code}::{message}"
        )
    return "".join(line + "\n" for line in lines)


FORMATS: dict[str, Callable[[Checked, Path, str | None], str]] = {
    "text": _text,
    "json": _json,
    "github": _github,
}


def count(checked: Checked, language: str | None = None) -> str:
    """How many problems and hints there are, in one sentence."""
    say = words_of(checked, language)
    errors = len(checked.errors)
    hints = len(checked.problems) - errors
    parts = [say.ngettext("{number} problem", "{number} problems", errors)]
    if hints:
        parts.append(say.ngettext("{number} hint", "{number} hints", hints))
    return ", ".join(parts)


def guarded(work: Callable[[], int], out: TextIO) -> int:
    """Do ``work``; what the environment refuses becomes a sentence and the code 2."""
    try:
        return work()
    except Refused as refusal:
        out.write(f"{Words(SOURCE_LANGUAGE).say(refusal.problem)}\n")
    except Unreadable as error:
        out.write(f"{error.path}: this file or folder cannot be read ({error.reason}).\n")
    except BrokenTheme as error:
        out.write(f"The theme has a mistake: {error}\n")
    except BrokenPipeError:  # whoever reads has seen enough
        return DONE
    except KeyboardInterrupt:
        out.write("Stopped. The published site is what it was.\n")
    except Exception as error:  # noqa: BLE001 - a contributor must never meet a traceback
        last = traceback.extract_tb(error.__traceback__)[-1]
        name = Path(last.filename).name
        out.write(
            f"A mistake in the program, not in your files: {type(error).__name__}: {error} "
            f"({name}:{last.lineno}). Nothing was published. Please report this line.\n"
        )
    return ENVIRONMENT


def finish(request: Request, out: TextIO) -> int:
    """Build, tell the result to ``out``, and give the exit code."""

    def work() -> int:
        report = build(request, _unchanged)
        checked = report.checked
        say = words_of(checked, None)
        if checked.errors:
            out.write(_text(checked, request.site, None))
            out.write(count(checked) + ". " + say.gettext("Nothing was published.") + "\n")
            return PROBLEMS
        out.write(_summary(report, say, request.output))
        return DONE

    return guarded(work, out)


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def serve(request: Request, port: int) -> int:
    """Build and serve until interrupted; the exit code."""
    from ..adapters import server

    def once() -> tuple[bool, str]:
        out = io.StringIO()
        return finish(request, out) == DONE, out.getvalue()

    def work() -> int:
        watched = (request.site / "content", request.site / "members", request.theme)
        with contextlib.suppress(KeyboardInterrupt):  # Ctrl+C is how serving ends
            server.serve(watched, request.output, port, once, _say)
        return DONE

    return guarded(work, sys.stderr)


def _summary(report: Report, say: Words, output: Path) -> str:
    written = report.written
    assert written is not None
    told = say.gettext(
        "{pages} pages in {output}: {rendered} rendered, {skipped} skipped; {files} files: {written} written, {removed} removed, in {seconds} s.",
        pages=report.pages,
        rendered=report.rendered,
        skipped=report.pages - report.rendered,
        files=written.files,
        output=output.name,
        written=written.written,
        removed=written.removed,
        seconds=f"{report.seconds:.1f}",
    )
    if written.mended:
        told += " " + say.ngettext(
            "{number} file had been changed by hand and was written again.",
            "{number} files had been changed by hand and were written again.",
            written.mended,
        )
    return told + _hints(report, say) + "\n"


def _unchanged(report: Report) -> str:
    """What the next build says when nothing has changed until then."""
    say = words_of(report.checked, None)
    files = report.written.files if report.written is not None else 0
    told = say.gettext(
        "Nothing has changed: {pages} pages, {files} files.", pages=report.pages, files=files
    )
    return told + _hints(report, say) + "\n"


def _hints(report: Report, say: Words) -> str:
    hints = len(report.checked.problems)
    told = ""
    if hints:
        told += " " + say.ngettext(
            "{number} hint; the check lists it.", "{number} hints; the check lists them.", hints
        )
    return told


def check(request: Request, form: str, language: str | None, out: TextIO | None = None) -> int:
    """Check without building; problems in ``form`` to ``out``, and the exit code."""
    out = out or sys.stdout

    def work() -> int:
        checked = load(request)
        out.write(FORMATS[form](checked, request.site, language))
        if form == "text":
            out.write(count(checked, language) + ".\n")
        return PROBLEMS if checked.errors else DONE

    return guarded(work, sys.stderr)
