"""What holds for every file of the project: licence, metadata, size, origin."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.project import CHECKOUT, modules, tracked_files

REQUIRED = [
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal",
    "maintenance",
    "localisation",
]
LONGEST_FUNCTION = 60
LONGEST_MODULE = 400
# Built from parts, so that this file does not find itself.
FOREIGN = [
    "/".join(["", "work", ""]),
    ".".join(["files", "pythonhosted", "org"]),
    ".".join(["pypi", "org/simple"]),
    ".".join(["registry", "npmjs", "org"]),
    ".".join(["registry", "yarnpkg", "com"]),
    "--" + "index-url",
    "--" + "find-links",
]
INDEX_LINE = re.compile(
    r"(?:index-url|find-links|trusted-host|registry) *=", re.IGNORECASE
)


def docstring_lines(tree: ast.AST) -> set[int]:
    """Give the lines that docstrings take, which count for no limit."""
    lines: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(
            node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        ) and ast.get_docstring(node):
            doc = node.body[0]
            lines |= set(range(doc.lineno, (doc.end_lineno or doc.lineno) + 1))
    return lines


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """Give the project's files, or skip without git."""
    found = tracked_files()
    if found is None:
        pytest.skip("git is not here, or this is not a clone")
    return found


def test_reuse_finds_a_licence_for_every_file(files: list[Path]) -> None:
    program = Path(sys.executable).parent / "reuse"
    if shutil.which("git") is None:
        pytest.skip("git is not here")

    answer = subprocess.run(
        [program, "--root", CHECKOUT, "lint"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 0, answer.stdout[-2000:] + answer.stderr


@pytest.mark.parametrize("licence", ["EUPL-1.2", "CC0-1.0"])
def test_the_whole_text_of_a_licence_is_here(licence: str) -> None:
    text = (CHECKOUT / "LICENSES" / f"{licence}.txt").read_text(encoding="utf-8")

    assert len(text) > 6000


def test_publiccode_has_its_required_keys() -> None:
    text = (CHECKOUT / "publiccode.yml").read_text(encoding="utf-8")
    keys = re.findall(r"^(\w+):", text, flags=re.MULTILINE)

    assert [key for key in REQUIRED if key not in keys] == []
    assert 'publiccodeYmlVersion: "0.7"' in text


def test_publiccode_keeps_to_its_lengths() -> None:
    text = (CHECKOUT / "publiccode.yml").read_text(encoding="utf-8")
    short = re.findall(r"shortDescription: (.+)", text)
    long = re.findall(r"longDescription: \|\n((?: {6}.+\n)+)", text)
    features = re.findall(r"^ {6}- (.+)$", text, flags=re.MULTILINE)

    assert len(short) == len(long) == 2
    assert [item for item in short if len(item) > 150] == []
    assert [item for item in features if len(item) > 100] == []
    for item in long:
        assert 500 <= len(re.sub(r"\s+", " ", item)) <= 10_000


def test_publiccode_names_the_version_of_the_package() -> None:
    import landenbenadering

    text = (CHECKOUT / "publiccode.yml").read_text(encoding="utf-8")

    assert f'softwareVersion: "{landenbenadering.__version__}"' in text


def test_no_file_names_a_machine_or_a_package_registry(files: list[Path]) -> None:
    found = []
    for path in files:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [(path.name, word) for word in FOREIGN if word in _without_flags(text)]

    assert found == []


def _without_flags(text: str) -> str:
    """Leave out the flags with which the lock is told to hold no address."""
    return re.sub(r"--no-(?:emit-)?(?:index|index-url|find-links)\b", "", text)


def test_locks_hold_no_address(files: list[Path]) -> None:
    locks = [
        path for path in files if "lock" in path.name or "requirements" in str(path)
    ]
    assert locks
    for path in locks:
        text = path.read_text(encoding="utf-8")

        assert '"resolved"' not in text, path.name
        assert INDEX_LINE.search(text) is None, path.name


def test_no_module_is_too_long() -> None:
    long = {}
    for path, tree in modules("src", "tests", "tools", "benchmarks"):
        if "migrations" in path.parts:
            continue
        lines = len(path.read_text(encoding="utf-8").splitlines())
        counted = lines - len(docstring_lines(tree))
        if counted > LONGEST_MODULE:
            long[str(path.relative_to(CHECKOUT))] = counted

    assert long == {}


def test_no_function_is_too_long() -> None:
    long = {}
    for path, tree in modules("src", "tools", "benchmarks"):
        if "migrations" in path.parts:
            continue
        documented = docstring_lines(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                taken = set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
                if len(taken - documented) > LONGEST_FUNCTION:
                    long[f"{path.name}:{node.name}"] = len(taken - documented)

    assert long == {}


def test_no_room_is_called_after_nothing() -> None:
    empty = {"utils", "helpers", "common", "base", "manager"}
    named = {part for path, _ in modules("src") for part in path.with_suffix("").parts}

    assert named & empty == set()
