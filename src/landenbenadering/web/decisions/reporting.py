"""Keeping a commitment with a letter, which makes readable what it tells the House."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from landenbenadering.core.citation import Citation
from landenbenadering.policy.addenda import is_stricter
from landenbenadering.policy.facts import Commitment, Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.permissions import Act, may
from landenbenadering.web.decisions.errors import DecisionsError, NotAllowedError
from landenbenadering.web.decisions.storing import ALL_LEVELS, held, now, store_all
from landenbenadering.web.decisions.taking import step_of
from landenbenadering.web.register.selectors import records_by_id


@step_of(Act.SEND_LETTER)
def keep_commitment(
    record: Record,
    letter: Record,
    *,
    told: Collection[Record],
    expected_version: int,
    author: Account,
) -> Record:
    """Record that a letter keeps a commitment; give the commitment as it then stands.

    From the day of the letter on, the commitment and the linkages that the letter
    tells of are as readable as the letter, and rest on it. Versions from before stay
    for their own readers.

    Parameters
    ----------
    letter : Record
        The document; stored if the register does not hold it.
    told : collection of Record
        The linkages of which the letter tells.

    Raises
    ------
    NotAllowedError
        DEC101 the author sends no letters.
    DecisionsError
        DEC109 a letter keeps it already.
    VersionConflictError
        REG103 someone changed it since the author read it.
    """
    if not may(author, Act.SEND_LETTER):
        raise NotAllowedError("report to the House")
    fact = record.fact
    if not isinstance(fact, Commitment):
        raise TypeError(f"{record.id} is not a commitment")
    if fact.kept_by is not None:
        raise DecisionsError(
            "DEC109",
            problem="A letter keeps this commitment already.",
            remedy="Correct the commitment if it was another letter.",
        )
    kept = replace(_readable_with(fact, letter), kept_by=letter.id)
    steps = [] if held(letter.id) is not None else [(letter, 0)]
    steps += [(_told(one, letter), one.version) for one in _linkages(told)]
    steps.append((_told(replace(record, fact=kept), letter), expected_version))
    return store_all(steps, author=author, act=Act.SEND_LETTER)[-1]


def _linkages(told: Collection[Record]) -> Iterator[Record]:
    for record in told:
        if not isinstance(record.fact, Linkage):
            raise TypeError(f"{record.id} is not a linkage")
        yield record


def _told(record: Record, letter: Record) -> Record:
    """Give the version of a fact that rests on a letter and is as readable."""
    level = _opener(record.disclosure, letter.disclosure)
    kept = _readable(record.citations, level)
    cited = tuple(dict.fromkeys((*kept, Citation(letter.id))))
    known = max(record.known_from, letter.known_from)
    return replace(
        record,
        known_from=known,
        disclosure=level,
        citations=cited,
        corrects=None,
        entered=None,
    )


def _readable_with(fact: Commitment, letter: Record) -> Commitment:
    """Have an occasion rest on the letter where its own paper is for fewer readers."""
    return replace(
        fact,
        made=tuple(
            replace(
                one,
                citation=one.citation
                if _readable([one.citation], letter.disclosure)
                else Citation(letter.id),
                further=_readable(one.further, letter.disclosure),
            )
            for one in fact.made
        ),
    )


def _readable(
    citations: Collection[Citation], level: Disclosure
) -> tuple[Citation, ...]:
    """Give the citations of papers that everyone may read who reads this level."""
    names = [citation.document for citation in citations]
    papers = records_by_id(names, now(), ALL_LEVELS)
    return tuple(
        citation
        for citation in citations
        if not is_stricter(papers[citation.document].disclosure, than=level)
    )


def _opener(one: Disclosure, other: Disclosure) -> Disclosure:
    return other if is_stricter(one, than=other) else one
