"""A build publishes a whole new site or leaves the old one, whatever happens to it."""

from __future__ import annotations

import os
import random
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from builds import Command, Ended, commands
from checkouts import checkout, environment
from sites import BASE, TODAY, make_site, tree

EVENT = "content/events/2026/ziua/index.ro.md"
COALITION = "content/coalition.yaml"
KILLED = -9
# Steps of a build after the new tree has become the public one: what it remembers.
AFTER = 5

# Another content for the same folder: every page changes, some appear and some go.
CHANGED = {
    COALITION: BASE[COALITION].replace("Coaliția de probă", "Coaliția schimbată"),
    EVENT: BASE[EVENT].replace("title: Ziua porților deschise", "title: Ziua\nslug: ziua-noua"),
    "members/alfa/index.en.md": BASE["members/alfa/index.en.md"] + "\nMore. " * 500,
    "members/beta/index.ro.md": "---\nname: Beta\n---\n\nSuntem noi.\n",
    "content/blog/2026/stire/index.ro.md": None,
    "content/blog/2026/alta/index.ro.md": "---\ntitle: Alta\ndate: 2026-04-01\n---\n\nText.\n",
}


def with_alias(path: str) -> str:
    """The event of the small site, with an old address."""
    return BASE[EVENT].replace("place: casa", f"place: casa\naliases: ['{path}']")


def remade(site: Path, changed: bool) -> None:
    """Make the folder ``site`` anew, with one content or the other."""
    shutil.rmtree(site, ignore_errors=True)
    make_site(site, CHANGED if changed else None)


