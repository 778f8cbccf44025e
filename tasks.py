"""What a person can do here: `python3 tasks.py TASK`, or `.venv/bin/invoke TASK` once it exists.

The first form needs nothing but Python and git: it makes `.venv` with everything that
`constraints.txt` pins, then runs the task in it. `python3 tasks.py --list` shows all tasks.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "coalition-stamp.json"
OLDEST = (3, 11)
NEEDS_TEST_GROUP = {"test", "lint"}


# --- bootstrap: standard library only, and older Pythons have to be able to read it ---------------


def bootstrap(arguments: list[str]) -> int:
    """Make `.venv` if it is not there or not whole, and run invoke in it."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        return complain(
            f"This needs Python 3.11 or newer; this is Python {found}.\n"
            "On Debian 12 or newer: apt install python3 python3-venv"
        )
    groups = ["test"] if NEEDS_TEST_GROUP & set(arguments) else []
    code = prepare(groups)
    if code:
        return code
    command = [str(venv_python()), "-m", "invoke", "--search-root", str(ROOT), *arguments]
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 130


def complain(words: str) -> int:
    """Say what is wrong with the environment; the exit code for that."""
    sys.stderr.write(words.rstrip() + "\n")
    return 2


def venv_python() -> Path:
    """The interpreter of `.venv`."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def wanted_stamp() -> str:
    """What a whole `.venv` was made from."""
    made_from = hashlib.sha256()
    for name in ("constraints.txt", "pyproject.toml"):
        made_from.update((ROOT / name).read_bytes() + b"\0")
    made_from.update(f"{sys.version_info[:3]} {ROOT}".encode())
    return made_from.hexdigest()


def installed_groups() -> list[str] | None:
    """The groups in a whole `.venv`; None when it is missing, half made or out of date."""
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
        whole = stamp["made_from"] == wanted_stamp() and venv_python().exists()
        return list(stamp["groups"]) if whole else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def prepare(groups: list[str]) -> int:
    """Bring `.venv` to what `constraints.txt` pins, with the extras in ``groups``."""
    there = installed_groups()
    if there is not None and set(groups) <= set(there):
        return 0
    try:
        import ensurepip  # noqa: F401 - whether it is there
        import venv
    except ImportError:
        return complain(
            "Python's venv module is missing.\nOn Debian and Ubuntu: apt install python3-venv"
        )
    if there is None:
        if os.path.lexists(VENV):
            print("The folder .venv is half made or out of date; making it anew.", flush=True)
            remove(VENV)
        print("Making .venv and installing what constraints.txt pins (about a minute).", flush=True)
        try:
            venv.create(VENV, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as error:
            return complain(f"The folder .venv cannot be made: {error}")
    else:
        print("Adding what the tests need to .venv.", flush=True)
        STAMP.unlink(missing_ok=True)
    extras = f"[{','.join(groups)}]" if groups else ""
    # PIP_CONSTRAINT also holds for what builds our own package.
    environment = {**os.environ, "PIP_CONSTRAINT": str(ROOT / "constraints.txt")}
    install = [str(venv_python()), "-m", "pip", "install", "--disable-pip-version-check"]
    install += ["--retries", "2", "--editable", f"{ROOT}{extras}"]
    if subprocess.call(install, env=environment, cwd=ROOT):
        return complain(
            "The packages could not be installed (see above). If the package registry cannot be "
            "reached,\ncheck the network connection or pip's proxy settings and give the command again."
        )
    made = {"made_from": wanted_stamp(), "groups": sorted({*groups, *(there or [])})}
    STAMP.write_text(json.dumps(made), "utf-8")
    return 0


def remove(path: Path) -> None:
    """Remove what stands in the way; of a link only the link."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


if __name__ == "__main__":
    sys.exit(bootstrap(sys.argv[1:]))


# --- tasks ---------------------------------------------------------------------------------------

from invoke import Context, Exit, task  # noqa: E402 - not there before the bootstrap


def there(command: str) -> bool:
    """Whether a command is on the path."""
    return shutil.which(command) is not None


def loads(library: str) -> bool:
    """Whether the system has a shared library."""
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


