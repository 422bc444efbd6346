"""The pages as the whole cycle leaves them."""

import urllib.request
from pathlib import Path

from tests.browser.conftest import served

PATIENCE_S = 20


def test_a_chart_is_drawn_by_the_command_that_drew_the_letter(tmp_path: Path) -> None:
    """What the cycle loaded before does not hang what the pages draw."""
    with served(tmp_path, "run", "--out", tmp_path / "out") as site:
        address = f"{site.address}/nl/charts/GHA.svg"
        with urllib.request.urlopen(address, timeout=PATIENCE_S) as answer:  # noqa: S310  (our own server)
            drawn = answer.read()

    assert b"<svg" in drawn
