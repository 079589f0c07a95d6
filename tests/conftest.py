"""What every test shares: no display, and a fixed branch with its people."""

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# hypothesis otherwise fails an example for its 200 ms, which a busy machine needs for anything
settings.register_profile("untimed", settings(deadline=None))
settings.load_profile("untimed")
