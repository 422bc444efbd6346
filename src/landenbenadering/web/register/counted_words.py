"""What recorded counts of the chain say, in sentences."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from landenbenadering.core.funnel import Stage
from landenbenadering.letters.formats import format_ratio
from landenbenadering.pipelines.agreed_terms import TermShare
from landenbenadering.pipelines.recorded_chain import RecordedFunnel, recorded_funnel
from landenbenadering.policy.chain import ChainCounts
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.register.describe import validity_of
from landenbenadering.web.register.plain_details import country_name
from landenbenadering.web.register.words import word


def level_text(level: Disclosure) -> str:
    """Say who may read counts; empty where everybody may."""
    return "" if level is Disclosure.PUBLIC else word(level)


def cautions_of(record: Record) -> list[str]:
    """Say where a later stage certainly counts more; empty for other facts."""
    if not isinstance(record.fact, ChainCounts):
        return []
    return growth_texts(recorded_funnel(record, record.fact))


def growth_texts(one: RecordedFunnel) -> list[str]:
    """Say of what rates of a record cannot speak, as a later stage counts more."""
    return [
        (
            _(
                "%(when)s: more departed than documents were issued. Who has a "
                "passport of their own needs no document, and a document may be of "
                "an earlier period: that rate says little of the country."
            )
            if later is Stage.DEPARTED
            else _(
                "%(when)s: “%(later)s” counts more than “%(earlier)s”. Some may be of "
                "an earlier period: that rate says little of the country."
            )
        )
        % {
            "when": validity_of(one.record),
            "earlier": word(earlier),
            "later": word(later),
        }
        for earlier, later in one.larger_than_before
    ]


def within_text(one: RecordedFunnel, held: TermShare) -> str:
    """Say which share of the documents issued came within an agreed term."""
    days = held.term.limit
    said = (
        ngettext(
            "%(when)s (%(reporter)s): %(share)s of the documents issued came "
            "within %(days)s day.",
            "%(when)s (%(reporter)s): %(share)s of the documents issued came "
            "within %(days)s days.",
            days,
        )
        if held.share is not None
        else _("%(when)s (%(reporter)s): cannot tell, it may be that no document came.")
    ) % {
        "when": validity_of(one.record),
        "reporter": country_name(one.population.reporter),
        "share": "" if held.share is None else format_ratio(held.share),
        "days": number_format(days, force_grouping=True),
    }
    level = level_text(held.disclosure(one.record))
    if level:
        said = f"{said} ({level})"
    if held.throughout:
        return said
    part = _("The agreement is not known to have held in the whole period.")
    return f"{said} {part}"
