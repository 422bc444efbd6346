"""Charts drawn once and kept."""

import hashlib
import os
import tempfile
from pathlib import Path

from landenbenadering.letters.charts import chart_svg
from landenbenadering.pipelines.settings import data_home


def drawn(spec: str) -> str:
    """Draw a chart as SVG, or take it from the cache of this installation.

    The name of a cached chart is the hash of its specification, which holds all
    data, so it never needs to be cleared.
    """
    name = hashlib.sha256(spec.encode()).hexdigest()
    path = data_home() / "cache" / "charts" / f"{name}.svg"
    if path.is_file():
        return path.read_text(encoding="utf-8")
    svg = chart_svg(spec)
    _keep(path, svg)
    return svg


def _keep(path: Path, svg: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(svg)
    Path(scratch).replace(path)
