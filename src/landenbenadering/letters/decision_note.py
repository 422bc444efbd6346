"""Compose the decision note on a proposal: what is weighed, and what stands against.

The note is a letter like the others: every claim names the records that it rests on,
and the same writers make PDF, DOCX and HTML of it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from landenbenadering.core.country import Country
from landenbenadering.core.language import Bilingual, Language, format_day
from landenbenadering.letters.blocks import (
    AppraisalClaim,
    Block,
    Claim,
    FactRef,
    Gap,
    Heading,
    LateEntries,
    Letter,
    ListBlock,
    Paragraph,
    RuleClaim,
    may_read,
)
from landenbenadering.letters.drafting import Draft, sentence
from landenbenadering.letters.errors import LettersError
from landenbenadering.letters.formats import format_money, one_line
from landenbenadering.letters.note_matter import AdoptedAppraisal, NoteMatter
from landenbenadering.letters.notes import NoteBook, reference
from landenbenadering.policy.deciding import Advice, Decision, Override
from landenbenadering.policy.departments import department_name
from landenbenadering.policy.facts import Document, Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.rules.book import Verdict
from landenbenadering.policy.vocabulary import (
    AdvicePosition,
    Department,
    Disclosure,
    DocumentKind,
    Frame,
    ProposalState,
)


def compose_decision_note(
    register: Register,
    matter: NoteMatter,
    *,
    countries: Mapping[str, Country],
    language: Language,
    level: Disclosure,
) -> Letter:
    """Compose the note as the register stands.

    Parameters
    ----------
    register : Register
        Must hold every record of `matter` and the papers that they name; what is
        less public than `level` is left out.

    Raises
    ------
    LettersError
        LET102 to LET104, as `Letter` says: a record of `matter` is not in the
        register, or is less public than the note; LET108 the appraisal is an
        illustration.
    """
    if matter.appraisal is not None and matter.appraisal.illustration:
        raise LettersError(
            "LET108",
            problem=f"{matter.appraisal.name!r} is an illustration: its scores are "
            "invented.",
            remedy="Adopt an appraisal with scores that somebody answers for.",
        )
    records = tuple(r for r in register.records if may_read(r.disclosure, level=level))
    readable = replace(register, records=records)
    documents = {r.id: (r, paper) for r, paper in readable.of(Document)}
    notes = NoteBook(documents, language, own_papers=frozenset())
    note = _Note(Draft(readable, language, countries, notes), matter)
    blocks = tuple(note.blocks())
    day = format_day(register.as_of.known_on, language)
    return Letter(
        title=note.say("title", title=matter.fact.title),
        language=language,
        known_on=register.as_of.known_on,
        entered_by=register.as_of.entered_by,
        level=level,
        place_and_date=note.draft.say("head.place_and_date", day=day),
        salutation=note.salutation(),
        addressee=(note.claim(note.say("to", country=note.country())),),
        blocks=blocks,
        signature=(note.claim(note.say("from", department=note.owner())),),
        notes=notes.written(),
        annexes=(),
        own_paper="",
        entries=LateEntries(
            len({f for b in _claims(blocks) for f in b.facts}), 0, None
        ),
        register=readable,
        standing=note.standing(),
    )


def _claims(blocks: Sequence[Block]) -> Iterator[Claim]:
    for block in blocks:
        if isinstance(block, Paragraph | ListBlock):
            yield from block.claims


@dataclass(frozen=True, slots=True)
class _Note:
    """The note while it is composed, section by section."""

    draft: Draft
    matter: NoteMatter

    def say(self, key: str, /, **values: str) -> str:
        """Fill a frame of the note and close the gaps that empty values leave."""
        filled = {name: one_line(value) for name, value in values.items()}
        said = self.draft.say(f"decision_note.{key}", **filled)
        return re.sub(" {2,}", " ", said).strip()

    def claim(self, text: str, record: Record | None = None) -> Claim:
        """Make a claim that rests on a record; on the proposal if none is named."""
        source = record or self.matter.proposal
        return Claim(one_line(text), (FactRef(source.id, source.version),))

    def heading(self, key: str) -> Heading:
        return Heading(1, self.say(f"heading.{key}"))

    def gap(self, key: str) -> Gap:
        return Gap(self.say("gap", what=self.say(f"of.{key}")))

    def country(self) -> str:
        return self.draft.name(self.matter.fact.country)

    def settled(self) -> str:
        """Say how it ended: by which ruling, or withdrawn; empty while it is open."""
        decided = self.decided()
        if decided is not None:
            return str(decided.outcome)
        withdrawn = self.matter.fact.state is ProposalState.WITHDRAWN
        return "withdrawn" if withdrawn else ""

    def standing(self) -> str:
        """Give the line at the head of a note that is no draft any more."""
        ended, decided = self.settled(), self.decided()
        if decided is not None:
            return self.say(f"standing.{ended}", day=self.day(decided.taken_on))
        return self.say(f"standing.{ended}") if ended else ""

    def salutation(self) -> str:
        standing = self.standing()
        return f"{standing}." if standing else self.say("salutation")

    def decided(self) -> Decision | None:
        record = self.matter.decision
        fact = None if record is None else record.fact
        return fact if isinstance(fact, Decision) else None

    def owner(self) -> str:
        return self.department(self.matter.fact.owner)

    def department(self, department: Department) -> str:
        return department_name(department).in_(self.draft.language)

    def day(self, day: date | None) -> str:
        return "" if day is None else format_day(day, self.draft.language)

    def blocks(self) -> Iterator[Block]:
        """Give every section in the order of the note."""
        yield self.heading("proposal")
        yield Paragraph((self.claim(sentence(self.matter.fact.text)),))
        yield self.frame()
        yield self.heading("package")
        yield from self.listed([*self.package()], "package")
        if self.matter.appraisal is not None:
            yield self.heading("appraisal")
            yield self.appraisal(self.matter.appraisal)
        yield self.heading("size")
        yield self.size()
        yield self.heading("interests")
        yield from self.listed([*self.interests()], "interests")
        yield self.heading("alternatives")
        yield from self.listed([*self.alternatives()], "alternatives")
        yield self.heading("effects")
        yield from self.effects()
        yield self.heading("rights")
        yield from self.papers()
        yield self.heading("advice")
        yield from self.listed([*self.advice()], "advice")
        yield self.heading("rules")
        yield ListBlock(tuple(self.rules()))
        yield self.heading("decision")
        yield self.decision()

    def listed(self, claims: list[Claim], missing: str) -> Iterator[Block]:
        yield ListBlock(tuple(claims)) if claims else self.gap(missing)

    def frame(self) -> Block:
        fact = self.matter.fact
        if fact.frame is Frame.EUROPEAN:
            return Paragraph((self.claim(self.say("frame.european")),))
        reason = sentence(fact.frame_reason) if fact.frame_reason.strip() else ""
        said = self.claim(self.say(f"frame.{fact.frame}", reason=reason))
        return Paragraph((said,))

    def package(self) -> Iterator[Claim]:
        for record in self.matter.linkages:
            if isinstance(record.fact, Linkage):
                yield self.claim(self.linkage(record.fact), record)

    def linkage(self, linkage: Linkage) -> str:
        content = self.draft.text(linkage.text)
        if linkage.amount is not None:
            amount = format_money(linkage.amount, self.draft.language)
            content = self.draft.say("linkage.amount", content=content, amount=amount)
        values = {
            "area": self.draft.say(f"area.{linkage.policy_area}"),
            "content": content,
            "direction": self.say(f"direction.{linkage.direction}"),
            "state": self.say(f"state.{linkage.state}"),
        }
        if linkage.condition is None:
            return self.say("linkage", **values)
        condition = self.draft.text(linkage.condition)
        return self.say("condition", condition=condition, **values)

    def appraisal(self, held: AdoptedAppraisal) -> Block:
        """Say what was weighed, what was chosen and what belonged in every package."""
        key = "appraisal.weighed" if held.complete else "appraisal.weighed_partly"
        said = [
            self.say(
                key,
                title=self.draft.text(held.title),
                day=self.day(held.weighed_on),
                count=str(held.packages),
            ),
            self.say("appraisal.chosen", chosen=self.names(held.chosen)),
        ]
        if held.core:
            said.append(self.say("appraisal.core", core=self.names(held.core)))
        said.append(self.say("appraisal.frozen", name=held.name, sha256=held.sha256))
        proposal = self.matter.proposal
        rests_on = (FactRef(proposal.id, proposal.version),)
        return Paragraph(
            tuple(
                AppraisalClaim(one_line(text), rests_on, sha256=held.sha256)
                for text in said
            )
        )

    def names(self, names: Sequence[Bilingual]) -> str:
        return ", ".join(self.draft.text(name) for name in names) or "–"

    def size(self) -> Block:
        size = self.matter.fact.problem_size
        if size is None:
            return self.gap("size")
        values = {"least": str(size.least), "basis": sentence(size.basis)}
        if size.most is None:
            return Paragraph((self.claim(self.say("size_open", **values)),))
        said = self.say("size", most=str(size.most), **values)
        return Paragraph((self.claim(said),))

    def interests(self) -> Iterator[Claim]:
        for interest in self.matter.fact.interests:
            name = self.department(interest.department)
            text = sentence(interest.text)
            yield self.claim(self.say("interest", department=name, text=text))

    def alternatives(self) -> Iterator[Claim]:
        for other in self.matter.fact.alternatives:
            text, why = sentence(other.text), sentence(other.why_not)
            yield self.claim(self.say("alternative", text=text, why=why))

    def effects(self) -> Iterator[Block]:
        fact = self.matter.fact
        for key, text in (
            ("relations", fact.relations_effect),
            ("country", fact.country_effect),
            ("consideration", fact.consideration),
        ):
            if text.strip():
                yield Paragraph((self.claim(self.say(key, text=sentence(text))),))
            else:
                yield self.gap(key)

    def papers(self) -> Iterator[Block]:
        """Name the papers with the proposal; say so if the rights one is missing."""
        held = [
            (record, record.fact)
            for record in self.draft.register.records
            if record.id in self.matter.fact.documents
            and isinstance(record.fact, Document)
        ]
        if not any(paper.kind is DocumentKind.RIGHTS_ASSESSMENT for _, paper in held):
            yield self.gap("rights")
        if held:
            yield ListBlock(
                tuple(self.claim(self.paper(paper), record) for record, paper in held)
            )

    def paper(self, paper: Document) -> str:
        """Name a paper with its kind, number and date; its address stays with it."""
        said = replace(paper, url=None)
        kind = self.say(f"paper_kind.{paper.kind}")
        name = reference(said, self.draft.language)
        return self.say("paper", kind=kind, paper=name)

    def advice(self) -> Iterator[Claim]:
        for record in self.matter.advice:
            if isinstance(record.fact, Advice):
                yield self.claim(self.advice_text(record.fact), record)

    def advice_text(self, advice: Advice) -> str:
        name = self.department(advice.department)
        due = self.day(advice.due)
        if advice.position is None:
            if advice.escalated_on is None:
                return self.say("advice.silent", department=name, day=due)
            higher = self.day(advice.escalated_on)
            return self.say(
                "advice.escalated", department=name, day=due, escalated=higher
            )
        values = {
            "department": name,
            "reasons": sentence(advice.reasons) if advice.reasons else "",
        }
        if advice.position is AdvicePosition.AGREE_WITH_CONDITIONS:
            values["conditions"] = sentence(advice.conditions)
        said = self.say(f"advice.{advice.position}", **values)
        if advice.given_on is None:
            return said
        return f"{said} {self.say('advice.given', day=self.day(advice.given_on))}"

    def rules(self) -> Iterator[Claim]:
        """Say which rules are broken, some knowingly, and then which are kept."""
        decided = self.decided()
        overrides = () if decided is None else decided.overrides
        named = {override.rule: override for override in overrides}
        for verdict in self.matter.verdicts:
            if not verdict.kept:
                yield self.broken(verdict, named.get(verdict.rule.number))
        for verdict in self.matter.verdicts:
            if verdict.kept:
                number, text = verdict.rule.number, self.draft.text(verdict.rule.text)
                said = self.say("rules.kept", rule=number, text=text)
                yield self.found(number, said)

    def broken(self, verdict: Verdict, override: Override | None) -> Claim:
        values = {
            "rule": verdict.rule.number,
            "text": self.draft.text(verdict.rule.text),
            "because": " ".join(self.draft.text(b.because) for b in verdict.breaches),
        }
        if override is None:
            return self.found(verdict.rule.number, self.say("rules.broken", **values))
        reason = sentence(override.reason)
        said = self.say("rules.overridden", reason=reason, **values)
        return self.found(verdict.rule.number, said)

    def found(self, rule: str, text: str) -> RuleClaim:
        proposal = self.matter.proposal
        return RuleClaim(text, (FactRef(proposal.id, proposal.version),), rule=rule)

    def decision(self) -> Block:
        record, fact = self.matter.decision, self.decided()
        if record is None or fact is None:
            if self.settled():
                return Paragraph((self.claim(self.say("decision.withdrawn")),))
            return self.gap("decision")
        said = [
            self.say(f"decision.{fact.outcome}", day=self.day(fact.taken_on)),
            self.say("decision.weighing", text=sentence(fact.weighing)),
        ]
        if fact.review_on is not None:
            said.append(self.say("decision.review", day=self.day(fact.review_on)))
        return Paragraph(tuple(self.claim(text, record) for text in said))
