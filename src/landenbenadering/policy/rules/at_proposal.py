"""Rules that hold for what is proposed."""

from collections.abc import Iterator

from landenbenadering.core.language import Bilingual
from landenbenadering.policy.dealings import Instrument, Position, Strategy
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.rules.breach import Breach, Moment
from landenbenadering.policy.rules.case import Case
from landenbenadering.policy.rules.situations import holds_on, return_is_barred
from landenbenadering.policy.states import IN_FORCE
from landenbenadering.policy.vocabulary import (
    Actor,
    Frame,
    LinkageState,
    PolicyArea,
    PositionKind,
)

_PROPOSED = frozenset({Moment.PROPOSAL, Moment.DECISION})
_THROUGHOUT = frozenset(Moment)
_COMING = frozenset({LinkageState.PROPOSED, LinkageState.DECIDED})


class LB11:
    """Humanitarian aid is never linked.

    Source: motion 35 000 V, nr. 21.
    """

    moments = _THROUGHOUT

    def breaches(self, case: Case) -> Iterator[Breach]:
        """Give the linkages of the package, or of our own in force, that do it."""
        for name, linkage in case.linkages() if case.proposal else self._own(case):
            instrument = case.facts.get(linkage.instrument or "", Instrument)
            area = linkage.policy_area is PolicyArea.HUMANITARIAN
            if area or (instrument is not None and instrument.humanitarian):
                yield Breach(
                    name,
                    Bilingual(
                        nl="Deze koppeling raakt humanitaire hulp.",
                        en="This linkage touches humanitarian aid.",
                    ),
                )

    def _own(self, case: Case) -> Iterator[tuple[str, Linkage]]:
        for record, linkage in case.facts.of(Linkage):
            ours = linkage.actor in (Actor.NETHERLANDS, Actor.EU)
            if ours and linkage.state in IN_FORCE | _COMING:
                yield record.id, linkage


class LB12:
    """No aim of forced return while it is barred by a moratorium or a court.

    Source: design choice, from asylum law and court rulings.
    """

    moments = _THROUGHOUT

    def breaches(self, case: Case) -> Iterator[Breach]:
        """Give the proposal, or every strategy, that pursues what is barred."""
        for name, country in self._aims(case):
            barred = return_is_barred(case.facts, country, on=case.today)
            if barred is not None:
                nl, en = barred.text.nl, barred.text.en
                yield Breach(
                    name,
                    Bilingual(
                        nl=f"Gedwongen terugkeer is het doel, maar: {nl}",
                        en=f"Forced return is the aim, but: {en}",
                    ),
                )

    def _aims(self, case: Case) -> Iterator[tuple[str, str]]:
        proposal = case.proposed()
        if proposal is None or case.proposal is None:
            for record, strategy in case.facts.of(Strategy):
                if strategy.pursues_forced_return:
                    yield record.id, strategy.country
        elif proposal.pursues_forced_return:
            yield case.proposal.id, proposal.country


class LB14:
    """European frame first, a smaller circle if need be; no own talks under a mandate.

    Source: letter of 6 March 2013, pages 3 and 4; the second half by design.
    """

    moments = _PROPOSED

    def breaches(self, case: Case) -> Iterator[Breach]:
        """Give the proposal if it leaves the European frame without grounds."""
        proposal = case.proposed()
        if proposal is None or case.proposal is None:
            return
        if proposal.frame is Frame.EUROPEAN:
            return
        if not proposal.frame_reason.strip():
            yield Breach(
                case.proposal.id,
                Bilingual(
                    nl="Er staat niet waarom het Europese kader niet is gekozen.",
                    en="It does not say why the European frame was not chosen.",
                ),
            )
        if self._mandated(case, proposal.country):
            yield Breach(
                case.proposal.id,
                Bilingual(
                    nl="De Europese Unie heeft een mandaat om met dit land te "
                    "onderhandelen.",
                    en="The European Union has a mandate to negotiate with this "
                    "country.",
                ),
            )

    def _mandated(self, case: Case, country: str) -> bool:
        return any(
            position.kind is PositionKind.MANDATE
            and position.by is None
            and position.towards == country
            and holds_on(record, case.today)
            for record, position in case.facts.of(Position)
        )


class LB15:
    """The size of the problem is stated, with its uncertainty.

    Source: design choice; the first question of the House on Ghana.
    """

    moments = _PROPOSED

    def breaches(self, case: Case) -> Iterator[Breach]:
        """Give the proposal if it does not say how many people it is about."""
        proposal = case.proposed()
        if proposal is None or case.proposal is None:
            return
        size = proposal.problem_size
        if size is None or not size.basis.strip():
            yield Breach(
                case.proposal.id,
                Bilingual(
                    nl="Er staat niet om hoeveel mensen het gaat, of waarop dat "
                    "berust.",
                    en="It does not say how many people this is about, or on what "
                    "that rests.",
                ),
            )


class LB18:
    """Taking part in a dialogue is weighed on the weight of migration in the relation.

    Source: letter of 6 March 2013, page 3.
    """

    moments = _PROPOSED

    def breaches(self, case: Case) -> Iterator[Breach]:
        """Give the proposal if it joins a dialogue without that weighing."""
        proposal = case.proposed()
        if proposal is None or case.proposal is None:
            return
        if proposal.joins_dialogue and not proposal.dialogue_weight.strip():
            yield Breach(
                case.proposal.id,
                Bilingual(
                    nl="Het voorstel neemt deel aan een dialoog of partnerschap "
                    "zonder te zeggen hoe zwaar migratie in de relatie weegt.",
                    en="The proposal joins a dialogue or partnership without saying "
                    "how much migration weighs in the relation.",
                ),
            )
