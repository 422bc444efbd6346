"""Where one looks for what should not be seen, and how an answer is read."""

import re
from collections.abc import Iterator

from django.test import Client
from django.utils import timezone

from landenbenadering.policy.codec import FACT_KINDS
from landenbenadering.web.publication.document import PREFIX
from landenbenadering.web.publication.table import ENDPOINTS
from tests.web.disclosure.planting import WORDS, hidden_ids, named
from tests.web.disclosure.weighing import NAMES as APPRAISALS
from tests.web.pages.addresses import FILES, PAGES
from tests.web.role_table import EVERYONE, ROWS

# What a page has of its own: the token of its form.
OWN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
LISTS = (
    "/?sort=-linkages",
    "/?linkage=yes",
    "/countries.json?sort=-judgement",
    "/register?q=iets",
    "/register?q=zq",
    "/register?country=GHA",
    "/register?country=AFG",
    "/register?country=MAR&page=2",
    "/register.csv?q=zq",
    "/register.json?kind=contact",
    "/register.csv?kind=linkage&country=GHA",
    "/register.json?kind=commitment",
    "/proposals.json?state=advice",
    "/overview/linkages.json?part=review-overdue",
    "/overview/agreements.csv?keeping=kept",
    "/overview/advice.csv",
    "/overview/countries.json?judgement=less_smooth",
    "/proposals?country=GHA",
    "/proposals?state=advice",
    "/overview/linkages",
    "/overview/linkages?part=review-overdue",
    "/overview/linkages?part=never-used",
    "/overview/countries?judgement=less_smooth",
    "/overview/agreements?keeping=kept",
    "/overview/agreements?keeping=broken",
    "/overview/agreements?keeping=cannot_tell",
    "/overview/advice?department=finance",
    "/overview/commitments?part=kept",
    "/countries/AFG",
    "/countries/MAR",
    "/countries/BEL",
)
NOTES = ("", "/note", "/note.pdf", "/note.docx", "/note.html")
OF_AN_APPRAISAL = (
    *("", "/basis", "/packages.csv", "/instruments.csv", "/appraisal.json"),
    *("/appraisal.xml", "/frontier.svg", "/packages.svg", "/freeze", "/edit"),
)
API_QUERIES = (
    "/records?q=zq",
    "/records?country=GHA",
    "/linkages?part=review-overdue",
    "/commitments?part=kept",
    "/agreements?keeping=kept",
    "/proposals?state=advice",
)


def addresses() -> Iterator[str]:
    """Give every address on which something of the register may be read."""
    pages = dict.fromkeys((*PAGES, *FILES, *LISTS, *_of_the_api()))
    for row in ROWS.values():
        if row.who == EVERYONE and row.methods == "GET" and "{" not in row.address:
            pages[row.address] = None
    for kind in FACT_KINDS:
        pages[f"/register/{named('open', kind)}"] = None
        pages[f"/register?kind={kind}"] = None
        pages[f"{PREFIX}/records/{named('open', kind)}"] = None
        pages[f"{PREFIX}/records?kind={kind}"] = None
    for name in ("paper", "office-held", "project-held", "agreement-held"):
        pages[f"/register/{name}"] = None
        pages[f"{PREFIX}/records/{name}"] = None
    for name in ("open-document", "paper"):
        pages[f"/sources/{name}"] = None
    yield from pages
    yield from (f"/proposals/open-proposal{note}" for note in NOTES)
    for name in APPRAISALS:
        yield from (f"/appraisals/{name}{part}" for part in OF_AN_APPRAISAL)


def _of_the_api() -> Iterator[str]:
    yield f"{PREFIX}/proposals/open-proposal"
    for endpoint in ENDPOINTS:
        path = endpoint.path.replace("{iso3}", "GHA")
        if "{" not in path:
            yield f"{PREFIX}{path}"
    for query in API_QUERIES:
        yield f"{PREFIX}{query}"


def hidden_addresses() -> Iterator[str]:
    """Give the addresses of what not everybody may read."""
    for name in hidden_ids():
        yield from (form.format(name) for form in OF_ONE)
    for word in WORDS.values():
        yield f"/register?q={word}"
        yield f"{PREFIX}/records?q={word}&language=en"


def moments(address: str) -> Iterator[str]:
    """Give an address as it is, and as it looks back on either clock."""
    today = timezone.localdate().isoformat()
    names = ("knownOn", "enteredBy") if address.startswith(PREFIX) else NAMES
    mark = "&" if "?" in address else "?"
    yield address
    yield f"{address}{mark}{names[0]}=2014-12-31"
    yield f"{address}{mark}{names[1]}={today}"


PASSING = frozenset({"Set-Cookie", "Expires"})
OF_ONE = (
    "/register/{}",
    "/register/{}/change",
    "/register/{}/correct",
    "/sources/{}",
    "/proposals/{}",
    "/proposals/{}/note",
    *(f"/proposals/{{}}{note}" for note in NOTES[2:]),
    "/advice/{}",
    "/linkages/{}/step",
    "/appraisals/{}",
    "/appraisals/{}/appraisal.json",
    f"{PREFIX}/records/{{}}",
    f"{PREFIX}/proposals/{{}}",
)
NAMES = ("known-on", "entered-by")


def full(address: str, language: str) -> str:
    return address if address.startswith(PREFIX) else f"/{language}{address}"


def asked(client: Client, address: str) -> tuple[int, bytes, dict[str, str]]:
    """Give what an answer says: status, body and headers, without its own token."""
    answer = client.get(address)
    # When an answer ends is read from the machine's own clock.
    headers = {k: v for k, v in answer.headers.items() if k not in PASSING}
    return answer.status_code, OWN.sub(b"", answer.content), headers
