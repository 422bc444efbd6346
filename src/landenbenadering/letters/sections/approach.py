"""The approach, its instruments, the European track and the partners."""

from landenbenadering.letters.blocks import Block, ListBlock
from landenbenadering.letters.drafting import Draft, Saying, sentence
from landenbenadering.policy.facts import Circle, InstrumentKind, MobilityPartnership
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import CircleState, Direction, PolicyArea, Topic

# Where sentences composed from other facts stand among a topic's statements.
MOBILITY_AT = 65
EXISTING_AT = 15
SOUGHT_AT = 45


def approach(draft: Draft) -> list[Block]:
    """State how decisions on linkages are made."""
    blocks = draft.paragraphs(draft.statements(Topic.APPROACH))
    return [draft.heading("approach"), *blocks] if blocks else []


def instruments(draft: Draft) -> list[Block]:
    """List the kinds of instruments per policy area."""
    blocks: list[Block] = [*draft.paragraphs(draft.statements(Topic.INSTRUMENTS))]
    found = draft.register.of(InstrumentKind)
    areas = [
        [item for item in found if item[1].policy_area is area] for area in PolicyArea
    ]
    sayings = [_area(draft, items) for items in areas if items]
    if sayings:
        blocks.append(ListBlock(draft.claims(sayings)))
    return [draft.heading("instruments"), *blocks] if blocks else []


def _area(draft: Draft, items: list[tuple[Record, InstrumentKind]]) -> Saying:
    area = draft.say(f"area.{items[0][1].policy_area}")
    kinds = [_kind(draft, instrument) for _, instrument in items]
    text = draft.say("instrument.area", area=area, kinds="; ".join(kinds))
    return Saying.of(sentence(text), *(record for record, _ in items))


def _kind(draft: Draft, instrument: InstrumentKind) -> str:
    text = draft.text(instrument.text).removesuffix(".")
    match set(instrument.directions):
        case directions if directions == set(Direction):
            use = "both"
        case directions if directions:
            use = str(instrument.directions[0])
        case _:
            return text
    return draft.say("instrument.kind", kind=text, use=draft.say(f"instrument.{use}"))


def europe(draft: Draft) -> list[Block]:
    """Describe the European track and the mobility partnerships."""
    between = {MOBILITY_AT: _mobility(draft)}
    blocks = draft.paragraphs(draft.statements(Topic.EUROPE, between=between))
    return [draft.heading("europe"), *blocks] if blocks else []


def _mobility(draft: Draft) -> list[Saying]:
    found = draft.register.of(MobilityPartnership)
    if not found:
        return []
    names = draft.names([fact.partner for _, fact in found])
    key = "mobility.one" if len(found) == 1 else "mobility.several"
    text = sentence(draft.say(key, countries=names))
    return [Saying.of(text, *(record for record, _ in found))]


def partners(draft: Draft) -> list[Block]:
    """Say with whom the Netherlands works, and with whom it seeks to."""
    between = {
        EXISTING_AT: _circles(draft, CircleState.EXISTING),
        SOUGHT_AT: _circles(draft, CircleState.SOUGHT),
    }
    blocks = draft.paragraphs(draft.statements(Topic.PARTNERS, between=between))
    return [draft.heading("partners"), *blocks] if blocks else []


def _circles(draft: Draft, state: CircleState) -> list[Saying]:
    """Give circles in one state, those with most named partners first."""
    found = [item for item in draft.register.of(Circle) if item[1].state is state]
    found.sort(key=lambda item: (-len(item[1].partners), item[0].id))
    return [
        Saying.of(sentence(draft.text(circle.text)), record) for record, circle in found
    ]
