"""``start``: a new, nearly empty coalition in place of the one in this repository.

Only what Git holds is removed, and only when everything is committed: so it can all be had back.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from ..adapters.disk import replace
from ..adapters.repository import OURS, held, not_safe
from ..adapters.words import read_words
from ..core.problems import ERROR
from ..core.relating import Sources, read_site
from ..core.slugs import slug_of
from ..core.values import ID_LIMIT, is_id
from ..core.words import SOURCE_LANGUAGE, Words, words_for
from ..loading import ROOT

# What stays: the licence of the texts.
KEPT = frozenset({"content/README.md"})

QUESTIONS = {
    "name": "What is your coalition called?",
    "languages": "In which languages is the site, the main one first (codes, such as: ro, en)?",
    "zone": "In which time zone are you (such as: Europe/Bucharest)?",
    "towns": "In which towns do you work (such as: Petrila, Lupeni)?",
}

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


def start(site: Path, answers: Answers, agreed: Callable[[str], bool]) -> int:
    """Put the coalition of ``answers`` in place of the one at ``site``, when the person has ``agreed``.

    Returns an exit code: 0 done, 1 when an answer is wrong or the person does not want it, 2 when
    not everything is committed.
    """
    unsafe = not_safe(site)
    if unsafe:
        sys.stderr.write(unsafe)
        return 2
    old = [path for path in held(site) if path not in KEPT]
    files = new_site(answers, datetime.now(UTC).year)
    wrong = _problems(files)
    if wrong:
        sys.stderr.write("".join(f"{one}\n" for one in wrong))
        sys.stderr.write("Nothing was changed.\n")
        return 1
    for path in old:
        sys.stdout.write(f"remove {path}\n")
    for path in files:
        sys.stdout.write(f"write  {path}\n")
    if not agreed(f"Remove {len(old)} files and write {len(files)} new ones? [y/N] "):
        sys.stderr.write("Nothing was changed.\n")
        return 1
    for path in old:
        (site / path).unlink()
    _without_empty_folders(site)
    for path, text in files.items():
        replace(site / path, text.encode())
    sys.stdout.write(
        "Done. Look at it with “invoke serve”; content/pages/first-steps says what comes next.\n"
        "“git add --all” and “git commit” keep it, “git reset --hard” takes it back.\n"
    )
    return 0


def asked(given: Mapping[str, str], ask: Callable[[str], str] | None) -> Answers | None:
    """The answers, of which those that are not ``given`` are asked for; None when nobody is there."""
    answers = dict(given)
    for name, question in QUESTIONS.items():
        if not answers.get(name) and (name != "towns" or ask is not None):
            if ask is None:
                sys.stderr.write(f"Write --{name}. {question}\n")
                return None
            answers[name] = ask(f"{question} ")
    return Answers(**answers)


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
        "identity": f"{{domain: {_text(urlsplit(url).hostname or '')}, year: {year}}}",
        "area": f"[{', '.join(towns)}]",
        "colour": _text(answers.colour) if answers.colour.strip() else "",
    }
    page = "".join(f"{line}\n" for line in _first_steps(_words(languages)))
    return {
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


_COALITION = """\
# docs/content-model.md lists what else can be told here: tagline, mission, how_to_join, email, home, menu.
# From `identity` all ids are made that calendars and feed readers keep: set it right before the site
# is public (a domain of yours, and a year in which it was), and never change it afterwards.
"""


def _text(text: str) -> str:
    """A text as YAML reads it back, whatever is in it: JSON is YAML."""
    return json.dumps(text.strip(), ensure_ascii=False)


def _parts(listed: str) -> list[str]:
    return [part.strip() for part in listed.split(",") if part.strip()]


def _towns(labels: list[str], language: str) -> Iterator[tuple[str, str]]:
    """Each town with an id: its name in Latin letters, or its number where it has none."""
    for number, label in enumerate(labels, 1):
        id_ = slug_of(label, language)[:ID_LIMIT].strip("-")
        yield (id_ if is_id(id_) else f"town-{number}"), label


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


def _problems(files: Mapping[str, str]) -> list[str]:
    """What is wrong with the answers, in sentences."""
    texts = {path: text.encode() for path, text in files.items() if not path.endswith("README.md")}
    say = Words(SOURCE_LANGUAGE)
    return [say.say(one) for one in read_site(Sources(texts, {})).problems if one.severity == ERROR]


def _without_empty_folders(site: Path) -> None:
    for top in OURS:
        below = [site / top, *(site / top).rglob("*")]
        for folder in sorted(below, reverse=True):
            if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
                folder.rmdir()
