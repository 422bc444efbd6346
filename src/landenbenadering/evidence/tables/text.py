"""The bytes of a file as text, or the reason why they are none."""

import re
import unicodedata
import zlib
from dataclasses import dataclass

from landenbenadering.core.errors import Place
from landenbenadering.evidence.errors import EvidenceError

_AGAIN = "Download the table from the publisher again and import that file."
_UTF8 = (
    "Save it as UTF-8 or Latin-1 text, or download it from the publisher again and "
    "import that file unopened."
)
_GZIP = b"\x1f\x8b"
# Five million lines, the most that the publisher's server answers to one request,
# of a hundred bytes each.
_MOST_BYTES = 500_000_000
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# UTF-8 that was read as Latin-1 or Windows-1252 and written as UTF-8 again.
_MOJIBAKE = re.compile("[\u00c2\u00c3][\u0080-\u00bf\u2013-\u2122]|\u00e2\u20ac|\ufffd")


@dataclass(frozen=True, slots=True)
class FileText:
    """A file's text.

    Attributes
    ----------
    file : str
        The file as the user named it.
    text : str
        Without byte order mark; line ends as they are in the file.
    encoding : str
        `utf-8-sig` or `latin-1`.
    gzipped : bool
        Whether the bytes are compressed; lines count in the text.
    """

    file: str
    text: str
    encoding: str
    gzipped: bool


def text_of(content: bytes, *, file: str) -> FileText:
    """Decode a file as UTF-8 or, if it is not that, as Latin-1.

    Raises
    ------
    EvidenceError
        EVI103 to EVI110: empty, not text, damaged, too large, or an answer that is no
        table.
    """
    if not content.strip():
        raise _refusal("EVI103", "The file is empty.", _AGAIN, file)
    gzipped = content.startswith(_GZIP)
    plain = _decompressed(content, file) if gzipped else content
    if not plain.strip():
        raise _refusal("EVI103", "The file is empty.", _AGAIN, file)
    text, encoding = _decoded(plain, file)
    _require_undamaged(text, file)
    _require_table(text, file)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return FileText(file=file, text=text, encoding=encoding, gzipped=gzipped)


def _decompressed(content: bytes, file: str) -> bytes:
    reader = zlib.decompressobj(wbits=31)
    try:
        plain = reader.decompress(content, _MOST_BYTES)
    except zlib.error as error:
        raise _refusal(
            "EVI105", f"The compressed file is damaged ({error}).", _AGAIN, file
        ) from error
    if len(plain) == _MOST_BYTES:
        problem = f"Unpacked the file is larger than {_MOST_BYTES:,} bytes."
        raise _refusal("EVI110", problem, _AGAIN, file)
    if not reader.eof:
        raise _refusal("EVI105", "The compressed file is cut off.", _AGAIN, file)
    return plain


def _decoded(content: bytes, file: str) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refusal("EVI105", "The file is UTF-16.", _UTF8, file)
    if b"\x00" in content:
        line = content.count(b"\n", 0, content.index(b"\x00")) + 1
        problem = "The file holds bytes of value 0: it is UTF-16 or not text."
        raise _refusal("EVI105", problem, _UTF8, file, line)
    try:
        return content.decode("utf-8-sig"), "utf-8-sig"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "latin-1"


def _require_undamaged(text: str, file: str) -> None:
    found = _CONTROL.search(text)
    if found is not None:
        problem = (
            f"Character {ord(found.group()):#04x} belongs to neither UTF-8 nor Latin-1 "
            "text; the file may be Windows-1252 or not text at all."
        )
        raise _refusal("EVI105", problem, _UTF8, file, _line_at(text, found.start()))
    found = None if text.isascii() else _MOJIBAKE.search(text)
    if found is not None:
        problem = f"{found.group()!r} is what a wrongly read accent leaves behind."
        remedy = "The file was saved in the wrong encoding. " + _AGAIN
        raise _refusal("EVI106", problem, remedy, file, _line_at(text, found.start()))


def _require_table(text: str, file: str) -> None:
    start = text.lstrip()[:2000].casefold()
    if not start:
        raise _refusal("EVI103", "The file is empty.", _AGAIN, file)
    if start.startswith("<") and re.search(r"<(!doctype\s+html|html|head|body)", start):
        problem = (
            "The file is a web page, probably an error page saved under this name."
        )
        raise _refusal("EVI108", problem, _AGAIN, file, 1)
    if start.startswith(("<", "{", "[")):
        problem = (
            "The file is the server's notice on a query that was too large, not data."
            if "footer" in text.casefold()
            else "The file is XML or JSON; only CSV and TSV are read."
        )
        remedy = "Ask for fewer cells at once, in CSV or TSV, and import that file."
        raise _refusal("EVI109", problem, remedy, file, 1)


def _line_at(text: str, position: int) -> int:
    return len(re.findall("\r\n|\n|\r", text[:position])) + 1


def _refusal(
    code: str, problem: str, remedy: str, file: str, line: int | None = None
) -> EvidenceError:
    return EvidenceError(code, problem=problem, remedy=remedy, place=Place(file, line))
