"""What is done with a country beside the linkages, section by section for its page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from landenbenadering.core.interval import Interval
from landenbenadering.letters.formats import format_ratio
from landenbenadering.pipelines.chain_rows import chain_told
from landenbenadering.pipelines.readiness import readiness_of
from landenbenadering.pipelines.recorded_chain import RecordedFunnel, recorded_funnels
from landenbenadering.policy.dealings import (
    Agreement,
    Allegation,
    Contact,
    DocumentGrant,
    Performance,
    Position,
    Project,
    Situation,
    Strategy,
    Treaty,
)
from landenbenadering.policy.deciding import Proposal
from landenbenadering.policy.facts import Fact
from landenbenadering.policy.keeping import term_verdicts
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.rules.situations import holds_on
from landenbenadering.web.register.counted_words import within_text
from landenbenadering.web.register.describe import validity_of
from landenbenadering.web.register.plain_details import (
    country_name,
    money_text,
    partial_text,
    text_of,
)
from landenbenadering.web.register.words import word


@dataclass(frozen=True, slots=True)
class Line:
    """One fact in a section.

    Attributes
    ----------
    badges : tuple of str
        How it stands, in one or two words each.
    notes : tuple of str
        What else its reader wants to know, as short texts.
    past : bool
        Whether it no longer holds on the day of the page.
    url : str
        A page of its own beside that of the record; empty if there is none.
    """

    record: Record
    text: str
    badges: tuple[str, ...]
    notes: tuple[str, ...]
    past: bool
    url: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Facts of one sort, those that hold before those of the past.

    `together` says what they come to, where there are more; empty otherwise.
    """

    key: str
    heading: str
    lines: tuple[Line, ...]
    together: str = ""


