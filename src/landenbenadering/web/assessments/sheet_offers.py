"""What the register and the figures offer for a sheet."""

from django.utils.translation import gettext as _

from landenbenadering.appraisal.sheet import AppraisalSheet
from landenbenadering.core.clocks import AsOf
from landenbenadering.pipelines.appraise_figures import EXPOSURE, LEVERAGE
from landenbenadering.policy.dealings import Instrument
from landenbenadering.policy.departments import department_name
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Department, Disclosure
from landenbenadering.web.assessments.circle_shown import FLOWS
from landenbenadering.web.register.describe import title_of
from landenbenadering.web.register.fields import Choices
from landenbenadering.web.register.plain_details import country_name
from landenbenadering.web.register.selectors import records_by_id, records_of_kind

Levels = frozenset[Disclosure]


def register_choices(sheet: AppraisalSheet, as_of: AsOf, levels: Levels) -> Choices:
    """Give instruments of the catalogue, and linkages with the countries weighed."""
    instruments = sorted(
        (one.id, title_of(one.fact))
        for one in records_of_kind("instrument", as_of, levels)
    )
    named = [
        (name, _("instrument: %(title)s") % {"title": title})
        for name, title in instruments
    ]
    return [*named, *linkage_choices(sheet, as_of, levels)]


def linkage_choices(sheet: AppraisalSheet, as_of: AsOf, levels: Levels) -> Choices:
    """Give the linkages with the countries of a sheet; all while it has none."""
    wanted = {line.country for line in sheet.instrument}
    found = [
        (fact.country, one.id, title_of(fact))
        for one in records_of_kind("linkage", as_of, levels)
        if isinstance(fact := one.fact, Linkage)
        and (not wanted or fact.country in wanted)
    ]
    return [
        (name, _("linkage, %(country)s: %(title)s") % _of(country, title))
        for country, name, title in sorted(found)
    ]


def first_instrument(
    chosen: str, sheet: AppraisalSheet, as_of: AsOf, levels: Levels
) -> dict[str, object]:
    """Give what the register says of an instrument or linkage, for a new line."""
    countries = {line.country for line in sheet.instrument}
    first: dict[str, object] = {}
    if len(countries) == 1:
        first["country"] = next(iter(countries))
    record: Record | None = records_by_id([chosen], as_of, levels).get(chosen)
    match None if record is None else record.fact:
        case Instrument() as fact:
            first |= {
                "name_nl": fact.text.nl,
                "name_en": fact.text.en,
                "policy_area": fact.policy_area.value,
                "humanitarian": fact.humanitarian,
                "department": _department(sheet, fact.department),
            }
            if len(fact.directions) == 1:
                first["direction"] = fact.directions[0].value
        case Linkage() as fact:
            first |= {
                "name_nl": fact.text.nl,
                "name_en": fact.text.en,
                "country": fact.country,
                "policy_area": fact.policy_area.value,
                "direction": fact.direction.value,
            }
    return first


def tie_choices(sheet: AppraisalSheet, place: int) -> Choices:
    """Give the figures that the software can compute for the score at a place."""
    country = sheet.instrument[place // len(sheet.criterion)].country
    circles = (("NLD", country_name("NLD")), ("EU", _("the European Union")))
    told = {
        EXPOSURE: _("exposure of %(country)s to %(circle)s, percent: %(flow)s"),
        LEVERAGE: _("leverage of %(circle)s over %(country)s, times: %(flow)s"),
    }
    return [
        (
            f"{kind}:{country}:{code}:{flow}",
            words
            % {
                "country": country_name(country),
                "circle": circle,
                "flow": str(FLOWS[flow]),
            },
        )
        for kind, words in told.items()
        for code, circle in circles
        for flow in FLOWS
    ]


def _department(sheet: AppraisalSheet, wanted: Department) -> str:
    """Find the department of the sheet that bears the name of one of the register."""
    name = department_name(wanted)
    found = (line.code for line in sheet.department if line.name == name)
    return next(found, "")


def _of(country: str, title: str) -> dict[str, str]:
    return {"country": country_name(country), "title": title}
