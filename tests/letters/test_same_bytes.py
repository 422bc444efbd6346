"""The same letter gives the same bytes, in this process and in another."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date

from landenbenadering.core.language import Language
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.letters.docx import to_docx
from landenbenadering.letters.docx_package import same_bytes
from landenbenadering.letters.html import to_html
from landenbenadering.letters.pdf import to_pdf
from tests.letters.composing import Composer

# Composes the letter of 6 March 2013 with an annex and prints the three hashes.
PROGRAM = """
import hashlib
from datetime import date
from landenbenadering.core.language import Language
from landenbenadering.letters.docx import to_docx
from landenbenadering.letters.html import to_html
from landenbenadering.letters.pdf import to_pdf
from tests.letters.composing import Composer, figures_of
later = tuple(figures_of(c, date(2018, 12, 31), 3) for c in ("IRQ", "GHA"))
letter = Composer()(Language.NL, later=later)
for made in (to_pdf(letter), to_docx(letter), to_html(letter).encode()):
    print(hashlib.sha256(made).hexdigest())
print(letter.digest)
"""


def test_writing_twice_gives_the_same_bytes(
    shipped: Composer, figures: Callable[..., tuple[ReturnFigures, ...]]
) -> None:
    later = figures("IRQ", "GHA", known_from=date(2018, 12, 31))
    first = shipped(Language.EN, later=later)
    second = shipped(Language.EN, later=later)

    assert first == second
    for write in (to_pdf, to_docx, to_html):
        assert write(first) == write(second)


def test_another_process_with_another_hash_seed_gives_the_same_bytes() -> None:
    hashes = [in_process(seed=seed) for seed in ("1", "2")]

    assert len(hashes[0]) == 4
    assert hashes[0] == hashes[1]


def in_process(*, seed: str) -> list[str]:
    """Run the program with a hash seed and give the lines that it prints."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join(sys.path),
        },
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout.split()


def test_a_package_dated_before_zip_files_is_still_packed(
    invented: Callable[..., Composer],
) -> None:
    document = to_docx(invented()(Language.NL))

    assert same_bytes(document, dated=date(1972, 5, 1)).startswith(b"PK")
