"""From the register and the evidence to a letter in three formats."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.errors import Place
from landenbenadering.core.language import Language
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.evidence.countries import countries
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.letters.blocks import Letter
from landenbenadering.letters.compose import compose, letter_countries
from landenbenadering.letters.docx import to_docx
from landenbenadering.letters.html import to_html
from landenbenadering.letters.pdf import to_pdf
from landenbenadering.pipelines.errors import PipelinesError
from landenbenadering.pipelines.measure import measure
from landenbenadering.policy.register import Register

LATER = date.max

Writer = Callable[[Letter], bytes]


def draft_letter(
    register: Register,
    *,
    store: EvidenceStore,
    language: Language,
    with_later_figures: bool,
) -> Letter:
    """Draft the state-of-affairs letter as known at the register's moment.

    Figures known by then stand in the body. Those known only later come in an
    annex, marked as such, and only when `with_later_figures` asks for them.
    """
    named = letter_countries(register)
    now = _figures(store, register.as_of, named)
    later: tuple[ReturnFigures, ...] = ()
    if with_later_figures:
        everything = _figures(store, replace(register.as_of, known_on=LATER), named)
        later = everything if everything != now else ()
    return compose(
        register,
        countries=countries(),
        figures=now,
        later_figures=later,
        language=language,
        with_later_figures=with_later_figures,
    )


def _figures(
    store: EvidenceStore, as_of: AsOf, named: tuple[str, ...]
) -> tuple[ReturnFigures, ...]:
    """Measure the countries that a letter names; none if no figure is known."""
    return measure(store, as_of=as_of, countries=named)


def letter_file_name(letter: Letter, suffix: str) -> str:
    """Name a letter's file after its day and language, as in `…-2013-03-06-nl.pdf`."""
    day = letter.known_on.isoformat()
    return f"landenbenadering-{day}-{letter.language}.{suffix}"


WRITERS: dict[str, Writer] = {
    "pdf": to_pdf,
    "docx": to_docx,
    "html": lambda letter: to_html(letter).encode(),
}


def write_letter(
    letter: Letter, folder: Path, *, progress: Callable[[str], None] | None = None
) -> list[Path]:
    """Write the letter as PDF, DOCX and HTML into `folder`, which is made if absent.

    All formats are made before the first is written. A file replaces an older one
    of the same name in one step, so that a reader never meets half a letter.
    `progress` is told each format before it is made.

    Raises
    ------
    PipelinesError
        PIP301 the folder cannot be made or written.
    LettersError
        A format cannot be made; nothing is written.
    """
    contents: dict[Path, bytes] = {}
    for suffix, write in WRITERS.items():
        if progress is not None:
            progress(suffix)
        contents[folder / letter_file_name(letter, suffix)] = write(letter)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in contents.items():
            _replace_file(path, content)
    except OSError as error:
        raise PipelinesError(
            "PIP301",
            problem=f"The letter cannot be written ({error.strerror or error}).",
            remedy="Make room, give write access, or name another folder with --out.",
            place=Place(str(folder)),
        ) from error
    return list(contents)


def _replace_file(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step, readable as the user's umask says."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    scratch = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        umask = os.umask(0)
        os.umask(umask)
        scratch.chmod(0o666 & ~umask)
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