def everything(folder: Path) -> dict[str, tuple[int, bytes | str]]:
    """All that lies below ``folder``: mode, and bytes or where a link leads."""
    found: dict[str, tuple[int, bytes | str]] = {}
    for path in sorted(folder.rglob("*")):
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            content: bytes | str = os.readlink(path)
        else:
            content = path.read_bytes() if stat.S_ISREG(mode) else ""
        found[str(path.relative_to(folder))] = (mode, content)
    return found


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with a small site: whatever goes wrong here, this repository is not at stake."""
    return checkout(tmp_path_factory.mktemp("copy") / "checkout")


@pytest.fixture(scope="module")
def command(copy: Path) -> Iterator[Command]:
    """The command, in processes that can be killed."""
    home = copy.parent / "home"
    home.mkdir()
    (home / "letter.txt").write_text("Dear diary", "utf-8")
    with commands(copy, _environment(copy, home)) as running:
        yield running


def _environment(copy: Path, home: Path) -> dict[str, str]:
    return environment(copy, {"HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"})


@pytest.fixture(scope="module")
def whole(
    command: Command, tmp_path_factory: pytest.TempPathFactory
) -> dict[bool, dict[str, bytes]]:
    """What a build from scratch makes of each content."""
    found = {}
    for changed in (False, True):
        folder = tmp_path_factory.mktemp("whole")
        remade(folder / "site", changed)
        built(command, folder)
        found[changed] = tree(folder / "out")
    assert found[False].keys() - found[True].keys(), "the other content lacks some files"
    assert found[True].keys() - found[False].keys(), "the other content has other files"
    return found


def arguments(folder: Path) -> list[str | Path]:
    return ["build", "--site", folder / "site", "--output", folder / "out", "--today", TODAY]


def built(command: Command, folder: Path) -> Ended:
    """A build that brings the spare up to date even when nothing has changed."""
    done = command.run(*arguments(folder), "--verify")
    assert done.code == 0, done.told
    return done


def refused(done: Ended, *names: str | Path) -> None:
    """Exit code 2 and one sentence, with one of ``names`` in it."""
    assert done.code == 2, done.told
    assert len(done.told.splitlines()) == 1, done.told
    assert "Traceback" not in done.told
    assert "mistake in the program" not in done.told
    assert any(f"“{name}”" in done.told for name in names), done.told


@pytest.fixture
def chance() -> random.Random:
    """Random numbers; the seed is printed, and can be given again as SEED."""
    seed = int(os.environ.get("SEED", random.SystemRandom().randrange(2**32)))
    sys.stdout.write(f"SEED={seed}\n")
    return random.Random(seed)


# --- killed --------------------------------------------------------------------------------------


def test_killed_at_fifty_random_instants_it_is_the_old_site_or_the_new_one(
    command: Command, whole: dict[bool, dict[str, bytes]], tmp_path: Path, chance: random.Random
) -> None:
    killed = 0
    changed = False
    taken = []
    for other in (False, True, False, True, False):
        remade(tmp_path / "site", other)
        taken.append(built(command, tmp_path).seconds)
    seconds = min(taken)
    for _ in range(50):
        changed = not changed
        remade(tmp_path / "site", changed)
        instant = chance.uniform(0, seconds)
        done = command.run(*arguments(tmp_path), at=instant)
        killed += done.code == KILLED
        possible = [whole[changed]] if done.code == 0 else [whole[changed], whole[not changed]]
        assert tree(tmp_path / "out") in possible, f"killed after {instant} s"
        built(command, tmp_path)
        assert tree(tmp_path / "out") == whole[changed], f"not healed, killed after {instant} s"
    assert killed > 25, "most builds were to be killed before they ended"


def _changing(command: Command, here: Path, before: int) -> None:
    """A folder with so many builds of one content, and then the other content."""
    remade(here / "site", False)
    for _ in range(before):
        built(command, here)
    remade(here / "site", True)


def _steps(command: Command, folder: Path, before: int, *, exchange: bool = True) -> int:
    """How often a build that publishes the other content changes the disk."""
    _changing(command, folder / "probe", before)
    count = command.run(*arguments(folder / "probe"), exchange=exchange).steps
    assert count > 60, "a build takes a step for each file that it writes"
    return count


def _kill_at(
    command: Command,
    whole: dict[bool, dict[str, bytes]],
    folder: Path,
    step: int,
    before: int,
    *,
    exchange: bool = True,
) -> None:
    """Kill a build at a step: the site is old, new or not yet there; the next build heals."""
    here = folder / str(step)
    _changing(command, here, before)
    done = command.run(*arguments(here), step=step, exchange=exchange)
    assert done.code == KILLED, f"step {step}: {done.told}"
    old = whole[False] if before else {}
    between = not exchange and not (here / "out").exists()
    assert tree(here / "out") in (old, whole[True]) or between, f"step {step}"
    done = command.run(*arguments(here), exchange=exchange)
    assert done.code == 0, f"after step {step}: {done.told}"
    assert tree(here / "out") == whole[True], f"after step {step}"


@pytest.mark.parametrize("before", [0, 2], ids=["the first site", "the site and its spare"])
def test_killed_while_it_writes_the_old_site_stays(
    command: Command,
    whole: dict[bool, dict[str, bytes]],
    tmp_path: Path,
    chance: random.Random,
    before: int,
) -> None:
    count = _steps(command, tmp_path, before)
    # All steps at which the marker of the tree is written, and some of those between.
    first, last = range(2, 9), range(count - 4, count + 1)
    for step in [*first, *chance.sample(range(9, count - 4), 3), *last]:
        _kill_at(command, whole, tmp_path, step, before)


@pytest.mark.parametrize("back", range(AFTER + 3))
def test_killed_on_a_system_that_cannot_exchange_folders_the_next_build_heals(
    command: Command, whole: dict[bool, dict[str, bytes]], tmp_path: Path, back: int
) -> None:
    count = _steps(command, tmp_path, 1, exchange=False)
    _kill_at(command, whole, tmp_path, count - back, 1, exchange=False)


def test_killed_between_two_renames_even_a_build_with_problems_brings_the_site_back(
    command: Command, whole: dict[bool, dict[str, bytes]], tmp_path: Path
) -> None:
    count = _steps(command, tmp_path, 1, exchange=False)
    for back in range(AFTER + 2):
        here = tmp_path / str(back)
        _changing(command, here, 1)
        assert command.run(*arguments(here), step=count - back, exchange=False).code == KILLED
        if not (here / "out").exists():
            break
    assert not (here / "out").exists(), "without an exchange there is such a moment"
    make_site(here / "site", PROBLEMS["a date that is none"])
    assert command.run(*arguments(here), exchange=False).code == 1
    assert tree(here / "out") == whole[False]


def test_interrupted_by_the_person_at_the_keyboard_the_old_site_stays(
    command: Command, whole: dict[bool, dict[str, bytes]], tmp_path: Path, chance: random.Random
) -> None:
    # After the exchange, what is remembered is written: two files, each opened and renamed.
    before_the_new_one_stands = range(1, _steps(command, tmp_path, 1) - 3)
    for step in chance.sample(before_the_new_one_stands, 3):
        here = tmp_path / str(step)
        _changing(command, here, 1)
        done = command.run(*arguments(here), step=step, signal=signal.SIGINT)
        assert (done.code, len(done.told.splitlines())) == (2, 1), f"step {step}: {done.told}"
        assert "Stopped" in done.told
        assert tree(here / "out") == whole[False]
        built(command, here)
        assert tree(here / "out") == whole[True]


# --- problems ------------------------------------------------------------------------------------

PROBLEMS = {
    "a date that is none": {EVENT: BASE[EVENT].replace("2026-05-17 10:00", "2026-13-05")},
    "a link that leads nowhere": {EVENT: BASE[EVENT].replace("alfa/index.ro.md", "al/index.ro.md")},
    "a file that is not UTF-8": {EVENT: BASE[EVENT].encode("utf-16")},
    "an alias on a file of the site": {EVENT: with_alias("/feed.xml")},
    "an alias on a list of the site": {EVENT: with_alias("/blog/")},
    "an alias below a file of the site": {EVENT: with_alias("/feed.xml/old/")},
    "an alias on the marker of the tree": {EVENT: with_alias("/.coalition-tree.json")},
    "no coalition.yaml": {COALITION: None},
    "an empty coalition.yaml": {COALITION: ""},
    "no language": {COALITION: BASE[COALITION].replace("[ro, en]", "[]")},
}


@pytest.mark.parametrize("files", PROBLEMS.values(), ids=PROBLEMS.keys())
def test_a_problem_in_the_content_leaves_the_site_as_it_was(
    command: Command, tmp_path: Path, files: dict[str, str | bytes | None]
) -> None:
    remade(tmp_path / "site", False)
    built(command, tmp_path)
    before = everything(tmp_path / "out")
    shutil.rmtree(tmp_path / "site")
    make_site(tmp_path / "site", {**CHANGED, **files})
    done = command.run(*arguments(tmp_path))
    assert done.code == 1, done.told
    assert "Traceback" not in done.told
    assert everything(tmp_path / "out") == before


def test_a_problem_before_the_first_build_makes_no_output(command: Command, tmp_path: Path) -> None:
    make_site(tmp_path / "site", PROBLEMS["a date that is none"])
    assert command.run(*arguments(tmp_path)).code == 1
    assert not (tmp_path / "out").exists()


def test_a_broken_template_leaves_the_site_as_it_was(
    copy: Path, command: Command, tmp_path: Path
) -> None:
    remade(tmp_path / "site", False)
    built(command, tmp_path)
    before = everything(tmp_path / "out")
    remade(tmp_path / "site", True)
    template = copy / "theme/pages/member.html"
    good = template.read_bytes()
    template.write_bytes(b"{{ view.no_such_thing }}" + good)
    try:
        done = command.run(*arguments(tmp_path))
    finally:
        template.write_bytes(good)
    assert done.code == 2
    assert "member.html" in done.told
    assert len(done.told.splitlines()) == 1
    assert everything(tmp_path / "out") == before


# --- disks ---------------------------------------------------------------------------------------

NAMESPACES = (("unshare", "--mount"), ("unshare", "--user", "--map-root-user", "--mount"))
MOUNT = 'mount -t tmpfs -o size=2m,mode=0777 tmpfs "$0" && exec "$@"'


class Disk:
    """A disk of two megabytes that only the builds made here can see."""

    def __init__(self, folder: Path, command: Command) -> None:
        self.folder = folder
        self.command = command
        # The same disk as this process reaches it.
        self.seen = Path(f"/proc/{command.pid}/root{folder}")

    def leave(self, room: int) -> None:
        """Fill the disk until only ``room`` bytes, whole pages of memory, are free."""
        filler = self.seen / "filler"
        filler.unlink(missing_ok=True)
        free = os.statvfs(self.seen)
        filler.write_bytes(bytes(free.f_bavail * free.f_frsize - room))

    def make_room(self) -> None:
        (self.seen / "filler").unlink()

    def mount(self, how: str) -> None:
        self.command.outside("mount", "-o", f"remount,bind,{how}", str(self.folder))

    def build(self, site: Path, **moment: int | None) -> Ended:
        output = self.folder / "out"
        return self.command.run(
            "build", "--site", site, "--output", output, "--today", TODAY, "--verify", **moment
        )

    def tree(self) -> dict[str, bytes]:
        return tree(self.seen / "out")


@pytest.fixture
def disk(copy: Path, tmp_path: Path) -> Iterator[Disk]:
    """A small disk in a mount namespace of its own, for root and for an ordinary user."""
    folder = tmp_path / "disk"
    folder.mkdir()
    told = []
    for how in NAMESPACES:
        within = (*how, "sh", "-c", MOUNT, str(folder))
        probe = subprocess.run([*within, "true"], capture_output=True, text=True, check=False)
        if probe.returncode == 0:
            break
        told.append(f"{' '.join(how)}: {probe.stderr.strip()}")
    else:
        pytest.fail(
            "A full disk cannot be made here: neither root nor an ordinary user may have a mount "
            "namespace of their own. Run the tests as root, or allow unprivileged user "
            f"namespaces (in a container: --privileged). {'; '.join(told)}",
            pytrace=False,
        )
    with ExitStack() as stack:
        environment_ = _environment(copy, tmp_path)
        yield Disk(folder, stack.enter_context(commands(copy, environment_, within)))


def test_out_of_disk_the_site_stays_and_the_room_is_given_back(
    disk: Disk, whole: dict[bool, dict[str, bytes]], tmp_path: Path
) -> None:
    remade(tmp_path / "site", False)
    assert disk.build(tmp_path / "site").code == 0
    remade(tmp_path / "changed", True)
    for room in (0, 4096, 10 * 4096, 20 * 4096):
        disk.leave(room)
        done = disk.build(tmp_path / "changed")
        refused(done, disk.folder, disk.folder / "out", disk.folder / ".out.spare")
        assert "full" in done.told
        assert disk.tree() == whole[False]
        free = os.statvfs(disk.seen)
        assert free.f_bavail * free.f_frsize >= room, "a failed build keeps no room"
    disk.make_room()
    assert disk.build(tmp_path / "changed").code == 0
    assert disk.tree() == whole[True]


def test_out_of_disk_while_a_spare_tree_is_brought_up_to_date_the_site_stays(
    disk: Disk, whole: dict[bool, dict[str, bytes]], tmp_path: Path
) -> None:
    remade(tmp_path / "site", False)
    assert disk.build(tmp_path / "site").code == 0
    assert disk.build(tmp_path / "site").code == 0
    remade(tmp_path / "changed", True)
    disk.leave(0)
    refused(disk.build(tmp_path / "changed"), disk.folder / ".out.spare")
    assert disk.tree() == whole[False]
    disk.make_room()
    assert disk.build(tmp_path / "changed").code == 0
    assert disk.tree() == whole[True]


def test_out_of_disk_and_killed_while_it_gives_back_the_room_the_next_build_heals(
    disk: Disk, whole: dict[bool, dict[str, bytes]], tmp_path: Path, chance: random.Random
) -> None:
    remade(tmp_path / "site", False)
    remade(tmp_path / "changed", True)

    def fail_at(step: int | None) -> Ended:
        for _ in range(2):  # the public tree and its spare
            assert disk.build(tmp_path / "site").code == 0
        disk.leave(0)
        done = disk.build(tmp_path / "changed", step=step)
        assert disk.tree() == whole[False]
        disk.make_room()
        return done

    count = fail_at(None).steps
    for step in [
        *chance.sample(range(2, count // 2), 3),
        *chance.sample(range(count // 2, count), 6),
    ]:
        assert fail_at(step).code == KILLED
        done = disk.build(tmp_path / "changed")
        assert done.code == 0, f"step {step} of {count}: {done.told}"
        assert disk.tree() == whole[True]


def test_on_a_disk_that_cannot_be_written_to_the_site_stays(
    disk: Disk, whole: dict[bool, dict[str, bytes]], tmp_path: Path
) -> None:
    remade(tmp_path / "site", False)
    assert disk.build(tmp_path / "site").code == 0
    remade(tmp_path / "changed", True)
    disk.mount("ro")
    done = disk.build(tmp_path / "changed")
    refused(done, disk.folder, disk.folder / "out")
    assert "cannot be written to" in done.told
    assert disk.tree() == whole[False]
    disk.mount("rw")
    assert disk.build(tmp_path / "changed").code == 0
    assert disk.tree() == whole[True]


# --- two at once ---------------------------------------------------------------------------------


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_while_one_build_writes_a_second_one_is_refused(
    command: Command, whole: dict[bool, dict[str, bytes]], tmp_path: Path, part: float
) -> None:
    remade(tmp_path / "site", False)
    steps = built(command, tmp_path).steps
    remade(tmp_path / "site", True)
    with command.held(*arguments(tmp_path), step=int(steps * part)) as go_on:
        remade(tmp_path / "other", False)
        second = arguments(tmp_path)
        second[2] = tmp_path / "other"
        done = command.run(*second)
        refused(done, tmp_path / "out")
        assert "Another build" in done.told
        assert tree(tmp_path / "out") == whole[False]
        first = go_on()
    assert first.code == 0, first.told
    assert tree(tmp_path / "out") == whole[True]
    assert command.run(*second).code == 0
    assert tree(tmp_path / "out") == whole[False]


def test_builds_started_at_once_are_done_or_refused_and_damage_nothing(
    copy: Path, whole: dict[bool, dict[str, bytes]], tmp_path: Path
) -> None:
    remade(tmp_path / "site", False)
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "coalition", *map(str, arguments(tmp_path))],
            cwd=copy,
            env=environment(copy),
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    ends = [(process.communicate()[1], process.returncode) for process in running]
    assert {code for _, code in ends} <= {0, 2}, ends
    assert 0 in {code for _, code in ends}, ends
    assert all("Another build" in told for told, code in ends if code == 2)
    assert tree(tmp_path / "out") == whole[False]


# --- outputs that are no place for a site --------------------------------------------------------


def _foreign(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "thesis.txt").write_text("Three years of work", "utf-8")
    return folder


def _link(folder: Path, to: Path) -> Path:
    (folder / "link").symlink_to(to)
    return folder / "link"


def _foreign_spare(folder: Path) -> Path:
    _foreign(folder / ".out.spare")
    return folder / "out"


def _spare_that_is_a_link(folder: Path) -> Path:
    _link(folder, _foreign(folder / "foreign")).rename(folder / ".out.spare")
    return folder / "out"


def _file(folder: Path) -> Path:
    (folder / "thesis.txt").write_text("Three years of work", "utf-8")
    return folder / "thesis.txt"


def _free(folder: Path) -> Path:
    folder.mkdir()
    return folder


# From a folder of the test, the checkout and the home folder: what --output says.
OUTPUTS: dict[str, Callable[[Path, Path, Path], Path]] = {
    "the root of the disk": lambda here, repository, home: Path("/"),
    "the home folder": lambda here, repository, home: home,
    "a folder that holds the home folder": lambda here, repository, home: home.parent,
    "a link to the home folder": lambda here, repository, home: _link(here, home),
    "the repository": lambda here, repository, home: repository,
    "the repository by a detour": lambda here, repository, home: repository / "theme/..",
    "a link to the repository": lambda here, repository, home: _link(here, repository),
    "the code": lambda here, repository, home: repository / "plugins",
    "inside the code": lambda here, repository, home: repository / "plugins/coalition/out",
    "the theme": lambda here, repository, home: repository / "theme",
    "inside the theme": lambda here, repository, home: repository / "theme/css/out",
    "the site": lambda here, repository, home: here / "site",
    "a folder that holds the site": lambda here, repository, home: here,
    "the content": lambda here, repository, home: here / "site/content",
    "inside the content": lambda here, repository, home: here / "site/content/out",
    "the members": lambda here, repository, home: here / "site/members",
    "inside the members": lambda here, repository, home: here / "site/members/alfa/out",
    "a link to the content": lambda here, repository, home: _link(here, here / "site/content"),
    "a foreign folder": lambda here, repository, home: _foreign(here / "foreign"),
    "a link to a foreign folder": lambda here, repository, home: _link(
        here, _foreign(here / "foreign")
    ),
    "a link to a free folder": lambda here, repository, home: _link(here, _free(here / "free")),
    "a link that leads nowhere": lambda here, repository, home: _link(here, here / "nowhere"),
    "a foreign spare": lambda here, repository, home: _foreign_spare(here),
    "a spare that is a link": lambda here, repository, home: _spare_that_is_a_link(here),
    "a file": lambda here, repository, home: _file(here),
    "below a file": lambda here, repository, home: _file(here) / "out",
    "a name that is too long": lambda here, repository, home: here / ("long" * 100),
    "nothing": lambda here, repository, home: Path(),
}


@pytest.mark.parametrize("output", OUTPUTS.values(), ids=OUTPUTS.keys())
def test_an_output_that_is_no_place_for_a_site_is_refused(
    copy: Path,
    command: Command,
    tmp_path: Path,
    output: Callable[[Path, Path, Path], Path],
) -> None:
    home = copy.parent / "home"
    make_site(tmp_path / "site")
    where = output(tmp_path, copy, home)
    before = everything(tmp_path), everything(copy.parent)
    done = command.run("build", "--site", tmp_path / "site", "--output", where, "--today", TODAY)
    there = Path(os.path.realpath(copy / where))
    spare = there.with_name(f".{there.name}.spare") if there.name else there
    refused(done, where, copy / where, there, spare, there.parent)
    assert (everything(tmp_path), everything(copy.parent)) == before


@pytest.mark.parametrize("there", [True, False], ids=["an empty folder", "a new folder"])
def test_a_free_folder_becomes_the_site(
    command: Command, whole: dict[bool, dict[str, bytes]], tmp_path: Path, there: bool
) -> None:
    remade(tmp_path / "site", False)
    if there:
        (tmp_path / "out").mkdir()
    built(command, tmp_path)
    assert tree(tmp_path / "out") == whole[False]


def test_nothing_beside_the_output_is_touched(command: Command, tmp_path: Path) -> None:
    remade(tmp_path / "site", False)
    _foreign(tmp_path / "out2")
    _foreign(tmp_path / ".output.spare")
    before = everything(tmp_path)
    built(command, tmp_path)
    built(command, tmp_path)
    after = everything(tmp_path)
    ours = ("out/", ".out.spare/", "out", ".out.spare", ".out.lock", ".out.state", ".out.unchanged")
    assert before.items() <= after.items()
    assert [path for path in after.keys() - before.keys() if not path.startswith(ours)] == []


# --- what hands do to a published site -----------------------------------------------------------


def _replace_by_folder(path: Path) -> None:
    path.unlink()
    (path / "inner").mkdir(parents=True)
    (path / "inner/file.html").write_text("By hand", "utf-8")


def _replace_by_file(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("By hand", "utf-8")


def _replace_by_link(path: Path, to: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    path.symlink_to(to)


def _replace_by_hard_link(path: Path, to: Path) -> None:
    path.unlink()
    os.link(to, path)


MARKER = ".coalition-tree.json"

# What is done by hand in a tree; the second folder lies outside of it.
HANDS: dict[str, Callable[[Path, Path], object]] = {
    "a page is written over": lambda out, away: (out / "index.html").write_text("By hand"),
    "a page is written over with as many letters": lambda out, away: (
        out / "index.html"
    ).write_bytes(bytes((out / "index.html").stat().st_size)),
    "a page is deleted": lambda out, away: (out / "en/index.html").unlink(),
    "a folder is deleted": lambda out, away: shutil.rmtree(out / "en"),
    "a page is added": lambda out, away: (out / "en/extra.html").write_text("By hand"),
    "a hidden file is added": lambda out, away: (out / ".htaccess").write_text("Deny"),
    "an empty folder is added": lambda out, away: (out / "en/empty/folder").mkdir(parents=True),
    "a page becomes a folder": lambda out, away: _replace_by_folder(out / "robots.txt"),
    "a folder becomes a file": lambda out, away: _replace_by_file(out / "en"),
    "a page may only be read by its owner": lambda out, away: (out / "index.html").chmod(0o600),
    "a page may be written by all": lambda out, away: (out / "index.html").chmod(0o666),
    "a folder may only be read by its owner": lambda out, away: (out / "en/blog").chmod(0o700),
    "a page becomes a link to a file": lambda out, away: _replace_by_link(
        out / "index.html", away / "thesis.txt"
    ),
    "a page becomes a hard link to a file": lambda out, away: _replace_by_hard_link(
        out / "index.html", away / "thesis.txt"
    ),
    "a folder becomes a link to a folder": lambda out, away: _replace_by_link(out / "en", away),
    "a link to a folder is added": lambda out, away: (out / "more").symlink_to(away),
    "a page becomes a pipe": lambda out, away: (
        (out / "index.html").unlink(),
        os.mkfifo(out / "index.html"),
    ),
    "the marker becomes a link to a file": lambda out, away: _replace_by_link(
        out / MARKER, away / "thesis.txt"
    ),
    "the marker becomes a hard link to a file": lambda out, away: _replace_by_hard_link(
        out / MARKER, away / "thesis.txt"
    ),
    "the marker holds other words": lambda out, away: (out / MARKER).write_text("By hand"),
}


@pytest.fixture(scope="module")
def published(command: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a site, its public tree and its spare."""
    folder = tmp_path_factory.mktemp("published")
    remade(folder / "site", False)
    built(command, folder)
    built(command, folder)
    return folder


