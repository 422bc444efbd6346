"""What stands in the address of a room is read back as it was."""

import pytest
from django.http import QueryDict

from landenbenadering.appraisal.choices import chosen_sheet
from landenbenadering.pipelines.appraise_files import shipped_sheet
from landenbenadering.web.assessments.address import (
    read_state,
    statement_from_text,
    statement_text,
)
from landenbenadering.web.design.errors import PageError

SHEET = shipped_sheet("ghana-example")


@pytest.mark.parametrize(
    "text",
    [
        "ranking~joint~cooperation~speed",
        "bounds~bz~cooperation~0.1~",
        "ratio~vj~cooperation~speed~2~3.5",
        "trade_off~joint~cooperation*1+speed*0.5~relations*2",
        "swing~joint~cooperation~speed*20*40~country*50*100",
    ],
)
def test_a_statement_comes_back_from_the_address_as_it_was(text: str) -> None:
    assert statement_text(statement_from_text(text)) == text


def test_every_statement_of_the_illustrations_can_stand_in_an_address() -> None:
    for line in SHEET.statement:
        assert statement_from_text(statement_text(line)) == line


@pytest.mark.parametrize(
    "text",
    ["", "love~joint~a", "bounds~joint", "ratio~joint~a~b~1e9999~", "swing~joint~a~b"],
)
def test_text_that_is_no_statement_is_refused(text: str) -> None:
    with pytest.raises(PageError, match="PAG103"):
        statement_from_text(text)


def test_without_a_query_the_sheet_stays_as_it_is() -> None:
    state = read_state(QueryDict(""), SHEET)

    assert chosen_sheet(SHEET, state.choices) == SHEET


def test_choices_budgets_and_statements_are_written_into_the_sheet() -> None:
    query = QueryDict(
        "choice.talks=in&choice.aid-cut=out&budget.bz.2013=500.000&budget.vj.2013="
        "&drop=0&say=ratio~joint~speed~country~1~"
    )

    changed = chosen_sheet(SHEET, read_state(query, SHEET).choices)

    added = changed.group[len(SHEET.group) :]
    assert [(g.instruments, g.at_least, g.at_most) for g in added] == [
        (("talks",), 1, None),
        (("aid-cut",), None, 0),
    ]
    budgets = {(b.department, b.year): b.eur for b in changed.budget}
    assert budgets == {("bz", 2013): 500_000, ("bhos", 2013): 5_500_000}
    assert changed.statement[:-1] == SHEET.statement[1:]
    assert statement_text(changed.statement[-1]) == "ratio~joint~speed~country~1~"


@pytest.mark.parametrize(
    "query", ["choice.talks=maybe", "drop=99", "drop=x", "view=nobody", "say=no"]
)
def test_a_value_that_the_room_does_not_offer_is_refused(query: str) -> None:
    with pytest.raises(PageError, match="PAG103"):
        read_state(QueryDict(query), SHEET)


def test_a_budget_that_is_no_amount_is_told_and_the_sheets_own_counts() -> None:
    state = read_state(QueryDict("budget.bz.2013=much"), SHEET)

    assert state.wrong_budgets == {"budget.bz.2013": "much"}
    assert state.choices.budgets == read_state(QueryDict(""), SHEET).choices.budgets
