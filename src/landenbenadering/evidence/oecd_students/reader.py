"""Students from abroad in forty countries of study.

The publisher's table counts some twice; the column `students` is already halved
where that was found, and the raw count is not stored.
"""

from landenbenadering.evidence.tables.long_table import read_long_file

read_file = read_long_file
