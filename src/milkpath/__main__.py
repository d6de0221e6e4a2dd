"""`python -m milkpath` is the command line."""

import sys

from milkpath.cli.main import main

sys.exit(main())
