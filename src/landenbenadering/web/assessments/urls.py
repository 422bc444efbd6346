"""Addresses of appraisals and coalitions."""

from django.urls import path, register_converter

from landenbenadering.web.assessments.views import (
    basis,
    coalitions,
    comparing,
    editing,
    files,
    listing,
    programmes,
    room,
)

app_name = "assessments"


class AppraisalNames:
    """The name of an appraisal, or of several that are weighed together."""

    regex = r"[-a-zA-Z0-9_]+(?:\+[-a-zA-Z0-9_]+)*"

    def to_python(self, value: str) -> str:
        """Give the names as they stand in the address."""
        return value

    def to_url(self, value: str) -> str:
        """Write the names into an address."""
        return value


register_converter(AppraisalNames, "appraisals")

_room = "appraisals/<appraisals:name>"

urlpatterns = [
    path("coalitions", coalitions.coalitions, name="coalitions"),
    path(
        "coalitions.json",
        coalitions.coalition_file,
        {"suffix": "json"},
        name="coalition-json",
    ),
    path(
        "coalitions.csv",
        coalitions.coalition_file,
        {"suffix": "csv"},
        name="coalition-csv",
    ),
    path("appraisals", listing.appraisals, name="appraisals"),
    path("appraisals/add", listing.add_appraisal, name="add-appraisal"),
    path("appraisals/new", editing.new_sheet, name="new-sheet"),
    path("appraisals/programme", programmes.programme, name="programme"),
    path(_room, room.room, name="room"),
    path(f"{_room}/edit", editing.edit, name="edit-sheet"),
    path(f"{_room}/edit/head", editing.head, name="edit-head"),
    path(f"{_room}/edit/<slug:part>/<int:place>", editing.part, name="edit-part"),
    path(f"{_room}/copy", editing.copy, name="copy-sheet"),
    path(f"{_room}/keep", editing.keep, name="keep-choices"),
    path(f"{_room}/run", room.run, name="run"),
    path(f"{_room}/basis", basis.basis, name="basis"),
    path(f"{_room}/compare", comparing.compare, name="compare"),
    path(f"{_room}/freeze", comparing.freeze, name="freeze"),
    path(
        f"{_room}/packages.csv",
        files.export,
        {"kind": "packages.csv"},
        name="packages-csv",
    ),
    path(
        f"{_room}/instruments.csv",
        files.export,
        {"kind": "instruments.csv"},
        name="instruments-csv",
    ),
    path(
        f"{_room}/appraisal.json",
        files.export,
        {"kind": "appraisal.json"},
        name="appraisal-json",
    ),
    path(
        f"{_room}/appraisal.xml",
        files.export,
        {"kind": "appraisal.xml"},
        name="appraisal-xml",
    ),
    path(f"{_room}/frontier.svg", files.picture, {"kind": "frontier"}, name="frontier"),
    path(f"{_room}/packages.svg", files.picture, {"kind": "packages"}, name="packages"),
]
