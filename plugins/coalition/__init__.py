"""The public site of a coalition of NGOs, as a Pelican plugin.

This module imports nothing but the standard library: Pelican only logs a plugin that it cannot
import, and would then publish an empty site.
"""


def register() -> None:
    """Connect to Pelican, or stop it: a site without its plugin must not be published."""
    import sys

    try:
        from .adapters import host
        from .commands import hosted

        host.connect(hosted.work)
    except Exception as error:  # noqa: BLE001 - Pelican would log it and publish
        sys.stderr.write(f"The coalition plugin cannot start: {type(error).__name__}: {error}\n")
        raise SystemExit(2) from None
