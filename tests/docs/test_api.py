"""The reference of the API says what the code offers, both ways."""

import re

from landenbenadering.web.publication.parameters import MOMENT
from landenbenadering.web.publication.table import ENDPOINTS
from tests.docs.project import page

ROW = re.compile(r"^\| `(/[^`]*)` \| [^|]+ \|([^|]*)\|$", flags=re.MULTILINE)


def test_every_address_of_the_api_stands_in_the_reference_with_its_parameters() -> None:
    told = {
        path: re.findall(r"`(\w+)`", parameters)
        for path, parameters in ROW.findall(page("reference/api.md"))
    }

    assert told == {e.path: [p.name for p in e.own] for e in ENDPOINTS}
    for parameter in MOMENT:
        assert f"\n| `{parameter.name}` |" in page("reference/api.md")
