"""Every site in this repository, ours and each folder of examples/: valid, whole, no dead link."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from coalition.core.frontmatter import read_yaml
from oracle import complaints
from sites import DAY, DAYS, SITES, coalition


@pytest.mark.parametrize("site", SITES)
def test_every_site_here_passes_its_check(site: str) -> None:
    done = coalition("check", "--site", SITES[site], "--today", DAYS.get(site, DAY))
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("site", SITES)
def test_no_site_here_has_a_complaint(site: str, output_of: Callable[[str], Path]) -> None:
    url = read_yaml((SITES[site] / "content/coalition.yaml").read_text("utf-8"), "").mapping["url"]
    assert complaints(output_of(site), str(url)) == []
