"""``start`` and ``update``: another coalition lives with this code, and loses nothing of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from checkouts import coalition_in, environment
from coalition.adapters.disk import read_sources
from coalition.commands.start import Answers, new_site, start
from coalition.core.relating import read_site
from coalition.core.values import is_id
from sites import BASE, ROOT, TODAY, coalition, make_site, tree

FLAGS = (
    *("--name", "Коалиција „Чаир“: ние"),
    *("--languages", "mk, sq, en"),
    *("--zone", "Europe/Skopje"),
    *("--towns", "Târgu Jiu, Чаир, 7"),
    *("--url", "https://coalition.example.org/sub/"),
    *("--colour", "#1f5f8b"),
)
MADE = {
    "content/README.md",
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
    files = {
        **STAYS,
        "content/README.md": "About us.\n",
        "tests/content/test_content.py": "",
        "members/alfa/logo.png": b"1",
    }
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


@pytest.mark.long
def test_all_tests_that_are_not_about_our_content_pass_on_it(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    for path in filter(None, git(ROOT, "ls-files", "-z").split("\0")):
        if (ROOT / path).is_file():
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, copy / path)
    git(copy, "init", "--quiet")
    git(copy, "add", "--all")
    git(copy, "commit", "--quiet", "-m", "All")
    done = coalition_in(copy, "start", *FLAGS, "--yes")
    assert done.returncode == 0, done.stderr
    git(copy, "add", "--all")
    git(copy, "commit", "--quiet", "-m", "Another coalition")
    (copy / ".venv").symlink_to(sys.prefix)
    tests = subprocess.run(
        [sys.executable, "-m", "pytest", "--numprocesses", "auto", "--dist", "loadfile"],
        cwd=copy,
        env=environment(copy),
        capture_output=True,
        text=True,
        check=False,
    )
    assert tests.returncode == 0, tests.stdout[-10_000:]


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
        (("--languages", "Romanian"), 1, "--languages: “Romanian”"),
        (("--languages", "ro, en, ro"), 1, "--languages: “ro” is named twice"),
        (("--languages", ","), 1, "--languages: "),
        (("--zone", "Romania"), 1, "--zone: “Romania”"),
        (("--colour", "pink"), 1, "--colour: “pink”"),
        (("--towns", "Petri\x01la"), 1, "--towns: "),
        (("--url", "example"), 1, "--url: “example”"),
        (("--url", "http://[::1"), 1, "--url: “http://[::1”"),
        (("--name", ""), 2, "--name"),
    ],
)
def test_a_wrong_answer_changes_nothing(
    clone: Path, flags: tuple[str, ...], code: int, told: str
) -> None:
    done = coalition("start", "--site", clone, *FLAGS, *flags, "--yes")
    assert (done.returncode, git(clone, "status", "--porcelain")) == (code, "")
    assert told in done.stderr
    # One sentence for each answer that is wrong, and none about what comes of it.
    assert done.stderr.count("\n") == (2 if code == 1 else 1)


class Terminal:
    """Somebody who answers, and then goes away."""

    def __init__(self, *answers: str) -> None:
        self.answers, self.questions = [*answers], [""]

    def __call__(self, question: str) -> str:
        self.questions.append(question)
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)


@pytest.mark.parametrize("yes", ["y", "YES", "da", "igen", "да", "po", "evet"])
def test_a_person_answers_and_agrees_in_any_of_our_languages(clone: Path, yes: str) -> None:
    assert start(clone, {}, Terminal("A", "mk", "Europe/Skopje", "", yes), yes=False) == 0
    assert (clone / "content/pages/first-steps/index.mk.md").exists()


@pytest.mark.parametrize(
    "answers", [(), ("A",), ("A", "mk", "UTC", ""), ("A", "mk", "UTC", "", "n")]
)
def test_who_goes_away_did_not_agree(
    clone: Path, answers: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert start(clone, {}, Terminal(*answers), yes=False) == 1
    assert "Nothing was changed" in capsys.readouterr().err
    assert git(clone, "status", "--porcelain") == ""


def test_a_wrong_answer_is_asked_for_once_more(
    clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = Terminal(
        "A", "Romanian", "Bucharest", "", "ro", "Europe/Bucharest", "https://a.example.org/"
    )
    assert start(clone, {"url": "a"}, one, yes=True) == 0
    told = capsys.readouterr().err
    assert "--languages: “Romanian”" in told
    assert "--zone: “Bucharest”" in told
    assert one.answers == []
    assert 'url: "https://a.example.org/"' in (clone / "content/coalition.yaml").read_text("utf-8")


def test_git_takes_a_start_back(clone: Path) -> None:
    before = tree(clone / "content") | tree(clone / "members") | tree(clone / "tests")
    assert coalition("start", "--site", clone, *FLAGS, "--yes").returncode == 0
    git(clone, "reset", "--quiet", "--hard")
    after = tree(clone / "content") | tree(clone / "members") | tree(clone / "tests")
    assert after == before
    assert git(clone, "status", "--porcelain", "--ignored") == ""


@pytest.mark.parametrize("path", ["content/pages/first-steps/index.mk.md", "content/pages"])
def test_a_start_writes_over_nothing_that_git_does_not_hold(clone: Path, path: str) -> None:
    commit(clone, {".gitignore": "first-steps/\n/content/pages\n"})
    make_site(clone, {**dict.fromkeys(BASE), path: "Mine"})
    done = coalition("start", "--site", clone, *FLAGS, "--yes")
    assert (done.returncode, f"{path}: " in done.stderr) == (2, True)
    assert (clone / path).read_text("utf-8") == "Mine"
    assert git(clone, "status", "--porcelain") == ""


def test_a_repository_within_is_told_before_anything_is_removed(clone: Path) -> None:
    inner = make_site(clone / "members/beta", {**dict.fromkeys(BASE), "a.md": ""})
    git(inner, "init", "--quiet")
    git(inner, "add", "--all")
    git(inner, "commit", "--quiet", "-m", "All")
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "-m", "A repository within")
    done = coalition("start", "--site", clone, *FLAGS, "--yes")
    assert (done.returncode, "members/beta: a repository" in done.stderr) == (2, True)
    assert git(clone, "status", "--porcelain") == ""


def test_a_name_that_is_not_utf8_is_removed_like_any_other(clone: Path) -> None:
    (clone / os.fsdecode(b"members/a\xe9.png")).write_bytes(b"1")
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "-m", "More")
    done = coalition("start", "--site", clone, *FLAGS, "--yes")
    assert done.returncode == 0, done.stderr
    assert files(clone) == MADE | STAYS.keys()


def test_towns_of_one_id_are_numbered() -> None:
    made = new_site(Answers("A", "ro", "UTC", "Lonea, Lónea, Lonea, 7, Town 4, Lonea 2"), 2026)
    ids = [line.partition(":")[0] for line in made["content/places.yaml"].splitlines()[1:]]
    assert ids == ["lonea", "lonea-2", "town-3", "town-4", "lonea-2-2"]
    long = new_site(Answers("A", "ro", "UTC", f"{'a' * 90}, {'A' * 90}"), 2026)
    ids = [line.partition(":")[0] for line in long["content/places.yaml"].splitlines()[1:]]
    assert len(set(ids)) == 2
    assert all(map(is_id, ids))


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
    assert not (another / "tests/content").exists()
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


def config(site: Path, name: str, value: str) -> None:
    git(site, "config", name, value)


def test_an_update_leaves_drafts_and_ignored_files_alone(another: Path, clone: Path) -> None:
    """Whatever upstream ignores, and whatever Git shows: it removes only what it would bring."""
    commit(another, {".gitignore": "/output/\nnotes.txt\ncontent/drafts/\n"})
    commit(clone, {".gitignore": "/output/\n", "content/drafts/theirs.md": "a"})
    for name in ("content/drafts/ours.md", "content/notes.txt", "members/notes.txt"):
        make_site(another, {**dict.fromkeys(BASE), name: "Ours\n"})
    assert update(another, clone).returncode in (0, 1)
    for name in ("content/drafts/ours.md", "content/notes.txt", "members/notes.txt"):
        assert (another / name).read_text("utf-8") == "Ours\n"
    assert not (another / "content/drafts/theirs.md").exists()


def test_an_update_refuses_what_git_is_told_not_to_show(another: Path, clone: Path) -> None:
    config(another, "status.showUntrackedFiles", "no")
    commit(clone, {"README.md": "Newer code.\n"})
    (another / "content/draft.md").write_text("a", "utf-8")
    assert update(another, clone).returncode == 2
    assert (another / "content/draft.md").read_text("utf-8") == "a"


def test_an_update_writes_over_no_file_that_git_does_not_hold(another: Path, clone: Path) -> None:
    (another / "notes.txt").write_text("Ours\n", "utf-8")  # ignored by Git
    commit(clone, {".gitignore": "", "notes.txt": "Theirs\n", "README.md": "Newer code.\n"})
    before = git(another, "rev-parse", "HEAD")
    done = update(another, clone)
    assert (done.returncode, "notes.txt: the update has a file here" in done.stderr) == (2, True)
    assert (another / "notes.txt").read_text("utf-8") == "Ours\n"
    assert (git(another, "rev-parse", "HEAD"), git(another, "status", "--porcelain")) == (
        before,
        "",
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("MERGE_HEAD", "git merge --abort"),
        ("rebase-merge", "git rebase --abort"),
        ("CHERRY_PICK_HEAD", "git cherry-pick --abort"),
        ("index.lock", "index.lock"),
    ],
)
def test_nothing_is_begun_upon_what_was_not_finished(
    another: Path, clone: Path, name: str, told: str
) -> None:
    commit(clone, {"README.md": "Newer code.\n"})
    head = git(another, "rev-parse", "HEAD")
    (another / ".git" / name).write_text(head, "utf-8")
    for done in (update(another, clone), coalition("start", "--site", another, *FLAGS, "--yes")):
        assert (done.returncode, told in done.stderr) == (2, True)
    (another / ".git" / name).unlink()
    assert (git(another, "rev-parse", "HEAD"), git(another, "status", "--porcelain")) == (head, "")
    assert update(another, clone).returncode == 0
    assert (another / "README.md").read_text("utf-8") == "Newer code.\n"


def test_an_update_brings_the_code_whatever_merges_of_the_branch_shall_do(
    another: Path, clone: Path
) -> None:
    branch = git(another, "branch", "--show-current").strip()
    config(another, f"branch.{branch}.mergeoptions", "-s ours")
    commit(clone, {"README.md": "Newer code.\n"})
    assert update(another, clone).returncode == 0
    assert (another / "README.md").read_text("utf-8") == "Newer code.\n"


def test_a_commit_that_git_refuses_is_told_and_taken_back(another: Path, clone: Path) -> None:
    hook = another / ".git/hooks/pre-merge-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho Not on a Sunday >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    commit(clone, {"README.md": "Newer code.\n", "content/calls/new/index.ro.md": "a"})
    before = git(another, "rev-parse", "HEAD")
    done = update(another, clone)
    assert (done.returncode, "Not on a Sunday" in done.stderr) == (2, True)
    assert not (another / ".git/MERGE_HEAD").exists()
    assert (git(another, "rev-parse", "HEAD"), git(another, "status", "--porcelain")) == (
        before,
        "",
    )


def test_a_merge_that_cannot_begin_is_told_in_the_words_of_git(another: Path, clone: Path) -> None:
    config(another, "merge.verifySignatures", "true")
    commit(clone, {"README.md": "Newer code.\n"})
    done = update(another, clone)
    assert done.returncode == 2
    assert "signature" in done.stderr
    assert "common beginning" not in done.stderr
    assert git(another, "status", "--porcelain") == ""


def test_texts_are_kept_where_git_holds_no_member(another: Path, clone: Path) -> None:
    git(another, "rm", "--quiet", "-r", "members")
    git(another, "commit", "--quiet", "-m", "No member")
    before = tree(another / "content")
    changed = {path: f"{text}# Theirs\n" for path, text in BASE.items() if path.endswith("yaml")}
    commit(clone, {**changed, "README.md": "Newer code.\n", "members/beta/index.ro.md": "a"})
    done = update(another, clone)
    assert done.returncode == 0, done.stderr
    assert tree(another / "content") == before
    assert not (another / "members").exists()
    assert coalition("check", "--site", another, "--today", TODAY).returncode == 0


def test_texts_that_others_moved_out_are_no_conflict(another: Path, clone: Path) -> None:
    (clone / "examples/old").mkdir(parents=True)
    git(clone, "mv", "members", "examples/old/members")
    git(clone, "commit", "--quiet", "-m", "Moved")
    done = update(another, clone)
    assert done.returncode == 0, done.stderr
    assert (another / "examples/old/members/alfa/logo.png").exists()


def test_a_shallow_clone_is_told_to_fetch_the_rest(clone: Path, tmp_path: Path) -> None:
    commit(clone, {"README.md": "Code.\n"})
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{clone}", "shallow")
    commit(clone, {"README.md": "Newer code.\n"})
    done = update(tmp_path / "shallow", clone)
    assert (done.returncode, "git fetch --unshallow" in done.stderr) == (2, True)


def test_who_is_not_known_to_git_is_asked_for_a_name(another: Path, clone: Path) -> None:
    config(another, "user.name", "")
    commit(clone, {"README.md": "Newer code.\n"})
    done = update(another, clone)
    assert (done.returncode, "git config --global user.name" in done.stderr) == (2, True)
    assert not (another / ".git/MERGE_HEAD").exists()


def test_a_stranger_is_no_source(another: Path, tmp_path: Path) -> None:
    stranger = make_site(tmp_path / "stranger")
    git(stranger, "init", "--quiet")
    commit(stranger, {"README.md": "Other code.\n"})
    done = update(another, stranger)
    assert (done.returncode, "no common beginning" in done.stderr) == (2, True)


def test_files_that_both_changed_are_named_as_they_are_called(another: Path, clone: Path) -> None:
    commit(another, {"docs/a țară.md": "Ours\n"})
    commit(clone, {"docs/a țară.md": "Theirs\n"})
    done = update(another, clone)
    assert done.returncode == 1
    assert "docs/a țară.md: changed by you and by others\n" in done.stderr


@pytest.mark.parametrize("flag", ["--source", "--branch"])
def test_what_is_fetched_is_no_option_of_git(another: Path, flag: str, tmp_path: Path) -> None:
    made = tmp_path / "made"
    source = "." if flag == "--branch" else f"--upload-pack=touch {made};"
    branch = f"--upload-pack=touch {made};" if flag == "--branch" else "main"
    done = coalition("update", "--site", another, f"--source={source}", f"--branch={branch}")
    assert (done.returncode, made.exists()) == (2, False)
