"""The report of a department as the source of a contact of its own.

Every fact has a source. Of a meeting of one's own that is the report that the
department draws up: it is recorded with the contact, as a paper with a reference.
"""

from collections.abc import Iterable
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from landenbenadering.core.language import Bilingual, Language
from landenbenadering.policy.dealings import Contact
from landenbenadering.policy.departments import department_name
from landenbenadering.policy.facts import Document
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Department, DocumentKind
from landenbenadering.web.design.language import page_language
from landenbenadering.web.register.documents import document_record
from landenbenadering.web.register.fields import Choices
from landenbenadering.web.register.marks import mark_of
from landenbenadering.web.register.plain_details import country_name, partial_text

_OWN = "_own:"


def own_report_of(department: Department) -> str:
    """Give what a field holds when the report of a department is the source."""
    return f"{_OWN}{department.value}"


def own_reports(departments: Iterable[Department]) -> Choices:
    """Give the reports that can be chosen as a source, by department."""
    language = page_language()
    said = _("Own report of %(department)s (new)")
    return [
        (own_report_of(one), said % {"department": department_name(one).in_(language)})
        for one in departments
    ]


def department_chosen(values: Iterable[object]) -> Department | None:
    """Give the department whose report is chosen; `None` for no such choice."""
    for value in values:
        if isinstance(value, str) and value.startswith(_OWN):
            return Department(value.removeprefix(_OWN))
    return None


def own_report(contact: Contact, department: Department, *, dated: date) -> Record:
    """Make the paper that a department draws up of its contact.

    Its reference tells contacts of one day apart, and is the same each time the same
    contact is sent.
    """
    mark = mark_of(department, contact.country, str(contact.on), *_said(contact))
    number = f"{department.value}/{contact.country}/{contact.on}/{mark}"
    title = Bilingual(nl=_title(contact, Language.NL), en=_title(contact, Language.EN))
    return document_record(
        Document(DocumentKind.REPORT, title, number=number), dated=dated
    )


def _said(contact: Contact) -> tuple[str, str, str]:
    return (contact.level.value, contact.text.nl, contact.text.en)


def _title(contact: Contact, language: Language) -> str:
    with translation.override(language.value):
        return _("Report of a contact with %(country)s, %(day)s") % {
            "country": country_name(contact.country),
            "day": partial_text(contact.on),
        }
