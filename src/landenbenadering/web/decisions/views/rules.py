"""The page of the rules: words, source, parameters through time, and breaches."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from landenbenadering.policy.record import Record
from landenbenadering.policy.rules.parameters import Effect, Origin, rule_texts
from landenbenadering.web.accounts.permissions import readable_by
from landenbenadering.web.decisions.rule_words import EFFECTS, ORIGINS, number_text
from landenbenadering.web.decisions.standing import (
    standing_proposals,
    standing_verdicts,
)
from landenbenadering.web.design.language import page_language
from landenbenadering.web.design.moment import MomentRequest
from landenbenadering.web.register.describe import title_of
from landenbenadering.web.register.events import note_records_read
from landenbenadering.web.register.selectors import records_by_id

SHOWN = 100


@dataclass(frozen=True, slots=True)
class BreachShown:
    """A record or an open proposal that breaks a rule now, and why."""

    record: Record
    title: str
    because: str


@dataclass(frozen=True, slots=True)
class ValuesShown:
    """Values of a rule from one day on, in words."""

    since: str
    effect: str
    numbers: str
    source: str


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule in words; `letter` says whether the letter itself asks for it.

    Attributes
    ----------
    broken : int
        In how many places; `breaches` are the first of them.
    """

    number: str
    text: str
    remedy: str
    origin: str
    letter: bool
    reference: str
    values: tuple[ValuesShown, ...]
    breaches: tuple[BreachShown, ...]
    broken: int
    proposals: tuple[BreachShown, ...]
    always: bool


@require_safe
def rules(request: MomentRequest) -> HttpResponse:
    """Show every rule, and where it is broken now: records, and open proposals."""
    as_of, levels = request.as_of, readable_by(request.user)
    found = {
        verdict.rule.number: verdict.breaches
        for verdict in standing_verdicts(as_of, levels)
    }
    waiting = standing_proposals(as_of, levels)
    about = {breach.about for broken in found.values() for breach in broken[:SHOWN]}
    records = records_by_id(about, as_of, levels)
    language = page_language()
    shown = [
        RuleShown(
            number=number,
            text=rule.text.in_(language),
            remedy=rule.remedy.in_(language),
            origin=str(ORIGINS[rule.origin]),
            letter=rule.origin is Origin.LETTER,
            reference=rule.reference.in_(language),
            values=tuple(
                ValuesShown(
                    since=date_format(values.since, "j F Y"),
                    effect=str(EFFECTS[Effect(values.effect)]),
                    numbers="; ".join(
                        number_text(number, name, value)
                        for name, value in values.numbers.items()
                    ),
                    source=values.source.in_(language),
                )
                for values in rule.values
            ),
            breaches=tuple(
                BreachShown(
                    records[breach.about],
                    title_of(records[breach.about].fact),
                    breach.because.in_(language),
                )
                for breach in found.get(number, ())[:SHOWN]
                if breach.about in records
            ),
            broken=len(found.get(number, ())),
            proposals=tuple(
                BreachShown(
                    proposal,
                    title_of(proposal.fact),
                    " ".join(breach.because.in_(language) for breach in breaches),
                )
                for proposal, breaches in waiting.get(number, ())
            ),
            always=number in found,
        )
        for number, rule in rule_texts().items()
    ]
    lines = [line for rule in shown for line in (*rule.breaches, *rule.proposals)]
    # A proposal stands under every rule that it breaks, and is read once.
    read = {(line.record.id, line.record.version): line.record for line in lines}
    note_records_read(request.user, read.values())
    broken = sum(rule.broken + len(rule.proposals) for rule in shown)
    context = {"rules": shown, "broken": broken}
    return render(request, "decisions/rules.html", context)
