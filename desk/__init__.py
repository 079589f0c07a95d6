"""A complaint desk for shops: the case, the guide, the promises and the papers."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    #: Data shipped with the desk: inside the package when installed, beside it in a checkout.
    RESOURCES: Path

else:

    def __getattr__(name: str) -> Path:
        """RESOURCES, found when somebody asks: what a start lets wait must be known before paths are imported."""
        if name != "RESOURCES":
            raise AttributeError(f"module 'desk' has no attribute {name!r}")
        from pathlib import Path  # late, as said

        here = Path(__file__).resolve().parent
        found = here / "resources" if (here / "resources").is_dir() else here.parent / "resources"
        globals()[name] = found
        return found


__version__ = "0.1.0"
