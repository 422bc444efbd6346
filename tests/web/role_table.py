"""Who may do what at which address, written down by hand.

Add every new address here: what it is for decides who stands beside it. Whoever does
not stand there gets what an unknown address gives, or, where the address is for people
with a role, is asked to sign in when nobody is signed in.
"""

from dataclasses import dataclass

# Two desk officers and two advisers, of different departments: `desk` is of the
# department that owns the proposals, `helper` of the one that is asked for advice.
EVERYONE = frozenset(
    {
        "stranger",
        "nobody",
        "desk",
        "neighbour",
        "diplomat",
        "helper",
        "coordinator",
        "minister",
        "liaison",
        "house",
        "auditor",
        "administrator",
    }
)
NOBODY: frozenset[str] = frozenset()
SIGNED_IN = EVERYONE - {"stranger"}
INSIDE = SIGNED_IN - {"nobody", "house", "administrator"}
PROPOSING = frozenset({"desk", "neighbour"})
OWNING = frozenset({"desk"})
MOVING = OWNING | {"coordinator"}
REVIEWING = PROPOSING | {"coordinator"}
RECORDING = REVIEWING | {"liaison"}
COORDINATING = frozenset({"coordinator"})
ASKED = frozenset({"helper"})
APPRAISING = frozenset({"desk", "neighbour", "diplomat", "helper", "coordinator"})
DECIDING = frozenset({"minister"})
REPORTING = frozenset({"liaison"})
MANAGING = frozenset({"administrator"})
READING_ALL = frozenset({"auditor"})


@dataclass(frozen=True, slots=True)
class Row:
    """One address.

    Attributes
    ----------
    address : str
        Without its language; names in braces are filled in by the test.
    who : frozenset of str
        Whom it answers.
    methods : str
        `GET`, `POST`, or both.
    asks_to_sign_in : bool
        Whether a stranger is asked to sign in where the address is not for everyone.
    """

    address: str
    who: frozenset[str]
    methods: str = "GET"
    asks_to_sign_in: bool = True


def _empty(address: str) -> Row:
    """Give an address for everyone that has nothing in a register without figures."""
    return Row(address, NOBODY, asks_to_sign_in=False)


