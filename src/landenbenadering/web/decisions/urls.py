"""Addresses of the cycle."""

from django.urls import path

from landenbenadering.web.decisions.views import (
    adopting,
    drafting,
    following,
    keeping,
    moving,
    note,
    proposals,
    rules,
)
from landenbenadering.web.register.list_files import SUFFIXES

app_name = "decisions"

urlpatterns = [
    path("rules", rules.rules, name="rules"),
    path("proposals", proposals.proposals, name="proposals"),
    *(
        path(
            f"proposals.{suffix}",
            proposals.proposals_file,
            {"suffix": suffix},
            name=f"proposals-{suffix}",
        )
        for suffix in SUFFIXES
    ),
    path("proposals/add", drafting.add_proposal, name="add-proposal"),
    path("proposals/<slug:record_id>", proposals.proposal, name="proposal"),
    path(
        "proposals/<slug:record_id>/change",
        drafting.change_proposal,
        name="change-proposal",
    ),
    path(
        "proposals/<slug:record_id>/linkages/add",
        drafting.add_linkage,
        name="add-linkage",
    ),
    path(
        "proposals/<slug:record_id>/appraisal",
        adopting.adopt_appraisal,
        name="adopt-appraisal",
    ),
    path("proposals/<slug:record_id>/papers/add", drafting.add_paper, name="add-paper"),
    path("proposals/<slug:record_id>/decide", moving.decide, name="decide"),
    path("proposals/<slug:record_id>/note", note.note, name="note"),
    path(
        "proposals/<slug:record_id>/note.pdf",
        note.note_file,
        {"suffix": "pdf"},
        name="note-pdf",
    ),
    path(
        "proposals/<slug:record_id>/note.docx",
        note.note_file,
        {"suffix": "docx"},
        name="note-docx",
    ),
    path(
        "proposals/<slug:record_id>/note.html",
        note.note_file,
        {"suffix": "html"},
        name="note-html",
    ),
    path("proposals/<slug:record_id>/ask", moving.move, {"step": "ask"}, name="ask"),
    path(
        "proposals/<slug:record_id>/close", moving.move, {"step": "close"}, name="close"
    ),
    path(
        "proposals/<slug:record_id>/take-back",
        moving.move,
        {"step": "take-back"},
        name="take-back",
    ),
    path(
        "proposals/<slug:record_id>/withdraw",
        moving.move,
        {"step": "withdraw"},
        name="withdraw",
    ),
    path("proposals/<slug:record_id>/drop", moving.move, {"step": "drop"}, name="drop"),
    path("proposals/<slug:record_id>/take", moving.move, {"step": "take"}, name="take"),
    path("commitments/<slug:record_id>/keep", keeping.keep, name="keep"),
    path("advice/<slug:record_id>", moving.advise, name="advise"),
    path(
        "advice/<slug:record_id>/remind",
        moving.chase,
        {"step": "remind"},
        name="remind",
    ),
    path(
        "advice/<slug:record_id>/escalate",
        moving.chase,
        {"step": "escalate"},
        name="escalate",
    ),
    path("linkages/<slug:record_id>/step", following.step_linkage, name="step-linkage"),
    path(
        "linkages/<slug:record_id>/review",
        following.review_linkage,
        name="review-linkage",
    ),
]
