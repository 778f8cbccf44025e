"""``python -m coalition``: build and check a site, with the same flags as the tasks."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .loading import Request

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "theme"


def parser() -> argparse.ArgumentParser:
    """The commands and their flags."""
    main = argparse.ArgumentParser(prog="python -m coalition", description=__doc__)
    commands = main.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, words: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=words, description=words)
        one.add_argument(
            "--site", metavar="DIR", default=".", help="folder with content/ (and members/)"
        )
        return one

    build = command("build", "Build the site into a folder, whole or not at all.")
    build.add_argument("--output", metavar="DIR", default="output", help="where it goes")
    build.add_argument(
        "--siteurl", metavar="URL", default="", help="public address, if not coalition.yaml's"
    )
    build.add_argument("--verify", action="store_true", help="trust no file date: read everything")
    build.add_argument(
        "--like-peers",
        action="store_true",
        help="only the outputs that other generators build from such a site, for bench/",
    )
    check = command("check", "Look for problems in every file, without building.")
    check.add_argument("--format", choices=("text", "json", "github"), default="text")
    check.add_argument(
        "--base", metavar="REF", default="", help="compare with this Git commit, too"
    )
    check.add_argument(
        "--fix", action="store_true", help="first mend in the files what is safe to mend"
    )
    check.add_argument("--lang", metavar="CODE", help="language of the messages")
    serve = command("serve", "Build the site, show it in the browser, build again on each change.")
    serve.add_argument("--port", type=int, default=8000, help="port on this machine")
    for one in (build, check, serve):
        one.add_argument("--today", metavar="DATE", help="day to build for, as 2026-05-17")
    confirm = command("confirm", "Write that a translation still says what its original says.")
    translate = command("translate", "Make the file in which an item is translated.")
    listed = command("translations", "List what there is to translate, by language and age.")
    for one in (confirm, translate):
        one.add_argument("item", metavar="ITEM", help="as kind/id, or the path of a file")
    translate.add_argument("language", metavar="LANG", help="the language to translate into")
    translate.add_argument("--title", default="", help="its title, from which its address is made")
    for one in (confirm, listed):
        one.add_argument("--language", metavar="CODE", help="only this language")
    listed.add_argument("--today", metavar="DATE", help="day from which ages are counted")
    measures = command("measures", "Take an edited table of measures back into its plan.")
    measures.add_argument("plan", metavar="PLAN", help="the id of the plan")
    measures.add_argument(
        "--from", metavar="FILE", dest="table", required=True, help="measures.csv, edited"
    )
    start = command("start", "Put a new, nearly empty coalition in place of the one that is here.")
    start.add_argument("--name", default="", help="what it is called")
    start.add_argument(
        "--languages", metavar="CODES", default="", help="as ro,en: the main one first"
    )
    start.add_argument("--zone", default="", help="time zone, as Europe/Bucharest")
    start.add_argument("--towns", default="", help="with commas between them")
    start.add_argument("--url", default="", help="public address of the site")
    start.add_argument("--colour", default="", help="main colour, as #1f5f8b")
    start.add_argument("--yes", action="store_true", help="do not ask before files are removed")
    update = command(
        "update", "Take over what is new in the code, and nothing of content/ or members/."
    )
    update.add_argument("--source", default="upstream", help="a remote of Git, or an address")
    update.add_argument("--branch", default="main", help="which branch of it")
    command("model", "Print docs/content-model.md as the model says it.")
    return main


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns 0 done, 1 problems in the content, 2 the environment."""
    flags = parser().parse_args(arguments)
    site = Path(flags.site)
    if flags.command not in ("model", "build") and not _is_site(site):
        return _no_site(flags)
    return {
        "build": _build,
        "check": _check,
        "serve": _serve,
        "confirm": _confirm,
        "translate": _translate,
        "translations": _translations,
        "measures": _measures,
        "start": _start,
        "update": _update,
        "model": _model,
    }[flags.command](flags, site)


def _is_site(site: Path) -> bool:
    """A folder with texts; members/ may be missing, since Git keeps no empty folder."""
    return (site / "content").is_dir()


def _asked(flags: argparse.Namespace) -> str | None:
    """The name of what a build is asked."""
    from .adapters import unchanged
    from .adapters.settings import settings_file

    site, output = os.path.realpath(flags.site), os.path.abspath(flags.output)
    asked = (site, output, flags.siteurl, flags.today, flags.like_peers)
    return unchanged.asked(str(settings_file(ROOT)), *asked)


