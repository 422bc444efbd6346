"""Words for ties, and for what of them cannot be told."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from landenbenadering.core.exposure import Flow, Missing
from landenbenadering.core.interval import Interval
from landenbenadering.core.observation import Unit
from landenbenadering.web.assessments.words import number_word

FLOWS: Mapping[Flow, Promise] = {
    Flow.AID: gettext_lazy("aid to the country"),
    Flow.GOODS_TO_SENDER: gettext_lazy("goods from the country"),
    Flow.GOODS_TO_COUNTRY: gettext_lazy("goods to the country"),
    Flow.VISAS: gettext_lazy("short-stay visas issued there"),
    Flow.STUDENTS: gettext_lazy("students from the country"),
    Flow.REMITTANCES: gettext_lazy("remittances to the country"),
    Flow.MISSIONS_IN_COUNTRY: gettext_lazy("missions in the country"),
    Flow.MISSIONS_IN_SENDER: gettext_lazy("missions of the country"),
}
REASONS: Mapping[Missing, Promise] = {
    Missing.NO_FIGURE: gettext_lazy("no figure"),
    Missing.NO_WHOLE: gettext_lazy("whole not known"),
    Missing.NOT_ABOVE_ZERO: gettext_lazy("whole may be nothing"),
    Missing.OTHER_UNIT: gettext_lazy("in another unit"),
    Missing.NO_CONVERSION: gettext_lazy("no rate given"),
}
_MILLION = 1_000_000
_SMALL, _TINY = 0.01, 0.001


def amount_word(amount: Interval | None, unit: Unit) -> str:
    """Write an amount with its unit; a dash where there is no figure."""
    if amount is None:
        return "–"
    match unit:
        case Unit.USD_CURRENT | Unit.USD_2022:
            middle = (amount.lower + amount.upper) / 2 / _MILLION
            millions = number_word(middle, most=0 if middle >= 10 else 2)
            if unit is Unit.USD_2022:
                return _("%(millions)s million dollars of 2022") % {
                    "millions": millions
                }
            return _("%(millions)s million dollars") % {"millions": millions}
        case _:
            return bounds_word(amount, most=0)


def share_word(share: Interval) -> str:
    """Write a share in percents, small ones with more decimals."""
    low, high = (_percent(end) for end in (share.lower, share.upper))
    return low if low == high else f"{low} … {high}"


def times_word(times: Interval) -> str:
    """Write how many times one share is the other."""
    return f"{bounds_word(times, most=1)} ×"


def points_word(change: Interval) -> str:
    """Write a change in percentage points, with its sign."""
    low, high = (_signed(100 * end) for end in (change.lower, change.upper))
    said = low if low == high else f"{low} … {high}"
    return _("%(points)s points") % {"points": said}


def bounds_word(bounds: Interval, *, most: int) -> str:
    """Write bounds, or one number where they are written alike."""
    low, high = (number_word(e, most=most) for e in (bounds.lower, bounds.upper))
    return low if low == high else f"{low} … {high}"


def _percent(share: float) -> str:
    most = 1 if abs(share) >= _SMALL else 2 if abs(share) >= _TINY else 4
    return f"{number_word(100 * share, most=most)}%"


def _signed(points: float) -> str:
    said = number_word(abs(points), most=1)
    if said == "0":
        return said
    return f"{'+' if points > 0 else '−'}{said}"
