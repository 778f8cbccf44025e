"""Pelican is the host: its command, settings and conventions lead to one piece of work of ours."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.log import console
from pelican.settings import DEFAULT_CONFIG, read_settings

from .settings import usable

# Where our own settings stand beside Pelican's.
TODAY = "COALITION_TODAY"
VERIFY = "COALITION_VERIFY"
LIKE_PEERS = "COALITION_LIKE_PEERS"
ASKED = "COALITION_ASKED"
MARKDOWN = "COALITION_MARKDOWN"

Settings = dict[str, Any]
Work = Callable[[Settings], int]


def connect(work: Work) -> None:
    """Let Pelican do ``work`` with its settings in place of its own; 0 is done, else it stops."""

    class SiteGenerator:
        """The one generator of the site; Pelican's own have nothing to do."""

        def __init__(self, settings: Settings, **_context: object) -> None:
            self._settings = settings

        def generate_output(self, _writer: object) -> None:
            code = work(self._settings)
            if code:
                raise SystemExit(code)

    def generators(pelican: Pelican) -> type[SiteGenerator]:
        # Asked now: Pelican's own readers write into the setting as soon as they are made.
        pelican.delete_outputdir = False  # the old site stays until the new one is whole
        pelican.settings[MARKDOWN] = _own_markdown(pelican.settings)
        return SiteGenerator

    signals.get_generators.connect(generators, weak=False)


def _own_markdown(settings: Settings) -> Settings | None:
    """The MARKDOWN setting when the site made it; Pelican's settings always hold a default."""
    modules = (sys.modules.get(name) for name in ("pelicanconf", "publishconf"))
    said = any("MARKDOWN" in vars(module) for module in modules if module is not None)
    if said or settings["MARKDOWN"] != DEFAULT_CONFIG["MARKDOWN"]:
        own: Settings = settings["MARKDOWN"]
        return own
    return None


def run(settings_file: Path, overrides: Settings) -> None:
    """Run Pelican quietly; the SystemExit of ``connect`` passes through."""
    console.quiet = True
    with usable(settings_file):
        settings = read_settings(str(settings_file), overrides)
    Pelican(settings).run()
