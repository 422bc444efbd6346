"""Run every check in order, stop at the first that fails, and say how long it took.

Run as `python -m tools.check`; `--all` adds the slow sets.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
SECONDS_FILE = CHECKOUT / "var" / "last-test-seconds"


def steps(*, slow: bool) -> list[tuple[str, list[str]]]:
    """Name the checks with their commands, the quick ones first."""
    python = sys.executable
    wanted = [] if slow else ["-m", "not slow and not live"]
    chosen = wanted or ["-m", "not live"]
    pytest = [python, "-m", "pytest", "-q", "-n", "2", *chosen]
    # Whoever asks every address does so on one database, to keep within ten minutes.
    short = "not slow and not live and not once"
    again = pytest if slow else [*pytest[:-1], short]
    program = Path(python).parent
    return [
        ("format", [str(program / "ruff"), "format", "--check", "."]),
        ("lint", [str(program / "ruff"), "check", "."]),
        ("types", [str(program / "mypy")]),
        ("contracts", [str(program / "lint-imports")]),
        ("system packages", [python, "-m", "tools.system_packages"]),
        (
            "tests on PostgreSQL",
            [python, "-m", "tools.with_postgres", *again, "tests/web", "tests/cli"],
        ),
        ("tests", pytest),
    ]


def main() -> int:
    """Run the checks; the exit status is that of the first that fails."""
    began = time.monotonic()
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    for name, command in steps(slow="--all" in sys.argv):
        print(f"== {name}", flush=True)
        status = subprocess.run(
            command, cwd=CHECKOUT, env=environment, check=False
        ).returncode
        if status:
            print(f"== {name}: failed")
            return status
    seconds = time.monotonic() - began
    SECONDS_FILE.parent.mkdir(exist_ok=True)
    SECONDS_FILE.write_text(f"{seconds:.0f}\n", encoding="utf-8")
    print(f"== all checks passed in {seconds:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
