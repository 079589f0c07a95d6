"""What a store knows about a paper that somebody shows."""

from desk.cases.issued import Known
from tests.cases.rows import at
from tests.makers import branch


def test_the_version_that_counts_is_the_newest_that_was_agreed():
    case = at("sign")().case
    assert Known(branch()).newest == 0
    assert Known(branch(), agreed={2: case, 1: case}).newest == 2
