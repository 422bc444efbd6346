"""Commitments: which ones the letter answers, and what is promised next."""

from datetime import date

from landenbenadering.core.language import format_day
from landenbenadering.letters.blocks import Block, Gap, ListBlock
from landenbenadering.letters.drafting import Draft, Saying, sentence
from landenbenadering.letters.formats import format_moment, format_series
from landenbenadering.letters.sections.head import offices
from landenbenadering.policy.facts import Commitment, Document, Occasion
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.vocabulary import DocumentKind, OfficeRole, Topic

Promise = tuple[Record, Commitment]


def answered(register: Register) -> list[Promise]:
    """List the commitments that a letter of the register's day answers.

    Those kept by a paper of that very day. Where there is none, the open ones that
    are due by then, and those without a date that were made in a debate: the House
    then waits for an answer, while a promise that a letter makes is a standing one.
    """
    known_on = register.as_of.known_on
    today = papers_of(register, known_on)
    promises = sorted(register.of(Commitment), key=_made_on)
    kept = [item for item in promises if item[1].kept_by in today]
    return kept or [item for item in promises if _asks_now(item[1], register)]


def papers_of(register: Register, day: date) -> set[str]:
    """Give the ids of the papers dated `day`."""
    return {record.id for record, paper in register.of(Document) if paper.dated == day}


def _asks_now(promise: Commitment, register: Register) -> bool:
    if promise.kept_by is not None:
        return False
    if promise.due is not None:
        return promise.due <= register.as_of.known_on
    debates = {
        record.id
        for record, paper in register.of(Document)
        if paper.kind is DocumentKind.HANDELINGEN
    }
    return any(made.citation.document in debates for made in promise.made[:1])


def _made_on(promise: Promise) -> tuple[str, str]:
    record, commitment = promise
    made = commitment.made[0].on if commitment.made else None
    return str(made or ""), record.id


def opening(draft: Draft) -> list[Block]:
    """Open with the subject and the commitments that the letter answers."""
    sayings = [_subject(draft)]
    sayings += [_answers(draft, item) for item in answered(draft.register)]
    known = [saying for saying in sayings if saying is not None]
    if not known:
        return [Gap(draft.say("gap", what=draft.say("gap_of.commitment")))]
    return [*draft.paragraphs(known)]


def _subject(draft: Draft) -> Saying | None:
    """Say on whose behalf the letter is written; nothing if no office is known."""
    co_signing = offices(draft, OfficeRole.CO_RESPONSIBLE)
    signing = offices(draft, OfficeRole.SIGNATORY)
    if not (co_signing or signing):
        return None
    records = tuple(record for record, _ in (*signing, *co_signing))
    if not co_signing:
        return Saying(draft.say("opening.alone"), records, ())
    titles = [draft.text(office.title) for _, office in co_signing]
    others = format_series(titles, draft.language)
    return Saying(draft.say("opening.together", others=others), records, ())


def _answers(draft: Draft, item: Promise) -> Saying:
    record, promise = item
    text = draft.say(
        "opening.answers",
        promise=draft.text(promise.text),
        made=_history(draft, promise),
        late=_late(draft, promise),
    )
    papers = ((made.citation, *made.further) for made in promise.made)
    citations = tuple(citation for paper in papers for citation in paper)
    return Saying(sentence(text), (record,), citations)


def _late(draft: Draft, promise: Commitment) -> str:
    """Say that the promise is past its date, as a clause; empty if it is not."""
    if promise.due is None or promise.due >= draft.register.as_of.known_on:
        return ""
    return draft.say("promise.late", moment=_due_moment(draft, promise, promise.due))


def _due_moment(draft: Draft, promise: Commitment, due: date) -> str:
    """Give the date as it was promised, or the last day."""
    if promise.due_text is not None:
        return draft.text(promise.due_text)
    return draft.say("promise.by", day=format_day(due, draft.language))


def _history(draft: Draft, promise: Commitment) -> str:
    """Tell where a promise was made and repeated, as a clause; may be empty."""
    if not promise.made:
        return ""
    first, *others = (_occasion(draft, occasion) for occasion in promise.made)
    made = draft.say("promise.made", occasion=first)
    if not others:
        return made
    repeated = format_series(others, draft.language)
    return made + draft.say("promise.repeated", occasions=repeated)


def _occasion(draft: Draft, occasion: Occasion) -> str:
    place = draft.text(occasion.place)
    if occasion.on is None:
        return place
    moment = format_moment(occasion.on, draft.language)
    return draft.say("promise.occasion", place=place, moment=moment)


def promised(draft: Draft) -> list[Block]:
    """Say what is promised next: dated promises first, then the standing ones."""
    answered_ids = {record.id for record, _ in answered(draft.register)}
    sayings = [
        _open(draft, item)
        for item in sorted(draft.register.of(Commitment), key=_due)
        if item[1].kept_by is None and item[0].id not in answered_ids
    ]
    blocks: list[Block] = [ListBlock(draft.claims(sayings))] if sayings else []
    blocks += draft.paragraphs(draft.statements(Topic.PROMISES))
    return [draft.heading("promises"), *blocks] if blocks else []


def _due(promise: Promise) -> tuple[date, str]:
    record, commitment = promise
    return commitment.due or date.max, record.id


def _open(draft: Draft, item: Promise) -> Saying:
    record, promise = item
    text = draft.text(promise.text)
    if promise.due is None:
        said = draft.say("promise.standing", promise=text)
    else:
        overdue = promise.due < draft.register.as_of.known_on
        key = "promise.overdue" if overdue else "promise.due"
        moment = _due_moment(draft, promise, promise.due)
        said = draft.say(key, promise=text, moment=moment)
    return Saying.of(sentence(said), record)
