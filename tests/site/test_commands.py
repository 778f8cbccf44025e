"""Flags, exit codes and words of ``python -m coalition``, as people and forges meet them."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builds import Ended, commands
from checkouts import environment
from coalition.core.addresses import CODE
from sites import BASE, TODAY, coalition, make_site, tree

EVENT = "content/events/2026/ziua/index.ro.md"
TRANSLATION = "content/events/2026/ziua/index.en.md"
MARKER = ".coalition-tree.json"
ADDRESS = "https://coalition.example.org"

# Two problems, one in a file of each language, and a hint.
TROUBLE = {
    EVENT: BASE[EVENT]
    .replace("2026-05-17 10:00", "2026-13-05")
    .replace("[alfa]\n", "[alfa]\nx: y\n"),
    TRANSLATION: "---\ntitle: Open day\nstart: 2026-05-17\n---\n\nCome.\n",
    "content/blog/2026/alta/index.ro.md": "---\ntitle: Alta\n---\n\nText.\n",
}


Run = Callable[..., Ended]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Runs the command, which is imported once."""
    with commands(make_site(tmp_path_factory.mktemp("warm") / "site"), environment()) as command:
        yield command.run


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site")


def one_sentence(told: str) -> str:
    assert len(told.splitlines()) == 1, told
    assert "Traceback" not in told
    assert "mistake in the program" not in told
    return told


# --- flags ---------------------------------------------------------------------------------------

FLAGS = {
    "build": {"--site", "--output", "--siteurl", "--verify", "--today", "--like-peers"},
    "check": {"--site", "--format", "--lang", "--base", "--fix", "--today"},
    "serve": {"--site", "--port", "--today"},
    "confirm": {"--site", "--language"},
    "translate": {"--site", "--title"},
    "translations": {"--site", "--language", "--today"},
    "measures": {"--site", "--from"},
}


@pytest.mark.parametrize(("command", "flags"), FLAGS.items(), ids=FLAGS.keys())
def test_each_command_tells_its_flags(run: Run, command: str, flags: set[str]) -> None:
    done = run(command, "--help")
    assert done.code == 0
    assert set(re.findall(r"--[a-z-]+[a-z]", done.out)) == {*flags, "--help"}


WRONG = {
    "no command": (),
    "a command that there is not": ("publish",),
    "a flag that there is not": ("build", "--force"),
    "a format that there is not": ("check", "--format", "xml"),
    "a port that is no number": ("serve", "--port", "http"),
    "nothing to confirm": ("confirm",),
    "nothing to translate into": ("translate", "event/ziua"),
    "no table of measures": ("measures", "plan"),
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG.keys())
def test_a_command_that_cannot_be_understood_ends_with_2(
    run: Run, site: Path, arguments: tuple[str, ...]
) -> None:
    done = run(*arguments, cwd=site)
    assert done.code == 2
    assert "usage: python -m coalition" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "command",
    [
        ("build",),
        ("check",),
        ("serve",),
        ("confirm", "all"),
        ("translate", "a", "en"),
        ("translations",),
    ],
)
def test_a_folder_that_is_no_site_ends_with_2(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "half/members").mkdir(parents=True)
    for folder in ("missing", "half"):
        done = run(*command, "--site", tmp_path / folder, cwd=tmp_path)
        assert done.code == 2
        assert f"{tmp_path / folder}: " in one_sentence(done.err)
        assert done.out == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["half"]


def test_without_flags_the_site_is_here_and_goes_into_output(run: Run, site: Path) -> None:
    done = run("build", cwd=site)
    assert done.code == 0, done.err
    assert (site / "output/index.html").is_file()
    done = run("check", cwd=site)
    assert done.code == 0, done.out


@pytest.mark.parametrize(
    ("command", "day"),
    [
        ("build", "tomorrow"),
        ("check", "2026-02-30"),
        ("check", "2026-05"),
        ("check", "04.05.2026"),
        ("check", "2026-05-04 10:00"),
    ],
)
def test_a_day_that_is_none_ends_with_2(run: Run, site: Path, command: str, day: str) -> None:
    done = run(command, "--site", site, "--today", day, cwd=site.parent)
    assert done.code == 2
    told = one_sentence(done.err)
    assert f"“{day}”" in told
    assert "--today" in told
    assert not (site.parent / "output").exists()


