"""Rules that hold for the register as it stands."""

from collections.abc import Iterator
from datetime import date, timedelta

from landenbenadering.core.language import Bilingual, text_with_days
from landenbenadering.policy.dealings import Contact, Strategy, Treaty
from landenbenadering.policy.deciding import Review
from landenbenadering.policy.facts import Commitment, Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.rules.breach import Breach, Moment
from landenbenadering.policy.rules.case import Case
from landenbenadering.policy.rules.situations import starts
from landenbenadering.policy.states import IN_FORCE
from landenbenadering.policy.vocabulary import Actor, ClauseWeighing, TreatyState

_ALWAYS = frozenset({Moment.ALWAYS})


class LB01:
    """Independent return is offered, with support, before forced return is pursued.

    Source: letter of 6 March 2013, page 1.
    """

    moments = frozenset(Moment)

    def breaches(self, case: Case) -> Iterator[Breach]:
        """Give the strategies, or the proposal, that pursue it without that offer."""
        proposal = case.proposed()
        supported = {
            strategy.country
            for _, strategy in case.facts.of(Strategy)
            if strategy.support
        }
        if proposal is not None and case.proposal is not None:
            aims = [(case.proposal.id, proposal.country)]
            aims = aims if proposal.pursues_forced_return else []
        else:
            aims = [
                (record.id, strategy.country)
                for record, strategy in case.facts.of(Strategy)
                if strategy.pursues_forced_return
            ]
        for name, country in aims:
            if country not in supported:
                yield Breach(
                    name,
                    Bilingual(
                        nl="Geen strategie voor dit land legt steun bij zelfstandige "
                        "terugkeer vast.",
                        en="No strategy for this country records support for "
                        "independent return.",
                    ),
                )


class LB07:
    """Every linkage in force has a review date, and reviews come round in time.

    Source: letter of 6 March 2013, page 3; the period by design. Linkages of our
    own: those of others are not ours to review.
    """

    moments = _ALWAYS

    def breaches(self, case: Case) -> Iterator[Breach]:
        """Give the linkages without a date, past it, or with one too far away."""
        period = timedelta(days=case.values.number("days"))
        reviewed: dict[str, date] = {}
        for _, review in case.facts.of(Review):
            held = reviewed.get(review.linkage, review.on)
            reviewed[review.linkage] = max(held, review.on)
        for record, linkage in case.facts.of(Linkage):
            if linkage.actor is not Actor.NETHERLANDS or linkage.state not in IN_FORCE:
                continue
            last = reviewed.get(record.id, record.known_from)
            breach = self._breach(
                record, linkage, today=case.today, latest=last + period
            )
            if breach is not None:
                yield breach

    def _breach(
        self, record: Record, linkage: Linkage, *, today: date, latest: date
    ) -> Breach | None:
        due = linkage.review_on
        if due is None:
            return Breach(
                record.id,
                Bilingual(
                    nl="Er is geen datum van herijking gesteld.",
                    en="No review date is set.",
                ),
            )
        if due < today:
            return Breach(
                record.id,
                text_with_days(
                    nl="De herijking van {due} is niet vastgelegd.",
                    en="The review of {due} is not on record.",
                    due=due,
                ),
                since=due,
            )
        if due > latest:
            return Breach(
                record.id,
                text_with_days(
                    nl="De herijking van {due} valt na de periode, die "
                    "tot {latest} loopt.",
                    en="The review of {due} falls after the period, "
                    "which runs until {latest}.",
                    due=due,
                    latest=latest,
                ),
            )
        return None


class LB09:
    """A commitment past its date is overdue until a letter keeps it.

    Source: letter of 6 March 2013, pages 1 and 3.
    """

    moments = _ALWAYS

    def breaches(self, case: Case) -> Iterator[Breach]:
        """Give every commitment that is overdue."""
        for record, commitment in case.facts.of(Commitment):
            due = commitment.due
            if due is None or due >= case.today or commitment.kept_by is not None:
                continue
            yield Breach(
                record.id,
                text_with_days(
                    nl="Deze toezegging moest uiterlijk {due} zijn "
                    "nagekomen; geen stuk komt haar na.",
                    en="This commitment was to be kept by {due}; no paper keeps it.",
                    due=due,
                ),
                since=due,
            )


class LB10:
    """In every contact with a country under a strategy the message is given.

    Source: letter of 6 March 2013, page 3. Contacts from before the strategy are not
    held to it.
    """

    moments = _ALWAYS

    def breaches(self, case: Case) -> Iterator[Breach]:
        """Give our contacts without the message and without the reason why not."""
        since = {s.country: starts(record) for record, s in case.facts.of(Strategy)}
        for record, contact in case.facts.of(Contact):
            if contact.by is not Actor.NETHERLANDS or contact.message_given:
                continue
            start = since.get(contact.country)
            if start is None or contact.on.latest < start:
                continue
            if contact.message_given is False and contact.why_not is not None:
                continue
            yield Breach(
                record.id,
                Bilingual(
                    nl="Niet vastgelegd is dat de terugkeerboodschap is gegeven, of "
                    "waarom niet.",
                    en="It is not on record that the return message was given, or "
                    "why not.",
                ),
            )


class LB17:
    """A new bilateral treaty is weighed for a readmission clause.

    Source: letter of 6 March 2013, page 3; 29 344, nr. 20.
    """

    moments = _ALWAYS

    def breaches(self, case: Case) -> Iterator[Breach]:
        """Give the treaties to come for which it was not weighed, or not why."""
        for record, treaty in case.facts.of(Treaty):
            coming = treaty.state in (TreatyState.NEGOTIATED, TreatyState.SIGNED)
            weighed = treaty.clause is not ClauseWeighing.NOT_WEIGHED
            if coming and not (weighed and treaty.why is not None):
                yield Breach(
                    record.id,
                    Bilingual(
                        nl="Een terug- en overnameclausule is niet afgewogen, of de "
                        "redenen staan er niet bij.",
                        en="A readmission clause was not weighed, or the reasons are "
                        "not given.",
                    ),
                )
