"""What the list of cases shows, and what it comes back to once nobody searches any more. No window."""

from __future__ import annotations

from desk.store.lists import FOUND
from desk.ui.case_chips import USUAL, Chosen

BY_CUSTOMER, AS_FOUND = ("customer", True), (FOUND, False)


def shown(chosen: Chosen) -> tuple[str, str, str]:
    return chosen.chip, chosen.whose, chosen.words


def test_words_are_looked_for_among_all_cases_and_then_the_list_before_is_back():
    chosen = Chosen()
    chosen.choose("mine", "eeva")
    assert chosen.search("ha", BY_CUSTOMER) == AS_FOUND
    assert shown(chosen) == ("all", "", "ha")
    assert chosen.search("hanh", AS_FOUND) is None  # it goes on in the order of what is found
    assert chosen.search("", AS_FOUND) == BY_CUSTOMER
    assert shown(chosen) == ("mine", "eeva", "")


def test_a_chip_that_was_chosen_among_words_stays_without_them():
    chosen = Chosen()
    chosen.search("ha", BY_CUSTOMER)
    chosen.choose("late")
    assert shown(chosen) == ("late", "", "ha")
    assert chosen.search("", AS_FOUND) == BY_CUSTOMER
    assert shown(chosen) == ("late", "", "")


def test_a_kept_list_without_its_words_stays_the_same_list():
    chosen = Chosen()
    chosen.search("tran", BY_CUSTOMER)
    chosen.take("closed", "", "hanh", AS_FOUND)
    assert chosen.search("", AS_FOUND) == USUAL  # nothing is found any more, so there is no order of what is
    assert shown(chosen) == ("closed", "", "")
    chosen.take("closed", "", "hanh", BY_CUSTOMER)
    assert chosen.search("", BY_CUSTOMER) == BY_CUSTOMER
