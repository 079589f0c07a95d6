"""What a choice of an old list means: closed or open, which kind of complaint, which way it came in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from desk.i18n import LANGUAGES, catalogue

from .fields import Field
from .headings import CHANNELS, CLOSED, KINDS, OPEN, plain

#: A day behind a word, as in "Xong 5/3" and "hoidettu 5.3.".
_DAY = re.compile(r"(?<=\D)(?: \d{1,4}){2,3}$")


def meant(field: Field, said: str) -> tuple[str, bool]:
    """The choice that is meant, empty where it is none of ours; and whether that is all that was said."""
    known, name = _choices(field), plain(said)
    return (known[name], True) if name in known else (known.get(_DAY.sub("", name), ""), False)


def _choices(field: Field) -> Mapping[str, str]:
    """Everything a choice of the list may be called, by plain()."""
    if field.name not in _known_choices:
        found = {
            plain(catalogue(language).gettext(words)): name for language in LANGUAGES for name, words in field.choices
        }
        said: Iterable[tuple[str, Iterable[str]]] = {
            "was": (("open", OPEN), ("closed", CLOSED)), "category": KINDS.items(), "channel": CHANNELS.items(),
        }[field.name]
        found |= {plain(word): name for name, words in said for word in words}
        found |= {name: name for name, _ in field.choices}
        _known_choices[field.name] = found
    return _known_choices[field.name]


_known_choices: dict[str, Mapping[str, str]] = {}