# What the tests use beside Python packages: each Debian package, and how to see that it is there.
SYSTEM = {
    "chromium": lambda: there("chromium"),
    "default-jre-headless": lambda: there("java"),
    "libical3": lambda: loads("libical.so.3"),
    "newsboat": lambda: there("newsboat"),
    "libatomic1": lambda: loads("libatomic.so.1"),  # for the program that drives Chromium
}


def run(*command: str) -> None:
    """Run a command of this Python; a failure ends the task with its exit code."""
    try:
        code = subprocess.call([sys.executable, "-m", *command])
    except KeyboardInterrupt:
        code = 130
    if code:
        raise Exit(code=code)


def flags(**values: str | int | bool | None) -> list[str]:
    """Command-line flags for the values that are set."""
    given: list[str] = []
    for name, value in values.items():
        if value is True:
            given.append(f"--{name}")
        elif value not in (None, False, ""):
            given += [f"--{name}", str(value)]
    return given


def needed(*names: str) -> list[str]:
    """What a task has to be given; nothing where help is asked, or invoke takes the flag for it."""
    return [] if {"-h", "--help"} & set(sys.argv) else [*names]


@task
def build(_c: Context, site=".", output="output", siteurl="", today="", verify=False) -> None:
    """Build the site into a folder: whole, or not at all."""
    run(
        "coalition",
        "build",
        *flags(site=site, output=output, siteurl=siteurl, today=today, verify=verify),
    )


@task
def serve(_c: Context, site=".", today="", port=8000) -> None:
    """Build, show at http://localhost:8000, build on each change."""
    run("coalition", "serve", *flags(site=site, today=today, port=port))


@task(help={"fix": "first mend what is safe to mend"})
def check(_c: Context, site=".", today="", format="text", lang="", base="", fix=False) -> None:
    """Look for problems in every file, without building."""
    run(
        "coalition",
        "check",
        *flags(site=site, today=today, format=format, lang=lang, base=base, fix=fix),
    )


@task(help={"confirm": "say that the translations of this item still fit"})
def translations(_c: Context, confirm="", lang="", site=".", today="") -> None:
    """List what there is to translate, by language and age."""
    if confirm:
        run("coalition", "confirm", confirm, *flags(site=site, language=lang))
    else:
        run("coalition", "translations", *flags(site=site, language=lang, today=today))


@task(help={"towns": "with commas between them", "yes": "do not ask before files are removed"})
def start(
    _c: Context, name="", languages="", zone="", towns="", url="", colour="", yes=False
) -> None:
    """Put a new coalition in place of the one that is here."""
    given = flags(name=name, languages=languages, zone=zone, towns=towns, url=url, colour=colour)
    run("coalition", "start", *given, *flags(yes=yes))


@task(help={"source": "the repository you began with: a remote, or its address"})
def update(_c: Context, source="upstream", branch="main") -> None:
    """Take over what is new in the code, and nothing of our texts."""
    run("coalition", "update", *flags(source=source, branch=branch))


@task(
    positional=needed("item", "lang"),
    help={
        "item": "as kind/id, or the path of a file",
        "lang": "the language to translate into",
        "title": "its title in that language, from which its address is made",
    },
)
def translate(_c: Context, item, lang, title="", site=".") -> None:
    """Make the file in which an item is translated."""
    run("coalition", "translate", item, lang, *flags(title=title, site=site))


@task(
    positional=needed("plan", "from_"),
    help={
        "plan": "the name of the plan’s folder",
        "from_": "measures.csv of the plan’s page, edited",
    },
)
def measures(_c: Context, plan, from_, site=".") -> None:
    """Take an edited table of measures back into PLAN."""
    run("coalition", "measures", plan, "--from", from_, *flags(site=site))


@task
def clean(_c: Context) -> None:
    """Remove what was built; never a source."""
    left = [ROOT / "output", ROOT / ".cache", *ROOT.glob(".output.*")]
    left += [ROOT / name for name in (".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis")]
    left += [path for path in ROOT.rglob("__pycache__") if VENV not in path.parents]
    for path in left:
        if os.path.lexists(path):
            remove(path)