def test_verify_writes_the_same_site(run: Run, site: Path, small: Path, tmp_path: Path) -> None:
    arguments = ("build", "--site", site, "--output", tmp_path / "out", "--today", TODAY)
    assert run(*arguments).code == 0
    (tmp_path / "out/index.html").write_text("By hand", "utf-8")
    assert run(*arguments, "--verify").code == 0
    assert tree(tmp_path / "out") == tree(small)


# --- since an earlier commit ---------------------------------------------------------------------


def committed(site: Path) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    for command in (("init", "-q"), ("add", "."), ("commit", "-q", "--message=first")):
        subprocess.run(["git", *who, *command], cwd=site, check=True)


def test_a_check_names_what_would_not_reach_subscribers(run: Run, site: Path) -> None:
    committed(site)
    arguments = ("check", "--base", "HEAD", "--today", TODAY)
    assert run(*arguments, cwd=site).code == 0
    moved = BASE[EVENT].replace("2026-05-17 10:00", "2026-05-17 11:00")
    (site / EVENT).write_text(moved, "utf-8")
    done = run(*arguments, cwd=site)
    assert done.code == 1
    [told] = [line for line in done.out.splitlines() if line.startswith(f"{EVENT}:")]
    assert f"updated: {TODAY}" in told
    assert "„start”" in told  # in the language of the file
    assert run("check", "--today", TODAY, cwd=site).code == 0
    (site / EVENT).write_text(moved.replace("start:", f"updated: {TODAY}\nstart:"), "utf-8")
    assert run(*arguments, cwd=site).code == 0


def test_a_state_that_cannot_be_read_is_said_not_to_be_compared(run: Run, site: Path) -> None:
    whole = (site / "content/coalition.yaml").read_bytes()
    (site / "content/coalition.yaml").write_text("name: [")
    committed(site)
    (site / "content/coalition.yaml").write_bytes(whole)
    done = run("check", "--base", "HEAD", "--today", TODAY, "--format", "json", cwd=site)
    assert done.code == 0
    assert [one["code"] for one in json.loads(done.out)] == ["not_compared"]


def test_a_commit_that_is_none_ends_with_2(run: Run, site: Path) -> None:
    committed(site)
    done = run("check", "--base", "nope", cwd=site)
    assert done.code == 2
    assert "“nope”" in one_sentence(done.err)


# --- the public address --------------------------------------------------------------------------


def _built_for(run: Run, site: Path, address: str) -> dict[str, bytes]:
    output = site.parent / "elsewhere"
    done = run("build", "--site", site, "--output", output, "--today", TODAY, "--siteurl", address)
    assert done.code == 0, done.err
    return {path: content for path, content in tree(output).items() if path != MARKER}


def _moved(content: bytes, there: str) -> bytes:
    """What stands at ADDRESS as it would stand ``there``; calendars have links of their own."""
    for scheme in (b"https:", b"webcal:"):
        here, now = (one.encode().replace(b"https:", scheme) for one in (ADDRESS, there))
        content = content.replace(here, now)
    return content


def test_siteurl_changes_absolute_links_and_nothing_else(run: Run, site: Path, small: Path) -> None:
    # As long as the other: a calendar breaks its lines by length.
    there = "https://prototype.example.org"
    assert len(there) == len(ADDRESS)
    made = _built_for(run, site, f"{there}/")
    changed = set()
    for path, content in tree(small).items():
        if path == MARKER:
            continue
        if path.endswith(CODE):  # which holds an address in its own way
            assert made.pop(path) != content
            continue
        assert made.pop(path) == _moved(content, there), path
        if ADDRESS.encode() in content:
            changed.add(path.rpartition(".")[2])
    assert not made
    assert changed >= {"html", "xml", "ics", "txt"}


def test_siteurl_below_a_folder_leaves_the_links_of_pages_as_they_are(
    run: Run, site: Path, small: Path
) -> None:
    there = "https://preview.example.net/pr/7"
    made = _built_for(run, site, there)
    assert made == _built_for(run, site, f"{there}/")
    for path, content in tree(small).items():
        if path.endswith(".html") and path != "404.html":
            assert made[path] == _moved(content, there), path
    lost = made["404.html"].decode()
    assert 'href="/pr/7/' in lost
    assert re.findall(r'(?:href|src)="/(?!pr/7/)', lost) == []
    assert f"{there}/sitemap.xml" in made["robots.txt"].decode()


