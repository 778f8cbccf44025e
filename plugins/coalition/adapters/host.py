"""Pelican is the host: its command, settings and conventions lead to our one ``build``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.log import console
from pelican.settings import DEFAULT_CONFIG, read_settings

from .. import build as building
from ..commands.report import finish
from .settings import settings_file

_OWN_MARKDOWN = "COALITION_MARKDOWN"


class SiteGenerator:
    """The one generator of the site; Pelican's own have nothing to do."""

    def __init__(self, settings: dict[str, Any], **_context: object) -> None:
        self._settings = settings

    def generate_output(self, _writer: object) -> None:
        """Build the site, or leave with the exit code that says why not."""
        code = finish(request_from(self._settings), sys.stderr)
        if code:
            raise SystemExit(code)


def _generators(pelican: Pelican) -> type[SiteGenerator]:
    # Asked now: Pelican's own readers write into the setting as soon as they are made.
    pelican.settings[_OWN_MARKDOWN] = _own_markdown(pelican.settings)
    return SiteGenerator


def connect() -> None:
    """Wire the plugin to Pelican's signals."""
    signals.get_generators.connect(_generators)


def request_from(settings: dict[str, Any]) -> building.Request:
    """What Pelican's settings ask for."""
    return building.Request(
        site=Path(settings["PATH"]),
        output=Path(settings["OUTPUT_PATH"]),
        theme=Path(settings["THEME"]),
        site_url=settings["SITEURL"],
        today=settings.get("COALITION_TODAY"),
        verify=bool(settings.get("COALITION_VERIFY")),
        markdown=settings[_OWN_MARKDOWN],
    )


def _own_markdown(settings: dict[str, Any]) -> dict[str, Any] | None:
    """The MARKDOWN setting when the site made it; Pelican's settings always hold a default."""
    modules = (sys.modules.get(name) for name in ("pelicanconf", "publishconf"))
    said = any("MARKDOWN" in vars(module) for module in modules if module is not None)
    if said or settings["MARKDOWN"] != DEFAULT_CONFIG["MARKDOWN"]:
        own: dict[str, Any] = settings["MARKDOWN"]
        return own
    return None


def run(overrides: dict[str, Any]) -> None:
    """Run Pelican with the site's ``pelicanconf.py``, quietly; SystemExit carries the code."""
    console.quiet = True
    Pelican(read_settings(str(settings_file(building.ROOT)), overrides)).run()
