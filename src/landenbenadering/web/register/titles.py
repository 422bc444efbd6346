"""Facts of the newer kinds in one line."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from landenbenadering.policy.chain import ChainCounts
from landenbenadering.policy.dealings import (
    Addendum,
    Agreement,
    Contact,
    DocumentGrant,
    Performance,
    Project,
    Situation,
    Strategy,
    Treaty,
)
from landenbenadering.policy.deciding import Advice, Decision, Proposal, Review
from landenbenadering.policy.facts import Fact
from landenbenadering.web.register.plain_details import (
    country_name,
    partial_text,
    text_of,
)
from landenbenadering.web.register.words import word


def plain_title(fact: Fact, names: Mapping[str, str]) -> str:
    """Give a fact in one line, with its country where its text does not name it.

    A fact on another one names it by its title in `names`, or else by its id.
    """
    title = _title_of_deciding(fact, names) or _title_of_dealing(fact, names)
    return title[:1].upper() + title[1:]


def _title_of_deciding(fact: Fact, names: Mapping[str, str]) -> str:
    match fact:
        case Proposal():
            return f"{country_name(fact.country)}: {fact.title}"
        case Advice():
            return _("Advice of %(department)s on %(proposal)s") % {
                "department": word(fact.department),
                "proposal": names.get(fact.proposal, fact.proposal),
            }
        case Decision():
            return _("Decision on %(proposal)s") % {
                "proposal": names.get(fact.proposal, fact.proposal)
            }
        case Review():
            return _("Review of %(linkage)s") % {
                "linkage": names.get(fact.linkage, fact.linkage)
            }
        case _:
            return ""


def _title_of_dealing(fact: Fact, names: Mapping[str, str]) -> str:
    match fact:
        case Strategy():
            return _("Strategy for %(country)s") % {
                "country": country_name(fact.country)
            }
        case Contact():
            return _("%(country)s: contact of %(level)s, %(day)s") % {
                "country": country_name(fact.country),
                "level": word(fact.level),
                "day": partial_text(fact.on),
            }
        case Addendum():
            return _("Addition to %(fact)s: %(topic)s") % {
                "fact": names.get(fact.about, fact.about),
                "topic": word(fact.topic),
            }
        case DocumentGrant():
            return _("%(country)s: %(granted)s documents granted") % {
                "country": country_name(fact.country),
                "granted": fact.granted,
            }
        case ChainCounts():
            return _("%(country)s: how far %(counted)s came") % {
                "country": country_name(fact.country),
                "counted": text_of(fact.counted),
            }
        case Performance():
            return _("Performance under %(agreement)s: %(term)s") % {
                "agreement": names.get(fact.agreement, fact.agreement),
                "term": fact.term,
            }
        case Agreement() | Project() | Treaty() | Situation():
            return f"{country_name(fact.country)}: {text_of(fact.text)}"
        case _:
            return text_of(getattr(fact, "text", None))
