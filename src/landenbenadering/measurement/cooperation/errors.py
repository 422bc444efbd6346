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


class OneStateError(MeasurementError):
    """Practice and cooperation cannot be told apart with one reporting state."""

    def __init__(self, reporter: str) -> None:
        super().__init__(
            "MEA203",
            problem=f"Only {reporter} has usable counts, so its practice cannot be "
            "told from the cooperation of countries.",
            remedy="Import the counts of more reporting states, or ask for this one.",
        )


class NoSuchSeriesError(MeasurementError):
    """No observation breaks returns down by kind."""

    def __init__(self, series: str) -> None:
        super().__init__(
            "MEA204",
            problem=f"No known file gives {series} returns per citizenship.",
            remedy="Import the publisher's table MIGR_EIRT_VOL, or ask for all.",
        )


class UnknownYearsError(MeasurementError):
    """None of the years asked for is in the panel."""

    def __init__(self, years: tuple[int, ...]) -> None:
        super().__init__(
            "MEA205",
            problem=f"No counts are known of {', '.join(map(str, years))}.",
            remedy="Ask for years with orders and returns.",
        )


class TooFewStatesError(MeasurementError):
    """A comparison cannot be checked by leaving a state out."""

    def __init__(self, states: tuple[str, ...]) -> None:
        super().__init__(
            "MEA206",
            problem=f"Only {', '.join(states)} report: with one state left out, "
            "nothing could be compared.",
            remedy="Import the counts of at least three reporting states.",
        )


class NoneBesideError(MeasurementError):
    """A reporting state counts people from one country alone."""

    def __init__(self, reporter: str) -> None:
        super().__init__(
            "MEA208",
            problem=f"{reporter} has usable counts of one country alone: as it meets "
            "countries, there is none to compare that one with.",
            remedy="Ask for all states together, or import more of its counts.",
        )


class NoStandardError(MeasurementError):
    """A threshold or certainty by which nothing, or anything, could be said."""

    def __init__(self, threshold: float, certainty: float) -> None:
        super().__init__(
            "MEA207",
            problem=f"Nothing can be classed by a threshold of {threshold:g} and a "
            f"certainty of {certainty:g}.",
            remedy="Give a threshold above 0 and a certainty above 0.5 and below 1.",
        )
