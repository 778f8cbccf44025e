"""``start`` and ``update``: another coalition lives with this code, and loses nothing of its own."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from coalition.adapters.disk import read_sources
from coalition.core.relating import read_site
from sites import BASE, TODAY, coalition, make_site, tree

FLAGS = (
    *("--name", "Коалиција „Чаир“: ние"),
    *("--languages", "mk, sq, en"),
    *("--zone", "Europe/Skopje"),
    *("--towns", "Târgu Jiu, Чаир, 7"),
    *("--url", "https://coalition.example.org/sub/"),
    *("--colour", "#1f5f8b"),
)
MADE = {
    "content/coalition.yaml",
    "content/places.yaml",
    "content/organisations.yaml",
    "content/topics.yaml",
    "content/funders.yaml",
    "content/pages/first-steps/index.mk.md",
    "members/README.md",
}
STAYS = {
    "README.md": "The code.\n",
    ".gitignore": "/output/\nnotes.txt\n",
    "content/README.md": "The licence.\n",
    "tests/test_code.py": "",
    "examples/demo/content/coalition.yaml": "",
}


def git(folder: Path, *command: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    done = subprocess.run(
        ["git", "-C", str(folder), *who, *command], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A repository with a coalition in it and tests about its content."""
    files = {**STAYS, "tests/content/test_content.py": "", "members/alfa/logo.png": b"1"}
    site = make_site(tmp_path / "clone", files)
    git(site, "init", "--quiet")
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "-m", "All")
    return site


def files(site: Path) -> set[str]:
    return {path for path in tree(site) if not path.startswith(".git/")}


def test_a_new_coalition_stands_in_place_of_the_old_one(clone: Path) -> None:
    done = coalition("start", "--site", clone, *FLAGS, "--yes")
    assert done.returncode == 0, done.stderr
    assert files(clone) == MADE | STAYS.keys()
    assert {path: (clone / path).read_text("utf-8") for path in STAYS} == STAYS
    assert not (clone / "members/alfa").exists()
    # Each file that went is told.
    assert "remove members/alfa/logo.png\n" in done.stdout
    assert "remove tests/content/test_content.py\n" in done.stdout
    assert "write  members/README.md\n" in done.stdout
    made = read_site(read_sources(clone)).site
    assert made is not None
    own = made.coalition
    assert own.name.pick(("mk",))[0] == "Коалиција „Чаир“: ние"
    assert own.languages == ("mk", "sq", "en")
    assert (own.timezone, own.colour) == ("Europe/Skopje", "#1f5f8b")
    assert own.area == ("targu-jiu", "cair", "town-3")
    assert own.identity.domain == "coalition.example.org"
    assert made.drafts == {("page", "first-steps")}


def test_it_is_a_valid_site_at_once(clone: Path, tmp_path: Path) -> None:
    assert coalition("start", "--site", clone, *FLAGS, "--yes").returncode == 0
    checked = coalition("check", "--site", clone, "--today", TODAY)
    assert checked.returncode == 0, checked.stderr
    built = coalition("build", "--site", clone, "--output", tmp_path / "out", "--today", TODAY)
    assert built.returncode == 0, built.stderr
    page = (tmp_path / "out/index.html").read_text("utf-8")
    assert "Коалиција „Чаир“: ние" in page
    pages = {path.parent.name for path in (tmp_path / "out").rglob("index.html")}
    assert {"chlenovi", "anetaret", "members", "blog", "nastani", "events"} & pages == set()


def test_name_languages_and_zone_are_enough(clone: Path) -> None:
    done = coalition(
        "start", "--site", clone, "--name", "A", "--languages", "en", "--zone", "UTC", "--yes"
    )
    assert done.returncode == 0, done.stderr
    assert coalition("check", "--site", clone, "--today", TODAY).returncode == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"content/new.md": "a"}, "not committed"),
        ({"content/coalition.yaml": "a: b"}, "not committed"),
        ({".git": None}, "no Git repository"),
    ],
)
def test_nothing_is_removed_that_could_not_be_had_back(
    clone: Path, change: dict[str, str | None], told: str
) -> None:
    for path, text in change.items():
        if text is None:
            (clone / path).rename(clone.parent / "moved")
        else:
            (clone / path).write_text(text, "utf-8")
    before = files(clone)
    done = coalition("start", "--site", clone, *FLAGS, "--yes")
    assert (done.returncode, files(clone)) == (2, before)
    assert told in done.stderr


