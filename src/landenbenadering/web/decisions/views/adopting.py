"""Adopting a frozen appraisal into a draft."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.web.accounts.permissions import (
    Act,
    account_of,
    allowed,
    readable_by,
)
from landenbenadering.web.assessments.selectors import appraisals_known
from landenbenadering.web.decisions import services
from landenbenadering.web.decisions.step_forms import AppraisalForm
from landenbenadering.web.decisions.storing import now
from landenbenadering.web.decisions.views.asking import (
    say_refusal,
    show_form,
)
from landenbenadering.web.decisions.views.drafting import READ_OR_SEND, own_draft
from landenbenadering.web.design.language import page_language
from landenbenadering.web.register.describe import title_of
from landenbenadering.web.register.fields import Choices


@never_cache
@allowed(Act.PROPOSE)
@READ_OR_SEND
def adopt_appraisal(request: HttpRequest, record_id: str) -> HttpResponse:
    """Choose the frozen appraisal that lies beside a draft."""
    dossier = own_draft(request, record_id)
    form = AppraisalForm(
        request.POST if request.method == "POST" else None,
        version=dossier.record.version,
        held=dossier.proposal.appraisal,
        on_offer=_on_offer(request, dossier.proposal.country),
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.adopt_appraisal(
                dossier.record,
                form.name(),
                expected_version=form.cleaned_data["version"],
                author=account_of(request),
            )
        except LandenbenaderingError as error:
            say_refusal(form, error)
        else:
            messages.success(request, _("The appraisal of the draft is stored."))
            return redirect("decisions:proposal", record_id)
    context: dict[str, object] = {
        "dossier": dossier,
        "title": title_of(dossier.proposal),
    }
    return show_form(request, "decisions/appraisal_form.html", context, form)


def _on_offer(request: HttpRequest, country: str) -> Choices:
    """Give the appraisals for a country that can be adopted, from new to old."""
    language = page_language()
    return [
        (one.name, f"{one.sheet.title.in_(language)} ({one.name})")
        for one in appraisals_known(now(), readable_by(request.user), country=country)
        if one.frozen and not one.sheet.illustration
    ]