@pytest.mark.parametrize("hand", HANDS.values(), ids=HANDS.keys())
def test_what_is_edited_by_hand_is_restored_and_nothing_is_written_through(
    command: Command, published: Path, tmp_path: Path, hand: Callable[[Path, Path], object]
) -> None:
    here = shutil.copytree(published, tmp_path / "here", symlinks=True)
    made = everything(here / "out")
    away = _foreign(tmp_path / "away")
    hand(here / "out", away)
    outside = everything(away)
    # The next build publishes the spare; the one after it writes in the tree edited by hand.
    for _ in range(2):
        built(command, here)
        assert everything(here / "out") == made
        assert everything(away) == outside


def test_a_snapshot_made_of_hard_links_stays_what_it_was(command: Command, tmp_path: Path) -> None:
    remade(tmp_path / "site", False)
    built(command, tmp_path)
    shutil.copytree(tmp_path / "out", tmp_path / "snapshot", copy_function=os.link)
    before = everything(tmp_path / "snapshot")
    for changed in (True, True, False):  # each tree has its turn with another content
        remade(tmp_path / "site", changed)
        built(command, tmp_path)
        assert everything(tmp_path / "snapshot") == before


def test_a_file_that_turns_into_a_folder_and_back_is_followed(
    command: Command, tmp_path: Path
) -> None:
    old = {"file": with_alias("/old.html"), "folder": with_alias("/old.html/more/")}
    for turn in ("file", "folder", "file", "folder", "file"):
        make_site(tmp_path / "site", {EVENT: old[turn]})
        built(command, tmp_path)
        there = tree(tmp_path / "out")
        assert ("old.html" in there) is (turn == "file")
        assert ("old.html/more/index.html" in there) is (turn == "folder")
        make_site(tmp_path / turn / "site", {EVENT: old[turn]})
        built(command, tmp_path / turn)
        assert there == tree(tmp_path / turn / "out")
