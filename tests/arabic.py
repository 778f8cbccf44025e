"""The invented coalition with Arabic added: some words of the interface, some texts, the rest falls back."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from babel.messages.pofile import read_po, write_po
from checkouts import CODE, coalition_in, run
from sites import ROOT

WORDS = {
    "Skip to content": "انتقل إلى المحتوى",
    "Home": "الرئيسية",
    "Members": "الأعضاء",
    "Events": "الفعاليات",
    "Blog": "المدونة",
    "Projects": "المشاريع",
    "Documents": "الوثائق",
    "Calls": "الدعوات",
    "Open calls": "الدعوات المفتوحة",
    "Action plans": "خطط العمل",
    "Get involved": "شارك معنا",
    "About": "من نحن",
    "The coalition": "التحالف",
    "More": "المزيد",
    "Subscribe": "اشترك",
    "Organisations": "المنظمات",
    "Topics": "المواضيع",
    "Towns": "المدن",
    "Funders": "الممولون",
    "Menu": "القائمة",
    "Languages": "اللغات",
    "Language": "اللغة",
    "When": "متى",
    "Where": "أين",
    "Place": "المكان",
    "Deadline": "الموعد النهائي",
    "Contact": "للتواصل",
    "Web site": "الموقع",
    "Coming events": "الفعاليات القادمة",
    "By town": "حسب المدينة",
    "By field of work": "حسب مجال العمل",
    "By letter": "حسب الحرف",
    "Newer posts": "الأحدث",
    "Older posts": "الأقدم",
    "completed": "مكتمل",
    "cancelled": "ملغاة",
}
MESSAGES = {
    "{number} organisation, by name.": (
        "لا منظمات.",
        "منظمة واحدة.",
        "منظمتان.",
        "{number} منظمات.",
        "{number} منظمة.",
        "{number} منظمة.",
    )
}
TEXTS = {
    "content/events/2026/atelier-trotuare-2026/index.ar.md": """\
---
title: ورشة الأرصفة (Atelier)
summary: نقيس معًا أرصفة المدينة المتخيلة، من الساعة 10 إلى 12.
place_note: القاعة 2، الطابق الأرضي
---

أحضروا **مترًا** وقلمًا. التسجيل عبر [الصفحة](https://demo.example.org/) حتى 10 مايو (مجانًا).

- 3 مجموعات
- مجموعة واحدة بلا مظلات

> كل رصيف يبدأ بخطوة.
""",
    "members/trotuarul-lat/index.ar.md": """\
---
name: الرصيف العريض
summary: جمعية متخيلة تقيس الأرصفة وتوسعها.
---

نحن نمشي ببطء.
""",
    "members/norul-harnic/index.ar.md": "---\nname: الغيمة النشيطة\n---\n\nنعدّ الغيوم.\n",
    "members/podul-imaginar/index.ar.md": "---\nname: الجسر المتخيل\n---\n\nنصل الضفتين.\n",
    "content/calls/fondul-de-marunt-2026/index.ar.md": """\
---
title: صندوق النقود الصغيرة 2026
summary: منح صغيرة لأفكار أصغر.
---

اكتبوا لنا في صفحة واحدة.
""",
    "content/plans/planul-2024-2027/index.ar.md": """\
---
title: خطة العمل 2024–2027
summary: ثمانية وعود قطعناها بعضنا لبعض.
---

هذه وعودنا.
""",
}


def arabic_site(folder: Path) -> Path:
    """A checkout in ``folder`` whose demo has Arabic; the folder into which that was built."""
    for name in CODE:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, folder / name)
    shutil.copy(ROOT / "tasks.py", folder)
    for name in ("content", "members"):
        shutil.copytree(ROOT / "examples/demo" / name, folder / name)
    done = run(folder, sys.executable, "-m", "invoke", "language", "ar")
    assert done.returncode == 0, done.stderr
    _translate(folder / "theme/locale/ar/messages.po")
    own = folder / "content/coalition.yaml"
    text = own.read_text("utf-8")
    for found, written in (
        ("languages: [ro, en, hu]", "languages: [ro, en, hu, ar]"),
        ("fallback:\n", "fallback:\n  ar: [en, ro]\n"),
        ("  hu: Kitalált Völgy Koalíció\n", "  hu: Kitalált Völgy Koalíció\n  ar: تحالف الوادي المتخيل\n"),
        ("  hu: Kitalált Völgy\n", "  hu: Kitalált Völgy\n  ar: الوادي المتخيل\n"),
    ):  # fmt: skip
        assert found in text, found
        text = text.replace(found, written, 1)
    own.write_text(text, "utf-8")
    for path, text in TEXTS.items():
        (folder / path).write_text(text, "utf-8")
    done = coalition_in(folder, "build", "--output", folder / "out", "--today", "2026-05-04")
    assert done.returncode == 0, done.stderr
    return folder / "out"


def _translate(path: Path) -> None:
    with open(path, "rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        if message.id in WORDS:
            message.string = WORDS[message.id]
        elif message.pluralizable and message.id[0] in MESSAGES:
            message.string = MESSAGES[message.id[0]]
    with open(path, "wb") as out:
        write_po(out, catalogue)
