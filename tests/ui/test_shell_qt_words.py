"""Qt's own dialogs: what is said in Vietnamese is said in Finnish too, and neither falls back to English."""

import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from desk import RESOURCES
from desk.ui import language


@pytest.mark.parametrize("spoken", ["vi", "fi"])
def test_no_word_of_qts_dialogs_stays_english(qapp: QApplication, spoken: str) -> None:
    language.install(spoken)
    same = {"OK", "PDF", "A4", "Del", "Ins", "Tab", "Home", "End", "Esc", "Enter", "Ctrl", "Alt", "Shift", "F%1"}
    missing = []
    for context in ET.parse(RESOURCES / "locale" / "qt" / "qtbase_vi.ts").getroot().iter("context"):
        for message in context.iter("message"):
            said, note = message.findtext("source") or "", message.findtext("comment")
            got = QCoreApplication.translate(context.findtext("name") or "", said, note)
            if got == said and said not in same and message.findtext("translation") != said and " " in said:
                missing.append(said)
    language.install("en")
    assert missing == []
