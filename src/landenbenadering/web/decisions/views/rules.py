"""The page of the rules: words, source, parameters through time, and breaches."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from landenbenadering.policy.record import Record
from landenbenadering.policy.rules.book import verdicts
from landenbenadering.policy.rules.breach import Moment
from landenbenadering.policy.rules.parameters import Effect, Origin, rule_texts
from landenbenadering.web.accounts.permissions import readable_by
from landenbenadering.web.decisions.rule_words import EFFECTS, ORIGINS, number_word
from landenbenadering.web.design.language import page_language
from landenbenadering.web.design.moment import MomentRequest, looks_back
from landenbenadering.web.register.describe import title_of
from landenbenadering.web.register.selectors import register_as_of


@dataclass(frozen=True, slots=True)
class BreachShown:
    """A record that breaks a rule now, and why."""

    record: Record
    title: str
    because: str


@dataclass(frozen=True, slots=True)
class ValuesShown:
    """Values of a rule from one day on, in words."""

    since: str
    effect: str
    numbers: tuple[tuple[str, int], ...]
    source: str


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule in words; `letter` says whether the letter itself asks for it."""

    number: str
    text: str
    remedy: str
    origin: str
    letter: bool
    reference: str
    values: tuple[ValuesShown, ...]
    breaches: tuple[BreachShown, ...]
    always: bool


@require_safe
def rules(request: MomentRequest) -> HttpResponse:
    """Show every rule, and where each that holds at all times is broken now."""
    register = register_as_of(request.as_of, disclosure=readable_by(request.user))
    day = request.as_of.known_on if looks_back(request) else timezone.localdate()
    found = {
        verdict.rule.number: verdict
        for verdict in verdicts(register, Moment.ALWAYS, today=day)
    }
    records = {record.id: record for record in register.records}
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
                    since=values.since.isoformat(),
                    effect=str(EFFECTS[Effect(values.effect)]),
                    numbers=tuple(
                        (number_word(name), number)
                        for name, number in values.numbers.items()
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
                for breach in (found[number].breaches if number in found else ())
                if breach.about in records
            ),
            always=number in found,
        )
        for number, rule in rule_texts().items()
    ]
    broken = sum(len(rule.breaches) for rule in shown)
    return render(request, "decisions/rules.html", {"rules": shown, "broken": broken})
