"""The API over the register and the figures that the product ships."""

from tests.web.pages.conftest import reader, shipped

__all__ = ["reader", "shipped"]
