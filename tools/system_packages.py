"""Install the Debian packages that some checks need, where the user may.

Run as `python -m tools.system_packages`. Without the right to install, or on
another system, it says what is missing and stops well; with CI=true that is a
failure, because there a missing browser would hide untested pages.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """A program that checks use, and the packages that bring it."""

    programs: tuple[str, ...]
    packages: tuple[str, ...]
    purpose: str

    @property
    def met(self) -> bool:
        """Whether one of the programs is on the path."""
        return any(shutil.which(name) for name in self.programs)


NEEDS = (
    Need(("chromium", "google-chrome"), ("chromium",), "browser tests"),
    Need(
        ("soffice",),
        ("libreoffice-writer-nogui",),
        "opening the DOCX letter in LibreOffice",
    ),
    Need(("pdftotext",), ("poppler-utils",), "reading the PDF letter's text"),
)


def privilege() -> list[str] | None:
    """Give the words before apt-get, or None if this user may not install."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def install(packages: list[str], before: list[str]) -> None:
    """Install `packages`; a failure leaves the check below to say so."""
    command = [*before, "apt-get", "-qq", "-y"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print(f"Installing {' '.join(packages)} for the checks ...", flush=True)
    subprocess.run(
        [*command, "update"], env=environment, stdout=subprocess.DEVNULL, check=False
    )
    subprocess.run(
        [*command, "install", "--no-install-recommends", *packages],
        env=environment,
        stdout=subprocess.DEVNULL,
        check=False,
    )


def main() -> int:
    """Install what is missing and report what still is."""
    missing = [need for need in NEEDS if not need.met]
    before = privilege()
    if missing and before is not None:
        install([name for need in missing for name in need.packages], before)
    still = [need for need in NEEDS if not need.met]
    for need in still:
        print(f"Missing: {' '.join(need.packages)} ({need.purpose}); tests skip.")
    return 1 if still and os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
