"""Goods as the importer reports them, in millions of dollars, to 2014.

Numeric state codes repeat the letters; the smoothed series is filled in by its maker
and is not stored. Never joined with another series of trade: their levels differ.
"""

from landenbenadering.evidence.tables.long_table import read_long_file

read_file = read_long_file
