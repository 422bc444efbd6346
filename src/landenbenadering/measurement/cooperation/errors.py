"""What the cooperation model refuses."""

from landenbenadering.measurement.errors import MeasurementError


class NothingToCompareError(MeasurementError):
    """Too few counts are known for a comparison of citizenships."""

    def __init__(self, *, citizenships: int, cells: int) -> None:
        super().__init__(
            "MEA201",
            problem=f"Only {cells} cells of {citizenships} citizenships can be used.",
            remedy="Give orders and returns of at least 2 citizenships and 3 cells.",
        )


class UnknownPairError(MeasurementError):
    """A reporting state is not in the panel."""

    def __init__(self, reporter: str) -> None:
        super().__init__(
            "MEA202",
            problem=f"{reporter} has no usable counts in this panel.",
            remedy="Choose a reporting state with orders and returns.",
        )
