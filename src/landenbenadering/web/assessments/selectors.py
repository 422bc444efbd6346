"""What may be asked of the appraisals: those that were stored, and those that ship."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from landenbenadering.appraisal.programme import programme
from landenbenadering.appraisal.sheet import AppraisalSheet
from landenbenadering.appraisal.weighing import Figure
from landenbenadering.core.clocks import AsOf, end_of
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.appraise_figures import tie_figures
from landenbenadering.pipelines.appraise_files import shipped_sheet, shipped_sheets
from landenbenadering.pipelines.appraise_register import (
    linkage_figures,
    with_bars_on_return,
)
from landenbenadering.pipelines.settings import evidence_home
from landenbenadering.policy.plain import Spot, dataclass_from_plain
from landenbenadering.policy.register import Register
from landenbenadering.policy.vocabulary import Department, Disclosure
from landenbenadering.web.assessments.models import SheetVersion, StoredAppraisal
from landenbenadering.web.register.selectors import (
    records_by_id,
    register_of_kinds,
)

# Between the names of appraisals that are weighed together as one programme.
TOGETHER = "+"
MOST_TOGETHER = 30
_OPENNESS = tuple(Disclosure)


@dataclass(frozen=True, slots=True)
class Appraisal:
    """An appraisal as its readers see it.

    Attributes
    ----------
    owner : Department or None
        `None` for an illustration that ships.
    entered : datetime or None
        `None` likewise.
    package : tuple of str or None
        The package that was chosen when it was frozen; `None` for a sheet.
    found : mapping
        What it found, as the export writes it; empty for a sheet.
    version : int or None
        Of a sheet that is written on the pages; `None` for what never changes.
    parts : tuple of Appraisal
        Those that are weighed together in it; empty where it stands alone.
    """

    name: str
    sheet: AppraisalSheet
    owner: Department | None = None
    author: str = ""
    entered: datetime | None = None
    disclosure: Disclosure = Disclosure.PUBLIC
    based_on: str = ""
    package: tuple[str, ...] | None = None
    found: str = ""
    sha256: str = ""
    version: int | None = None
    parts: tuple["Appraisal", ...] = ()

    @property
    def frozen(self) -> bool:
        """Whether it holds what was found, and can be adopted."""
        return self.package is not None

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of its instruments."""
        return tuple(sorted({line.country for line in self.sheet.instrument}))


def appraisal_named(
    name: str, as_of: AsOf, disclosure: frozenset[Disclosure]
) -> Appraisal | None:
    """Give an appraisal; `None` where these readers know none of that name.

    Names with `+` between are weighed together as one programme.

    Raises
    ------
    AppraisalError
        APP219 when they do not fit in one programme.
    """
    names = name.split(TOGETHER)
    if len(names) > MOST_TOGETHER:
        return None
    found = [_one_named(one, as_of, disclosure) for one in names]
    parts = [one for one in found if one is not None]
    if len(parts) < len(found):
        return None
    return parts[0] if len(parts) == 1 else _together(parts)


def _together(parts: Sequence[Appraisal]) -> Appraisal:
    """Put appraisals together; who may not read one of them may not read it."""
    owners = {one.owner for one in parts}
    return Appraisal(
        name=TOGETHER.join(one.name for one in parts),
        # What was stored twice has one id and two names.
        sheet=programme([replace(one.sheet, id=one.name) for one in parts]),
        owner=parts[0].owner if len(owners) == 1 else None,
        disclosure=max((one.disclosure for one in parts), key=_OPENNESS.index),
        parts=tuple(parts),
    )


def _one_named(
    name: str, as_of: AsOf, disclosure: frozenset[Disclosure]
) -> Appraisal | None:
    if name in shipped_sheets():
        return Appraisal(name, shipped_sheet(name))
    row = _known(as_of, disclosure).filter(name=name).first()
    if row is not None:
        return _read(row)
    written = _written(as_of, disclosure, name=name)
    return written[0] if written else None


