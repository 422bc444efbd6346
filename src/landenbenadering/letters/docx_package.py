"""Zip packages without the moment at which they were made."""

import io
import zipfile
from datetime import date

_FIRST = "[Content_Types].xml"
_READABLE = 0o644 << 16


def same_bytes(package: bytes, *, dated: date) -> bytes:
    """Pack the same parts in one order and with one date, `dated`.

    The list of content types comes first, as the format asks. A zip file knows no
    year before 1980, so an earlier date becomes the first day of that year.
    """
    day = max(dated, date(1980, 1, 1))
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as parts,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in sorted(parts.namelist(), key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = _READABLE
            packed.writestr(entry, parts.read(name))
    return stream.getvalue()
