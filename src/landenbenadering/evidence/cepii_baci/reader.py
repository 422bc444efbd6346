"""Goods with the reports of exporter and importer reconciled, in dollars.

The file at hand holds the sum over products for every fifth year. Never joined with
another series of trade: their levels differ.
"""

from landenbenadering.evidence.tables.long_table import read_long_file

read_file = read_long_file
