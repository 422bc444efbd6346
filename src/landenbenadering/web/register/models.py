"""The table of the register: one row for each version of each fact."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from landenbenadering.policy.codec import FACT_KINDS
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.audit.protection import AppendOnly, protected
from landenbenadering.web.audit.subjects import audited

LENGTHS = {
    "record_id": 100,
    "kind": 40,
    "countries": 1200,
    "valid_from": 10,
    "valid_until": 10,
    "state": 40,
    "department": 40,
    "about": 100,
}


PROTECTION = protected(
    AppendOnly(
        table="register_recordversion",
        prefix="register",
        refusal="REG110 rows of the register",
        identities=(("id",), ("record_id", "version")),
    )
)


class Origin(models.TextChoices):
    """How a version came into the register."""

    REFERENCE = "reference", _("reference register")
    FILE = "file", _("register file")
    PAGE = "page", _("entered on a page")


class RecordVersion(models.Model):
    """One version of one fact; written once, never changed or removed.

    Triggers in the database refuse UPDATE and DELETE (`protection`). `known_from`
    and `entered` are the two clocks of `AsOf`; `valid_from` and `valid_until` are
    ISO 8601 with the precision that the source gives, which sorts as text.

    Attributes
    ----------
    countries : str
        Every country that the fact names, as ` GHA IRQ `: a space on both sides
        of each, so that one country can be searched for.
    content, citations : dict, list
        As `policy.codec` writes them.
    state, due_on, department, about
        By what lists are narrowed, from the fact itself (`policy.listing`).
    search_nl, search_en : str
        All words of the fact, folded, to search in.
    entered_by : Account or None
        `None` for what came from the reference register or a register file.
    """

    record_id = models.CharField(max_length=LENGTHS["record_id"])
    version = models.PositiveIntegerField()
    corrects = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=LENGTHS["kind"])
    countries = models.CharField(max_length=LENGTHS["countries"], blank=True)
    content = models.JSONField()
    citations = models.JSONField(default=list, blank=True)
    valid_from = models.CharField(max_length=LENGTHS["valid_from"], blank=True)
    valid_until = models.CharField(max_length=LENGTHS["valid_until"], blank=True)
    known_from = models.DateField()
    entered = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    origin = models.CharField(max_length=10, choices=Origin.choices)
    disclosure = models.CharField(max_length=10)
    state = models.CharField(max_length=LENGTHS["state"], blank=True)
    due_on = models.DateField(null=True)
    department = models.CharField(max_length=LENGTHS["department"], blank=True)
    about = models.CharField(max_length=LENGTHS["about"], blank=True)
    search_nl = models.TextField()
    search_en = models.TextField()

    class Meta:
        """Order, and what SQLite would not enforce."""

        ordering: ClassVar[list[str]] = ["record_id", "version"]
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["record_id", "version"], name="register_one_row_a_version"
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="register_version_from_1"
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | Q(corrects__lt=F("version")),
                name="register_corrects_earlier",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(FACT_KINDS)), name="register_kind"
            ),
            models.CheckConstraint(
                condition=Q(disclosure__in=[str(level) for level in Disclosure]),
                name="register_disclosure",
            ),
            models.CheckConstraint(
                condition=Q(origin=Origin.PAGE, entered_by__isnull=False)
                | (~Q(origin=Origin.PAGE) & Q(entered_by__isnull=True)),
                name="register_page_has_author",
            ),
            *(
                models.CheckConstraint(
                    condition=LessThanOrEqual(Length(name), length),
                    name=f"register_{name}_length",
                )
                for name, length in LENGTHS.items()
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["record_id", "-known_from", "-version"],
                name="register_as_known",
            ),
            models.Index(fields=["known_from", "entered"], name="register_moment"),
            models.Index(fields=["kind", "state"], name="register_kind_filter"),
            models.Index(fields=["about"], name="register_about"),
            models.Index(fields=["due_on"], name="register_due"),
        ]

    def __str__(self) -> str:
        """Name the version, as in `linkage-gha-2012, version 2`."""
        return f"{self.record_id}, version {self.version}"


class HoldingVersion(models.Model):
    """From which day to which a version holds for one kind of reader.

    Follows from the versions alone (`holding`), and is worked out anew whenever a
    version is added: this table may change, and nothing is lost with it.

    Attributes
    ----------
    reader : str
        The highest level of disclosure that the reader may read.
    since, until : date
        It holds on the days from `since` on and before `until`; `None` for as long
        as no other version is known.
    cites : str
        Every document that it cites, a space on both sides of each.
    """

    record_id = models.CharField(max_length=LENGTHS["record_id"])
    row = models.ForeignKey(
        RecordVersion, on_delete=models.PROTECT, related_name="holding"
    )
    reader = models.CharField(max_length=10)
    kind = models.CharField(max_length=LENGTHS["kind"])
    since = models.DateField()
    until = models.DateField(null=True)
    cites = models.TextField(blank=True)

    class Meta:
        """One version of a fact holds on a day; lists go by kind and id."""

        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["record_id", "reader", "since"], name="register_one_holds"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="register_holds_some_days",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["reader", "kind", "record_id"], name="register_holding_list"
            ),
        ]

    def __str__(self) -> str:
        """Name the version and the reader."""
        return f"{self.row_id} for {self.reader} from {self.since}"


audited(RecordVersion, kind="record", identity=("record_id", "version"))