BOTH = "GET POST"
ROOM = "/appraisals/morocco-example"
DRAFT, ROUND = "/proposals/{draft}", "/proposals/{asked}"
OWN = "/account/second-factors/{factor}/remove"
API = "/api/v1"
ROWS = {
    "accounts:sign-in": Row("/sign-in", EVERYONE, BOTH),
    "account_login": Row("/sign-in", EVERYONE, BOTH),
    "accounts:give-second-factor": Row("/sign-in/second-factor", EVERYONE, BOTH),
    "mfa_authenticate": Row("/sign-in/second-factor", EVERYONE, BOTH),
    "accounts:openid-begin": Row("/sign-in/with/ministry", EVERYONE, "POST"),
    "accounts:openid-back": Row("/sign-in/with/ministry/back", EVERYONE),
    "accounts:kept-form": Row("/sign-in/kept", SIGNED_IN, BOTH),
    "accounts:end-session": Row("/account/sessions/end", SIGNED_IN, "POST"),
    "accounts:sign-out": Row("/sign-out", EVERYONE, "POST"),
    "accounts:account": Row("/account", SIGNED_IN),
    "accounts:change-password": Row("/account/password", SIGNED_IN, BOTH),
    "accounts:openid-connect": Row("/account/connect/ministry", SIGNED_IN, BOTH),
    "accounts:add-code-app": Row("/account/code-app", SIGNED_IN, BOTH),
    "accounts:add-key": Row("/account/keys/add", SIGNED_IN, BOTH),
    "accounts:remove-factor": Row(OWN, READING_ALL, BOTH),
    "accounts:renew-recovery-codes": Row("/account/recovery-codes", READING_ALL, BOTH),
    "accounts:tokens": Row("/account/tokens", SIGNED_IN, BOTH),
    "accounts:end-token": Row("/account/tokens/1/revoke", SIGNED_IN, "POST"),
    "accounts:accounts": Row("/accounts", MANAGING),
    "accounts:add-account": Row("/accounts/add", MANAGING, BOTH),
    "accounts:one-account": Row("/accounts/{account}", MANAGING),
    "accounts:assign-role": Row("/accounts/{account}/roles/add", MANAGING, BOTH),
    "accounts:end-role": Row(
        "/accounts/{account}/roles/{assignment}/end", MANAGING, BOTH
    ),
    "accounts:close-account": Row("/accounts/{account}/close", MANAGING, BOTH),
    "accounts:give-password": Row("/accounts/{account}/password", MANAGING, BOTH),
    "accounts:reset-factors": Row(
        "/accounts/{account}/second-factors/reset", MANAGING, BOTH
    ),
    "accounts:remove-binding": Row(
        "/accounts/{account}/bindings/{binding}/remove", MANAGING, BOTH
    ),
    "accounts:audit": Row("/audit", READING_ALL),
    "decisions:rules": Row("/rules", EVERYONE),
    "decisions:proposals": Row("/proposals", EVERYONE),
    "decisions:proposals-csv": Row("/proposals.csv", EVERYONE),
    "decisions:proposals-json": Row("/proposals.json", EVERYONE),
    "decisions:add-proposal": Row("/proposals/add", PROPOSING, BOTH),
    "decisions:proposal": Row(DRAFT, INSIDE, asks_to_sign_in=False),
    "decisions:change-proposal": Row(f"{DRAFT}/change", OWNING, BOTH),
    "decisions:add-linkage": Row(f"{DRAFT}/linkages/add", OWNING, BOTH),
    "decisions:adopt-appraisal": Row(f"{DRAFT}/appraisal", OWNING, BOTH),
    "decisions:add-paper": Row(f"{DRAFT}/papers/add", OWNING, BOTH),
    "decisions:decide": Row(f"{ROUND}/decide", DECIDING, BOTH),
    "decisions:note": Row(f"{DRAFT}/note", INSIDE, asks_to_sign_in=False),
    "decisions:note-pdf": Row(f"{DRAFT}/note.pdf", INSIDE, asks_to_sign_in=False),
    "decisions:note-docx": Row(f"{DRAFT}/note.docx", INSIDE, asks_to_sign_in=False),
    "decisions:note-html": Row(f"{DRAFT}/note.html", INSIDE, asks_to_sign_in=False),
    "decisions:ask": Row(f"{DRAFT}/ask", MOVING, "POST"),
    "decisions:close": Row(f"{ROUND}/close", MOVING, "POST"),
    "decisions:take-back": Row(f"{ROUND}/take-back", MOVING, "POST"),
    "decisions:withdraw": Row(f"{DRAFT}/withdraw", OWNING, "POST"),
    "decisions:drop": Row(f"{DRAFT}/drop", OWNING, "POST"),
    "decisions:take": Row(f"{DRAFT}/take", OWNING, "POST"),
    "decisions:keep": Row("/commitments/{commitment}/keep", REPORTING, BOTH),
    "decisions:advise": Row("/advice/{advice}", ASKED, BOTH),
    "decisions:remind": Row("/advice/{advice}/remind", COORDINATING, "POST"),
    "decisions:escalate": Row("/advice/{advice}/escalate", COORDINATING, "POST"),
    "decisions:step-linkage": Row("/linkages/{linkage}/step", REVIEWING, BOTH),
    "decisions:review-linkage": Row("/linkages/{linkage}/review", REVIEWING, BOTH),
    "recording:kinds": Row("/register/add", RECORDING),
    "recording:add": Row("/register/add/contact", RECORDING, BOTH),
    "recording:change": Row("/register/{linkage}/change", RECORDING, BOTH),
    "recording:correct": Row("/register/{linkage}/correct", RECORDING, BOTH),
    "register:records": Row("/register", EVERYONE),
    "register:records-csv": Row("/register.csv", EVERYONE),
    "register:records-json": Row("/register.json", EVERYONE),
    "register:record": Row("/register/{linkage}", EVERYONE),
    "letters:letter": Row("/letter", EVERYONE),
    "letters:pdf": Row("/letter.pdf", EVERYONE),
    "letters:docx": Row("/letter.docx", EVERYONE),
    "letters:html": Row("/letter-download.html", EVERYONE),
    "letters:chart": Row("/letter/charts/0.svg", EVERYONE),
    "assessments:coalitions": Row("/coalitions", EVERYONE),
    "assessments:coalition-json": Row("/coalitions.json", EVERYONE),
    "assessments:coalition-csv": Row("/coalitions.csv", EVERYONE),
    "assessments:appraisals": Row("/appraisals", EVERYONE),
    "assessments:add-appraisal": Row("/appraisals/add", APPRAISING, BOTH),
    "assessments:new-sheet": Row("/appraisals/new", APPRAISING, BOTH),
    "assessments:edit-sheet": Row(f"{ROOM}/edit", NOBODY),
    "assessments:edit-head": Row(f"{ROOM}/edit/head", NOBODY, BOTH),
    "assessments:edit-part": Row(f"{ROOM}/edit/budget/0", NOBODY, BOTH),
    "assessments:copy-sheet": Row(f"{ROOM}/copy", APPRAISING, "POST"),
    "assessments:keep-choices": Row(f"{ROOM}/keep", NOBODY, "POST"),
    "assessments:programme": Row("/appraisals/programme", EVERYONE),
    "assessments:room": Row(ROOM, EVERYONE),
    "assessments:run": Row(f"{ROOM}/run", APPRAISING, "POST"),
    "assessments:basis": Row(f"{ROOM}/basis", EVERYONE),
    "assessments:compare": Row(f"{ROOM}/compare", EVERYONE),
    "assessments:freeze": Row(f"{ROOM}/freeze", NOBODY, BOTH),
    "assessments:packages-csv": Row(f"{ROOM}/packages.csv", EVERYONE),
    "assessments:instruments-csv": Row(f"{ROOM}/instruments.csv", EVERYONE),
    "assessments:appraisal-json": Row(f"{ROOM}/appraisal.json", EVERYONE),
    "assessments:appraisal-xml": Row(f"{ROOM}/appraisal.xml", EVERYONE),
    "assessments:frontier": Row(f"{ROOM}/frontier.svg", EVERYONE),
    "assessments:packages": Row(f"{ROOM}/packages.svg", EVERYONE),
    "worklist:work": Row("/work", SIGNED_IN),
    "worklist:feed": Row("/feed", SIGNED_IN),
    "worklist:make-feed": Row("/feed/make", SIGNED_IN, "POST"),
    "worklist:revoke-feed": Row("/feed/revoke", SIGNED_IN, "POST"),
    "worklist:choose-digest": Row("/feed/digest", SIGNED_IN, "POST"),
    "worklist:feed-atom": Row("/feeds/{token}/work.atom", EVERYONE),
    "worklist:feed-ics": Row("/feeds/{token}/work.ics", EVERYONE),
    "worklist:overview": Row("/overview", EVERYONE),
    "worklist:overview-chart": Row("/overview/linkages.svg", EVERYONE),
    "worklist:overview-list": Row("/overview/commitments", EVERYONE),
    "worklist:overview-list-csv": Row("/overview/linkages.csv", EVERYONE),
    "worklist:overview-list-json": Row("/overview/linkages.json", EVERYONE),
    "dossiers:cooperation": Row("/countries/GHA/cooperation", EVERYONE),
    "dossiers:cooperation-chart": _empty("/countries/GHA/cooperation.svg"),
    "dossiers:cooperation-csv": _empty("/countries/GHA/cooperation.csv"),
    "dossiers:cooperation-json": _empty("/countries/GHA/cooperation.json"),
    "dossiers:home": Row("/", EVERYONE),
    "dossiers:countries-csv": Row("/countries.csv", EVERYONE),
    "dossiers:countries-json": Row("/countries.json", EVERYONE),
    "dossiers:country": Row("/countries/GHA", EVERYONE),
    "dossiers:figures": Row("/countries/GHA/figures.csv", EVERYONE),
    "dossiers:chart": Row("/charts/GHA.svg", EVERYONE),
    "dossiers:figure": Row("/figures/returned/NLD/GHA/2014", EVERYONE),
    "dossiers:chain-csv": Row("/countries/GHA/chain.csv", EVERYONE),
    "dossiers:chain-json": Row("/countries/GHA/chain.json", EVERYONE),
    "dossiers:profile-csv": Row("/countries/GHA/profile.csv", EVERYONE),
    "dossiers:profile-json": Row("/countries/GHA/profile.json", EVERYONE),
    "dossiers:ties": Row("/countries/GHA/ties", EVERYONE),
    "dossiers:ties-chart": Row("/countries/GHA/ties.svg", EVERYONE),
    "dossiers:ties-csv": Row("/countries/GHA/ties.csv", EVERYONE),
    "dossiers:ties-json": Row("/countries/GHA/ties.json", EVERYONE),
    "dossiers:world": Row("/cooperation", EVERYONE),
    "dossiers:method": Row("/cooperation/method", EVERYONE),
    "dossiers:world-svg": _empty("/cooperation.svg"),
    "dossiers:world-csv": _empty("/cooperation.csv"),
    "dossiers:world-json": _empty("/cooperation.json"),
    "dossiers:judgements": Row("/cooperation/judgements", EVERYONE),
    "dossiers:judgements-csv": _empty("/cooperation/judgements.csv"),
    "dossiers:judgements-json": _empty("/cooperation/judgements.json"),
    "dossiers:sources": Row("/sources", EVERYONE),
    "dossiers:source": Row("/sources/eurostat-eil", EVERYONE),
    "dossiers:about": Row("/about", EVERYONE),
    "dossiers:accessibility": Row("/accessibility", EVERYONE),
    "dossiers:theme": _empty("/theme.css"),
    "publication:openapi": Row(f"{API}/openapi.json", EVERYONE),
    "publication:listRecords": Row(f"{API}/records", EVERYONE),
    "publication:getRecord": Row(f"{API}/records/{{linkage}}", EVERYONE),
    "publication:listCountries": Row(f"{API}/countries", EVERYONE),
    "publication:getChain": Row(f"{API}/countries/GHA/chain", EVERYONE),
    "publication:getProfile": Row(f"{API}/countries/GHA/profile", EVERYONE),
    "publication:getCountry": Row(f"{API}/countries/GHA", EVERYONE),
    "publication:listLinkages": Row(f"{API}/linkages", EVERYONE),
    "publication:listCommitments": Row(f"{API}/commitments", EVERYONE),
    "publication:listInstruments": Row(f"{API}/instruments", EVERYONE),
    "publication:listAgreements": Row(f"{API}/agreements", EVERYONE),
    "publication:listProposals": Row(f"{API}/proposals", EVERYONE),
    "publication:getProposal": Row(
        f"{API}/proposals/{{draft}}", INSIDE, asks_to_sign_in=False
    ),
    "publication:listRules": Row(f"{API}/rules", EVERYONE),
    "publication:listFigures": Row(f"{API}/figures", EVERYONE),
    "publication:getFigure": Row(f"{API}/figures/returned/NLD/GHA/2014", EVERYONE),
    "publication:listCooperation": _empty(f"{API}/cooperation"),
    "publication:nowhere": _empty(f"{API}/nowhere"),
}
