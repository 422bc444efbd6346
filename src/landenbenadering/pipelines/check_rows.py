"""Checks of the comparison as rows, each with what it means in plain words."""

from typing import TypedDict

from landenbenadering.core.language import Bilingual, Language
from landenbenadering.measurement.cooperation.predictive import (
    Feature,
    PredictiveCheck,
)
from landenbenadering.measurement.cooperation.sensitivity import Shift
from landenbenadering.pipelines.model_checks import ModelChecks

FEATURES = {
    Feature.ZEROS: Bilingual(
        nl="Tellingen die op 0 zijn afgerond", en="Counts rounded to 0"
    ),
    Feature.ABOVE_ORDERS: Bilingual(
        nl="Meer terugkeer dan besluiten", en="More returns than orders"
    ),
    Feature.LARGEST_CELLS: Bilingual(
        nl="Aandeel van de tien grootste tellingen",
        en="Share of the ten largest counts",
    ),
    Feature.YEARLY_CHANGE: Bilingual(
        nl="Verandering van jaar op jaar", en="Change from year to year"
    ),
}
PRIOR_NAMES = {
    "deviations_half": Bilingual(
        nl="Landen en staten vooraf half zo verschillend",
        en="Countries and states expected to differ half as much",
    ),
    "deviations_double": Bilingual(
        nl="Landen en staten vooraf twee keer zo verschillend",
        en="Countries and states expected to differ twice as much",
    ),
    "counts_double": Bilingual(
        nl="Toeval en vertraging vooraf twee keer zo onzeker",
        en="Chance and delay twice as uncertain beforehand",
    ),
}
_REPRODUCED = Bilingual(
    nl="Registers die uit het model getrokken zijn, lijken hierin op het "
    "gepubliceerde.",
    en="Registers drawn from the model look like the published one in this.",
)
_FEWER = Bilingual(
    nl="Het gepubliceerde register heeft hiervan minder dan het model verwacht: hier "
    "past het model niet.",
    en="The published register has less of this than the model expects: here the "
    "model does not fit.",
)
_MORE = Bilingual(
    nl="Het gepubliceerde register heeft hiervan meer dan het model verwacht: hier "
    "past het model niet.",
    en="The published register has more of this than the model expects: here the "
    "model does not fit.",
)
_SAME = Bilingual(
    nl="Geen land krijgt een andere klasse.", en="No country gets another class."
)
_WEAKER = Bilingual(
    nl="Wordt zekerder of onzekerder: {changed}. Geen land gaat van soepel naar "
    "minder soepel of terug.",
    en="Surer or less sure: {changed}. No country goes from smooth to less smooth or "
    "back.",
)
_TURNED = Bilingual(
    nl="{reversed} gaat van soepel naar minder soepel of terug: trek over die landen "
    "geen conclusie.",
    en="{reversed} goes from smooth to less smooth or back: conclude nothing on them.",
)


class CheckRow(TypedDict):
    """One check; `None` where a field does not belong to its kind."""

    check: str
    name: str
    title: str
    published: float | None
    drawn_lower: float | None
    drawn_upper: float | None
    share_above: float | None
    fits: bool | None
    compared: int | None
    typical_factor: float | None
    largest_factor: float | None
    moved_most: str | None
    changed: list[str]
    reversed: list[str]
    meaning: str


def check_rows(checks: ModelChecks, language: Language) -> list[CheckRow]:
    """Lay every check out, features first, then priors, then states left out."""
    return [
        *(_of_feature(check, language) for check in checks.predictive),
        *(
            _of_shift("prior", item, PRIOR_NAMES[item.name].in_(language), language)
            for item in checks.priors
        ),
        *(
            _of_shift("without_state", item, item.name, language)
            for item in checks.states
        ),
    ]


def _of_feature(check: PredictiveCheck, language: Language) -> CheckRow:
    return CheckRow(
        check="predictive",
        name=check.feature.value,
        title=FEATURES[check.feature].in_(language),
        published=check.published,
        drawn_lower=check.drawn.lower,
        drawn_upper=check.drawn.upper,
        share_above=check.above,
        fits=check.reproduced,
        compared=None,
        typical_factor=None,
        largest_factor=None,
        moved_most=None,
        changed=[],
        reversed=[],
        meaning=_meaning(check).in_(language),
    )


def _meaning(check: PredictiveCheck) -> Bilingual:
    if check.reproduced:
        return _REPRODUCED
    return _FEWER if check.above > 0.5 else _MORE


def _of_shift(kind: str, item: Shift, title: str, language: Language) -> CheckRow:
    said = _SAME if not item.changed else _TURNED if item.reversed else _WEAKER
    return CheckRow(
        check=kind,
        name=item.name,
        title=title,
        published=None,
        drawn_lower=None,
        drawn_upper=None,
        share_above=None,
        fits=None,
        compared=item.compared,
        typical_factor=item.typical,
        largest_factor=item.largest,
        moved_most=item.moved_most,
        changed=list(item.changed),
        reversed=list(item.reversed),
        meaning=said.in_(language).format(
            changed=", ".join(item.changed), reversed=", ".join(item.reversed)
        ),
    )
