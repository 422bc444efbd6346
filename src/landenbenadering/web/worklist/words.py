"""What items of the work list and their urgency are called."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from landenbenadering.policy.worklist import ItemKind, Urgency
from landenbenadering.web.audit import words
from landenbenadering.web.register.tallies import CommitmentPart, LinkagePart

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

KINDS: Mapping[ItemKind, "StrPromise"] = {
    ItemKind.ADVICE: _("Advice due"),
    ItemKind.REMINDER: _("Reminder to send"),
    ItemKind.ESCALATION: _("Silence to take higher"),
    ItemKind.ROUND: _("Advice complete"),
    ItemKind.RETURNED: _("Returned draft"),
    ItemKind.DECISION: _("Decision to take"),
    ItemKind.REVIEW: _("Review due"),
    ItemKind.COMMITMENT: _("Commitment to the House"),
    ItemKind.AGREEMENT: _("Agreement not kept"),
    ItemKind.RULE: _("Broken rule"),
}
TASKS: Mapping[ItemKind, "StrPromise"] = {
    ItemKind.ADVICE: _("Agree, set conditions or object, with reasons."),
    ItemKind.REMINDER: _("Remind the department of its advice."),
    ItemKind.ESCALATION: _("The deadline has passed: take the silence higher."),
    ItemKind.ROUND: _("Close the round of advice, or take the proposal back."),
    ItemKind.RETURNED: _("Work on the draft, then ask for advice anew."),
    ItemKind.DECISION: _("Read the note and decide."),
    ItemKind.REVIEW: _("Say whether the linkage is adequate, and what next."),
    ItemKind.COMMITMENT: _("Send the letter and record it as what keeps this."),
    ItemKind.AGREEMENT: _("Raise it with the country, and record what comes of it."),
    ItemKind.RULE: _("Mend what breaks the rule."),
}
URGENCIES: Mapping[Urgency, "StrPromise"] = {
    Urgency.OVERDUE: _("Overdue"),
    Urgency.SOON: _("Within two weeks"),
    Urgency.LATER: _("Later"),
    Urgency.UNDATED: _("No date"),
}
COMMITMENTS: Mapping[CommitmentPart, "StrPromise"] = {
    CommitmentPart.KEPT: _("kept by a letter"),
    CommitmentPart.DUE: _("still to be kept"),
    CommitmentPart.OVERDUE: _("overdue"),
    CommitmentPart.STANDING: _("standing promise, without a date"),
}
LINKAGE_PARTS: Mapping[LinkagePart, "StrPromise"] = {
    LinkagePart.NEVER_USED: _("announced or offered, never used"),
    LinkagePart.REVIEW_OVERDUE: _("review overdue"),
}


def name_for_the_trail() -> None:
    """Tell the audit trail what is recorded of feeds and digests."""
    words.name_actions(
        {
            "feed_address.made": _("feed address made"),
            "feed_address.revoked": _("feed address revoked"),
            "digest.wanted": _("digest by mail wanted"),
            "digest.stopped": _("digest by mail stopped"),
            "digest.sent": _("digest mailed"),
        }
    )
    words.name_kinds({"feed_address": _("feed address"), "digest": _("digest by mail")})
