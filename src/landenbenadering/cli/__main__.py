"""Lets `python -m landenbenadering.cli` do what the command does."""

import sys

from landenbenadering.cli.main import main

sys.exit(main())
