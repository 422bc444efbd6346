"""What a process of the server reads before the first visitor asks for it.

Each of these is kept once read, and takes up to a second the first time: whoever came
first would wait for everyone. A failure is told and changes nothing, since the page
itself meets it again and says what is wrong.
"""

import json
import logging
from collections.abc import Callable
from threading import Thread

from django.db import DatabaseError, connections
from django.utils import timezone

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.letters.charts import chart_svg
from landenbenadering.pipelines.interdependence import EU
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.assessments.ties import ties_with
from landenbenadering.web.decisions.standing import (
    standing_proposals,
    standing_verdicts,
)
from landenbenadering.web.dossiers.ties.forms import HOME

_LOG = logging.getLogger(__name__)
# Any country will do: what is kept is the side of the senders.
_SOME_COUNTRY = "GHA"
_SMALL_CHART = json.dumps(
    {
        "mark": "point",
        "data": {"values": [{"x": 1}]},
        "encoding": {"x": {"field": "x", "type": "quantitative"}},
    }
)
_PUBLIC = frozenset({Disclosure.PUBLIC})
_ALL = frozenset(Disclosure)


def read_ahead() -> Thread:
    """Begin to read in the background, and give the thread that does it."""
    reading = Thread(target=_read, name="read-ahead", daemon=True)
    reading.start()
    return reading


def steps(as_of: AsOf) -> tuple[Callable[[], object], ...]:
    """Give what to ask for once, the quickest to be missed first."""
    return (
        lambda: ties_with((HOME, EU), country=_SOME_COUNTRY, as_of=as_of),
        lambda: chart_svg(_SMALL_CHART),
        lambda: standing_verdicts(as_of, _ALL),
        lambda: standing_proposals(as_of, _ALL),
        lambda: standing_verdicts(as_of, _PUBLIC),
        lambda: standing_proposals(as_of, _PUBLIC),
    )


def _read() -> None:
    try:
        for step in steps(AsOf(known_on=timezone.localdate())):
            step()
    except (DatabaseError, LandenbenaderingError) as error:
        _LOG.warning("Reading ahead stopped: %s", error)
    finally:
        connections.close_all()
