"""Compile the computing cores, so that the first appraisal does not wait for it.

Run as `python -m tools.compile_cores`. What Numba compiles is kept beside the source;
what is there already is left alone. An example is weighed, since only what is called
is compiled, for the types that it is called with.
"""

import sys

from landenbenadering.core.clocks import AsOf
from landenbenadering.pipelines.appraise import appraise, weigh
from landenbenadering.pipelines.appraise_files import shipped_sheet
from landenbenadering.pipelines.appraise_register import linkage_figures
from landenbenadering.pipelines.reference import reference_records
from landenbenadering.policy.register import Register, known_versions

EXAMPLE = "ghana-example"


def main() -> int:
    """Weigh an example and forget the outcome."""
    sheet = shipped_sheet(EXAMPLE)
    then = AsOf(sheet.on)
    register = Register(then, known_versions(reference_records(), then))
    appraise(weigh(sheet, figures=linkage_figures(register)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
