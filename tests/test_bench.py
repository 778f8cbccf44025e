"""The measurements: the same corpus each time, right arithmetic, and a fair site of ours.

Nothing here looks at a time, and nothing needs Hugo, Pelican's environment or a network.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from sites import ROOT, coalition, tree

sys.path.insert(0, str(ROOT))  # a program beside the package, not installed with it

from bench import figures, report
from bench.__main__ import main
from bench.corpus import LANGUAGES, SIZES, Corpus, Size, files, make
from bench.figures import FIGURES, Figure, Goal
from bench.measure import Failed, timed, weighed
from bench.peers import COLD, EDIT, FIRST_EDIT, HUGO, NOCHANGE, OURS, OURS_FULL, PEERS, PELICAN
from bench.peers import coalition as adapter
from bench.results import Built, Measured, Row, Run, append, last
from bench.running import Running, Step, clear, plan, work_folder

EVERYBODY = [HUGO, PELICAN, OURS, OURS_FULL]
# Of the corpus S. Another hash is another corpus: no earlier figure can then be compared.
CORPUS = "3896a758cf8d6b09b507ab254d24f764ef3b9471f9704a4111148017e3d0f4bb"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return make(Size(4, 5, 6))


# --- the corpus ----------------------------------------------------------------------------------


def digest(of: Corpus) -> str:
    made = hashlib.sha256()
    for path, text in files(of):
        made.update(f"{path}\0{text}\0".encode())
    return made.hexdigest()


def test_the_corpus_is_the_same_bytes_each_time(corpus: Corpus) -> None:
    assert digest(make(SIZES["S"])) == CORPUS
    assert digest(make(Size(4, 5, 6))) == digest(corpus)
    assert digest(make(Size(4, 5, 6), seed=1)) != digest(corpus)


def test_the_corpus_has_as_many_documents_as_the_figures_say() -> None:
    documents = {name: sum(size) * len(LANGUAGES) for name, size in SIZES.items()}
    assert documents == {"S": 564, "M": 8040, "L": 30000}


def test_every_link_of_the_corpus_leads_to_a_document(corpus: Corpus) -> None:
    sections = {"members": "members", "events": "events", "posts": "blog"}
    there = {
        f"/{one.language}/{sections[one.item.kind]}/{one.item.slug}/" for one in corpus.documents
    }
    links = {link for one in corpus.documents for link in re.findall(r"\]\((/[^)]+)\)", one.body)}
    assert links
    assert links <= there


# --- what the peers are given --------------------------------------------------------------------


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_peer_gets_a_file_for_each_document(name: str, corpus: Corpus, tmp_path: Path) -> None:
    PEERS[name].lay_out(corpus, tmp_path / "site")
    texts = {
        text
        for path, text in tree(tmp_path / "site").items()
        if path.endswith(".md") and not path.endswith("_index.md")
    }
    assert len(texts) == len(corpus.documents)
    for one in corpus.documents:
        assert any(one.title.encode() in text for text in texts)


def test_our_site_has_no_problem(corpus: Corpus, tmp_path: Path) -> None:
    adapter.lay_out(corpus, tmp_path / "site")
    done = coalition("check", "--site", tmp_path / "site", "--lang", "en")
    assert done.returncode == 0, done.stdout + done.stderr


def test_ours_is_measured_as_people_give_it_and_with_what_the_peers_build(tmp_path: Path) -> None:
    full = PEERS[OURS_FULL].command(tmp_path, tmp_path)
    assert full[1:4] == ["-m", "coalition", "build"]
    assert full[4:] == ["--site", f"{tmp_path}/site", "--output", f"{tmp_path}/output"]
    assert PEERS[OURS].command(tmp_path, tmp_path) == [*full, "--like-peers"]


def test_the_peers_are_pinned_and_no_address_is_named() -> None:
    for name in (HUGO, PELICAN):
        pins = PEERS[name].requirements
        assert pins is not None
        lines = pins.read_text("utf-8").splitlines()
        assert any(line.lower().startswith(f"{name}==") for line in lines)
        assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9.]+", line) for line in lines), lines


def test_an_edit_changes_one_title_and_one_text_and_nothing_else(
    corpus: Corpus, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    adapter.lay_out(corpus, site)
    event = adapter.edited_file(corpus, site)
    path = event.relative_to(site).as_posix()
    assert path.startswith("content/events/")
    assert path.endswith(f"/{corpus.edited}/index.ro.md")
    before = tree(site)
    for number in (1, 2):
        title = adapter.edit(event, number)
        after = tree(site)
        assert {name for name in after if after[name] != before.get(name)} == {path}
        old, new = (texts[path].decode().splitlines() for texts in (before, after))
        assert new[len(old) :] == ["", f"Edit {number}."]
        changed = [(one, other) for one, other in zip(old, new, strict=False) if one != other]
        assert changed == [(old[1], f'title: "{title}"')]
        assert title == f"{old[1][8:-1]} (v{number})"


# --- the order, and one step ---------------------------------------------------------------------


def test_all_take_turns_within_a_repetition_after_all_were_weighed() -> None:
    steps = plan("M", 2, EVERYBODY)
    assert [(step.peer, step.repetition) for step in steps[:4]] == [(one, 0) for one in EVERYBODY]
    turn = [(HUGO, COLD), (PELICAN, COLD)]
    turn += [
        (ours, one) for ours in (OURS, OURS_FULL) for one in (COLD, FIRST_EDIT, EDIT, NOCHANGE)
    ]
    assert [(step.peer, step.scenario) for step in steps[4:]] == turn * 2
    assert [step.repetition for step in steps[4:]] == [1] * 10 + [2] * 10


def test_at_l_pelican_is_timed_once_and_not_weighed() -> None:
    steps = plan("L", 3, EVERYBODY)
    assert [step for step in steps if step.peer == PELICAN] == [Step(PELICAN, COLD, 1)]
    assert len([step for step in steps if (step.peer, step.scenario) == (HUGO, COLD)]) == 4


def test_a_cold_build_begins_with_nothing_but_the_sources(tmp_path: Path) -> None:
    for made in ("site/a.md", "output/index.html", ".output.spare/index.html", ".output.lock"):
        (tmp_path / made).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / made).touch()
    (tmp_path / "cache").symlink_to(tmp_path / "site")
    clear(tmp_path)
    assert tree(tmp_path) == {"site/a.md": b""}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


# Builds a page for each document, with its title; one that forgets edits, and one that stops early.
BUILDER = """\
import pathlib, sys
folder, how = pathlib.Path(sys.argv[1]), sys.argv[2]
sources = sorted((folder / "site").rglob("index.*.md"))
if how == "stops":
    sources = sources[1:]
