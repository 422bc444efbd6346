"""What is known of one country, put together for its page."""

from collections.abc import Iterable
from dataclasses import dataclass

from landenbenadering.core.country import Country
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.evidence.countries import countries
from landenbenadering.policy.checks import citations_of
from landenbenadering.policy.facts import (
    Circle,
    Document,
    Judgement,
    Linkage,
    MobilityPartnership,
    Reason,
    Statement,
)
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.web.register.rows import named_countries


@dataclass(frozen=True, slots=True)
class Dossier:
    """One country at one moment; `None` and empty mean that nothing is known.

    Attributes
    ----------
    reasons : tuple
        The kinds of reasons that the ministry gives for less smooth cooperation:
        that of this country where it is named, else all.
    records : tuple of Record
        Everything that the register says of the country, in order of id.
    documents : tuple
        The papers on which that rests.
    """

    country: Country
    judgement: tuple[Record, Judgement] | None
    reasons: tuple[tuple[Record, Reason], ...]
    linkages: tuple[tuple[Record, Linkage], ...]
    circles: tuple[tuple[Record, Circle], ...]
    partnerships: tuple[Record, ...]
    statements: tuple[tuple[Record, Statement], ...]
    records: tuple[Record, ...]
    documents: tuple[tuple[Record, Document], ...]
    figures: ReturnFigures | None


def country_dossier(
    iso3: str, *, register: Register, figures: ReturnFigures | None
) -> Dossier:
    """Put together what the register and the figures say of a country."""
    judgement = next(
        (pair for pair in register.of(Judgement) if pair[1].country == iso3), None
    )
    reasons = _reasons(register, judgement)
    about = [r for r in register.records if iso3 in named_countries(r.fact)]
    return Dossier(
        country=countries()[iso3],
        judgement=judgement,
        reasons=reasons,
        linkages=tuple(p for p in register.of(Linkage) if p[1].country == iso3),
        circles=tuple(
            (record, fact)
            for record, fact in register.of(Circle)
            if iso3 in named_countries(fact)
        ),
        partnerships=tuple(
            r for r, fact in register.of(MobilityPartnership) if fact.partner == iso3
        ),
        statements=tuple(p for p in register.of(Statement) if iso3 in p[1].countries),
        records=tuple(about),
        documents=cited_documents(register, (*about, *(r for r, _ in reasons))),
        figures=figures,
    )


def _reasons(
    register: Register, judgement: tuple[Record, Judgement] | None
) -> tuple[tuple[Record, Reason], ...]:
    if judgement is None:
        return ()
    own = judgement[1].reason
    return tuple(
        (record, reason)
        for record, reason in register.of(Reason)
        if own is None or reason.kind is own
    )


def cited_documents(
    register: Register, records: Iterable[Record]
) -> tuple[tuple[Record, Document], ...]:
    """Give the papers that records cite, as far as they are known, oldest first."""
    cited = {place.document for record in records for place in citations_of(record)}
    papers = [pair for pair in register.of(Document) if pair[0].id in cited]
    return tuple(sorted(papers, key=lambda pair: (pair[0].known_from, pair[0].id)))
