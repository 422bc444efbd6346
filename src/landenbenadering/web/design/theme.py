"""The slot for an organisation's own look.

An installation that has a file `theme.css` in its data folder gets it on every
page, after the product's own style sheet. It should hold nothing but tokens:

    .app-theme { --basis-color-action-1-bg-default: #154273; }
"""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

THEME_FILE = "theme.css"


def theme_path() -> Path | None:
    """Give the installation's theme file; `None` where it has none."""
    path = Path(settings.HOME) / THEME_FILE
    return path if path.is_file() else None


@require_safe
def theme(request: HttpRequest) -> FileResponse:
    """Serve the installation's theme file."""
    del request
    path = theme_path()
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), content_type="text/css; charset=utf-8")
