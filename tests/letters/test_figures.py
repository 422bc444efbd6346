"""Figures in the letter: their clock, their words, and the way to their cell."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Language
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.letters.blocks import (
    FigureChart,
    FigureTable,
    Heading,
    Letter,
)
from landenbenadering.letters.charts import chart_png, chart_svg
from landenbenadering.letters.html import to_html, to_html_fragment
from landenbenadering.letters.text import to_text
from landenbenadering.pipelines.draft import draft_letter
from tests.letters.composing import Composer

Figures = Callable[..., tuple[ReturnFigures, ...]]
LATER = date(2018, 12, 31)


def table_of(letter: Letter) -> FigureTable:
    """Give the only table of figures."""
    blocks = [*letter.blocks, *(b for a in letter.annexes for b in a.blocks)]
    (table,) = [block for block in blocks if isinstance(block, FigureTable)]
    return table


def chart_of(letter: Letter) -> FigureChart:
    """Give the only chart."""
    blocks = [*letter.blocks, *(b for a in letter.annexes for b in a.blocks)]
    (chart,) = [block for block in blocks if isinstance(block, FigureChart)]
    return chart


def test_figures_known_on_the_day_stand_in_the_body(
    shipped: Composer, figures: Figures
) -> None:
    letter = shipped(Language.EN, figures=figures("GHA", "IRQ"))

    assert Heading(1, "Figures") in letter.blocks
    assert letter.annexes == ()


def test_figures_known_later_stand_only_in_an_annex_marked_as_such(
    shipped: Composer, figures: Figures
) -> None:
    letter = shipped(Language.EN, later=figures("GHA", known_from=LATER))

    assert not any(isinstance(block, FigureTable) for block in letter.blocks)
    assert letter.annexes[0].marker == (
        "Later knowledge: these figures were not known on 6 March 2013; they are "
        "known from 31 December 2018. No statement in the letter rests on them."
    )


def test_without_later_figures_there_is_no_annex(
    shipped: Composer, figures: Figures
) -> None:
    assert shipped().annexes == ()
    assert shipped(later=figures("GHA", known_from=date(2013, 1, 1))).annexes == ()


def test_only_countries_that_the_letter_names_are_shown(
    shipped: Composer, figures: Figures
) -> None:
    letter = shipped(Language.NL, later=figures("JPN", "IRQ", known_from=LATER))

    assert {row[0].text for row in table_of(letter).rows} == {"Irak"}


def test_every_number_leads_to_a_line_of_a_named_file(
    shipped: Composer, figures: Figures
) -> None:
    table = table_of(shipped(Language.NL, later=figures("GHA", known_from=LATER)))
    files = {source.key: source.text for source in table.sources}

    assert table.header[2:] == (
        "Opgelegde vertrekplichten",
        "Teruggekeerden",
        "Terugkeer per vertrekplicht",
        "Cel vertrekplicht",
        "Cel terugkeer",
    )
    first = table.rows[0]
    assert [cell.text for cell in first[:5]] == ["Ghana", "2012", "1.200", "95", "7–9%"]
    for number, place in ((first[2], first[5]), (first[3], first[6])):
        (observation,) = number.observations
        key, line = place.text.split(", regel ")
        assert line == str(observation.provenance.row)
        assert observation.provenance.sha256 in files[key]
        assert observation.provenance.file_name in files[key]
        assert "bekend sinds 31 december 2018" in files[key]


def test_a_missing_figure_is_said_and_not_shown_as_nothing(
    shipped: Composer, figures: Figures
) -> None:
    table = table_of(shipped(Language.NL, later=figures("GHA", known_from=LATER)))

    assert [cell.text for cell in table.rows[2][2:]] == [
        "1.200",
        "geen rij",
        "niet te geven",
        "A, regel 6045",
        "geen",
    ]


def test_the_table_says_what_the_ratio_is_not(
    shipped: Composer, figures: Figures
) -> None:
    remarks = " ".join(table_of(shipped(Language.EN, figures=figures("IRQ"))).remarks)

    for words in (
        "rounded by the publisher",
        "not the share of one group",
        "pass 100%",
        "Independent and forced return are counted together",
        "registers",
        "not a ranking",
        "not a zero",
    ):
        assert words in remarks


def test_the_chart_draws_counts_on_separate_scales_and_never_the_ratio(
    shipped: Composer, figures: Figures
) -> None:
    chart = chart_of(shipped(Language.EN, figures=figures("IRQ", "AFG", "GHA")))
    spec = json.loads(chart.spec)

    assert spec["resolve"]["scale"]["y"] == "independent"
    assert spec["facet"]["sort"] == ["Afghanistan", "Ghana", "Iraq"]
    assert {value["n"] for value in spec["data"]["values"]} == {1200, 95, None}
    assert "Countries: Afghanistan, Ghana and Iraq." in chart.alt
    assert "http" not in chart_svg(chart.spec).replace("http://www.w3.org/", "")
    assert chart_png(chart.spec).startswith(b"\x89PNG")


def test_a_hostile_name_in_a_chart_stays_a_name(
    shipped: Composer, figures: Figures
) -> None:
    chart = chart_of(shipped(Language.EN, figures=figures("IRQ")))
    hostile = chart.spec.replace("Iraq", "</text><script>x</script>")

    assert "<script>" not in chart_svg(hostile)


def test_the_fragment_takes_the_chart_from_an_address_and_links_each_count(
    shipped: Composer, figures: Figures
) -> None:
    letter = shipped(Language.EN, figures=figures("IRQ"))

    fragment = to_html_fragment(
        letter,
        chart_address=lambda _: "/charts/letter.svg",
        figure_link=lambda o: f"/figures/{o.indicator}/{o.citizenship}/{o.year}",
    )

    assert '<img src="/charts/letter.svg" alt="One panel a country' in fragment
    assert '<a href="/figures/returned/IRQ/2013">95</a>' in fragment
    assert "data:" not in fragment
    assert "<img" not in to_html_fragment(letter)


def test_the_document_carries_its_chart_and_a_table_with_scopes(
    shipped: Composer, figures: Figures
) -> None:
    html = to_html(shipped(Language.NL, figures=figures("IRQ")))

    assert 'src="data:image/svg+xml;base64,' in html
    assert '<th scope="col"' in html
    assert '<th scope="row">Irak</th>' in html
    assert "<caption>" in html


def test_the_shipped_figures_of_the_annex_name_the_cells_that_hold_them(
    shipped: Composer, tmp_path: Path
) -> None:
    store = EvidenceStore(tmp_path)
    letter = draft_letter(
        shipped.register(),
        store=store,
        language=Language.NL,
        with_later_figures=True,
    )
    table = table_of(letter)

    assert len(table.rows) == 8 * 5
    assert len(table.sources) == 2
    known = store.observations(as_of=AsOf(LATER))
    for row in table.rows:
        assert set(row[2].observations) <= set(known)
    assert "niet bekend op 6 maart 2013" in to_text(letter)
