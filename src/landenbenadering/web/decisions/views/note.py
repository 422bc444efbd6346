"""The decision note on a page and as a file."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from landenbenadering.letters.html import to_html_fragment
from landenbenadering.pipelines.draft import WRITERS
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.accounts.permissions import readable_by
from landenbenadering.web.decisions.notes import frozen_note, note_of
from landenbenadering.web.decisions.selectors import Dossier, dossier_of
from landenbenadering.web.design.language import page_language
from landenbenadering.web.design.moment import MomentRequest, keep_moment
from landenbenadering.web.register.describe import title_of
from landenbenadering.web.register.events import note_records_read

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}


@require_safe
def note(request: MomentRequest, record_id: str) -> HttpResponse:
    """Show the note, each claim leading to the record that it rests on."""
    dossier = _dossier(request, record_id)
    letter = note_of(dossier, language=page_language())
    fragment = to_html_fragment(
        letter,
        link=lambda name: keep_moment(
            reverse("register:record", args=(name,)), request
        ),
    )
    stored = frozen_note(record_id, page_language(), "pdf")
    context = {
        "record": dossier.record,
        "title": title_of(dossier.proposal),
        # The writer escapes every text of the note.
        "fragment": mark_safe(fragment),  # noqa: S308
        "frozen": stored,
    }
    return render(request, "decisions/note.html", context)


@require_safe
def note_file(request: MomentRequest, record_id: str, suffix: str) -> HttpResponse:
    """Hand out the note as a file: the frozen one once the decision is taken."""
    dossier = _dossier(request, record_id)
    language = page_language()
    stored = frozen_note(record_id, language, suffix)
    if stored is not None and dossier.decision is not None:
        content = bytes(stored.content)
    else:
        content = WRITERS[suffix](note_of(dossier, language=language))
    name = f"{record_id}-{language}.{suffix}"
    return HttpResponse(
        content,
        content_type=MEDIA_TYPES[suffix],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _dossier(request: MomentRequest, record_id: str) -> Dossier:
    """Give the proposal to who may read the whole of it."""
    levels = readable_by(request.user)
    dossier = dossier_of(record_id, request.as_of, levels)
    if dossier is None or Disclosure.INTERNAL not in levels:
        raise Http404
    note_records_read(request.user, dossier.shown)
    return dossier
