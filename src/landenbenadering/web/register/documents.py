"""A paper as someone describes it, and the record that it makes."""

import re
from dataclasses import replace
from datetime import date

from django.utils.text import slugify

from landenbenadering.core.clocks import PartialDate
from landenbenadering.policy.facts import Document
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import DocumentKind

_KAMERSTUK = re.compile(r"(\d{2})[ .]?(\d{3}),?\s*nr\.?\s*(\d+)", re.IGNORECASE)
_LONGEST_ID = 80


def document_record(document: Document, *, dated: date) -> Record:
    """Make the record of a document, known from its own date."""
    return Record(
        id=document_id(document, dated=dated),
        fact=replace(document, dated=dated),
        known_from=dated,
        valid_from=PartialDate(dated.year, dated.month, dated.day),
    )


def document_id(document: Document, *, dated: date) -> str:
    """Give the id of a document, as `kst-29344-116` for a Kamerstuk."""
    found = _KAMERSTUK.search(document.number)
    if document.kind is DocumentKind.KAMERSTUK and found:
        return f"kst-{found[1]}{found[2]}-{found[3]}"
    name = slugify(f"{document.kind} {document.number or document.title.en}")
    kept = re.sub(r"[-_]+", "-", name)[:_LONGEST_ID].strip("-")
    return f"{kept}-{dated.isoformat()}"
