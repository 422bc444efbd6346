"""Amounts of money."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency, in whole units (not thousands or millions).

    Attributes
    ----------
    amount : Decimal
        Never negative: whether money is given or withheld is the direction of
        a linkage.
    currency : str
        ISO 4217, as in `EUR`.
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        """Refuse amounts that are not finite or below nothing."""
        if not self.amount.is_finite() or self.amount < 0:
            raise ValueError(f"{self.amount} is not an amount of money")
        if len(self.currency) != 3 or not self.currency.isupper():
            raise ValueError(f"{self.currency!r} is not an ISO 4217 currency")
