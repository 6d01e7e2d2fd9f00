"""`python -m dayline`."""

import sys

from dayline.cli import main

sys.exit(main())