def test_what_git_does_not_hold_stays(clone: Path) -> None:
    (clone / "members/alfa/notes.txt").write_text("a", "utf-8")  # ignored by Git
    assert coalition("start", "--site", clone, *FLAGS, "--yes").returncode == 0
    assert files(clone) == MADE | STAYS.keys() | {"members/alfa/notes.txt"}


@pytest.mark.parametrize(
    ("flags", "code", "told"),
    [
        (("--languages", "Romanian"), 1, "Romanian"),
        (("--zone", "Romania"), 1, "Romania"),
        (("--url", "example"), 1, "example"),
        (("--name", ""), 2, "--name"),
    ],
)
def test_a_wrong_answer_changes_nothing(
    clone: Path, flags: tuple[str, ...], code: int, told: str
) -> None:
    done = coalition("start", "--site", clone, *FLAGS, *flags, "--yes")
    assert (done.returncode, git(clone, "status", "--porcelain")) == (code, "")
    assert told in done.stderr


def test_without_anybody_who_agrees_nothing_is_changed(clone: Path) -> None:
    done = coalition("start", "--site", clone, *FLAGS)
    assert (done.returncode, git(clone, "status", "--porcelain")) == (1, "")
    assert "Nothing was changed" in done.stderr


# --- updates ---------------------------------------------------------------------------------------


@pytest.fixture
def another(clone: Path, tmp_path: Path) -> Path:
    """Another coalition that began with this code, while the first goes on in ``clone``."""
    site = tmp_path / "another"
    git(tmp_path, "clone", "--quiet", str(clone), str(site))
    for name, value in (("user.name", "a"), ("user.email", "a@example.org")):
        git(site, "config", name, value)
    assert coalition("start", "--site", site, *FLAGS, "--yes").returncode == 0
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "-m", "Ours")
    return site


def commit(folder: Path, changes: dict[str, str]) -> None:
    make_site(folder, {**dict.fromkeys(BASE), **changes})
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "More")


def update(site: Path, clone: Path) -> subprocess.CompletedProcess[str]:
    branch = git(clone, "branch", "--show-current").strip()
    return coalition("update", "--site", site, "--source", clone, "--branch", branch)


def test_an_update_brings_the_code_and_no_texts(another: Path, clone: Path) -> None:
    before = tree(another / "content") | tree(another / "members")
    commit(
        clone,
        {
            "README.md": "Newer code.\n",
            "plugins/new.py": "",
            "content/coalition.yaml": f"{BASE['content/coalition.yaml']}email: a@example.org\n",
            "content/events/2026/ziua/index.ro.md": "---\ntitle: Alta\n---\n",
            "content/calls/new/index.ro.md": "---\ntitle: Nou\n---\n",
            "members/beta/index.ro.md": "---\nname: Beta\n---\n",
            "tests/content/test_more.py": "",
        },
    )
    done = update(another, clone)
    assert done.returncode == 0, done.stderr
    assert (another / "README.md").read_text("utf-8") == "Newer code.\n"
    assert (another / "plugins/new.py").exists()
    assert tree(another / "content") | tree(another / "members") == before
    left = [*(another / "tests/content").rglob("*")]
    assert left == [], left
    assert git(another, "status", "--porcelain") == ""
    again = update(another, clone)
    assert (again.returncode, again.stdout) == (0, "There is nothing new.\n")


def test_a_file_of_the_code_that_both_changed_is_named(another: Path, clone: Path) -> None:
    commit(another, {"README.md": "Our code.\n"})
    commit(clone, {"README.md": "Their code.\n", "content/calls/new/index.ro.md": "a"})
    done = update(another, clone)
    assert done.returncode == 1
    assert "README.md: changed by you and by others" in done.stderr
    assert not (another / "content/calls").exists()


def test_an_update_needs_a_source_and_nothing_uncommitted(another: Path, clone: Path) -> None:
    nowhere = coalition("update", "--site", another)
    assert (nowhere.returncode, "git remote add upstream" in nowhere.stderr) == (2, True)
    (another / "notes.md").write_text("a", "utf-8")
    assert update(another, clone).returncode == 2
