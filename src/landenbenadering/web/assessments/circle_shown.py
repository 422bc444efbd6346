"""What the coalition page shows, put in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from landenbenadering.appraisal.coalition import Trend
from landenbenadering.appraisal.council import CircleVerdict
from landenbenadering.core.exposure import Flow, Interdependence
from landenbenadering.core.interval import Interval
from landenbenadering.evidence.outlines import Outline, outlines
from landenbenadering.numerics.coalitions import MinimalCoalitions
from landenbenadering.pipelines.coalition import CoalitionReport
from landenbenadering.web.assessments.words import number_word
from landenbenadering.web.register.plain_details import country_name

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

TieCell = tuple[str, str, str, str]

TRENDS: dict[Trend, "StrPromise"] = {
    Trend.RISING: gettext_lazy("rising"),
    Trend.FALLING: gettext_lazy("falling"),
    Trend.CANNOT_TELL: gettext_lazy("cannot tell"),
}
RULES: dict[str, "StrPromise"] = {
    "votes-9": gettext_lazy("weighted votes of nine members"),
    "votes-10": gettext_lazy("weighted votes of ten members"),
    "votes-12": gettext_lazy("weighted votes of twelve members"),
    "votes-15": gettext_lazy("weighted votes of fifteen members"),
    "votes-25": gettext_lazy("weighted votes of 25 members, before Nice"),
    "nice-25": gettext_lazy("Treaty of Nice, 25 members"),
    "nice-27": gettext_lazy("Treaty of Nice, 27 members"),
    "nice-28": gettext_lazy("Treaty of Nice, 28 members"),
    "lisbon": gettext_lazy("Treaty of Lisbon"),
    "lisbon-own-initiative": gettext_lazy(
        "Treaty of Lisbon, without a proposal of the Commission"
    ),
}
VERDICTS: dict[CircleVerdict, "StrPromise"] = {
    CircleVerdict.PASSES: gettext_lazy("This circle can pass a step by itself."),
    CircleVerdict.BLOCKS: gettext_lazy(
        "This circle cannot pass a step, but nobody can pass one without it."
    ),
    CircleVerdict.NEITHER: gettext_lazy(
        "This circle can neither pass a step nor block one."
    ),
}
FLOWS: dict[Flow, "StrPromise"] = {
    Flow.AID: gettext_lazy("aid"),
    Flow.GOODS_TO_SENDER: gettext_lazy("goods to the circle"),
    Flow.GOODS_TO_COUNTRY: gettext_lazy("goods to the country"),
    Flow.VISAS: gettext_lazy("visas"),
    Flow.STUDENTS: gettext_lazy("students"),
    Flow.REMITTANCES: gettext_lazy("remittances"),
    Flow.MISSIONS_IN_COUNTRY: gettext_lazy("missions in the country"),
    Flow.MISSIONS_IN_SENDER: gettext_lazy("missions in the circle"),
}
# Europe on the map of the world: left, top, width, height.
EUROPE = "925 25 275 245"


@dataclass(frozen=True, slots=True)
class SharerShown:
    """A state with its part in the problem."""

    name: str
    inside: bool
    beyond: str
    share: str
    trend: str
    years: str


@dataclass(frozen=True, slots=True)
class PartnerShown:
    """What a partner adds to a circle, and its power in the Council."""

    name: str
    own: str
    heard: str
    last: str
    banzhaf: str
    shapley: str


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """A state on the map; `kind` is `circle`, `member` or empty."""

    outline: Outline
    kind: str
    label: str


def sharers_shown(report: CoalitionReport) -> list[SharerShown]:
    """Give the states with figures, those with the largest part first."""
    rows = []
    for row in report.problem:
        used, bounds = row.figures.years_used, row.without_return
        rows.append(
            SharerShown(
                name=country_name(row.state),
                inside=row.state in report.circle,
                beyond=_("cannot tell") if bounds is None else _bounds(bounds),
                share="" if row.share is None else _percent(row.share),
                trend=str(TRENDS[row.trend]),
                years=f"{used[0]}–{used[-1]}" if used else "",
            )
        )
    return rows


def partners_shown(report: CoalitionReport) -> list[PartnerShown]:
    """Give what each state of the circle adds, and its power."""
    vote = report.council.vote
    power = vote.power()
    # Where nothing can be compared a share is not known, which is not 0.
    comparable = any(row.share for row in report.problem)
    rows = []
    for one in report.partners:
        banzhaf = shapley = ""
        if one.partner in vote.members:
            seat = vote.members.index(one.partner)
            banzhaf = _percent(float(power.banzhaf[seat]))
            shapley = _percent(float(power.shapley_shubik[seat]))
        rows.append(
            PartnerShown(
                name=country_name(one.partner),
                own=_percent(one.own) if comparable else "",
                heard=_percent(one.heard) if comparable else "",
                last=_percent(one.heard_last) if comparable else "",
                banzhaf=banzhaf,
                shapley=shapley,
            )
        )
    return rows


def power_shown(report: CoalitionReport) -> list[tuple[str, bool, str, str]]:
    """Give name, whether in the circle, Banzhaf and Shapley-Shubik of each member."""
    power, answer = report.council.vote.power(), report.council
    rows = [
        (member, float(power.banzhaf[k]), float(power.shapley_shubik[k]))
        for k, member in enumerate(answer.vote.members)
    ]
    rows.sort(key=lambda row: -row[2])
    return [
        (country_name(m), m in answer.circle, _percent(b), _percent(s))
        for m, b, s in rows
    ]


def leverage_shown(
    profiles: Sequence[Interdependence],
) -> list[tuple[str, list[TieCell]]]:
    """Give for each flow its year, and shares and asymmetry per sender.

    Each cell holds the year, the share of the country's whole, that of the sender's
    whole, and how many times the first is the second; empty for what is not known.
    """
    cells: dict[Flow, list[TieCell]] = {}
    for at, profile in enumerate(profiles):
        for tie in profile.exposures:
            row = cells.setdefault(tie.flow, [("", "", "", "")] * len(profiles))
            latest = tie.latest
            if row[at][0]:
                continue
            row[at] = (
                str(latest.year),
                _share(latest.of_country.interval),
                _share(latest.of_sender.interval),
                "" if latest.asymmetry is None else _times(latest.asymmetry),
            )
    return [(str(FLOWS[flow]), row) for flow, row in cells.items()]


def smallest_shown(found: MinimalCoalitions, members: Sequence[str]) -> list[str]:
    """Give the smallest coalitions that are listed, as names."""
    return [
        ", ".join(country_name(m) for m, held in zip(members, row, strict=True) if held)
        for row in found.coalitions
    ]


def places_shown(report: CoalitionReport) -> list[PlaceShown]:
    """Give the states on the map of Europe, with what it says of each."""
    shares = {row.state: row.share for row in report.problem}
    rows = []
    for outline in outlines():
        code = outline.iso3
        inside, member = code in report.circle, code in report.council.vote.members
        share = shares.get(code)
        told = [country_name(code)] if inside or member else []
        told += [_("in the circle")] if inside else []
        told += [] if share is None else [_percent(share)]
        kind = "circle" if inside else "member" if member else ""
        rows.append(PlaceShown(outline, kind, ", ".join(told)))
    return rows


def names(codes: Sequence[str]) -> str:
    """Name states, with commas between."""
    return ", ".join(country_name(code) for code in codes)


def _percent(share: float) -> str:
    return f"{number_word(share * 100, most=1)}%"


def _bounds(value: Interval) -> str:
    low, high = number_word(value.lower, most=0), number_word(value.upper, most=0)
    return low if low == high else f"{low} … {high}"


def _share(value: Interval | None) -> str:
    if value is None:
        return ""
    low, high = _percent(value.lower), _percent(value.upper)
    return low if low == high else f"{low} … {high}"


def _times(value: Interval) -> str:
    low, high = number_word(value.lower, most=1), number_word(value.upper, most=1)
    return f"{low} ×" if low == high else f"{low} … {high} ×"