@pytest.mark.parametrize("address", ["preview", "ftp://example.org", "https://"])
def test_a_siteurl_that_is_no_web_address_ends_with_2(run: Run, site: Path, address: str) -> None:
    output = site.parent / "out"
    done = run("build", "--site", site, "--output", output, "--siteurl", address)
    assert done.code == 2
    assert f"“{address.rstrip('/')}" in one_sentence(done.err.splitlines()[-1])
    assert "Traceback" not in done.err
    assert not output.exists()


# --- check ---------------------------------------------------------------------------------------


def test_check_mends_what_is_safe_and_says_what(run: Run, tmp_path: Path) -> None:
    wrong = BASE[EVENT].replace("porților", "porţilor").replace("\n", "\r\n")
    site = make_site(tmp_path / "site", {EVENT: wrong})
    os.chmod(site / EVENT, 0o640)
    before = tree(site)
    hint = run("check", "--today", TODAY, cwd=site)
    assert f"{EVENT}:2:13: " in hint.out
    assert "„porţilor”" in hint.out
    assert tree(site) == before
    done = run("check", "--fix", "--lang", "en", "--today", TODAY, cwd=site)
    assert (done.code, done.out) == (0, "0 problems.\n")
    assert done.err == f"{EVENT}:2:13: “porţilor” is now “porților”.\n"
    assert tree(site) == {**before, EVENT: wrong.replace("porţilor", "porților").encode()}
    assert stat.S_IMODE((site / EVENT).stat().st_mode) == 0o640
    again = run("check", "--fix", "--today", TODAY, cwd=site)
    assert (again.code, again.err) == (0, "")


def test_mending_and_comparing_do_not_go_together(run: Run, site: Path) -> None:
    done = run("check", "--fix", "--base", "HEAD", cwd=site)
    assert done.code == 2
    assert "compare" in one_sentence(done.err)


def test_what_cannot_be_mended_is_told_all_the_same(run: Run, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", TROUBLE)
    before = tree(site)
    done = run("check", "--fix", "--today", TODAY, cwd=site)
    assert (done.code, tree(site)) == (1, before)
    assert len(done.out.splitlines()) > 2


PLACED = re.compile(r"(?P<path>[^:]+):(?P<line>\d+):(?P<column>\d+): (?P<message>.+)")
KEYS = {"code", "severity", "path", "line", "column", "message"}


def _checked(run: Run, site: Path, *flags: str) -> list[dict[str, object]]:
    done = run("check", "--site", site.name, "--today", TODAY, *flags, cwd=site.parent)
    assert done.err == ""
    found: list[dict[str, object]] = json.loads(done.out)
    errors = [one for one in found if one["severity"] == "error"]
    assert done.code == (1 if errors else 0)
    return found


def test_check_tells_every_problem_at_its_place_and_then_counts(run: Run, tmp_path: Path) -> None:
    make_site(tmp_path / "site", TROUBLE)
    done = run("check", "--site", "site", "--today", TODAY, cwd=tmp_path)
    assert done.code == 1
    *lines, count = done.out.splitlines()
    places = []
    for line in lines:
        match = PLACED.fullmatch(line)
        assert match is not None, line
        # The path leads to the file from where the command was given.
        assert (tmp_path / match["path"]).is_file()
        places.append((match["path"].removeprefix("site/"), int(match["line"])))
    assert places == sorted(places)
    assert {(EVENT, 3), (EVENT, 7), (TRANSLATION, 3)} <= set(places)
    assert re.fullmatch(r"4 probleme, \d+ sugesti[ei]\.", count), count


def test_check_without_problems_ends_with_0_and_writes_nothing(run: Run, site: Path) -> None:
    before = tree(site)
    done = run("check", cwd=site)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-1] == "0 probleme."
    assert tree(site) == before


def test_hints_stop_nothing(run: Run, tmp_path: Path) -> None:
    post = "content/blog/2026/alta/index.ro.md"
    site = make_site(tmp_path / "site", {post: TROUBLE[post]})
    assert {one["severity"] for one in _checked(run, site, "--format", "json")} == {"hint"}
    done = run("build", "--site", site, "--output", tmp_path / "out", "--today", TODAY)
    assert done.code == 0, done.err


