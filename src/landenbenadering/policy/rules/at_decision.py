"""Rules that hold for what is decided."""

from collections.abc import Iterator

from landenbenadering.core.language import Bilingual, Language, format_day
from landenbenadering.policy.dealings import Contact, Situation
from landenbenadering.policy.departments import department_name, departments_touched
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.rules.breach import Breach, Moment
from landenbenadering.policy.rules.case import Case
from landenbenadering.policy.rules.situations import holds_on
from landenbenadering.policy.vocabulary import (
    Actor,
    DecisionOutcome,
    Direction,
    DocumentKind,
    LinkageState,
    SituationKind,
)

# What tells of the country itself; courts and lists tell of our own findings.
_OF_THE_COUNTRY = frozenset(
    {
        SituationKind.DEPARTURE_MORATORIUM,
        SituationKind.DISPLACEMENT,
        SituationKind.CONFLICT,
        SituationKind.DOMESTIC,
    }
)
_DECIDED = frozenset({Moment.DECISION})
_BEFORE_AN_OFFER = frozenset(
    {
        LinkageState.SIGNALLED,
        LinkageState.PROPOSED,
        LinkageState.DECIDED,
        LinkageState.WITHDRAWN,
    }
)


def _about_proposal(case: Case, *, nl: str, en: str) -> Breach:
    name = "" if case.proposal is None else case.proposal.id
    return Breach(name, Bilingual(nl=nl, en=en))


class LB02:
    """A restriction follows an incentive, or intensive consultation.

    Source: letter of 6 March 2013, pages 2 and 3; the number of levels by design.
    """

    moments = _DECIDED

    def breaches(self, case: Case) -> Iterator[Breach]:
        """Give the package if it restricts a country that was offered nothing."""
        proposal = case.proposed()
        if proposal is None or not case.restrictions():
            return
        if self._was_offered_something(case, proposal.country):
            return
        levels = {
            contact.level
            for _, contact in case.facts.of(Contact)
            if contact.country == proposal.country
            and contact.message_given
            and contact.on.earliest <= case.today
        }
        needed = case.values.number("levels")
        if len(levels) < needed:
            yield _about_proposal(
                case,
                nl="Er is niets aangeboden, en de terugkeerboodschap is op "
                f"{len(levels)} van ten minste {needed} niveaus overgebracht.",
                en="Nothing was offered, and the return message was given at "
                f"{len(levels)} of at least {needed} levels.",
            )

    def _was_offered_something(self, case: Case, country: str) -> bool:
        return any(
            linkage.country == country
            and linkage.direction is Direction.INCENTIVE
            and linkage.actor in (Actor.NETHERLANDS, Actor.EU)
            and linkage.state not in _BEFORE_AN_OFFER
            for _, linkage in case.facts.of(Linkage)
        )


class LB03:
    """A restriction needs an assessment of its effect on bilateral relations.

    Source: letter of 6 March 2013, page 3.
    """

    moments = _DECIDED

    def breaches(self, case: Case) -> Iterator[Breach]:
        """Give the package if it restricts without that assessment."""
        proposal = case.proposed()
        if proposal is None or not case.restrictions():
            return
        assessed = case.paper(DocumentKind.RELATIONS_ASSESSMENT)
        if not assessed or not proposal.relations_effect.strip():
            yield _about_proposal(
                case,
                nl="Het effect op de betrekkingen is niet beoordeeld, of staat niet "
                "in het voorstel.",
                en="The effect on relations was not assessed, or is not in the "
                "proposal.",
            )


class LB04:
    """Every department that is touched has advised, or its silence is on record.

    Source: letter of 6 March 2013, page 3; the deadline by design.
    """

    moments = _DECIDED

    def breaches(self, case: Case) -> Iterator[Breach]:
        """Give one breach for each department that is still to be heard."""
        proposal = case.proposed()
        if proposal is None:
            return
        asked = {advice.department: advice for advice in case.advice()}
        for department in departments_touched(item for _, item in case.linkages()):
            advice = asked.get(department)
            name = department_name(department)
            if department is proposal.owner:
                continue
            if advice is None:
                yield _about_proposal(
                    case,
                    nl=f"Aan een departement is geen advies gevraagd: {name.nl}.",
                    en=f"A department was not asked for advice: {name.en}.",
                )
            elif advice.position is None and (
                advice.due >= case.today or advice.escalated_on is None
            ):
                yield _about_proposal(
                    case,
                    nl=f"Een departement heeft niet geadviseerd: {name.nl} "
                    f"(uiterlijk {format_day(advice.due, Language.NL)}).",
                    en=f"A department has not advised: {name.en} "
                    f"(due {format_day(advice.due, Language.EN)}).",
                )


