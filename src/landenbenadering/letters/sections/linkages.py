"""Linkages and their outcome so far, each composed from its own fields."""

from landenbenadering.core.citation import Citation
from landenbenadering.core.language import format_day
from landenbenadering.letters.blocks import Block, Paragraph
from landenbenadering.letters.drafting import Draft, Saying, sentence
from landenbenadering.letters.formats import format_moment, format_money
from landenbenadering.policy.facts import Document, Linkage, Purpose
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Actor, DocumentKind, Topic

LINKAGES_AT = 35
_HERE = Saying("", (), ())


def linkages(draft: Draft) -> list[Block]:
    """Tell of every linkage known, oldest first, one paragraph each.

    Statements placed before `LINKAGES_AT` introduce them, the others follow.
    """
    statements = draft.statements(Topic.LINKAGES, between={LINKAGES_AT: [_HERE]})
    here = statements.index(_HERE)
    blocks: list[Block] = [*draft.paragraphs(statements[:here])]
    for record, linkage in sorted(draft.register.of(Linkage), key=_since):
        blocks.append(Paragraph(draft.claims(_tell(draft, record, linkage))))
    blocks += draft.paragraphs(statements[here + 1 :])
    return [draft.heading("linkages"), *blocks] if blocks else []


def _since(item: tuple[Record, Linkage]) -> tuple[str, str]:
    record, linkage = item
    return str(linkage.since), record.id


def _tell(draft: Draft, record: Record, linkage: Linkage) -> list[Saying]:
    """Compose what was done, for what, why, and what came of it."""
    here = record.citations
    sayings = [Saying(_measure(draft, linkage), (record,), here)]
    if reason := _reason(draft, linkage):
        sayings.append(Saying(reason, (record,), here))
    sayings += _purposes(draft, record, linkage)
    if condition := _condition(draft, linkage):
        sayings.append(Saying(condition, (record,), here))
    sayings.append(Saying(_outcome(draft, linkage), (record,), here))
    return sayings


def _measure(draft: Draft, linkage: Linkage) -> str:
    """Say who did what when, what it consists of, and how it stands."""
    side = "reverse" if linkage.actor is Actor.PARTNER else "own"
    values = {
        "moment": format_moment(linkage.since, draft.language),
        "country": draft.name(linkage.country),
        "measure": draft.say(f"linkage.direction.{linkage.direction}"),
        "content": _content(draft, linkage),
    }
    if side == "own":
        values["actor"] = draft.say(f"linkage.actor.{linkage.actor}")
    return sentence(draft.say(f"linkage.{side}.{linkage.state}", **values))


def _content(draft: Draft, linkage: Linkage) -> str:
    text = draft.text(linkage.text).removesuffix(".")
    if linkage.amount is None:
        return text
    amount = format_money(linkage.amount, draft.language)
    return draft.say("linkage.amount", content=text, amount=amount)


def _condition(draft: Draft, linkage: Linkage) -> str:
    if linkage.condition is None:
        return ""
    condition = draft.text(linkage.condition).removesuffix(".")
    side = "reverse_condition" if linkage.actor is Actor.PARTNER else "condition"
    key = f"linkage.{side}.{linkage.direction}"
    return sentence(draft.say(key, condition=condition))


def _reason(draft: Draft, linkage: Linkage) -> str:
    if linkage.reason is None:
        return ""
    reason = draft.text(linkage.reason).removesuffix(".")
    openers = tuple(draft.say("linkage.reason_openers").split())
    first_word = reason.partition(" ")[0].casefold()
    key = "linkage.reason" if first_word in openers else "linkage.reason_bare"
    return sentence(draft.say(key, reason=reason))


def _outcome(draft: Draft, linkage: Linkage) -> str:
    if linkage.outcome is None:
        return draft.say("linkage.no_outcome")
    return sentence(draft.text(linkage.outcome))


def _purposes(draft: Draft, record: Record, linkage: Linkage) -> list[Saying]:
    """Give the purpose, per source where sources are several."""
    several = len(linkage.purposes) > 1
    return [
        _purpose(draft, record, purpose, named=several) for purpose in linkage.purposes
    ]


def _purpose(draft: Draft, record: Record, purpose: Purpose, *, named: bool) -> Saying:
    text = draft.text(purpose.text).removesuffix(".")
    sources: tuple[Citation, ...] = (purpose.according_to,)
    if not named:
        said = draft.say("linkage.purpose", purpose=text)
        return Saying(sentence(said), (record,), sources)
    paper = draft.notes.documents.get(purpose.according_to.document)
    if paper is None:
        said = draft.say("linkage.purpose_unnamed", purpose=text)
        return Saying(sentence(said), (record,), sources)
    name = _paper_name(draft, paper[1])
    said = draft.say("linkage.purpose_by", source=name, purpose=text)
    return Saying(sentence(said), (record, paper[0]), sources)


def _paper_name(draft: Draft, paper: Document) -> str:
    if paper.kind is DocumentKind.KAMERSTUK and paper.dated is not None:
        day = format_day(paper.dated, draft.language)
        return draft.say("linkage.letter_of", day=day)
    return draft.say("linkage.paper", title=draft.text(paper.title))
