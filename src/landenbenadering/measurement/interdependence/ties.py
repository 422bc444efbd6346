"""Which figures are which tie, and on which side the country stands in them."""

from dataclasses import dataclass

from landenbenadering.core.exposure import Flow
from landenbenadering.core.observation import Indicator


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie as one indicator measures it.

    Attributes
    ----------
    country_reports : bool
        Whether the country is the `reporter` of the figures and the sender the
        other one, as in the goods that the country imports from the sender.
    """

    flow: Flow
    indicator: Indicator
    country_reports: bool


TIES = (
    Tie(Flow.AID, Indicator.AID_NET, country_reports=False),
    Tie(Flow.GOODS_TO_SENDER, Indicator.GOODS_IMPORTED, country_reports=False),
    Tie(Flow.GOODS_TO_SENDER, Indicator.GOODS_SHIPPED, country_reports=False),
    Tie(Flow.GOODS_TO_COUNTRY, Indicator.GOODS_IMPORTED, country_reports=True),
    Tie(Flow.GOODS_TO_COUNTRY, Indicator.GOODS_SHIPPED, country_reports=True),
    Tie(Flow.VISAS, Indicator.VISAS_ISSUED, country_reports=False),
    Tie(Flow.STUDENTS, Indicator.STUDENTS, country_reports=False),
    Tie(Flow.REMITTANCES, Indicator.REMITTANCES_SENT, country_reports=False),
    Tie(Flow.MISSIONS_IN_COUNTRY, Indicator.MISSION, country_reports=False),
    Tie(Flow.MISSIONS_IN_SENDER, Indicator.MISSION, country_reports=True),
)
