"""``python -m coalition``: build and check a site, with the same flags as the tasks."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .build import Request


def parser() -> argparse.ArgumentParser:
    """The commands and their flags."""
    main = argparse.ArgumentParser(prog="python -m coalition", description=__doc__)
    commands = main.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, words: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=words, description=words)
        one.add_argument(
            "--site", metavar="DIR", default=".", help="folder with content/ and members/"
        )
        return one

    build = command("build", "Build the site into a folder, whole or not at all.")
    build.add_argument("--output", metavar="DIR", default="output", help="where it goes")
    build.add_argument(
        "--siteurl", metavar="URL", default="", help="public address, if not coalition.yaml's"
    )
    build.add_argument("--verify", action="store_true", help="trust no file date: read everything")
    check = command("check", "Look for problems in every file, without building.")
    check.add_argument("--format", choices=("text", "json", "github"), default="text")
    check.add_argument("--lang", metavar="CODE", help="language of the messages")
    serve = command("serve", "Build the site, show it in the browser, build again on each change.")
    serve.add_argument("--port", type=int, default=8000, help="port on this machine")
    for one in (build, check, serve):
        one.add_argument("--today", metavar="DATE", help="day to build for, as 2026-05-17")
    confirm = command("confirm", "Write that a translation still says what its original says.")
    confirm.add_argument("item", metavar="ITEM", help="as kind/id, or the path of a translation")
    confirm.add_argument("--language", metavar="CODE", help="only this language")
    command("model", "Print docs/content-model.md as the model says it.")
    return main


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns 0 done, 1 problems in the content, 2 the environment."""
    flags = parser().parse_args(arguments)
    site = Path(flags.site)
    if flags.command != "model" and not _is_site(site):
        sys.stderr.write(
            f"{flags.site}: there is no site here; a site is a folder with content/ and members/.\n"
        )
        return 2
    return {
        "build": _build,
        "check": _check,
        "serve": _serve,
        "confirm": _confirm,
        "model": _model,
    }[flags.command](flags, site)


def _is_site(site: Path) -> bool:
    return (site / "content").is_dir() and (site / "members").is_dir()


def _build(flags: argparse.Namespace, site: Path) -> int:
    from .commands.hosted import build

    return build(site, Path(flags.output), flags.siteurl, flags.today, flags.verify)


def _request(flags: argparse.Namespace, site: Path) -> Request:
    from .adapters.settings import own_markdown
    from .build import ROOT, Request

    return Request(site=site, output=Path("output"), today=flags.today, markdown=own_markdown(ROOT))


def _check(flags: argparse.Namespace, site: Path) -> int:
    from .commands.report import check

    return check(_request(flags, site), flags.format, flags.lang)


def _serve(flags: argparse.Namespace, site: Path) -> int:
    from .commands.report import serve

    return serve(_request(flags, site), flags.port)


def _confirm(flags: argparse.Namespace, site: Path) -> int:
    from .commands.confirm import confirm

    return confirm(site, flags.item, flags.language)


def _model(_flags: argparse.Namespace, _site: Path) -> int:
    from .core.model_docs import content_model

    sys.stdout.write(content_model())
    return 0


def guarded_main() -> int:
    """``main`` for a person: a library that is broken is a sentence, too."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal may know only ASCII
            stream.reconfigure(errors="backslashreplace")
    try:
        from .commands.report import guarded

        return guarded(main, sys.stderr)
    except ImportError as error:
        sys.stderr.write(f"The program is not whole: {error}. Make .venv anew.\n")
        return 2


if __name__ == "__main__":
    sys.exit(guarded_main())
