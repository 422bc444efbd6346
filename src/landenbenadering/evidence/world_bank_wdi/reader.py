"""A few series of the World Development Indicators, one figure to a row.

Gross domestic product, population and remittances are stored; the others are known
and left out.
"""

from landenbenadering.evidence.tables.long_table import read_long_file

read_file = read_long_file
