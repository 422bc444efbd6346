"""Every address of the API."""

from landenbenadering.core.observation import Indicator
from landenbenadering.measurement.cooperation.panel import Series
from landenbenadering.pipelines.tables import reporters
from landenbenadering.policy.codec import FACT_KINDS
from landenbenadering.policy.vocabulary import (
    Actor,
    Department,
    Direction,
    Keeping,
    LinkageState,
    ProposalState,
)
from landenbenadering.web.dossiers.words import REPORTERS
from landenbenadering.web.publication.endpoints import Endpoint
from landenbenadering.web.publication.parameters import (
    COUNTRY,
    PAGE,
    SEARCH,
    Form,
    Parameter,
    term,
)
from landenbenadering.web.publication.resources import (
    chain,
    countries,
    cycle,
    figures,
    records,
)
from landenbenadering.web.publication.shapes import RecordPage
from landenbenadering.web.register.tallies import CommitmentPart, LinkagePart

_RECORD = (("recordId", "Id of the record, as in linkage-gha-2012."),)
_REPORTER = Parameter(
    "reporter", "Who counts; NLD without it.", Form.TERM, tuple(REPORTERS)
)
_COUNTRY = (("iso3", "ISO 3166 alpha-3, as in GHA."),)
_STATE = Parameter("state", "State of the fact, as its kind has it.")
_DEPARTMENT = term("department", "The department that it belongs to.", Department)

ENDPOINTS = (
    Endpoint(
        "/records",
        "listRecords",
        "Records of the register, 25 a page, searched and narrowed.",
        RecordPage,
        records.search,
        (
            *SEARCH,
            Parameter("kind", "Kind of fact.", Form.TERM, tuple(FACT_KINDS)),
            COUNTRY,
            _STATE,
            _DEPARTMENT,
            PAGE,
        ),
    ),
    Endpoint(
        "/records/{recordId}",
        "getRecord",
        "One record with all its versions, three dates and sources each.",
        records.RecordWithVersions,
        records.one_record,
        names=_RECORD,
    ),
    Endpoint(
        "/countries",
        "listCountries",
        "Every country.",
        countries.CountryList,
        countries.all_countries,
    ),
    Endpoint(
        "/countries/{iso3}",
        "getCountry",
        "One country: the judgement, all records that name it, orders and returns.",
        countries.CountryWhole,
        countries.one_country,
        (_REPORTER,),
        _COUNTRY,
    ),
    Endpoint(
        "/countries/{iso3}/chain",
        "getChain",
        "What is recorded from request to departure: counts with bounds, rates, waits.",
        chain.ChainShown,
        chain.chain,
        names=_COUNTRY,
    ),
    Endpoint(
        "/countries/{iso3}/profile",
        "getProfile",
        "The parts of Article 25a of the Visa Code, as each reporter has data of them.",
        chain.ProfileList,
        chain.profile,
        (
            Parameter(
                "reporter", "Whose profile; all without it.", Form.TERM, reporters()
            ),
        ),
        _COUNTRY,
    ),
    Endpoint(
        "/linkages",
        "listLinkages",
        "Linkages, 25 a page, the earliest review first.",
        RecordPage,
        records.all_linkages,
        (
            term("state", "State of the linkage.", LinkageState),
            term("direction", "Incentive or restriction.", Direction),
            term("actor", "Who makes it.", Actor),
            term("part", "Never used, or past its review date.", LinkagePart),
            PAGE,
        ),
    ),
    Endpoint(
        "/commitments",
        "listCommitments",
        "Commitments to Parliament, 25 a page, the earliest due first.",
        RecordPage,
        records.all_commitments,
        (term("part", "How they stand on the day.", CommitmentPart), PAGE),
    ),
    Endpoint(
        "/instruments",
        "listInstruments",
        "The catalogue of instruments, 25 a page.",
        RecordPage,
        records.instruments,
        (*SEARCH, _DEPARTMENT, PAGE),
    ),
    Endpoint(
        "/agreements",
        "listAgreements",
        "Agreements that hold on the day, and whether each term is kept.",
        cycle.AgreementPage,
        cycle.agreements,
        (
            Parameter(
                "keeping",
                "Whether they are kept; none: no term can be checked.",
                Form.TERM,
                (*(member.value for member in Keeping), cycle.NOT_CHECKABLE),
            ),
            PAGE,
        ),
    ),
    Endpoint(
        "/proposals",
        "listProposals",
        "Proposals, 25 a page.",
        RecordPage,
        cycle.proposals,
        (
            *SEARCH,
            COUNTRY,
            term("state", "State of the proposal.", ProposalState),
            _DEPARTMENT,
            PAGE,
        ),
    ),
    Endpoint(
        "/proposals/{recordId}",
        "getProposal",
        "One proposal with its linkages, advice, decision and rules.",
        cycle.ProposalShown,
        cycle.one_proposal,
        names=_RECORD,
    ),
    Endpoint(
        "/rules",
        "listRules",
        "The rules: words, source, values through time, where each is broken.",
        cycle.RuleList,
        cycle.rules,
    ),
    Endpoint(
        "/figures",
        "listFigures",
        "Orders to leave and returns, 25 a page, each with the cell that holds it.",
        figures.FigurePage,
        figures.all_figures,
        (COUNTRY, _REPORTER, term("indicator", "What is counted.", Indicator), PAGE),
    ),
    Endpoint(
        "/figures/{indicator}/{reporter}/{citizenship}/{year}",
        "getFigure",
        "One figure in every vintage, with the line of the publisher's file.",
        figures.FigureLineage,
        figures.one_figure,
        names=(
            ("indicator", "What is counted, as in returned."),
            ("reporter", "Who counts, as in NLD."),
            ("citizenship", "Of whom, as in GHA."),
            ("year", "Of which year, in four digits."),
        ),
    ),
    Endpoint(
        "/cooperation",
        "listCooperation",
        "How return runs with each country: multipliers with intervals and class.",
        figures.CooperationList,
        figures.cooperation,
        (
            COUNTRY,
            Parameter("metBy", "A reporting state, or all."),
            term("returns", "Which returns count.", Series),
            Parameter("year", "A year with counts; all without it.", Form.NUMBER),
        ),
    ),
)
