"""What a store knows about a paper that somebody shows."""

from desk.cases.issued import Issued, Known
from tests.cases.rows import at
from tests.makers import branch


def paper(version):
    return Issued("case", "B1-1", "agreement", ("fi",), version, at("sign")().now, "0" * 64)


def test_the_version_that_counts_is_the_newest_that_was_made_or_printed():
    case = at("sign")().case
    assert Known(branch()).newest == 0
    assert Known(branch(), issued=(paper(1), paper(3)), agreed={2: case}).newest == 3
    assert Known(branch(), issued=(paper(1),), agreed={1: case, 2: case}).newest == 2
