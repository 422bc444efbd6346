"""The letter of 6 March 2013 as text; a change is read before it is accepted.

After a change of the register or of the wording that is meant, write the files
anew and read the difference:

    LANDENBENADERING_GOLDEN=write python -m pytest tests/letters/test_golden.py
    git diff tests/letters/golden
"""

import os
from pathlib import Path

import pytest

from landenbenadering.core.language import Language
from landenbenadering.letters.text import to_text
from tests.letters.composing import Composer

FOLDER = Path(__file__).parent / "golden"


@pytest.mark.parametrize("language", Language)
def test_the_letter_of_6_march_2013_reads_as_it_was_read_last(
    language: Language, shipped: Composer
) -> None:
    text = to_text(shipped(language))
    file = FOLDER / f"letter-2013-03-06-{language}.txt"
    if os.environ.get("LANDENBENADERING_GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")

    assert text == file.read_text(encoding="utf-8")