@dataclass(frozen=True, slots=True)
class Dealings:
    """Every section with something in it, in the order of the page.

    Attributes
    ----------
    before, after : tuple of Section
        Those that stand before and after the linkages.
    behind : tuple of Record
        Records that name no country and were read too, as allegations.
    """

    before: tuple[Section, ...]
    after: tuple[Section, ...]
    behind: tuple[Record, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        """The records of every line, and those behind them."""
        sections = (*self.before, *self.after)
        return (*(x.record for s in sections for x in s.lines), *self.behind)


def dealings_with(iso3: str, register: Register) -> Dealings:
    """Put together what is done with a country, as the register stands."""
    today = register.as_of.known_on
    behind = _Behind(register, today)

    def section(key: str, heading: str, *kinds: type[Fact]) -> Section:
        held = [
            record
            for record in register.records
            if isinstance(record.fact, kinds) and _country(record.fact) == iso3
        ]
        lines = [_line(record, behind) for record in held]
        return Section(key, heading, tuple(sorted(lines, key=_order)))

    before = (
        section("strategy", _("Strategy"), Strategy),
        section("situation", _("What holds in the country"), Situation),
    )
    after = (
        section("proposals", _("Proposals"), Proposal),
        section("agreements", _("Agreements and treaties"), Agreement, Treaty),
        replace(
            section(
                "readiness", _("What was done with documents granted"), DocumentGrant
            ),
            together=_all_grants(iso3, register),
        ),
        section("talks", _("Contacts and projects"), Contact, Project),
        section("others", _("Steps of the European Union and others"), Position),
    )
    return Dealings(
        tuple(part for part in before if part.lines),
        tuple(part for part in after if part.lines),
        tuple(behind.read),
    )


class _Behind:
    """What hangs on the facts of a country without naming it."""

    def __init__(self, register: Register, today: date) -> None:
        self.today = today
        self.read: list[Record] = []
        self._performances = register.of(Performance)
        self._allegations = register.of(Allegation)
        self._register = register
        self._counted: dict[str, tuple[RecordedFunnel, ...]] = {}

    def performances(self, agreement: str) -> list[Record]:
        return self._note(r for r, f in self._performances if f.agreement == agreement)

    def allegations(self, project: str) -> list[Record]:
        return self._note(r for r, f in self._allegations if f.project == project)

    def within(self, agreement: Record) -> list[str]:
        """Say what recorded counts tell of the terms of an agreement."""
        fact = agreement.fact
        if not isinstance(fact, Agreement) or not fact.terms:
            return []
        return [
            within_text(one, held)
            for one in self._funnels(fact.country)
            for held in one.terms
            if held.agreement.id == agreement.id
        ]

    def _funnels(self, country: str) -> tuple[RecordedFunnel, ...]:
        # Asked for every agreement with terms, and the same for each of a country.
        if country not in self._counted:
            self._counted[country] = recorded_funnels(self._register, country=country)
        return self._counted[country]

    def _note(self, records: Iterable[Record]) -> list[Record]:
        found = list(records)
        self.read.extend(found)
        return found


def _country(fact: Fact) -> str:
    return fact.towards if isinstance(fact, Position) else getattr(fact, "country", "")


def _order(line: Line) -> tuple[bool, int, str]:
    """Put what holds first, then the newest."""
    record = line.record
    since = record.valid_from.earliest if record.valid_from else record.known_from
    return line.past, -since.toordinal(), record.id


def _line(record: Record, behind: _Behind) -> Line:
    text, badges, notes = _SAID[type(record.fact)](record.fact, record, behind)
    proposal = isinstance(record.fact, Proposal)
    # What was granted in a period stays granted when that is over.
    past = record.valid_until is not None and not isinstance(record.fact, DocumentGrant)
    return Line(
        record=record,
        text=capfirst(text),
        badges=tuple(filter(None, badges)),
        notes=tuple(filter(None, notes)),
        past=past and not holds_on(record, behind.today),
        url=reverse("decisions:proposal", args=[record.id]) if proposal else "",
    )


Said = tuple[str, Iterable[str], Iterable[str]]


def _strategy(fact: Strategy, _record: Record, _behind: _Behind) -> Said:
    support = ", ".join(map(word, fact.support)) or _("none recorded")
    return (
        text_of(fact.aims),
        [word(fact.priority)],
        [
            _("Lead: %(department)s") % {"department": word(fact.lead)},
            _("Support for independent return: %(support)s") % {"support": support},
            _("Forced return is among the aims.") if fact.pursues_forced_return else "",
        ],
    )


def _situation(fact: Situation, record: Record, _behind: _Behind) -> Said:
    return text_of(fact.text), [word(fact.kind)], [_held(record)]


def _agreement(fact: Agreement, record: Record, behind: _Behind) -> Said:
    verdicts = (
        term_verdicts(record, behind.performances(record.id), today=behind.today)
        if fact.terms
        else ()
    )
    terms = [
        f"{text_of(verdict.term.text)}: {word(verdict.finding)}" for verdict in verdicts
    ]
    others = ", ".join(map(country_name, fact.with_states))
    by = word(fact.by) + (f" ({others})" if others else "")
    return (
        text_of(fact.text),
        [word(fact.form), _binding(fact)],
        [_("By: %(who)s") % {"who": by}, _held(record), *terms, *behind.within(record)],
    )


def _grant(fact: DocumentGrant, record: Record, _behind: _Behind) -> Said:
    said = readiness_of(record, fact)
    days = said.available_days
    return (
        _("%(granted)s documents granted") % {"granted": fact.granted},
        [],
        [
            _held(record),
            _("Used: %(share)s of them") % {"share": _share(said.used_share)},
            _("Holder no longer found: %(share)s of them")
            % {"share": _share(said.not_found_share)},
            _("Available for %(least)s to %(most)s days")
            % {"least": int(days.lower), "most": int(days.upper)}
            if days
            else _("How long people were available is not recorded."),
        ],
    )


def _all_grants(iso3: str, register: Register) -> str:
    """Say which share of all documents granted was used; empty unless of several."""
    told = chain_told(register, country=iso3)
    if told.overlapping:
        return _("Periods overlap: together, documents would count twice.")
    if told.together is None or len(told.grants) < 2:
        return ""
    return _("Of the documents of all grants together, used: %(share)s") % {
        "share": _share(told.together.used_share)
    }


def _share(share: Interval | None) -> str:
    return _("cannot tell") if share is None else format_ratio(share)


def _treaty(fact: Treaty, record: Record, _behind: _Behind) -> Said:
    clause = _("Readmission clause: %(how)s") % {"how": word(fact.clause)}
    return (
        text_of(fact.text),
        [_("treaty"), word(fact.state)],
        [f"{clause}. {text_of(fact.why)}".strip(" ."), _held(record)],
    )


def _contact(fact: Contact, _record: Record, _behind: _Behind) -> Said:
    message = {
        True: _("The return message was given."),
        False: _("The return message was not given: %(why)s")
        % {"why": text_of(fact.why_not)},
        None: _("Whether the return message was given is not recorded."),
    }[fact.message_given]
    asks = text_of(fact.asks)
    return (
        f"{partial_text(fact.on)}: {text_of(fact.text)}",
        [word(fact.level)],
        [message, _("The partner asked: %(asks)s") % {"asks": asks} if asks else ""],
    )


def _project(fact: Project, record: Record, behind: _Behind) -> Said:
    found = len(behind.allegations(record.id))
    told = ngettext(
        "%(number)s allegation is logged.", "%(number)s allegations are logged.", found
    ) % {"number": found}
    return (
        text_of(fact.text),
        [_("project")],
        [
            "" if fact.amount is None else money_text(fact.amount),
            fact.implementer or "",
            told if found else "",
            _held(record),
        ],
    )


def _position(fact: Position, _record: Record, _behind: _Behind) -> Said:
    by = _("the European Union") if fact.by is None else country_name(fact.by)
    return text_of(fact.text), [by, word(fact.kind)], [fact.reference or ""]


def _proposal(fact: Proposal, _record: Record, _behind: _Behind) -> Said:
    return fact.title, [word(fact.state)], [word(fact.owner)]


_SAID: dict[type[Fact], Callable[..., Said]] = {
    Strategy: _strategy,
    Situation: _situation,
    Agreement: _agreement,
    DocumentGrant: _grant,
    Treaty: _treaty,
    Contact: _contact,
    Project: _project,
    Position: _position,
    Proposal: _proposal,
}


def _binding(fact: Agreement) -> str:
    return {True: _("binding"), False: _("not binding"), None: ""}[fact.binding]


def _held(record: Record) -> str:
    """Say when it holds; nothing where no date is known."""
    known = record.valid_from or record.valid_until
    return capfirst(validity_of(record)) if known else ""
