"""What a programme holds for each of its countries, put in words."""

from dataclasses import dataclass

from landenbenadering.appraisal.by_country import country_parts
from landenbenadering.pipelines.appraise import AppraisalReport
from landenbenadering.web.assessments.words import SheetWords, number_word
from landenbenadering.web.register.plain_details import country_name


@dataclass(frozen=True, slots=True)
class CountryShown:
    """A country of a programme, as a row of the table."""

    name: str
    core: str
    borderline: str
    packages: str
    least: str
    most: str


def countries_shown(report: AppraisalReport, words: SheetWords) -> list[CountryShown]:
    """Give a row per country; none where there is one country only."""
    parts = country_parts(report.weighing, report.solution)
    if len(parts) < 2:
        return []
    return [
        CountryShown(
            name=country_name(part.country),
            core=words.names(part.core),
            borderline=words.names(part.borderline),
            packages=number_word(part.packages),
            least=number_word(part.least_eur),
            most=number_word(part.most_eur),
        )
        for part in parts
    ]
