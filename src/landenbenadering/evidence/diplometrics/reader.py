"""Diplomatic missions by year: that a row exists is all that is used.

Level and focus are graded by the maker and differ between editions.
"""

from landenbenadering.evidence.tables.long_table import read_long_file

read_file = read_long_file
