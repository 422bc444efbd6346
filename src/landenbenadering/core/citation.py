"""Where a statement stands in a document."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document.

    Attributes
    ----------
    document : str
        Record id of the document, as in `kst-29344-116`.
    page : int or None
        Page in the printed document, from 1; `None` if not known.
    paragraph : int or None
        Paragraph counted through the whole document, from 1; `None` if not known.
    note : int or None
        Footnote; `None` when the place is in the running text.
    """

    document: str
    page: int | None = None
    paragraph: int | None = None
    note: int | None = None
