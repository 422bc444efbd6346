"""A coalition report as JSON and CSV."""

import csv
import io
import json

from landenbenadering.core.interval import Interval
from landenbenadering.core.language import Bilingual
from landenbenadering.pipelines.coalition import CoalitionReport

Plain = dict[str, object]

NOT_CONFIRMED = Bilingual(
    nl="Niet elk cijfer hierachter is vergeleken met de bron; lees de bepaling voordat "
    "u de uitkomst gebruikt.",
    en="Not every figure behind this was compared with its source; read the provision "
    "before using the answer.",
)


def coalition_as_json(report: CoalitionReport) -> str:
    """Write a report as JSON text; shares from 0 to 1, `null` for what is not known."""
    answer = report.council
    power = answer.vote.power()
    plain: Plain = {
        "country": report.country,
        "circle": list(report.circle),
        "shared_problem": problem_rows(report),
        "partners": [
            {
                "state": one.partner,
                "own_share": round(one.own, 6),
                "shapley_heard": round(one.heard, 6),
                "adds_last": round(one.heard_last, 6),
            }
            for one in report.partners
        ],
        "named_circles": [
            {
                "record": one.record_id,
                "state": one.fact.state.value,
                "partners": [{"state": s, "rank": rank} for s, rank in one.ranks],
            }
            for one in report.named
        ],
        "council": {
            "on": answer.on.isoformat(),
            "rule": answer.vote.rule.code,
            "source": answer.vote.rule.source,
            "confirmed": answer.confirmed,
            "populations_since": answer.populations.since.isoformat()
            if answer.populations
            else None,
            "opted_out": list(answer.opted_out),
            "circle": list(answer.circle),
            "without_vote": list(answer.beside),
            "verdict": answer.verdict.value,
            "extension": None if answer.extension is None else list(answer.extension),
            "winning_coalitions": power.winning,
            "coalitions": power.coalitions,
            "power": [
                {
                    "state": member,
                    "banzhaf": str(power.banzhaf[k]),
                    "shapley_shubik": str(power.shapley_shubik[k]),
                }
                for k, member in enumerate(answer.vote.members)
            ],
        },
    }
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def problem_rows(report: CoalitionReport) -> list[Plain]:
    """Give a row per state of the shared problem."""
    return [
        {
            "state": row.state,
            "orders": row.figures.orders,
            "returns": row.figures.returns,
            "without_return_lower": _end(row.without_return, upper=False),
            "without_return_upper": _end(row.without_return, upper=True),
            "share": None if row.share is None else round(row.share, 6),
            "trend": row.trend.value,
            "years_used": list(row.figures.years_used),
            "in_circle": row.state in report.circle,
        }
        for row in report.problem
    ]


def problem_as_csv(report: CoalitionReport) -> str:
    """Write the shared problem as CSV, one state a row."""
    head = [
        "state",
        "orders",
        "returns",
        "without_return_lower",
        "without_return_upper",
        "share",
        "trend",
        "years_used",
        "in_circle",
    ]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(head)
    for row in problem_rows(report):
        cells = [row[name] for name in head]
        writer.writerow(
            [" ".join(map(str, c)) if isinstance(c, list) else c for c in cells]
        )
    return stream.getvalue()


def _end(value: Interval | None, *, upper: bool) -> float | None:
    if value is None:
        return None
    return value.upper if upper else value.lower
