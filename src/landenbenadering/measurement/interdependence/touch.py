"""What a change in aid would touch: the sender's aid, all aid, the income."""

from landenbenadering.core.exposure import AidChange, AidTouch, Circle, Missing, Share
from landenbenadering.core.interval import Interval
from landenbenadering.measurement.errors import MeasurementError
from landenbenadering.measurement.interdependence.cells import TieCells, total
from landenbenadering.measurement.interdependence.shares import missing, share_of


def aid_touch(
    aid: TieCells,
    humanitarian: TieCells,
    *,
    country: str,
    sender: Circle,
    year: int,
    change: AidChange,
    income: Interval | None,
) -> AidTouch:
    """Set an amount of aid against three wholes of one year.

    Aid is published in dollars of 2022 and income in dollars of the year itself; an
    amount known in only one of the two gives only the shares of that one.

    Parameters
    ----------
    aid, humanitarian : TieCells
        Net aid, and the humanitarian part of aid.
    change : AidChange
        The amount, without sign.
    income : Interval or None
        Gross domestic product of the country in that year, in dollars of the year.

    Raises
    ------
    MeasurementError
        MEA422: the amount is not above 0.
    """
    for known in (change.usd, change.usd_2022):
        if known is not None and known.lower <= 0:
            raise MeasurementError(
                "MEA422",
                problem="An amount of aid of nothing or less touches nothing.",
                remedy="Give the amount without sign, as in 10000000.",
            )
    members = sender.members.get(year, frozenset())
    theirs = aid.of_country(year, country)
    own = [cell for state, cell in theirs.items() if state in members]
    relief = humanitarian.of_country(year, country)
    own_relief = [cell for state, cell in relief.items() if state in members]
    everybody = total(theirs.values()) if aid.covers_country(year, country) else None
    return AidTouch(
        country=country,
        sender=sender.name,
        year=year,
        amount_usd=change.usd,
        amount_usd_2022=change.usd_2022,
        humanitarian=total(own_relief) if own_relief else None,
        of_sender_aid_there=_share(
            change.usd_2022, total(own) if own else None, len(own)
        ),
        of_all_aid_there=_share(change.usd_2022, everybody, len(theirs)),
        of_income=_share(change.usd, income, 1),
    )


def _share(amount: Interval | None, whole: Interval | None, partners: int) -> Share:
    if amount is None:
        return missing(Missing.NO_CONVERSION)
    return share_of(amount, whole, partners)