def _before(flags: argparse.Namespace) -> dict[str, Any] | None:
    """What the last build of the same remembers."""
    from .adapters import unchanged

    folder, name = os.path.split(os.path.abspath(flags.output))
    return unchanged.recall(f"{folder}/.{name}.unchanged", _asked(flags))


def _build(flags: argparse.Namespace, site: Path) -> int:
    before = _before(flags)
    looked = None
    if before is not None and not flags.verify:
        from .adapters.unchanged import look_around

        is_same, looked = look_around(before)
        if is_same:  # then nothing more is imported
            sys.stderr.write(before["told"])
            return 0
    if not _is_site(site):
        return _no_site(flags)
    output = Path(flags.output)
    if before is not None and before["settings"] is not None:
        # What Pelican would hand over is known, so it need not be started.
        from .commands.report import finish
        from .loading import Request

        return finish(
            Request(
                site=site.resolve(),
                output=output.absolute(),
                theme=Path(before["settings"]["theme"]),
                site_url=before["settings"]["site_url"],
                today=flags.today,
                verify=flags.verify,
                like_peers=flags.like_peers,
                asked=before["asked"],
                looked=looked,
            ),
            sys.stderr,
        )
    from .commands.hosted import build

    siteurl, today, verify, like_peers = flags.siteurl, flags.today, flags.verify, flags.like_peers
    return build(site, output, siteurl, today, verify, like_peers, _asked(flags))


def _no_site(flags: argparse.Namespace) -> int:
    sys.stderr.write(
        f"{flags.site}: there is no site here; a site is a folder with content/ (and members/).\n"
    )
    return 2


def _request(flags: argparse.Namespace, site: Path) -> Request:
    from .adapters.settings import own_markdown
    from .loading import Request

    return Request(site=site, output=Path("output"), today=flags.today, markdown=own_markdown(ROOT))


def _check(flags: argparse.Namespace, site: Path) -> int:
    from msgspec.structs import replace

    from .commands.report import check

    request = replace(_request(flags, site), base=flags.base)
    if flags.fix:
        from .commands.fix import fix

        if flags.base:
            sys.stderr.write("--fix and --base do not go together: mend first, then compare.\n")
            return 2
        if code := fix(request, flags.lang, sys.stderr):
            return code
    return check(request, flags.format, flags.lang)


def _serve(flags: argparse.Namespace, site: Path) -> int:
    from .commands.report import serve

    return serve(_request(flags, site), flags.port)


def _confirm(flags: argparse.Namespace, site: Path) -> int:
    from .commands.translations import confirm

    return confirm(site, THEME, flags.item, flags.language)


def _translate(flags: argparse.Namespace, site: Path) -> int:
    from .commands.translations import translate

    return translate(site, THEME, flags.item, flags.language, flags.title)


def _translations(flags: argparse.Namespace, site: Path) -> int:
    from .commands.translations import listed

    return listed(site, THEME, flags.today, flags.language)


def _measures(flags: argparse.Namespace, site: Path) -> int:
    from .commands.measures import measures

    return measures(site, flags.plan, Path(flags.table))


def _start(flags: argparse.Namespace, site: Path) -> int:
    from .commands import start

    given = {name: getattr(flags, name) for name in (*start.QUESTIONS, *start.OPTIONAL)}
    return start.start(site, given, input if sys.stdin.isatty() else None, flags.yes)


def _update(flags: argparse.Namespace, site: Path) -> int:
    from .commands.update import update

    return update(site, flags.source, flags.branch)


def _model(_flags: argparse.Namespace, _site: Path) -> int:
    from .core.model_docs import content_model

    sys.stdout.write(content_model())
    return 0


def guarded_main() -> int:
    """``main`` for a person: a library that is broken is a sentence, too."""
    gc.disable()  # nothing here lives longer than one build; ``serve`` collects after each
    # What else is installed has no part in how a text is read, and looking for it takes time.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal may know only ASCII
            stream.reconfigure(errors="backslashreplace")
    try:
        return main()
    except ImportError as error:
        sys.stderr.write(f"The program is not whole: {error}. Make .venv anew.\n")
        return 2
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - told as a sentence
        return _told(error)


def _told(error: BaseException) -> int:
    from .commands.report import guarded

    def again() -> int:
        raise error

    return guarded(again, sys.stderr)


if __name__ == "__main__":
    code = guarded_main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # to give back a site piece by piece takes longer than to build a page
