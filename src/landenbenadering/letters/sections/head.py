"""The lines of the letter's head and foot: offices, date, paper."""

from landenbenadering.letters.blocks import Claim, FactRef, Gap, Line
from landenbenadering.letters.drafting import Draft, sentence
from landenbenadering.letters.formats import one_line
from landenbenadering.policy.facts import Office
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import OfficeRole


def offices(draft: Draft, role: OfficeRole) -> list[tuple[Record, Office]]:
    """Give the offices that have `role`, in the order of their Dutch titles."""
    found = [item for item in draft.register.of(Office) if item[1].role is role]
    return sorted(found, key=lambda item: (item[1].title.nl, item[0].id))


def addressee(draft: Draft) -> tuple[Line, ...]:
    """Say to whom the letter goes, or that the register does not know it."""
    found = offices(draft, OfficeRole.ADDRESSEE)
    lines = tuple(
        Claim(draft.say("head.to", office=draft.text(office.title)), (_ref(record),))
        for record, office in found
    )
    return lines or (_gap(draft, "addressee"),)


def signature(draft: Draft) -> tuple[Line, ...]:
    """Name the offices that sign, with the name they sign under if it is known."""
    lines: list[Line] = []
    for record, office in offices(draft, OfficeRole.SIGNATORY):
        title = sentence(draft.text(office.title)).removesuffix(".")
        lines.append(Claim(f"{title},", (_ref(record),)))
        if office.holder is None:
            lines.append(_gap(draft, "signatory_name"))
        else:
            lines.append(Claim(one_line(office.holder), (_ref(record),)))
    return tuple(lines) or (_gap(draft, "signatory"),)


def _ref(record: Record) -> FactRef:
    return FactRef(record.id, record.version)


def _gap(draft: Draft, what: str) -> Gap:
    return Gap(draft.say("gap", what=draft.say(f"gap_of.{what}")))
