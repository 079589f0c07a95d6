"""What every test shares: no display, and a fixed branch with its people."""

import gc
import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# hypothesis otherwise fails an example for its 200 ms, which a busy machine needs for anything
settings.register_profile("untimed", settings(deadline=None))
settings.load_profile("untimed")

#: Where `cases` and `store` are tested for themselves. Following their lines through every window takes minutes more.
COUNTED = ("cases", "store")


@pytest.fixture(autouse=True)
def _garbage() -> Iterator[None]:
    """As in the window: once there are widgets, no other thread looks for garbage."""
    if "PySide6.QtWidgets" not in sys.modules:
        yield
        return
    from desk.ui.garbage import collect

    gc.disable()
    yield
    collect()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name not in COUNTED:
            item.add_marker(pytest.mark.no_cover)
