"""``start``: a new, nearly empty coalition in place of the one in this repository.

Only what Git holds is removed, and only when everything is committed: so it can all be had back.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import asdict

from ..adapters.disk import replace
from ..adapters.repository import OURS, held, in_the_way, not_safe, run, submodules
from ..adapters.words import read_words
from ..core.problems import ERROR, Place
from ..core.relating import Sources, read_site
from ..core.slugs import slug_of
from ..core.values import ID_LIMIT, is_id
from ..core.words import SOURCE_LANGUAGE, Words, words_for
from ..loading import ROOT

QUESTIONS = {
    "name": "What is your coalition called?",
    "languages": "In which languages is the site, the main one first (codes, such as: ro, en)?",
    "zone": "In which time zone are you (such as: Europe/Bucharest)?",
    "towns": "In which towns do you work (such as: Petrila, Lupeni)?",
}
# Asked for only when what was given is wrong.
OPTIONAL = {
    "url": "What is the public address of the site (such as: https://www.example.org/)?",
    "colour": "Which is its main colour (such as: #1f5f8b)?",
}
# The answer from which each field of coalition.yaml is made.
FIELDS = {
    "name": "name",
    "languages": "languages",
    "timezone": "zone",
    "url": "url",
    "identity": "url",
    "area": "towns",
    "colour": "colour",
}
# In the languages of our own interface.
YES = frozenset({"y", "yes", "d", "da", "ja", "igen", "да", "po", "evet"})

LICENCE = """\
The texts in `content/`, `members/` and `examples/` are published under the Creative Commons
Attribution 4.0 International licence (CC BY 4.0): you may share and adapt them if you name the
source. The full text of the licence: https://creativecommons.org/licenses/by/4.0/legalcode
"""
ORGANISATIONS = """\
# Organisations that take part without being members. Whatever names one by its id stands on its page.
#
# town-hall:
#   name: Town hall
#   website: https://town.example.org/
"""
TOPICS = """\
# What you work on. Members name topics in `fields`, all other things in `topics`.
#
# culture:
#   label: {en: Culture}
"""
FUNDERS = """\
# Who pays for projects, with what they ask to be shown.
#
# union:
#   label: {en: Union}
#   statement: {en: Paid by the Union.}
"""
MEMBERS = """\
# Members

One folder for each member, `members/its-name/`, with one file for each language, `index.LANGUAGE.md`:

```markdown
---
name: Its name
website: https://member.example.org/
---

Who it is, and what it does.
```

