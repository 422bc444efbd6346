"""The solver of linear and integer programmes, set up to be silent."""

import highspy


class SilentHighs(highspy.Highs):
    """HiGHS on one thread that writes nothing, not even its name."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # highspy types it not
        self.setOptionValue("threads", 1)

    def enableCallbacks(self) -> None:  # noqa: N802  (called by its constructor)
        """Silence it, where its constructor would print: no callback is used."""
        self.silent()
