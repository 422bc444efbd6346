"""Files that the package carries with it."""

from importlib.resources import files
from importlib.resources.abc import Traversable


def reference_folder() -> Traversable:
    """Give the folder with the countries, the figures and the register."""
    return files("landenbenadering") / "reference"