def test_json_carries_what_a_program_needs(run: Run, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", TROUBLE)
    found = _checked(run, site, "--format", "json")
    assert all(one.keys() == KEYS for one in found)
    said = {(one["code"], one["path"], one["line"], one["severity"]) for one in found}
    assert ("translation_with_facts", f"site/{TRANSLATION}", 3, "error") in said
    assert ("unknown_field", f"site/{EVENT}", 7, "error") in said
    assert ("not_published", "site/content/blog/2026/alta/index.ro.md", 1, "hint") in said
    assert _checked(run, make_site(tmp_path / "good"), "--format", "json") == []


def _unescaped(text: str, more: str = "") -> str:
    for sign in more + "\n\r%":
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text


def test_forge_annotations_say_the_same_as_json_whatever_the_signs(
    run: Run, tmp_path: Path
) -> None:
    strange = {
        **TROUBLE,
        "content/blog/2026/50%25,a:b/index.ro.md": BASE["content/blog/2026/stire/index.ro.md"],
        "content/blog/2026/alta/index.ro.md": (
            '---\ntitle: Alta\ndate: "100%0A\\n::error::x,y:z"\ntopics: ["a,b\\n%"]\n---\n\nText.\n'
        ),
    }
    site = make_site(tmp_path / "site", strange)
    found = _checked(run, site, "--format", "json")
    assert any("%25,a:b" in str(one["path"]) for one in found)
    assert any("100%0A" in str(one["message"]) for one in found)
    assert any("::error::x,y:z" in str(one["message"]) for one in found)
    done = run("check", "--site", "site", "--today", TODAY, "--format", "github", cwd=tmp_path)
    assert done.code == 1
    told = []
    for line in done.out.split("\n")[:-1]:
        match = re.fullmatch(
            r"::(error|notice) file=([^:,]+),line=(\d+),col=(\d+),title=(\w+)::(.*)", line
        )
        assert match is not None, line
        command, path, row, column, code, message = match.groups()
        told.append(
            {
                "code": code,
                "severity": {"error": "error", "notice": "hint"}[command],
                "path": _unescaped(path, ":,"),
                "line": int(row),
                "column": int(column),
                "message": _unescaped(message),
            }
        )
    assert told == found


def test_a_value_of_several_lines_is_told_in_one(run: Run, tmp_path: Path) -> None:
    files = {EVENT: BASE[EVENT].replace("2026-05-17 10:00", '"a\\nb: c\\nd"')}
    make_site(tmp_path / "site", files)
    done = run("check", "--site", "site", "--today", TODAY, cwd=tmp_path)
    assert done.code == 1
    for line in done.out.splitlines()[:-1]:
        assert PLACED.fullmatch(line), line


def test_a_message_is_in_the_language_of_its_file_or_in_that_of_the_flag(
    run: Run, tmp_path: Path
) -> None:
    site = make_site(tmp_path / "site", TROUBLE)
    words = {"ro": "nu există în calendar", "en": "is not in the calendar"}
    english = "is a fact and belongs in the original"
    own = {one["code"]: str(one["message"]) for one in _checked(run, site, "--format", "json")}
    assert words["ro"] in own["impossible_date"]
    assert english in own["translation_with_facts"]
    for language in ("ro", "en"):
        found = _checked(run, site, "--format", "json", "--lang", language)
        said = {one["code"]: str(one["message"]) for one in found}
        assert words[language] in said["impossible_date"]
        assert (english in said["translation_with_facts"]) is (language == "en")
        done = run("check", "--site", site, "--today", TODAY, "--lang", language)
        assert {"ro": "4 probleme", "en": "4 problems"}[language] in done.out


def test_a_folder_name_that_is_not_utf8_is_a_problem_like_others(site: Path) -> None:
    folder = os.fsencode(site / "content/events/2026/zi") + b"\xff"
    shutil.copytree(os.fsencode(site / EVENT).rpartition(b"/")[0], folder)
    for command in ("check", "build"):
        done = coalition(command, cwd=site, env={"PYTHONIOENCODING": "utf-8:strict"})
        assert done.returncode == 1, done.stdout + done.stderr
        assert "mistake in the program" not in done.stderr
        assert "content/events/2026/zi" in done.stdout + done.stderr


def test_a_terminal_that_knows_only_ascii_is_told_everything(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", TROUBLE)
    env = {"PYTHONIOENCODING": "ascii"}
    done = coalition("check", "--today", TODAY, cwd=site, env=env)
    assert (done.returncode, done.stderr) == (1, "")
    assert "4 probleme" in done.stdout


# --- build ---------------------------------------------------------------------------------------


def test_build_tells_problems_at_their_places_and_that_nothing_was_published(
    run: Run, tmp_path: Path
) -> None:
    make_site(tmp_path / "site", TROUBLE)
    done = run("build", "--site", "site", "--today", TODAY, cwd=tmp_path)
    assert done.code == 1
    assert done.out == ""
    *lines, end = done.err.splitlines()
    assert all(PLACED.fullmatch(line) for line in lines), done.err
    assert f"site/{EVENT}:3:" in done.err
    assert "4 probleme" in end
    assert "Nu s-a publicat nimic." in end
    assert not (tmp_path / "output").exists()


# --- confirm -------------------------------------------------------------------------------------

MARK = re.compile(rb'translates:\s+"([0-9a-f]{12}(?:\.[0-9a-f]{4})+)"')

# A translation before it is confirmed, and what stands around the line that is written.
TRANSLATIONS: dict[str, tuple[bytes, bytes, bytes]] = {
    "plain": (
        b"---\ntitle: Open day\n---\n\nCome.\n",
        b"---\ntitle: Open day\n",
        b"\n---\n\nCome.\n",
    ),
    "with lines as on Windows": (
        b"---\r\ntitle: Open day\r\n---\r\n\r\nCome.\r\n",
        b"---\r\ntitle: Open day\r\n",
        b"\r\n---\r\n\r\nCome.\r\n",
    ),
    "confirmed before": (
        b'---\ntranslates: "000000000000"\n# a remark\ntitle:   Open day\n---\n\nCome.\n',
        b"---\n",
        b"\n# a remark\ntitle:   Open day\n---\n\nCome.\n",
    ),
    "confirmed before, without quotes": (
        b"---\ntitle: Open day\ntranslates: abc\n---\nCome.",
        b"---\ntitle: Open day\n",
        b"\n---\nCome.",
    ),
    "with the word in its text": (
        b"---\ntitle: Open day\n---\n\nCome.\n\ntranslates: me\n\n---\n\nMore.  \n",
        b"---\ntitle: Open day\n",
        b"\n---\n\nCome.\n\ntranslates: me\n\n---\n\nMore.  \n",
    ),
    "confirmed before, on a line of its own": (
        b'---\ntitle: Open day\ntranslates:\n  "abc"   # old\n---\nCome.',
        b"---\ntitle: Open day\n",
        b"   # old\n---\nCome.",
    ),
    "with lines as on old Macs": (
        b"---\rtitle: Open day\r---\r\rCome.\r",
        b"---\rtitle: Open day\r",
        b"\r---\r\rCome.\r",
    ),
    "inside brackets": (
        b"---\n{title: Open day}\n---\n\nCome.\n",
        b"---\n{title: Open day, ",
        b"}\n---\n\nCome.\n",
    ),
    "with a list and letters of all kinds": (
        "---\ntitle: 'Open day – țș'\nsummary: >-\n  Come\n  to us\n---\n\nCome 🎈.\n".encode(),
        "---\ntitle: 'Open day – țș'\nsummary: >-\n  Come\n  to us\n".encode(),
        "\n---\n\nCome 🎈.\n".encode(),
    ),
}


@pytest.mark.parametrize("written", TRANSLATIONS.values(), ids=TRANSLATIONS.keys())
def test_confirm_writes_one_line_and_nothing_else(
    run: Run, tmp_path: Path, written: tuple[bytes, bytes, bytes]
) -> None:
    before, head, tail = written
    site = make_site(tmp_path / "site", {TRANSLATION: before})
    others = {path: content for path, content in tree(site).items() if path != TRANSLATION}
    for _ in range(2):  # a second time it changes nothing any more
        done = run("confirm", "event/ziua", cwd=site)
        assert done.code == 0, done.err
        after = (site / TRANSLATION).read_bytes()
        mark = MARK.search(after)
        assert mark is not None
        assert after == head + mark[0] + tail
        assert TRANSLATION in done.out
        now = tree(site)
        del now[TRANSLATION]
        assert now == others


def test_confirm_keeps_who_may_write_the_file(run: Run, site: Path) -> None:
    (site / TRANSLATION).chmod(0o660)
    assert run("confirm", "all", cwd=site).code == 0
    assert stat.S_IMODE((site / TRANSLATION).stat().st_mode) == 0o660


def _mark(run: Run, site: Path) -> bytes:
    done = run("confirm", "event/ziua", cwd=site)
    assert done.code == 0, done.err
    found = MARK.search((site / TRANSLATION).read_bytes())
    assert found is not None
    return found[1]


def test_the_mark_follows_the_text_of_the_original_and_not_its_facts(run: Run, site: Path) -> None:
    first = _mark(run, site)
    original = site / EVENT
    for text, same in (
        (BASE[EVENT].replace("10:00", "09:00").replace("casa", "petrila"), True),
        (BASE[EVENT].replace("\n", "\r\n"), True),
        (BASE[EVENT].replace("porților deschise", "ușilor deschise"), False),
        (BASE[EVENT].replace("Veniți", "Haideți"), False),
    ):
        original.write_bytes(text.encode())
        assert (_mark(run, site) == first) is same, text


NAMES = {
    "kind and id": "event/ziua",
    "the translation": TRANSLATION,
    "the translation from here": f"./{TRANSLATION}",
    "its folder": str(Path(TRANSLATION).parent),
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_an_item_is_confirmed_by_its_name_or_its_path(run: Run, site: Path, name: str) -> None:
    before = tree(site)
    done = run("confirm", name, cwd=site)
    assert done.code == 0, done.err
    after = tree(site)
    assert [path for path in after if after[path] != before[path]] == [TRANSLATION]


def test_only_the_language_that_is_asked_for_is_confirmed(run: Run, tmp_path: Path) -> None:
    hungarian = TRANSLATION.replace(".en.", ".hu.")
    languages = BASE["content/coalition.yaml"].replace("[ro, en]", "[ro, en, hu]")
    files = {
        "content/coalition.yaml": languages,
        hungarian: "---\ntitle: Nyílt nap\n---\n\nGyere.\n",
    }
    site = make_site(tmp_path / "site", files)
    done = run("confirm", "event/ziua", "--language", "hu", cwd=site)
    assert done.code == 0, done.err
    assert MARK.search((site / hungarian).read_bytes())
    assert not MARK.search((site / TRANSLATION).read_bytes())


NOTHING = {
    "an item that there is not": ("event/nunta",),
    "a kind that there is not": ("party/ziua",),
    "an item without a translation": ("post/stire",),
    "the original": (EVENT,),
    "a path outside the site": ("../elsewhere/index.en.md",),
    "a language that it does not have": ("event/ziua", "--language", "hu"),
}


@pytest.mark.parametrize("arguments", NOTHING.values(), ids=NOTHING.keys())
def test_what_cannot_be_confirmed_is_named_and_nothing_is_written(
    run: Run, site: Path, arguments: tuple[str, ...]
) -> None:
    before = tree(site)
    done = run("confirm", *arguments, cwd=site)
    assert done.code == 1
    assert arguments[-1] in one_sentence(done.err)
    assert tree(site) == before


@pytest.mark.parametrize("broken", [TRANSLATION, "content/coalition.yaml"])
def test_confirm_writes_nothing_in_a_site_that_cannot_be_read(
    run: Run, site: Path, broken: str
) -> None:
    (site / broken).write_bytes(b"\xff\xfe---\n")
    before = tree(site)
    done = run("confirm", "event/ziua", cwd=site)
    assert done.code == 1
    one_sentence(done.err)
    assert tree(site) == before


def test_confirm_writes_nothing_when_one_file_cannot_be_written(run: Run, tmp_path: Path) -> None:
    full = f"---\nname: Alpha\n# {'b' * (64 * 1024 - 20)}\n---\n"
    site = make_site(tmp_path / "site", {"members/alfa/index.en.md": full})
    before = tree(site)
    done = run("confirm", "all", cwd=site)
    assert (done.code, done.out, tree(site)) == (1, "", before)
    place, end = done.err.splitlines()
    assert place.startswith("members/alfa/index.en.md:1:1: ")
    assert end == "Nu s-a scris nimic."


# --- translate, translations ---------------------------------------------------------------------


def test_a_translation_is_made_filled_in_and_followed(run: Run, site: Path) -> None:
    original, translation = site / EVENT, site / TRANSLATION
    translation.unlink()

    def waiting() -> str:
        done = run("translations", "--language", "en", "--today", "2026-05-04", cwd=site)
        assert done.code == 0, done.err
        return done.out

    assert "event/ziua  2026-04-01 (33" in waiting()
    done = run("translate", "event/ziua", "en", cwd=site)
    assert done.code == 0, done.err
    made = translation.read_text("utf-8")
    assert "# Ziua porților deschise\ntitle:\n" in made
    assert "<!-- ro\nVeniți la [Alfa]" in made

    # It is no translation yet, and what a person typed into it is never written over.
    assert run("check", cwd=site).code == 0
    assert "event/ziua" in waiting()
    translation.write_text(made + "\n<!-- mine -->\n", "utf-8")
    assert run("translate", "event/ziua", "en", cwd=site).code == 0
    assert translation.read_text("utf-8") == made + "\n<!-- mine -->\n"

    # With a title it is begun, with a text it is one.
    begun = made.replace("title:\n", "title: Open day\n")
    translation.write_text(begun, "utf-8")
    assert run("check", cwd=site).code == 0
    assert "event/ziua" in waiting()
    translation.write_text(f"{begun}\nCome in.\n", "utf-8")
    assert run("check", cwd=site).code == 0
    assert "event/ziua" not in waiting()

    original.write_text(original.read_text("utf-8").replace("Ziua porților", "Noaptea porților"), "utf-8")  # fmt: skip
    assert "event/ziua" in waiting()
    done = run("translate", "event/ziua", "en", cwd=site)
    assert done.code == 0, done.err
    assert "title: Noaptea porților deschise" in done.out
    assert "Veniți" not in done.out
    assert run("confirm", TRANSLATION, cwd=site).code == 0
    assert "event/ziua" not in waiting()


def test_the_command_that_is_told_works_from_where_the_person_stands(
    run: Run, tmp_path: Path
) -> None:
    site = make_site(tmp_path / "a site")
    given = ("--site", "a site")
    assert run("confirm", "event/ziua", *given, cwd=tmp_path).code == 0
    original = site / EVENT
    original.write_text(original.read_text("utf-8").replace("Ziua porților", "Noaptea porților"), "utf-8")  # fmt: skip
    told = run("translate", "event/ziua", "en", *given, cwd=tmp_path).out
    assert f"a site/{EVENT}" in told
    done = run("confirm", *shlex.split(told.partition("--confirm ")[2]), cwd=tmp_path)
    assert (done.code, done.out) == (0, f"a site/{TRANSLATION}: confirmat.\n"), done.err


@pytest.mark.parametrize(
    ("line", "slug"), [("", "otvoren-den"), ("native_addresses: true\n", "отворен-ден")]
)
def test_a_title_gives_a_translation_its_address(
    run: Run, tmp_path: Path, line: str, slug: str
) -> None:
    own = BASE["content/coalition.yaml"].replace("[ro, en]", "[ro, en, mk]") + line
    site = make_site(tmp_path / "site", {"content/coalition.yaml": own})
    done = run("translate", "event/ziua", "mk", "--title", "Отворен ден", cwd=site)
    assert done.code == 0, done.err
    made = (site / TRANSLATION.replace(".en.", ".mk.")).read_text("utf-8")
    assert f'title: "Отворен ден"\nslug: "{slug}"\n' in made
    assert run("build", cwd=site).code == 0
    assert "Отворен ден" in (site / f"output/mk/nastani/{slug}/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [("event/nunta", "en"), ("all", "en"), ("event/ziua", "ro"), ("event/ziua", "de")],
    ids=["no such item", "all of them", "the original", "a language that the site does not have"],
)
def test_what_cannot_be_translated_is_named_and_nothing_is_written(
    run: Run, site: Path, arguments: tuple[str, str]
) -> None:
    before = tree(site)
    done = run("translate", *arguments, cwd=site)
    assert done.code == 1
    one_sentence(done.err)
    assert tree(site) == before


def test_what_is_not_filled_in_yet_stays_as_the_original_says_it(run: Run, site: Path) -> None:
    (site / TRANSLATION).write_text("---\ntitle:\nsummary: Come in\n---\n", "utf-8")
    assert run("check", cwd=site).code == 0
    assert run("build", cwd=site).code == 0
    page = (site / "output/en/events/ziua/index.html").read_text("utf-8")
    assert '<h1 lang="ro">Ziua porților deschise</h1>' in page
    assert "Come in" in page


# --- measures ------------------------------------------------------------------------------------

PLAN = "content/plans/plan/index.ro.md"
MEASURES = """\
---
title: Planul
objectives:
- id: a
  title: Aer
  measures:
  - {id: m1, title: Senzori, status: limited}   # zece
  - {id: m2, title: Arbori}
---
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site", {PLAN: MEASURES})


def _table(run: Run, site: Path) -> bytes:
    """The table of the plan as the built site has it."""
    done = run("build", "--output", site.parent / "out", cwd=site)
    assert done.code == 0, done.err
    return (site.parent / "out/planuri/plan/measures.csv").read_bytes()


def test_measures_takes_an_edited_table_back_and_touches_nothing_else(run: Run, plan: Path) -> None:
    table = plan.parent / "t.csv"
    table.write_bytes(_table(run, plan))
    before = tree(plan)
    done = run("measures", "plan", "--from", table, cwd=plan)
    assert (done.code, tree(plan)) == (0, before)
    assert "nothing was written" in one_sentence(done.out)
    # As a Romanian Excel saves it.
    text = table.read_bytes().decode("utf-8-sig").replace('","', '";"')
    table.write_bytes(text.replace('"limited"', '"completed"').encode("cp1250"))
    done = run("measures", "plan/plan", "--from", table, cwd=plan)
    assert done.code == 0, done.err
    assert one_sentence(done.out).endswith(f"{PLAN}:7: m1: status: limited → completed\n")
    assert tree(plan) == {**before, PLAN: before[PLAN].replace(b"limited", b"completed")}


def test_measures_writes_nothing_when_anything_is_wrong(run: Run, plan: Path) -> None:
    table = plan.parent / "t.csv"
    text = _table(run, plan).decode("utf-8-sig").replace('"limited"', '"completed"')
    table.write_text(text.replace('"m2"', '"m3"') + '"b","","x\x07"\r\n', "utf-8")
    before = tree(plan)
    done = run("measures", "plan", "--from", table, cwd=plan)
    assert (done.code, done.out, tree(plan)) == (1, "", before)
    table.write_text(text.replace('"m2"', '"m3"').replace("completed", "gata"), "utf-8")
    done = run("measures", "plan", "--from", table, cwd=plan)
    assert (done.code, done.out, tree(plan)) == (1, "", before)
    assert [line.split(": ")[0] for line in done.err.splitlines()[:2]] == [
        f"{table}:2:1",
        f"{table}:3:1",
    ]
    assert "Nu s-a scris nimic." in done.err


@pytest.mark.parametrize(("name", "table", "code"), [("alt", "t.csv", 1), ("plan", "nu.csv", 2)])
def test_measures_of_nothing_are_named(
    run: Run, plan: Path, name: str, table: str, code: int
) -> None:
    (plan / "t.csv").write_text("a")
    done = run("measures", name, "--from", table, cwd=plan)
    assert (done.code, done.out) == (code, "")
    assert (name if code == 1 else table) in one_sentence(done.err)
    if code == 1:
        assert done.err.endswith("there are: plan.\n")


SLIPS = {
    "a colon": b"---\ntitle: Open day: come in\n---\n\nCome.\n",
    "another encoding": "---\ntitle: Ouvert l'été\n---\n\nVenez.\n".encode("latin-1"),
    "a control character": b"---\ntitle: Open\x07day\n---\n\nCome.\n",
    "too long": b"---\ntitle: Open day\nsummary: " + b"a" * 300 + b"\n---\n\nCome.\n",
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS.keys())
def test_a_translation_that_cannot_be_read_is_never_written_over(
    run: Run, tmp_path: Path, slip: bytes
) -> None:
    site = make_site(tmp_path / "site", {TRANSLATION: slip})
    done = run("translate", "event/ziua", "en", cwd=site)
    assert done.code == 1
    assert TRANSLATION in one_sentence(done.err)
    assert (site / TRANSLATION).read_bytes() == slip


def test_a_translation_without_its_text_yet_shows_that_of_the_original(
    run: Run, site: Path
) -> None:
    (site / TRANSLATION).unlink()
    assert run("translate", "event/ziua", "en", "--title", "Open day", cwd=site).code == 0
    done = run("translations", "--language", "en", cwd=site)
    assert "event/ziua" in done.out
    assert run("build", cwd=site).code == 0
    page = (site / "output/en/events/open-day/index.html").read_text("utf-8")
    assert "<h1>Open day</h1>" in page
    assert '<div class="prose" lang="ro">\n<p>Veniți la' in page
    assert 'name="robots" content="noindex' in page


def test_a_table_without_an_end_is_not_read_to_it(run: Run, plan: Path) -> None:
    done = run("measures", "plan", "--from", "/dev/zero", cwd=plan)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("/dev/zero:1:1: ")


def test_a_workbook_is_told_how_it_has_to_be_saved(run: Run, plan: Path) -> None:
    (plan / "t.xlsx").write_bytes(b"PK\x03\x04\x14\x00\x06\x00")
    done = run("measures", "plan", "--from", "t.xlsx", cwd=plan)
    assert done.code == 1
    assert "CSV UTF-8" in done.err
