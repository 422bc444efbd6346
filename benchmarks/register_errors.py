"""What the reading of registers for the pooling benchmark refuses.

The codes are no part of the product: BEN101 the file cannot be read, BEN102 it is not
text in columns, BEN103 a column is missing or there twice, BEN104 a count is no count,
BEN105 a key is empty, BEN106 a truth is no number, BEN107 too few cells, BEN108 the
rounding is too coarse, BEN109 returns are no share of orders, BEN110 a cell is given
twice.
"""

from landenbenadering.core.errors import LandenbenaderingError, Place


class RegisterError(LandenbenaderingError):
    """A file that cannot be read as a register.

    Parameters
    ----------
    number : int
        Of the code, as in the docstring of this module.
    problem, remedy : str
    place : Place
        The file, and where in it.
    """

    def __init__(self, number: int, *, problem: str, remedy: str, place: Place) -> None:
        super().__init__(f"BEN{number}", problem=problem, remedy=remedy, place=place)
