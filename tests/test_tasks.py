"""``tasks.py``: it sets itself up, says what is wrong with the machine, and lists what it can do."""

from __future__ import annotations

import ast
import importlib.metadata
import json
import os
import pty
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from sites import BASE, ROOT, TODAY, coalition, make_site, tree

# A project that pip can install without a registry: what it needs is already beside the running
# Python, the wheel only says where. When a port is named, its build tells so there and waits.
PROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "coalition-site"
version = "0"

[tool.pytest.ini_options]
addopts = "-m 'not long' -p no:cacheprovider"
markers = ["long: a long matrix"]
"""
BACKEND = """\
import os, socket, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    if "WAIT_AT" in os.environ:
        socket.create_connection(("127.0.0.1", int(os.environ["WAIT_AT"]))).recv(1)
    name = "coalition_site-0-py3-none-any.whl"
    info = "coalition_site-0.dist-info/"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        wheel.writestr("coalition_site.pth", {there!r} + "\\n")
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: coalition-site\\n"
                       "Version: 0\\nProvides-Extra: test\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nGenerator: tests\\n"
                       "Root-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return name
"""
TESTS = """\
import pytest

def test_short():
    pass

@pytest.mark.long
def test_long():
    pass
"""


def offline_copy(folder: Path) -> Path:
    """``tasks.py`` and what it reads, with a project that can be installed without a registry."""
    (folder / ".ci").mkdir(parents=True)
    (folder / "tests").mkdir()
    for name in ("tasks.py", "constraints.txt", ".ci/run"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "pyproject.toml").write_text(PROJECT, "utf-8")
    there = sysconfig.get_path("purelib")
    (folder / "backend.py").write_text(BACKEND.replace("{there!r}", repr(there)), "utf-8")
    (folder / "tests/test_both.py").write_text(TESTS, "utf-8")
    return folder


@pytest.fixture(scope="session")
def unreachable() -> Iterator[dict[str, str]]:
    """An environment in which pip knows one registry, and nobody answers there."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("PIP_", "PYTEST_")) and key not in ("CI", "PYTHONPATH")
    }
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # taken, and nobody listens
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/simple"
        registry = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": address, "PIP_RETRIES": "0"}
        yield {**kept, **registry, "NO_PROXY": "*"}


