"""What a register gives to an appraisal: amounts, and what bars forced return."""

from dataclasses import replace

from landenbenadering.appraisal.sheet import (
    AppraisalSheet,
    SituationKind,
    SituationLine,
)
from landenbenadering.appraisal.weighing import Figure
from landenbenadering.core.interval import Interval
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.register import Register
from landenbenadering.policy.rules.case import Facts
from landenbenadering.policy.rules.situations import bar_on_return, starts


def linkage_figures(register: Register) -> dict[str, Figure]:
    """Give the amounts of the linkages that a register holds, in euros."""
    found = {}
    for record, linkage in register.of(Linkage):
        if linkage.amount is not None and linkage.amount.currency == "EUR":
            euros = float(linkage.amount.amount)
            source = ", ".join(citation.document for citation in record.citations)
            found[f"linkage:{record.id}"] = Figure(Interval(euros, euros), source)
    return found


def with_bars_on_return(sheet: AppraisalSheet, register: Register) -> AppraisalSheet:
    """Add to a sheet what a register knows to bar forced return on its day (LB12).

    The sheet stays as it is where none of its instruments serves forced return, or
    where it names what bars it already.
    """
    countries = {line.country for line in sheet.instrument if line.forced_return}
    known = {(one.country, one.kind) for one in sheet.situation}
    found = []
    for country in sorted(countries):
        bar = bar_on_return(Facts.of_register(register), country, on=sheet.on)
        if bar is None:
            continue
        record, situation = bar
        kind = SituationKind(situation.kind.value)
        if (country, kind) not in known:
            end = record.valid_until
            found.append(
                SituationLine(
                    country,
                    kind,
                    since=starts(record),
                    until=None if end is None else end.latest,
                    source=record.id,
                )
            )
    return replace(sheet, situation=(*sheet.situation, *found)) if found else sheet