class LB05:
    """The situation and problems of the country are considered, and help with them.

    Source: letter of 6 March 2013, page 3.
    """

    moments = _DECIDED

    def breaches(self, case: Case) -> Iterator[Breach]:
        """Give the proposal if nothing shows that they were considered."""
        proposal = case.proposed()
        if proposal is None:
            return
        recorded = case.paper(DocumentKind.SITUATION_ASSESSMENT) or any(
            situation.country == proposal.country
            and situation.kind in _OF_THE_COUNTRY
            and holds_on(record, case.today)
            for record, situation in case.facts.of(Situation)
        )
        if not recorded or not proposal.consideration.strip():
            yield _about_proposal(
                case,
                nl="De situatie van het land is niet vastgelegd, of er staat niet "
                "hoe die is meegewogen.",
                en="The situation of the country is not on record, or it does not "
                "say how it was considered.",
            )


class LB06:
    """The choice of instrument names at least one alternative and why not.

    Source: letter of 6 March 2013, page 3; the number by design.
    """

    moments = _DECIDED

    def breaches(self, case: Case) -> Iterator[Breach]:
        """Give the proposal if it names too few alternatives with reasons."""
        proposal = case.proposed()
        if proposal is None:
            return
        named = [
            other
            for other in proposal.alternatives
            if other.text.strip() and other.why_not.strip()
        ]
        needed = case.values.number("alternatives")
        if len(named) < needed:
            yield _about_proposal(
                case,
                nl=f"Er staan {len(named)} van ten minste {needed} alternatieven met "
                "reden in.",
                en=f"It names {len(named)} of at least {needed} alternatives with "
                "reasons.",
            )


class LB08:
    """A new step is reported to the House; deciding opens a commitment.

    Source: letter of 6 March 2013, page 3.
    """

    moments = _DECIDED

    def breaches(self, case: Case) -> Iterator[Breach]:
        """Give the decision if it takes a step and opens no commitment."""
        decision = case.decision
        if decision is None or decision.outcome is not DecisionOutcome.ADOPTED:
            return
        if decision.commitment is None:
            yield _about_proposal(
                case,
                nl="Het besluit opent geen toezegging om de Kamer te informeren.",
                en="The decision opens no commitment to inform the House.",
            )


class LB13:
    """A rights assessment (refoulement, also indirect; transit) precedes the decision.

    Source: design choice, from what parliaments and human rights bodies ask.
    """

    moments = _DECIDED

    def breaches(self, case: Case) -> Iterator[Breach]:
        """Give the proposal if no rights assessment lies with it."""
        if not case.paper(DocumentKind.RIGHTS_ASSESSMENT):
            yield _about_proposal(
                case,
                nl="Bij het voorstel ligt geen mensenrechtentoets.",
                en="No rights assessment lies with the proposal.",
            )


class LB16:
    """The own chain is ready to use what the partner grants.

    Source: design choice; documents that were granted and could not be used.
    """

    moments = _DECIDED

    def breaches(self, case: Case) -> Iterator[Breach]:
        """Give the proposal without a statement that knows the recorded facts."""
        proposal = case.proposed()
        if proposal is None or not proposal.pursues_forced_return:
            return
        if not case.paper(DocumentKind.CHAIN_READINESS):
            yield _about_proposal(
                case,
                nl="Bij het voorstel ligt geen verklaring over de gereedheid van de "
                "eigen keten.",
                en="No statement on the readiness of the own chain lies with the "
                "proposal.",
            )
        elif case.grants_since(DocumentKind.CHAIN_READINESS):
            yield _about_proposal(
                case,
                nl="De verklaring over de gereedheid van de eigen keten is ouder dan "
                "wat sindsdien over verleende documenten is vastgelegd.",
                en="The statement on the readiness of the own chain is older than what "
                "was recorded since on documents that were granted.",
            )