def tasks(
    copy: Path, *arguments: str, env: Mapping[str, str], python: str = sys.executable
) -> subprocess.CompletedProcess[str]:
    """``python3 tasks.py …``, without a terminal."""
    return subprocess.run(
        [python, "tasks.py", *arguments],
        cwd=copy,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def invoke(
    root: Path, *arguments: str, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """``invoke …`` as ``tasks.py`` runs it once ``.venv`` is there, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "invoke", "--search-root", str(root), *arguments],
        cwd=cwd or root,
        env=dict(os.environ if env is None else env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """What was told; it ended with 2 and without a traceback."""
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return done.stdout + done.stderr


# --- setting itself up ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory, unreachable: dict[str, str]) -> Path:
    """A copy in which the first run was killed while it installed."""
    copy = offline_copy(tmp_path_factory.mktemp("killed") / "clone")
    with (
        socket.create_server(("127.0.0.1", 0)) as told,
        open(copy.parent / "words", "w+", encoding="utf-8") as words,
        subprocess.Popen(
            [sys.executable, "tasks.py", "--list"],
            cwd=copy,
            env={**unreachable, "WAIT_AT": str(told.getsockname()[1])},
            stdout=words,
            stderr=words,
            start_new_session=True,
        ) as process,
    ):
        ended = os.pidfd_open(process.pid)
        ready, _, _ = select.select([told, ended], [], [], 60)
        os.close(ended)
        if told in ready:
            connection, _address = told.accept()  # now pip installs
            os.killpg(process.pid, signal.SIGKILL)
            connection.close()
        else:
            process.kill()
            words.seek(0)
            pytest.fail(f"tasks.py did not come to install anything: {words.read()}")
    assert (copy / ".venv").is_dir()
    (copy / ".venv/left-over").touch()
    return copy


@pytest.fixture(scope="module")
def remade(
    killed: Path, unreachable: dict[str, str]
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The same copy after the next run, and what that told."""
    return killed, tasks(killed, "--list", env=unreachable)


Remade = tuple[Path, subprocess.CompletedProcess[str]]


def test_a_half_made_venv_is_made_anew_and_then_the_task_runs(remade: Remade) -> None:
    copy, done = remade
    assert done.returncode == 0, done.stdout + done.stderr
    assert "half made" in done.stdout
    assert "constraints.txt" in done.stdout
    assert "Available tasks" in done.stdout
    assert not (copy / ".venv/left-over").exists()


def test_a_whole_venv_is_left_as_it_is(remade: Remade, unreachable: dict[str, str]) -> None:
    copy, _done = remade
    (copy / ".venv/mine").touch()
    done = tasks(copy, "--list", env=unreachable)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Available tasks")
    assert (copy / ".venv/mine").exists()


HALVES: dict[str, Callable[[Path, Path], object]] = {
    "no stamp": lambda venv, stamp: stamp.unlink(),
    "an empty stamp": lambda venv, stamp: stamp.write_text(""),
    "a stamp cut off": lambda venv, stamp: stamp.write_text('{"made_from": "'),
    "a stamp of something else": lambda venv, stamp: stamp.write_text("[]"),
    "no Python": lambda venv, stamp: shutil.rmtree(venv / "bin"),
    "other constraints": lambda venv, stamp: _append(venv.parent / "constraints.txt"),
    "another pyproject.toml": lambda venv, stamp: _append(venv.parent / "pyproject.toml"),
    "another folder": lambda venv, stamp: venv.parent.rename(venv.parents[1] / "moved"),
}


def _append(path: Path) -> None:
    path.write_text(path.read_text("utf-8") + "# a remark\n", "utf-8")


MADE = """\
import json, tasks
made = {"made_from": tasks.wanted_stamp(), "groups": []}
tasks.STAMP.write_text(json.dumps(made))
print(tasks.installed_groups(), tasks.STAMP)
"""


@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES.keys())
def test_what_is_not_whole_is_not_taken_for_whole(
    tmp_path: Path, unreachable: dict[str, str], half: Callable[[Path, Path], object]
) -> None:
    copy = offline_copy(tmp_path / "clone")
    (copy / ".venv/bin").mkdir(parents=True)
    (copy / ".venv/bin/python").symlink_to(sys.executable)

    def ask(folder: Path, code: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=folder,
            env=unreachable,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    groups, _, stamp = ask(copy, MADE).partition(" ")
    assert groups == "[]"
    half(copy / ".venv", Path(stamp))
    there = copy if copy.exists() else tmp_path / "moved"
    assert ask(there, "import tasks; print(tasks.installed_groups())") == "None"


def test_the_task_test_adds_what_it_needs_once(
    remade: Remade, unreachable: dict[str, str], machine: Machine
) -> None:
    copy, _done = remade
    machine.has("chromium", "java", "newsboat")
    env = {**unreachable, **machine.stand_ins}
    done = tasks(copy, "test", env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Adding what the tests need" in done.stdout
    assert "pytest runs" in done.stdout
    again = tasks(copy, "test", env=env)
    assert "Adding" not in again.stdout
    assert "pytest runs" in again.stdout


# --- what can be wrong with a machine ------------------------------------------------------------


def test_a_registry_that_cannot_be_reached_is_told(
    tmp_path: Path, unreachable: dict[str, str]
) -> None:
    copy = offline_copy(tmp_path / "clone")
    # The real project, and the pins it is installed with.
    shutil.copy(ROOT / "pyproject.toml", copy / "pyproject.toml")
    # What stands in the place of .venv is somebody's, and only a link to it is here.
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/thesis.txt").write_text("Three years of work", "utf-8")
    (copy / ".venv").symlink_to(tmp_path / "elsewhere")
    told = complaint(tasks(copy, "build", env=unreachable))
    last = told.rstrip()[-300:]
    assert "registry" in last
    assert "network" in last
    # It was not made, and is not taken for made.
    assert (copy / ".venv").is_dir()
    assert not list((copy / ".venv").glob("*stamp*"))
    assert (tmp_path / "elsewhere/thesis.txt").exists()


OLD = """\
import runpy, sys
sys.version_info = (3, 9, 2, "final", 0)
sys.argv = ["tasks.py", "build"]
runpy.run_path("tasks.py", run_name="__main__")
"""


def _told_too_old(done: subprocess.CompletedProcess[str], found: str) -> None:
    told = complaint(done)
    assert f"Python {found}" in told
    assert "3.11" in told
    assert "apt install python3" in told


def test_a_python_that_is_too_old_is_told(tmp_path: Path, unreachable: dict[str, str]) -> None:
    copy = offline_copy(tmp_path / "clone")
    done = subprocess.run(
        [sys.executable, "-c", OLD],
        cwd=copy,
        env=unreachable,
        capture_output=True,
        text=True,
        check=False,
    )
    _told_too_old(done, "3.9")
    for version in ("3.7", "3.8", "3.9", "3.10"):
        there = shutil.which(f"python{version}")
        # A name on the PATH may be a stand-in for a version that is not installed.
        if (
            there
            and subprocess.run([there, "-c", ""], capture_output=True, check=False).returncode == 0
        ):
            _told_too_old(tasks(copy, "build", env=unreachable, python=there), version)
    assert not (copy / ".venv").exists()


def test_an_old_python_can_read_it_up_to_the_place_where_it_says_so() -> None:
    # Python 3.7 reads the whole file before it runs the first line.
    program = ast.parse((ROOT / "tasks.py").read_text("utf-8"), feature_version=(3, 7))
    imported = set()
    for statement in program.body:
        if isinstance(statement, ast.If):
            break  # if __name__ == "__main__"
        if isinstance(statement, ast.Import):
            imported |= {name.name for name in statement.names}
        elif isinstance(statement, ast.ImportFrom):
            imported.add(str(statement.module))
    assert imported <= {
        "__future__", "hashlib", "json", "os", "pathlib", "shutil", "subprocess", "sys",
    }  # fmt: skip


@pytest.mark.parametrize("module", ["ensurepip", "venv"])
def test_a_python_without_venv_is_told(
    tmp_path: Path, unreachable: dict[str, str], module: str
) -> None:
    # As Debian has it before python3-venv is installed.
    copy = offline_copy(tmp_path / "clone")
    (tmp_path / "without").mkdir()
    (tmp_path / f"without/{module}.py").write_text("raise ImportError", "utf-8")
    env = {**unreachable, "PYTHONPATH": str(tmp_path / "without")}
    told = complaint(tasks(copy, "build", env=env))
    assert "apt install python3-venv" in told
    assert not (copy / ".venv").exists()


# --- system packages -----------------------------------------------------------------------------

ROOT_USER = os.geteuid() == 0
INSTALL = "apt-get install --yes --no-install-recommends chromium default-jre-headless newsboat"
LINE = INSTALL if ROOT_USER else f"sudo {INSTALL}"
LOG = 'echo "${0##*/} $@" >> "$BIN/log"\n'
# An apt-get that installs, and one that fails.
INSTALLS = LOG + 'if [ "$1" = install ]; then /bin/ln -s /bin/true "$BIN/java"; fi\n'
FAILS = LOG + "exit 100\n"


class Machine:
    """A PATH of stand-ins for the programs of a system."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder
        self.program("sudo", 'exec "$@"\n')
        (folder / "pytest.py").write_text('print("pytest runs")\n', "utf-8")

    def program(self, name: str, script: str) -> None:
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{script}", "utf-8")
        path.chmod(0o755)

    def has(self, *names: str) -> None:
        for name in names:
            self.program(name, "exit 0\n")

    @property
    def log(self) -> list[str]:
        """The calls of apt-get."""
        log = self.bin / "log"
        return log.read_text("utf-8").splitlines() if log.exists() else []

    @property
    def stand_ins(self) -> dict[str, str]:
        """What makes programs come from here, and ``python -m pytest`` too."""
        return {"PATH": str(self.bin), "BIN": str(self.bin), "PYTHONPATH": str(self.bin)}

    def environment(self, **more: str) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if key != "CI"}
        return {**kept, **self.stand_ins, **more}


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    (tmp_path / "bin").mkdir()
    return Machine(tmp_path / "bin")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    return offline_copy(tmp_path / "clone")


def test_what_is_missing_is_installed_without_asking_when_nobody_is_there(
    clone: Path, machine: Machine
) -> None:
    machine.program("apt-get", INSTALLS)
    done = invoke(clone, "test", env=machine.environment())
    assert done.returncode == 0, done.stdout + done.stderr
    assert machine.log == ["apt-get update --quiet", INSTALL]
    assert "chromium, default-jre-headless" in done.stdout
    assert f"Running: {LINE}" in done.stdout
    assert "pytest runs" in done.stdout


def test_only_what_is_missing_is_installed(clone: Path, machine: Machine) -> None:
    machine.program("apt-get", INSTALLS)
    machine.has("chromium")
    done = invoke(clone, "test", env=machine.environment(CI="true"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert machine.log[-1] == INSTALL.replace(" chromium", "")


def test_nothing_is_installed_when_nothing_is_missing(clone: Path, machine: Machine) -> None:
    machine.program("apt-get", FAILS)
    machine.has("chromium", "java", "newsboat")
    done = invoke(clone, "test", env=machine.environment())
    assert done.returncode == 0, done.stdout + done.stderr
    assert machine.log == []
    assert "apt-get" not in done.stdout


@pytest.mark.parametrize("apt", [FAILS, None], ids=["apt-get fails", "there is no apt-get"])
def test_what_cannot_be_installed_fails_with_the_exact_line(
    clone: Path, machine: Machine, apt: str | None
) -> None:
    if apt:
        machine.program("apt-get", apt)
    told = complaint(invoke(clone, "test", env=machine.environment(CI="true")))
    assert told.rstrip().splitlines()[-1].strip() in (LINE, INSTALL)
    assert "pytest runs" not in told, "tests must not be skipped in silence"


def _at_a_terminal(clone: Path, answer: str, env: dict[str, str]) -> tuple[int, str]:
    """Run the task ``test`` with a person at the keyboard who types ``answer``."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "invoke", "--search-root", str(clone), "test"],
        cwd=clone,
        env=env,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        os.close(theirs)
        os.write(ours, answer.encode())
        told = process.communicate(timeout=60)[0]
    os.close(ours)
    return process.returncode, told


@pytest.mark.parametrize("answer", ["n\n", "\n", "\x04"], ids=["no", "return", "end"])
def test_at_a_terminal_it_asks_and_takes_no_for_an_answer(
    clone: Path, machine: Machine, answer: str
) -> None:
    machine.program("apt-get", INSTALLS)
    code, told = _at_a_terminal(clone, answer, machine.environment())
    assert code == 2, told
    assert machine.log == []
    assert f"{LINE}" in told
    assert "pytest runs" not in told
    assert "Traceback" not in told


def test_at_a_terminal_it_installs_after_a_yes(clone: Path, machine: Machine) -> None:
    machine.program("apt-get", INSTALLS)
    code, told = _at_a_terminal(clone, "y\n", machine.environment())
    assert code == 0, told
    assert machine.log[-1] == INSTALL
    assert "pytest runs" in told


def test_under_ci_nobody_is_asked_even_at_a_terminal(clone: Path, machine: Machine) -> None:
    machine.program("apt-get", INSTALLS)
    code, told = _at_a_terminal(clone, "", machine.environment(CI="true"))
    assert code == 0, told
    assert machine.log[-1] == INSTALL


@pytest.fixture
def tested(clone: Path, machine: Machine) -> dict[str, str]:
    """An environment in which nothing is missing and pytest is the real one."""
    machine.has("chromium", "java", "newsboat")
    (machine.bin / "pytest.py").unlink()
    kept = machine.environment().items()
    return {key: value for key, value in kept if not key.startswith("PYTEST_")}


def test_all_runs_the_long_tests_too(clone: Path, tested: dict[str, str]) -> None:
    done = invoke(clone, "test", "--all", env=tested)
    assert done.returncode == 0, done.stdout
    assert "2 passed" in done.stdout


def test_a_failing_test_fails_the_task(clone: Path, tested: dict[str, str]) -> None:
    (clone / "tests/test_both.py").write_text("def test_no(): assert False\n", "utf-8")
    assert invoke(clone, "test", env=tested).returncode == 1


# --- what people are told to type ----------------------------------------------------------------


def test_the_readme_says_the_two_commands() -> None:
    blocks = re.findall(r"```\w*\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    typed = {line.partition("#")[0].strip() for block in blocks for line in block.splitlines()}
    assert {"python3 tasks.py serve", "python3 tasks.py test"} <= typed


@pytest.mark.parametrize("code", [0, 1, 2])
def test_the_forge_runs_the_test_command_of_the_readme(tmp_path: Path, code: int) -> None:
    copy = offline_copy(tmp_path / "clone")
    (tmp_path / "bin").mkdir()
    python = tmp_path / "bin/python3"
    python.write_text(f'#!/bin/sh\necho "$PWD: python3 $@"\nexit {code}\n', "utf-8")
    python.chmod(0o755)
    env = {**os.environ, "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [copy / ".ci/run"], cwd="/", env=env, capture_output=True, text=True, check=False
    )
    assert done.stdout == f"{copy}: python3 tasks.py test\n"
    assert done.returncode == code


def _names() -> list[str]:
    program = ast.parse((ROOT / "tasks.py").read_text("utf-8"))
    return [
        statement.name.replace("_", "-")
        for statement in program.body
        if isinstance(statement, ast.FunctionDef)
        and any("task" in ast.unparse(decorator) for decorator in statement.decorator_list)
    ]


def test_the_list_shows_each_task_on_one_line_with_its_help() -> None:
    done = invoke(ROOT, "--list", env={**os.environ, "COLUMNS": "80"})
    assert done.returncode == 0, done.stderr
    head, *lines = [line for line in done.stdout.splitlines() if line.strip()]
    assert head == "Available tasks:"
    listed = {}
    for line in lines:
        match = re.fullmatch(r"  ([a-z][a-z-]*)  +([A-Z].+\.)", line)
        assert match is not None, f"no help, or help on several lines: {line!r}"
        listed[match[1]] = match[2]
    assert sorted(listed) == sorted(_names())
    assert {"build", "serve", "check", "clean", "test", "lint", "translations"} <= listed.keys()
    assert all(len(line) < 100 for line in lines)


@pytest.mark.parametrize("flag", ["--help", "-h"])
@pytest.mark.parametrize(
    ("task", "words"),
    [
        ("measures", "measures.csv of the plan’s page"),
        ("translate", "the language to translate into"),
        ("language", "its code"),
        ("check", "mend what is safe to mend"),
    ],
)
def test_a_task_tells_its_flags_whatever_it_needs(task: str, words: str, flag: str) -> None:
    done = invoke(ROOT, task, flag, env={**os.environ, "COLUMNS": "80"})
    assert done.returncode == 0, done.stderr
    assert words in " ".join(done.stdout.split())


def test_an_unknown_task_is_named(tmp_path: Path) -> None:
    done = invoke(ROOT, "biuld")
    assert done.returncode != 0
    assert "biuld" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


# --- tasks are the command -----------------------------------------------------------------------

EVENT = "content/events/2026/ziua/index.ro.md"
TRANSLATION = "content/events/2026/ziua/index.en.md"


def test_build_hands_on_its_flags(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    flags = ("--site", str(site), "--today", TODAY, "--siteurl", "https://preview.example.net/pr/7")
    done = invoke(ROOT, "build", *flags, "--verify", "--output", "one", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert coalition("build", *flags, "--output", tmp_path / "two").returncode == 0
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_check_hands_on_its_flags_and_its_exit_codes(tmp_path: Path) -> None:
    files = {EVENT: BASE[EVENT].replace("2026-05-17 10:00", "2026-13-05")}
    make_site(tmp_path / "bad", files)
    make_site(tmp_path / "good")
    for site, code in (("good", 0), ("bad", 1), ("missing", 2)):
        flags = ("--site", site, "--today", TODAY, "--format", "json", "--lang", "en")
        done = invoke(ROOT, "check", *flags, cwd=tmp_path)
        assert done.returncode == code, done.stderr
        if code == 2:
            assert "missing: there is no site here" in done.stderr
        else:
            said = [one["message"] for one in json.loads(done.stdout)]
            assert len(said) == code
            assert all("is not in the calendar" in message for message in said)


def test_translations_hands_on_what_is_to_be_confirmed(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    done = invoke(ROOT, "translations", "--confirm", "event/ziua", "--site", "site", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert b"translates: " in (site / TRANSLATION).read_bytes()
    done = invoke(ROOT, "translations", "--confirm", "event/nunta", "--site", "site", cwd=tmp_path)
    assert done.returncode == 1


def test_clean_removes_what_was_built_and_no_source(clone: Path, small: Path) -> None:
    make_site(clone)
    sources = tree(clone)
    for built in ("output", ".output.spare"):
        shutil.copytree(small, clone / built)
    (clone / ".output.lock").touch()
    for made in (
        ".cache/pictures/0123",
        ".pytest_cache/README.md",
        "tests/__pycache__/a.pyc",
        ".venv/lib/__pycache__/b.pyc",
    ):
        (clone / made).parent.mkdir(parents=True, exist_ok=True)
        (clone / made).touch()
    for _ in range(2):  # also when there is nothing to remove
        done = invoke(clone, "clean", env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
        assert done.returncode == 0, done.stderr
        assert tree(clone).keys() - sources.keys() == {".venv/lib/__pycache__/b.pyc"}
        assert tree(clone).items() >= sources.items()


def test_clean_follows_no_link(clone: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/thesis.txt").write_text("Three years of work", "utf-8")
    (clone / "output").symlink_to(tmp_path / "elsewhere")
    assert invoke(clone, "clean").returncode == 0
    assert (tmp_path / "elsewhere/thesis.txt").exists()


# --- the pins ------------------------------------------------------------------------------------


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = {}
    for line in lines:
        match = re.fullmatch(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.!+_]+)", line)
        assert match is not None, f"only a name and a version, no address: {line!r}"
        assert _plain(match[1]) not in pins
        pins[_plain(match[1])] = match[2]
    return pins


def test_the_constraints_are_names_and_versions_and_hold_no_address() -> None:
    assert _pins()


def test_everything_that_is_installed_is_pinned() -> None:
    pins = _pins()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    for requirement in wanted:
        name = re.match(r"[A-Za-z0-9._-]+", requirement)
        assert name is not None
        assert _plain(name[0]) in pins, requirement
    installed = {
        _plain(one.metadata["Name"]): one.version for one in importlib.metadata.distributions()
    }
    for own in ("pip", "setuptools", _plain(project["name"])):  # the first two come with venv
        installed.pop(own, None)
    assert installed.items() <= pins.items()