@task(help={"all": "the long matrices too"})
def test(_c: Context, all=False) -> None:
    """Set up whatever the tests need, and run them."""
    need_system_packages()
    # A file's tests stay together: they share what they build.
    shared = ["--numprocesses", "auto", "--maxprocesses", "4", "--dist", "loadfile"]
    run("pytest", *shared, *(["-m", "long or not long"] if all else []))


@task
def lint(_c: Context) -> None:
    """Check the style and the types of the code."""
    run("ruff", "check", ".")
    run("ruff", "format", "--check", ".")
    run("mypy")


@task
def bench(_c: Context, size="S", reps=3, peers="", work="") -> None:
    """Measure side by side with Hugo and Pelican."""
    from bench.__main__ import main

    code = main(flags(size=size, reps=reps, peers=peers, work=work))
    if code:
        raise Exit(code=code)


@task
def model(_c: Context) -> None:
    """Write docs/content-model.md anew from the model."""
    made = subprocess.run(
        [sys.executable, "-m", "coalition", "model"], check=True, capture_output=True
    )
    (ROOT / "docs" / "content-model.md").write_bytes(made.stdout)


@task
def catalog(_c: Context) -> None:
    """Update the catalogues of words; say what is missing or wrong."""
    from babel.messages.pofile import PoFileError
    from coalition.adapters.words import CATALOGUE
    from coalition.commands import catalogue
    from coalition.core.words import mistakes

    broken = False
    for path in sorted((ROOT / "theme" / "locale").glob(f"*/{CATALOGUE}")):
        name = path.parent.name
        wrong = [*mistakes(path.read_bytes())]
        for mistake in wrong:
            print(f"{name}: {mistake}")
        broken |= bool(wrong)
        try:
            missing = catalogue.update(ROOT / "theme", ROOT / "plugins" / "coalition", name)
        except PoFileError:  # told above; what cannot be read is not written
            continue
        print(f"{name}: {len(missing)} missing")
        for message in missing:
            print(f"  {message}")
    if broken:
        raise Exit(code=1)


@task(positional=needed("lang"), help={"lang": "its code (BCP 47)"})
def language(_c: Context, lang) -> None:
    """Begin the words of one more language, such as uk."""
    from coalition.commands import catalogue
    from coalition.core import languages

    try:
        missing = catalogue.begin(ROOT / "theme", ROOT / "plugins" / "coalition", lang)
    except catalogue.NoCatalogue as why:
        raise Exit(str(why), code=2) from None
    print(f"theme/locale/{lang}/messages.po: {len(missing)} messages of {languages.name(lang)}")
    print("Translate what you can: the rest stays English, and “invoke catalog” tells what it is.")
    if not languages.is_known(lang):
        print(f"CLDR does not know {lang}: dates, numbers and plural forms will be as in English.")


def agreed(question: str) -> bool:
    """Whether the person at the terminal says yes, in one of our languages; the end is a no."""
    try:
        return input(question).strip().lower() in ("y", "yes", "d", "da")
    except EOFError:
        return False


def need_system_packages() -> None:
    """Install the system packages that are missing, after asking when there is somebody to ask."""
    missing = [package for package, is_there in SYSTEM.items() if not is_there()]
    if not missing:
        return
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    sudo = [] if root else ["sudo"]
    install = [*sudo, "apt-get", "install", "--yes", "--no-install-recommends", *missing]
    line = " ".join(install)
    print(f"The tests need system packages that are missing: {', '.join(missing)}.", flush=True)
    if shutil.which("apt-get") is None or (sudo and shutil.which("sudo") is None):
        raise Exit(f"Install them, on Debian as root with:\n  {line.removeprefix('sudo ')}", code=2)
    asks = sys.stdin.isatty() and os.environ.get("CI") != "true"
    if asks and not agreed(f"Run “{line}” now? [y/N] "):
        raise Exit(f"Then install them yourself:\n  {line}", code=2)
    print(f"Running: {line}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.call([*sudo, "apt-get", "update", "--quiet"], env=environment)
    if subprocess.call(install, env=environment):
        raise Exit(f"They could not be installed. As an administrator, run:\n  {line}", code=2)
