"""``build``, which goes through Pelican: from flags to its settings, and from those to a request."""

from __future__ import annotations

import sys
from pathlib import Path

from ..adapters import host
from ..adapters.settings import settings_file
from ..loading import ROOT, Request
from .report import ENVIRONMENT, finish, guarded


def work(settings: host.Settings) -> int:
    """Build what Pelican's settings ask for; the exit code."""
    request = Request(
        site=Path(settings["PATH"]),
        output=Path(settings["OUTPUT_PATH"]),
        theme=Path(settings["THEME"]),
        site_url=settings["SITEURL"],
        today=settings.get(host.TODAY),
        verify=bool(settings.get(host.VERIFY)),
        markdown=settings[host.MARKDOWN],
        like_peers=bool(settings.get(host.LIKE_PEERS)),
        asked=settings.get(host.ASKED),
    )
    return finish(request, sys.stderr)


def build(
    site: Path,
    output: Path,
    site_url: str,
    today: str | None,
    verify: bool,
    like_peers: bool = False,
    asked: str | None = None,
) -> int:
    """Build a site as the ``pelican`` command would; the exit code."""
    overrides: host.Settings = {
        "PATH": str(site.resolve()),
        "OUTPUT_PATH": str(output.absolute()),
        host.TODAY: today,
        host.VERIFY: verify,
        host.LIKE_PEERS: like_peers,
        host.ASKED: asked,
    }
    if site_url:
        overrides["SITEURL"] = site_url

    def run() -> int:
        host.run(settings_file(ROOT), overrides)
        return 0

    try:
        return guarded(run, sys.stderr)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else ENVIRONMENT
