"""Collect the texts of the web pages into the catalogues to translate.

Run as `python tools/messages.py` after adding a text; it needs nothing but Babel
and Django. English stands in the code; every other language has a catalogue in
`src/landenbenadering/web/locale`. Translations that are there are kept, texts that
are no longer used are dropped.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

CHECKOUT = Path(__file__).resolve().parents[1]
WEB = Path("src/landenbenadering/web")
LANGUAGES = ("nl",)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def collect(checkout: Path) -> Catalog:
    """Give every text of the templates and the Python of the web pages."""
    catalogue = Catalog(fuzzy=False)
    for path in _sources(checkout / WEB):
        place = path.relative_to(checkout).as_posix()
        for message, context, python in _messages(path):
            # A text counts as formatted only in Python: templates fill in names.
            flags = ["python-format"] if python else []
            catalogue.add(message, locations=[(place, 0)], context=context, flags=flags)
    return catalogue


def update(checkout: Path, language: str) -> int:
    """Bring the catalogue of `language` up to date; give how many texts lack."""
    path = checkout / WEB / "locale" / language / "LC_MESSAGES" / "django.po"
    kept = _read(path, language)
    kept.update(collect(checkout), no_fuzzy_matching=True)
    kept.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_po(
            stream,
            kept,
            width=88,
            sort_by_file=True,
            omit_header=True,
            include_lineno=False,
            ignore_obsolete=True,
        )
    return sum(1 for message in kept if message.id and not _translated(message.string))


def _translated(text: object) -> bool:
    return all(text) if isinstance(text, list | tuple) else bool(text)


def _read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language, project="Landenbenadering", fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def _sources(web: Path) -> Iterator[Path]:
    found = [*web.rglob("*.py")]
    for suffix in ("html", "txt"):
        found += web.glob(f"*/templates/**/*.{suffix}")
    yield from (path for path in sorted(found) if "migrations" not in path.parts)


def _messages(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None, bool]]:
    # Django's own reader of templates needs settings; none of ours matter here.
    from django.conf import settings

    if not settings.configured:
        settings.configure()
    from django.utils.translation.template import templatize

    text = path.read_text(encoding="utf-8")
    python = path.suffix == ".py"
    if not python:
        # What is no text is masked with crosses, indented as it was.
        masked = templatize(text, origin=str(path))
        text = "\n".join(line.strip() for line in masked.splitlines())
    found = extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS)
    for _line, message, _comments, context in found:
        yield message, context, python and _formatted(message)


def _formatted(message: str | tuple[str, ...]) -> bool:
    texts = (message,) if isinstance(message, str) else message
    return any(re.search(r"%\(\w+\)", text) for text in texts)


def main() -> int:
    """Update every catalogue and say what is not translated yet."""
    missing = 0
    for language in LANGUAGES:
        lacking = update(CHECKOUT, language)
        print(f"{language}: {lacking} texts to translate")
        missing += lacking
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
