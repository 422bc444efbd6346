"""Aid by donor and recipient: names for countries, millions of dollars of 2022.

The file at hand holds amounts from 0.01 million: flows of nothing and below nothing
were dropped, so a donor without a row gave little, took back, or did not report.
Kinds of aid overlap; three are stored, and none is the sum of others here.
"""

from landenbenadering.evidence.tables.long_table import read_long_file

read_file = read_long_file
