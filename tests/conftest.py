"""What every test shares: no display, and a fixed branch with its people."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