def appraisals_known(
    as_of: AsOf, disclosure: frozenset[Disclosure], *, country: str = ""
) -> tuple[Appraisal, ...]:
    """Give the stored appraisals, from new to old; of one country if it is named.

    Of a sheet that is written on the pages, the last version by then.
    """
    rows = _known(as_of, disclosure)
    if country:
        rows = rows.filter(countries__contains=f" {country} ")
    found = [*map(_read, rows), *_written(as_of, disclosure)]
    wanted = [one for one in found if not country or country in one.countries]
    return tuple(sorted(wanted, key=_entered, reverse=True))


def _entered(one: Appraisal) -> str:
    return "" if one.entered is None else one.entered.isoformat()


def _written(
    as_of: AsOf, disclosure: frozenset[Disclosure], *, name: str = ""
) -> list[Appraisal]:
    """Give the last version of each sheet by then, where these may read that one."""
    rows = SheetVersion.objects.filter(entered__lte=_last_moment(as_of))
    if name:
        rows = rows.filter(name=name)
    last = dict(rows.order_by("version").values_list("name", "id"))
    levels = [level.value for level in disclosure]
    return [
        _read_version(row)
        for row in SheetVersion.objects.filter(
            id__in=last.values(), disclosure__in=levels
        )
    ]


def _read_version(row: SheetVersion) -> Appraisal:
    plain = json.loads(row.sheet)
    return Appraisal(
        name=row.name,
        sheet=dataclass_from_plain(AppraisalSheet, plain, at=Spot(row.name)),
        owner=Department(row.owner),
        author=row.author,
        entered=row.entered,
        disclosure=Disclosure(row.disclosure),
        sha256=row.sha256,
        version=row.version,
    )


def illustrations() -> tuple[Appraisal, ...]:
    """Give the illustrations that ship."""
    return tuple(Appraisal(name, shipped_sheet(name)) for name in shipped_sheets())


def figures_of(
    sheet: AppraisalSheet, as_of: AsOf, disclosure: frozenset[Disclosure]
) -> dict[str, Figure]:
    """Give amounts of linkages and figures of ties that the sheet names.

    As they were known on the day of the weighing, and not later than `as_of`.
    """
    moment = _moment(sheet, as_of)
    store = EvidenceStore(evidence_home())
    figures = tie_figures(sheet, store=store, as_of=moment)
    named = {cost.linkage for line in sheet.instrument for cost in line.cost}
    wanted = sorted(name for name in named if name is not None)
    if wanted:
        records = records_by_id(wanted, moment, disclosure)
        figures |= linkage_figures(Register(moment, tuple(records.values())))
    return figures


def with_register(
    appraisal: Appraisal, as_of: AsOf, disclosure: frozenset[Disclosure]
) -> Appraisal:
    """Add what the register knows to bar forced return on the day of the weighing.

    A frozen appraisal stays what it was.
    """
    sheet = appraisal.sheet
    if appraisal.frozen or not any(line.forced_return for line in sheet.instrument):
        return appraisal
    held = register_of_kinds(("situation",), _moment(sheet, as_of), disclosure)
    return replace(appraisal, sheet=with_bars_on_return(sheet, held))


def _moment(sheet: AppraisalSheet, as_of: AsOf) -> AsOf:
    return AsOf(min(sheet.on, as_of.known_on), as_of.entered_by)


def _known(
    as_of: AsOf, disclosure: frozenset[Disclosure]
) -> QuerySet[StoredAppraisal, StoredAppraisal]:
    return StoredAppraisal.objects.filter(
        disclosure__in=[level.value for level in disclosure],
        entered__lte=_last_moment(as_of),
    )


def _last_moment(as_of: AsOf) -> datetime:
    moments = (end_of(as_of.known_on), as_of.entered_by)
    return min(moment for moment in moments if moment is not None)


def _read(row: StoredAppraisal) -> Appraisal:
    plain = json.loads(row.sheet)
    codes = tuple(code for code in row.package.split(",") if code)
    return Appraisal(
        name=row.name,
        sheet=dataclass_from_plain(AppraisalSheet, plain, at=Spot(row.name)),
        owner=Department(row.owner),
        author=row.author,
        entered=row.entered,
        disclosure=Disclosure(row.disclosure),
        based_on=row.based_on,
        package=codes if row.found else None,
        found=row.found,
        sha256=row.sha256,
    )