if not (how == "forgets" and (folder / "output").exists()):
    for path in sources:
        page = folder / "output" / path.suffixes[0] / path.parent.name / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(path.read_text("utf-8"), "utf-8")
"""


@pytest.mark.parametrize(
    ("how", "trouble"), [("works", ""), ("stops", "44 pages only"), ("forgets", "no page says")]
)
def test_a_build_that_is_wrong_gives_no_figure(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str, trouble: str
) -> None:
    command = [sys.executable, "-S", "-c", BUILDER, str(tmp_path / OURS), how]
    peer = replace(PEERS[OURS], command=lambda _folder, _venv: command)
    monkeypatch.setitem(PEERS, OURS, peer)
    running = Running("now", corpus, tmp_path, {})
    running.lay_out(OURS)

    def rows() -> list[Row]:
        steps = [Step(OURS, COLD, 0), Step(OURS, COLD, 1), Step(OURS, EDIT, 1)]
        return [running.perform(step) for step in steps]

    if trouble:
        with pytest.raises(Failed, match=trouble):
            rows()
        return
    weighed_row, cold, edited = rows()
    assert cold.cpu is not None
    assert cold.peak is edited.peak is weighed_row.cpu is None
    assert running.built[OURS].pages == running.built[OURS].files == len(corpus.documents)


def test_a_given_work_folder_has_to_be_empty_and_stays(tmp_path: Path) -> None:
    with work_folder(tmp_path / "new", 1) as folder:
        (folder / "page.html").touch()
    assert (tmp_path / "new/page.html").exists()
    with pytest.raises(Failed, match="not empty"), work_folder(tmp_path / "new", 1):
        pass
    with work_folder(None, 1) as folder:
        assert folder.is_dir()
    assert not folder.exists()


# --- what one command costs ----------------------------------------------------------------------

# A child works until the kernel has charged it a tenth of a second; the parent does next to nothing.
WORKS = """\
import subprocess, sys
child = "import time\\nwhile time.process_time() < 0.1: pass"
subprocess.run([sys.executable, "-S", "-c", child], check=True)
"""
# A child holds 64 MiB for a while; it is looked at about fifteen times.
HOLDS = """\
import subprocess, sys
child = "import time; held = b'x' * 2**26; time.sleep(0.3)"
subprocess.run([sys.executable, "-S", "-c", child], check=True)
"""


def test_the_work_of_descendants_counts(tmp_path: Path) -> None:
    cost = timed([sys.executable, "-S", "-c", WORKS], tmp_path)
    assert cost.user + cost.system >= 0.1


def test_the_memory_of_descendants_counts(tmp_path: Path) -> None:
    peak = weighed([sys.executable, "-S", "-c", HOLDS], tmp_path)
    assert peak is not None
    assert peak >= 64


def test_a_command_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    command = [sys.executable, "-S", "-c", "print('x' * 9999, 'why'); raise SystemExit(3)"]
    for measure in (timed, weighed):
        with pytest.raises(Failed, match=r"ended with 3:(?s:.*)why$") as failed:
            measure(command, tmp_path)
        assert len(str(failed.value)) < 3000


# --- arithmetic ----------------------------------------------------------------------------------


def timed_rows(peer: str, scenario: str, seconds: Iterable[float], run: str = "now") -> list[Row]:
    return [
        Row(run, peer, scenario, number, user=one / 2, system=one / 2, wall=one)
        for number, one in enumerate(seconds, 1)
    ]


def a_run(size: str, documents: int, rows: Iterable[Row], run: str = "now") -> Measured:
    built = {HUGO: Built(724, 87, 812, 4_000_000)}
    facts = Run(run, size, documents, 3, "a machine", "hugo 1", "abc", "tmpfs", 0.5, built)
    return Measured(facts, tuple(rows))


EDITED = Figure("edit / Hugo", EDIT, HUGO, {"M": Goal(0.5, 0.25)})


def test_ratios_are_taken_within_a_repetition() -> None:
    rows = timed_rows(HUGO, COLD, [4, 8, 2]) + timed_rows(OURS, EDIT, [2, 2, 2, 9])
    rows += timed_rows(OURS, COLD, [99]) + timed_rows(OURS_FULL, EDIT, [4])
    assert figures.ratios(rows, EDITED, OURS) == [0.5, 0.25, 1.0]
    assert figures.spread(figures.ratios(rows, EDITED, OURS)) == (0.5, 0.25, 1.0)
    assert figures.ratios(rows, EDITED, OURS_FULL) == [1.0]
    assert figures.spread(figures.ratios(rows, FIGURES[0], OURS)) is None


def test_memory_is_compared_with_memory() -> None:
    (memory,) = [one for one in FIGURES if one.what == "peak"]
    rows = timed_rows(HUGO, COLD, [1]) + timed_rows(OURS, COLD, [7])
    rows += [Row("now", HUGO, COLD, 0, peak=200.0), Row("now", OURS, COLD, 0, peak=30.0)]
    assert figures.ratios(rows, memory, OURS) == [0.15]


def test_growth_is_the_exponent_of_the_medians() -> None:
    less = a_run("M", 1000, timed_rows(OURS, COLD, [1, 2, 9]))
    more = a_run("L", 4000, timed_rows(OURS, COLD, [7, 16, 17]))
    assert figures.growth(less, more, OURS) == pytest.approx(1.5)
    assert figures.growth(less, more, HUGO) is None


@pytest.mark.parametrize(
    ("value", "answer"), [(0.1, True), (0.0999, True), (0.1001, False), (None, None)]
)
def test_a_limit_is_reached_at_the_limit(value: float | None, answer: bool | None) -> None:
    assert figures.reached(value, 0.1) is answer


def test_the_bars_are_those_that_were_set() -> None:
    at = {
        (one.scenario, one.against, one.what, size): tuple(goal)
        for one in FIGURES
        for size, goal in one.goals.items()
    }
    assert at == {
        (COLD, PELICAN, "cpu", "M"): (0.12, 0.06),
        (COLD, HUGO, "cpu", "M"): (1.0, 0.5),
        (EDIT, HUGO, "cpu", "M"): (0.10, 0.03),
        (NOCHANGE, HUGO, "cpu", "M"): (0.04, 0.01),
        (EDIT, HUGO, "cpu", "L"): (0.08, 0.02),
        (COLD, HUGO, "peak", "M"): (0.5, 0.15),
    }
    assert figures.GROWTH == (1.1, 1.05)


# --- what is kept and told -----------------------------------------------------------------------


def test_only_whole_runs_count_and_the_last_of_each_size(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "results.jsonl"
    assert last(path) == {}
    first = a_run("S", 564, timed_rows(HUGO, COLD, [1]), run="now")
    for one in (*first.rows, first.run):
        append(path, one)
    append(path, Row("later", HUGO, COLD, 1, user=9.0, system=0.0, wall=9.0))  # was interrupted
    assert last(path) == {"S": first}
    other = a_run("M", 8040, timed_rows(HUGO, COLD, [7], "then"), run="then")
    again = a_run("S", 564, timed_rows(HUGO, COLD, [2, 3], "again"), run="again")
    for one in (*other.rows, other.run, *again.rows, again.run):
        append(path, one)
    assert last(path) == {"S": again, "M": other}


def rows_of(section: str) -> dict[str, list[str]]:
    cells = [line.strip("| ").split(" | ") for line in section.splitlines() if line[:1] == "|"]
    return {first: more for first, *more in cells}


def test_misses_are_told_like_the_rest() -> None:
    rows = timed_rows(HUGO, COLD, [10, 10, 10]) + timed_rows(OURS, COLD, [6, 7, 5])
    rows += timed_rows(OURS, EDIT, [2, 3, 1]) + timed_rows(OURS_FULL, COLD, [20, 20, 20])
    told = rows_of(report.section(a_run("M", 8040, rows)))
    middle = "0.600 (0.500–0.700)"
    assert told["cold build / Hugo’s full build"] == [middle, "1", "yes", "0.5", "**no**", "2.00"]
    assert told["one event edited / Hugo’s full build"][2:5:2] == ["**no**", "**no**"]
    nothing = ["–", "0.04", "–", "0.01", "–", "–"]
    assert told["nothing changed / Hugo’s full build"] == nothing
    assert told["Hugo, cold"] == ["3", "10.0", "10.0", "–", "724", "87", "812", "4"]
    elsewhere = rows_of(report.section(a_run("S", 564, rows)))
    bare = [middle, "–", "–", "–", "–", "2.00"]
    assert elsewhere["cold build / Hugo’s full build"] == bare


def test_sections_of_other_sizes_stay_as_they_are() -> None:
    around = f"Words.\n\n{report.BEGIN}\n\nNothing yet.\n\n{report.END}\n\nMore words.\n"
    middle = a_run("M", 1000, timed_rows(OURS, COLD, [1]) + timed_rows(HUGO, COLD, [1]))
    large = a_run("L", 4000, timed_rows(OURS, COLD, [8]) + timed_rows(HUGO, COLD, [4]))
    one = report.update(around, {"L": large}, ["L"])
    assert "Nothing yet" not in one
    assert report.update(one, {"L": large}, ["L"]) == one
    both = report.update(one.replace("a machine", "another"), {"M": middle, "L": large}, ["M"])
    assert both.startswith("Words.\n")
    assert both.endswith("\n\nMore words.\n")
    assert re.findall("^### (.*)$", both, re.MULTILINE) == [
        "M: 1,000 documents",
        "L: 4,000 documents",
        "Growth: from M to L",
    ]
    assert both.count("another") == 1  # the section L, which was not measured
    told = rows_of(both)["growth of CPU, exponent, cold"]
    assert told == ["1.50", "1.1", "**no**", "1.05", "**no**", "–", "1.00"]


def test_a_document_without_marks_is_told() -> None:
    with pytest.raises(Failed, match="has no lines"):
        report.update("Words.\n", {}, ["S"])


def test_the_document_has_its_marks() -> None:
    document = (ROOT / "docs" / "performance.md").read_text("utf-8")
    assert document.count(report.BEGIN) == document.count(report.END) == 1
    assert report.update(document, {}, []) == document


# --- the task ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "flags", [["--size", "XL"], ["--peers", "hugo,jekyll"], ["--peers", ""], ["--reps", "0"]]
)
def test_flags_that_mean_nothing_are_refused(
    flags: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(flags)
    assert stop.value.code == 2
    assert flags[0] in capsys.readouterr().err


def test_the_task_hands_on_its_flags() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "invoke", "--search-root", str(ROOT), "bench", "--peers=jekyll"],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stdout + done.stderr
    assert "there is no peer 'jekyll'" in done.stderr
