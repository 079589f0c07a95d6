"""Which names of answers and changes hold a person's own words and facts, to be kept so that they can be erased."""

from __future__ import annotations

from functools import lru_cache

#: Names whose values are the customer's own or about them: kept beside the chain, so that they can be erased by law.
PERSONAL = frozenset(
    """customer_name telephone email address own_words product serial proof summary effect_note wish findings
    position alternative gesture remedies proposal explained apology thanks responsibility_words change_wanted
    talk declined_offer agreement commitments customer_part if_late representative interpreter evidence words
    follow_up_words further_needs note decision reasons briefing hand_over callback_number reason
    returned_reason late_reason value lesson place needs improvements change how_long customer_strokes store_strokes
    file_name old_number old_result addressed""".split()
)


#: What promises and search are made of: in the journal they are looked for among the personal texts only.
LOOKED_FOR = (
    "number", "customer_name", "telephone", "email", "product", "serial", "proof", "old_number", "own_words", "wish",
    "summary", "commitments", "improvements", "needs",
)  # fmt: skip


@lru_cache(maxsize=1024)
def is_personal(name: str, empty: bool = False) -> bool:
    """Whether a name in answers or changes holds personal text; `commitments/1` counts as commitments.

    An empty value tells nothing about anybody, so it stands with the personal ones only where it is looked for there.
    """
    return name.split("/", 1)[0] in PERSONAL and not (empty and not is_looked_for(name))


@lru_cache(maxsize=1024)
def is_looked_for(name: str) -> bool:
    """Whether promises or search are made of what changes under this name, or of a part of it."""
    return name.split("/", 1)[0] in LOOKED_FOR
