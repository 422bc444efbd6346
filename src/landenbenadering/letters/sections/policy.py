"""Policy and support for independent return; which countries cooperate how."""

from landenbenadering.letters.blocks import Block
from landenbenadering.letters.drafting import Draft, Saying, sentence
from landenbenadering.policy.facts import Judgement, ProjectKind, Reason, Support
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Cooperation, SupportForm, Topic

# Where sentences composed from other facts stand among a topic's statements.
SUPPORT_AT = 15
SMOOTH_AT = 25
PROJECTS_AT = 35
LESS_SMOOTH_AT = 15


def policy(draft: Draft) -> list[Block]:
    """State the policy and the support that independent return gets."""
    purpose = draft.paragraphs(draft.statements(Topic.PURPOSE))
    independent = draft.statements(
        Topic.INDEPENDENT_RETURN, between={SUPPORT_AT: _support(draft)}
    )
    blocks = [*purpose, *draft.paragraphs(independent)]
    return [draft.heading("policy"), *blocks] if blocks else []


def _support(draft: Draft) -> list[Saying]:
    found = draft.register.of(Support)
    if not found:
        return []
    found.sort(key=lambda item: (list(SupportForm).index(item[1].form), item[0].id))
    forms = draft.series([draft.text(f.text) for _, f in found])
    text = sentence(draft.say("support.forms", forms=forms))
    return [Saying.of(text, *(record for record, _ in found))]


def cooperation(draft: Draft) -> list[Block]:
    """Say in one sentence how most countries do, and name the others."""
    smooth = _judged(draft, Cooperation.SMOOTH)
    most = draft.statements(
        Topic.MOST_COUNTRIES,
        between={SMOOTH_AT: smooth, PROJECTS_AT: _projects(draft)},
    )
    less_smooth = _judged(draft, Cooperation.LESS_SMOOTH)
    less = draft.statements(
        Topic.LESS_SMOOTH,
        between={LESS_SMOOTH_AT: less_smooth + _reasons(draft)},
    )
    blocks = [*draft.paragraphs(most), *draft.paragraphs(less)]
    return [draft.heading("cooperation"), *blocks] if blocks else []


def _projects(draft: Draft) -> list[Saying]:
    found = draft.register.of(ProjectKind)
    if not found:
        return []
    kinds = draft.series([draft.text(f.text) for _, f in found])
    text = sentence(draft.say("projects.kinds", kinds=kinds))
    return [Saying.of(text, *(record for record, _ in found))]


def _judged(draft: Draft, cooperation_: Cooperation) -> list[Saying]:
    """Name the countries judged alike, those important for return apart."""
    found = [
        (record, fact)
        for record, fact in draft.register.of(Judgement)
        if fact.cooperation is cooperation_
    ]
    sayings = []
    for weight, important in (("important", True), ("other", False)):
        group = [item for item in found if item[1].important_for_return is important]
        if group:
            names = draft.names([fact.country for _, fact in group])
            frame = f"judgement.{cooperation_}.{weight}"
            text = sentence(draft.say(frame, countries=names))
            sayings.append(Saying.of(text, *(record for record, _ in group)))
    return sayings


def _reasons(draft: Draft) -> list[Saying]:
    """Give the kinds of reasons, and per country where one is recorded."""
    sayings = [
        Saying.of(sentence(draft.text(reason.text)), record)
        for record, reason in draft.register.of(Reason)
    ]
    for record, judgement in draft.register.of(Judgement):
        if judgement.reason is not None:
            sayings.append(_country_reason(draft, record, judgement))
    return sayings


def _country_reason(draft: Draft, record: Record, judgement: Judgement) -> Saying:
    key = f"reasons.country.{judgement.reason}"
    text = draft.say(key, country=draft.name(judgement.country))
    return Saying.of(sentence(text), record)
