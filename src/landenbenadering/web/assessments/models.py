"""Appraisals as they were stored or frozen."""

from typing import ClassVar

from django.db import models

from landenbenadering.web.audit.protection import AppendOnly, protected
from landenbenadering.web.audit.subjects import audited


class StoredAppraisal(models.Model):
    """A sheet, or an appraisal frozen with what it found; written once.

    Attributes
    ----------
    name : str
        Lower-case name, part of its address.
    owner : str
        The department that stored it.
    author : str
        Name of the account.
    countries : str
        ISO 3166 alpha-3, a space before and after each.
    illustration : bool
        Whether its scores are invented: then no proposal can adopt it.
    based_on : str
        Name of the appraisal whose room it was frozen in; empty for a sheet.
    package : str
        Codes of the instruments that were chosen, joined by commas.
    sheet : str
        The sheet as JSON.
    found : str
        What the appraisal found, as JSON; empty for a sheet that was uploaded.
    sha256 : str
        Of sheet, package and findings, 64 hexadecimal digits.
    """

    name = models.CharField(max_length=100, unique=True)
    owner = models.CharField(max_length=30)
    author = models.CharField(max_length=150)
    entered = models.DateTimeField()
    disclosure = models.CharField(max_length=10)
    countries = models.CharField(max_length=1000)
    illustration = models.BooleanField()
    based_on = models.CharField(max_length=100, blank=True)
    package = models.TextField(blank=True)
    sheet = models.TextField()
    found = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)

    class Meta:
        """From new to old."""

        ordering: ClassVar[list[str]] = ["-entered", "-id"]
        default_permissions = ()

    def __str__(self) -> str:
        """Give its name."""
        return self.name


class SheetVersion(models.Model):
    """A version of a sheet that is written on the pages; written once.

    A change is a version of its own, so that what was weighed on a day stays.

    Attributes
    ----------
    name : str
        Lower-case name, part of its address; no stored appraisal bears it.
    version : int
        From 1.
    owner : str
        The department that writes it.
    author : str
        Name of the account that wrote this version.
    sheet : str
        The sheet as JSON; parts may still be missing.
    sha256 : str
        Of the sheet, 64 hexadecimal digits.
    """

    name = models.CharField(max_length=100)
    version = models.PositiveIntegerField()
    owner = models.CharField(max_length=30)
    author = models.CharField(max_length=150)
    entered = models.DateTimeField()
    disclosure = models.CharField(max_length=10)
    countries = models.CharField(max_length=1000)
    illustration = models.BooleanField()
    sheet = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        """From new to old."""

        ordering: ClassVar[list[str]] = ["-entered", "-id"]
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("name", "version"), name="assessments_sheet_version"
            )
        ]

    def __str__(self) -> str:
        """Give name and version."""
        return f"{self.name}/{self.version}"


SHEET_PROTECTION = protected(
    AppendOnly(
        table="assessments_sheetversion",
        prefix="assessments_sheet",
        refusal="ASM110 versions of sheets",
        identities=(("id",), ("name", "version")),
    )
)
PROTECTION = protected(
    AppendOnly(
        table="assessments_storedappraisal",
        prefix="assessments_appraisal",
        refusal="ASM110 stored appraisals",
        identities=(("id",), ("name",)),
    )
)

audited(
    SheetVersion,
    kind="appraisal_sheet",
    identity=("name", "version"),
    left_out=("sheet",),
)
# Sheet and findings are answered for by the hash.
audited(
    StoredAppraisal,
    kind="appraisal",
    identity=("name",),
    left_out=("sheet", "found"),
)
