"""Why each instrument stays in or falls out, and which judgement would change it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from landenbenadering.appraisal.problem import Instrument
from landenbenadering.appraisal.robust import Standing, standing
from landenbenadering.appraisal.sensitivity import ScoreThresholds
from landenbenadering.pipelines.appraise import AppraisalReport
from landenbenadering.web.assessments.shown import on_scale
from landenbenadering.web.assessments.words import STANDINGS, SheetWords, number_word

_MOST_STATEMENTS = 2


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """Where an instrument stands and why, and what would change that."""

    name: str
    stands: str
    changes: list[str]


def reasons_shown(report: AppraisalReport, words: SheetWords) -> list[ReasonShown]:
    """Give for each instrument the nearest judgement that would move it.

    A score counts alone, all others as they are, and only where it lies on the scale
    of its criterion; nearest is measured in swings.
    """
    shares = report.solution.core_index
    count = len(report.solution.packages)
    rows = []
    for instrument in report.weighing.problem.instruments:
        share = shares.get(instrument.code)
        if share is None:
            continue
        stands = standing(share)
        own = [t for t in report.thresholds if t.instrument == instrument.code]
        changes = []
        if instrument.forbidden_by is None:
            changes = _scores(stands, own, instrument, words) if own else []
            changes += _statements(report, instrument.code, words)
        told = _stands(stands, instrument, held=round(float(share) * count), of=count)
        rows.append(ReasonShown(words.instruments[instrument.code], told, changes))
    return rows


def _stands(stands: Standing, instrument: Instrument, *, held: int, of: int) -> str:
    if instrument.forbidden_by is not None:
        return _("out: rule %(rule)s forbids it, whatever it scores.") % {
            "rule": instrument.forbidden_by
        }
    match stands:
        case Standing.CORE:
            return _("in every package, whatever is still open.")
        case Standing.EXTERIOR:
            return _("in none: each package with it breaks a limit or is beaten.")
        case Standing.BORDERLINE:
            return _("in %(held)s of %(of)s packages: it hangs on what is open.") % {
                "held": number_word(held),
                "of": number_word(of),
            }


def _scores(
    stands: Standing,
    thresholds: Sequence[ScoreThresholds],
    instrument: Instrument,
    words: SheetWords,
) -> list[str]:
    in_all = _nearest(thresholds, instrument, words, core=True)
    in_none = _nearest(thresholds, instrument, words, core=False)
    match stands:
        case Standing.CORE if in_all:
            told = _(
                "It would be in doubt if %(criterion)s could be below %(value)s (now "
                "at least %(now)s)."
            )
            return [told % in_all]
        case Standing.EXTERIOR if in_none:
            told = _(
                "It could come in if %(criterion)s could be above %(value)s (now at "
                "most %(now)s)."
            )
            return [told % in_none]
        case Standing.BORDERLINE if in_all or in_none:
            told = _(
                "It belongs in all once %(criterion)s is known to be above %(value)s "
                "(now at least %(now)s)."
            )
            leaves = _(
                "It leaves once %(criterion)s is known to be below %(value)s (now at "
                "most %(now)s)."
            )
            found = [told % in_all] if in_all else []
            return [*found, leaves % in_none] if in_none else found
        case _:
            return [_("No single score on its scale would change that.")]


def _nearest(
    thresholds: Sequence[ScoreThresholds],
    instrument: Instrument,
    words: SheetWords,
    *,
    core: bool,
) -> dict[str, str]:
    """Give the threshold nearest to the score as it is; empty if none is on a scale.

    For being in all packages the least that the score can be counts, for being in
    none the most.
    """
    scales = {line.code: line for line in words.sheet.criterion}
    found: list[tuple[float, dict[str, str]]] = []
    for one in thresholds:
        value = one.core_above if core else one.leaves_below
        told = on_scale(scales[one.criterion], value)
        if not told:
            continue
        score = instrument.scores[one.criterion].value
        now = score.lower if core else score.upper
        named = f"{words.criteria[one.criterion]} ({words.units[one.criterion]})"
        distance = abs(value - now) / float(words.swings[one.criterion])
        values = {"criterion": named, "value": told, "now": number_word(now)}
        found.append((distance, values))
    return min(found, key=lambda pair: pair[0])[1] if found else {}


def _statements(report: AppraisalReport, code: str, words: SheetWords) -> list[str]:
    """Tell which one more statement on weights would settle the instrument."""
    told = [
        _("It becomes %(standing)s once it is agreed that %(statement)s.")
        % {
            "standing": STANDINGS[effect.moves[code]],
            "statement": words.statement(effect.statement),
        }
        for effect in report.one_more or ()
        if code in effect.moves
    ]
    return told[:_MOST_STATEMENTS]
