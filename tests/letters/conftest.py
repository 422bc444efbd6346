"""Letters and figures that the tests of the letters room share."""

from collections.abc import Callable
from datetime import date

import pytest

from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.policy.facts import Fact
from tests.letters.composing import Composer, figures_of, house, record_of


@pytest.fixture
def shipped() -> Composer:
    """Compose from the register that the product ships."""
    return Composer()


@pytest.fixture
def invented() -> Callable[..., Composer]:
    """Compose from a paper, a signatory and the facts given, nothing else."""

    def composer(*facts: Fact, shipped: bool = False) -> Composer:
        records = [
            record_of(f"fact-{place:03d}", fact) for place, fact in enumerate(facts)
        ]
        return Composer(shipped=shipped, added=(*house(), *records))

    return composer


@pytest.fixture
def figures() -> Callable[..., tuple[ReturnFigures, ...]]:
    """Invent figures on countries, known from a day."""

    def make(
        *codes: str, known_from: date = date(2013, 1, 31), years: int = 3
    ) -> tuple[ReturnFigures, ...]:
        return tuple(figures_of(code, known_from, years) for code in codes)

    return make
