"""Short-stay visas by consulate to 2012, collected from national reports.

States that were not yet in Schengen stand beside those that were. Definitions differ
from the Commission's later workbooks, so the two series are never joined.
"""

from landenbenadering.evidence.tables.long_table import read_long_file

read_file = read_long_file