Everything else may be left out; `docs/content-model.md` lists what there is. Until there is a member
the site has no directory, and organisations stand in its place. This file is not on the site.
"""


class Answers(Struct, frozen=True):
    """What a new coalition says of itself; ``languages`` and ``towns`` with commas between them."""

    name: str
    languages: str
    zone: str
    towns: str = ""
    url: str = ""
    colour: str = ""


def start(site: Path, given: Mapping[str, str], ask: Callable[[str], str] | None, yes: bool) -> int:
    """Put the coalition of the answers in place of the one at ``site``.

    Answers that are not ``given`` are asked for, and those that are wrong once more; None when
    nobody is there. ``yes`` says that the person agrees.

    Returns an exit code: 0 done, 1 when an answer is wrong or the person does not want it, 2 when
    an answer is missing, or the old could not be had back.
    """
    unsafe = not_safe(site)
    if unsafe:
        sys.stderr.write(unsafe)
        return 2
    try:
        answers = _answers(given, ask)
        if isinstance(answers, int):
            return answers
        files = new_site(answers, datetime.now(UTC).year)
        old = held(site)
        lost = _lost(site, old, files)
        if lost:
            sys.stderr.write(lost)
            return 2
        gone = [path for path in old if path not in files]
        for path in gone:
            sys.stdout.write(f"remove {path}\n")
        for path in files:
            sys.stdout.write(f"write  {path}\n")
        question = f"Remove {len(gone)} files and write {len(files)}? [y/N] "
        agreed = yes or (ask is not None and ask(question).strip().lower() in YES)
    except EOFError:  # Ctrl-D
        sys.stderr.write("\n")
        agreed = False
    if not agreed:
        sys.stderr.write("Nothing was changed.\n")
        return 1
    # First all that is new, so that Git can take it back wherever this is broken off.
    for path, text in files.items():
        replace(site / path, text.encode())
    added = run(site, "add", "--force", "--", *files)
    for path in gone:
        (site / path).unlink(missing_ok=True)
    _without_empty_folders(site)
    if added.code:
        sys.stderr.write(f"Git cannot take up the new files. It says:\n{added.told}\n")
        return 2
    sys.stdout.write(
        "Done. Look at it with “invoke serve”; content/pages/first-steps says what comes next.\n"
        "“git add --all” and “git commit” keep it, “git reset --hard” takes it back.\n"
    )
    return 0


def _answers(given: Mapping[str, str], ask: Callable[[str], str] | None) -> Answers | int:
    """All answers, or the exit code. Raises EOFError when the person goes away."""
    said = dict(given)
    for name, question in QUESTIONS.items():
        if not said.get(name, "").strip():
            if ask is not None:
                said[name] = ask(f"{question} ")
            elif name != "towns":
                sys.stderr.write(f"Write --{name}. {question}\n")
                return 2
    while True:
        answers = Answers(**said)
        wrong = mistakes(answers)
        if not wrong:
            return answers
        for name, sentence in wrong.items():
            sys.stderr.write(f"--{name}: {sentence}\n")
            if ask is not None:
                said[name] = ask(f"{(QUESTIONS | OPTIONAL)[name]} ")
        if ask is None:
            sys.stderr.write("Nothing was changed.\n")
            return 1


def mistakes(answers: Answers) -> dict[str, str]:
    """What is wrong with each answer, in a sentence, by its name; empty if nothing is."""
    wrong = {}
    for name, answer in asdict(answers).items():
        if _NOT_UNICODE.search(answer):
            wrong[name] = "This is not text in UTF-8; write it again."
        elif name in QUESTIONS and name != "towns" and not answer.strip(" ,"):
            wrong[name] = "This must not be empty."
    twice = [code for code, times in Counter(_parts(answers.languages)).items() if times > 1]
    if twice:
        wrong["languages"] = f"“{twice[0]}” is named twice; name each language once."
    if wrong:
        return wrong
    files = new_site(answers, datetime.now(UTC).year)
    texts = {path: text.encode() for path, text in files.items() if not path.endswith("README.md")}
    say = Words(SOURCE_LANGUAGE)
    found = [one for one in read_site(Sources(texts, {})).problems if one.severity == ERROR]
    for one in sorted(found):
        name = _answer_at(files, one.place)
        if name:
            wrong.setdefault(name, say.say(one))
    # What else is found comes of these; if it did not, it would be our own mistake.
    return wrong or ({"name": say.say(found[0])} if found else {})


def _answer_at(files: Mapping[str, str], place: Place) -> str:
    """The answer that made a line of the new files; empty if none did."""
    if place.path == "content/places.yaml":
        return "towns"
    if place.path != "content/coalition.yaml":
        return ""
    return FIELDS.get(files[place.path].splitlines()[place.line - 1].partition(":")[0], "")


def _lost(site: Path, old: list[str], files: Mapping[str, str]) -> str:
    """What could not be had back, or would be in the way, in sentences; empty if nothing."""
    told = [
        f"{path}: a repository of its own stands here. Take it out and commit that first.\n"
        for path in submodules(site)
    ]
    told += [
        f"{path}: this stands where a new file belongs, and Git does not hold it. Move it away first.\n"
        for path in in_the_way(site, files)
    ]
    told += [
        f"{path}: a folder belongs here. Remove this file or link and commit that first.\n"
        for path in old
        if any(new.startswith(f"{path}/") for new in files)
    ]
    return "".join(told)


def new_site(answers: Answers, year: int) -> dict[str, str]:
    """The files of a new coalition, by path; ``year`` is that in which it has its address."""
    languages = _parts(answers.languages)
    towns = dict(_towns(_parts(answers.towns), (*languages, SOURCE_LANGUAGE)[0]))
    url = answers.url.strip() or "https://coalition.example.org/"
    coalition = {
        "name": _text(answers.name),
        "languages": f"[{', '.join(map(_text, languages))}]",
        "timezone": _text(answers.zone),
        "url": _text(url),
        "identity": f"{{domain: {_text(_host(url))}, year: {year}}}",
        "area": f"[{', '.join(towns)}]",
        "colour": _text(answers.colour) if answers.colour.strip() else "",
    }
    page = "".join(f"{line}\n" for line in _first_steps(_words(languages)))
    return {
        "content/README.md": LICENCE,
        "content/coalition.yaml": _COALITION
        + "".join(f"{name}: {value}\n" for name, value in coalition.items() if value),
        "content/places.yaml": "# Towns, and venues with their `town`.\n"
        + "".join(f"{id_}: {{label: {_text(label)}}}\n" for id_, label in towns.items()),
        "content/organisations.yaml": ORGANISATIONS,
        "content/topics.yaml": TOPICS,
        "content/funders.yaml": FUNDERS,
        f"content/pages/first-steps/index.{(*languages, SOURCE_LANGUAGE)[0]}.md": page,
        "members/README.md": MEMBERS,
    }


# What stands for bytes that are not UTF-8 (PEP 383).
_NOT_UNICODE = re.compile(r"[\ud800-\udfff]")

_COALITION = """\
# docs/content-model.md lists what else can be told here: tagline, mission, how_to_join, email, home, menu.
# From `identity` all ids are made that calendars and feed readers keep: set it right before the site
# is public (a domain of yours, and a year in which it was), and never change it afterwards.
"""


def _text(text: str) -> str:
    """A text as YAML reads it back, whatever is in it: JSON is YAML."""
    return json.dumps(text.strip(), ensure_ascii=False)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # "http://[::1"
        return ""


def _parts(listed: str) -> list[str]:
    return [part.strip() for part in listed.split(",") if part.strip()]


def _towns(labels: list[str], language: str) -> Iterator[tuple[str, str]]:
    """Each town once, with an id: its name in Latin letters, or its number where it has none.

    Towns that would have the same id are numbered.
    """
    taken: set[str] = set()
    for number, label in enumerate(dict.fromkeys(labels), 1):
        name = slug_of(label, language)[:ID_LIMIT].strip("-")
        first = name if is_id(name) else f"town-{number}"
        id_, again = first, 1
        while id_ in taken:
            again += 1
            id_ = f"{first[: ID_LIMIT - len(f'-{again}')].strip('-')}-{again}"
        taken.add(id_)
        yield id_, label


def _words(languages: list[str]) -> Words:
    return words_for(read_words(ROOT / "theme"), (*languages, SOURCE_LANGUAGE)[0])


def _first_steps(words: Words) -> Iterator[str]:
    title = words.gettext("First steps")
    yield from ("---", f"title: {_text(title)}", "draft: true", "---", "")
    yield words.gettext("This page is a draft: it is not on the site.")
    yield ""
    steps = (
        words.gettext("Write in content/coalition.yaml what you are for and how one joins."),
        words.gettext("Add your members; members/README.md says how."),
        words.gettext(
            "Add what comes next: an event, a project, a call; CONTRIBUTING.md says how."
        ),
        words.gettext("Write your own text here and take “draft: true” out, or remove this page."),
    )
    yield from (f"{number}. {step}" for number, step in enumerate(steps, 1))


def _without_empty_folders(site: Path) -> None:
    for top in OURS:
        below = [site / top, *(site / top).rglob("*")]
        for folder in sorted(below, reverse=True):
            if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
                folder.rmdir()
