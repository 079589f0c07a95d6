"""A complaint desk for shops: the case, the guide, the promises and the papers."""

from pathlib import Path

__version__ = "0.1.0"

_HERE = Path(__file__).resolve().parent

#: Data shipped with the desk: inside the package when installed, beside it in a checkout.
RESOURCES = _HERE / "resources" if (_HERE / "resources").is_dir() else _HERE.parent / "resources"
