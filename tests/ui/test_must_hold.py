"""What the window must hold against: hasty hands, hostile words, a full drive, no font, a very long complaint."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMessageBox

from desk.cases.steps import STEPS
from desk.i18n import LANGUAGES
from desk.store import accounts, drafts, lists
from desk.ui import paper_orders
from desk.ui.paper_making import make
from tests.papers.reading import pages

from .conftest import PIN, START, write
from .shell import key, record
from .straight_way import WAY

CTRL = Qt.KeyboardModifier.ControlModifier


def shown(page) -> list[str]:
    return [page.model.row(n).customer for n in range(page.model.rowCount())]


# Hasty hands -----------------------------------------------------------------------------------------------------


def test_rapid_typing_into_the_search_while_rows_come_and_go(qtbot, window, desk):
    made = [record(desk, number, customer_name=f"Đặng Thị Mỹ Hạnh {number}") for number in range(12)]
    window.go("cases")
    page = window.page("cases")
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    window.find_case()
    for number, letter in enumerate("đặng thị mỹ hạnh 1" * 3):
        write(window.bar.search, letter)
        if number % 3 == 0:
            record(desk, 100 + number, customer_name=f"Hạnh mới {number}")
        if number % 5 == 0 and made:
            desk.record("withdraw", {"words": "Thôi.", "freely": True}, made.pop())
        if number % 7 == 0:
            key(window.bar.search, Qt.Key.Key_Backspace)
        if number % 11 == 0:
            QCoreApplication.processEvents()
    window.bar.search.clear()
    write(window.bar.search, "hanh moi")
    qtbot.waitUntil(lambda: page.model.filter.text == "hanh moi")
    wanted = lists.page(desk.store, lists.Filter("all", "", "hanh moi"), sort=lists.FOUND, limit=100, now=desk.now())
    assert shown(page) == [row.customer for row in wanted]
    assert len(wanted) == 18
    assert window.bar.search.hasFocus()
    assert tester.model() is page.model


_PIECES = (
    '"', "'", "*", "(", ")", " AND ", " OR ", " NOT ", "NEAR(", ":", "^", "-", "+84", "0903", "B1-", "00001", "\0",
    "\n", "%", "_", "\\", ";--", "{", "}", "<b>", "đ", "Đặng", "ạ", "\u0301", "\u202e", "\ud800", "😀", "ß", "ﬁ", "¤1",
    "text:", "rank", "rowid", "“", "”", "a", "kone", "koneen", " ", "  ",
)  # fmt: skip


def test_three_hundred_hostile_searches_leave_the_list_working(window, desk):
    for number in range(5):
        record(desk, number, customer_name=f"Đặng {number}", own_words="Kone vuotaa. “Nồi” <b>cháy</b> 100% _x_")
    window.go("cases")
    page, chance = window.page("cases"), random.Random(7)
    for _ in range(300):
        text = "".join(chance.choices(_PIECES, k=chance.randint(1, 9)))
        page.search(text)
        page.table.grab()
    page.search("dang 3")
    assert shown(page) == ["Đặng 3"]


# A drive without room --------------------------------------------------------------------------------------------


def test_on_a_full_drive_the_message_names_it_and_what_was_typed_stays(qtbot, window, desk):
    window.new_complaint()
    form = window.page("intake").form
    connection = desk.store.connection
    most = connection.execute("pragma max_page_count").get
    connection.execute(f"pragma max_page_count={connection.execute('pragma page_count').get}")
    story = "Nồi cơm điện bị cháy. " * 800
    form.blocks["customer_name"].input.edit.setText("Hạnh")
    form.blocks["own_words"].input.edit.insertPlainText(story)
    form.blocks["heard_out"].input.box.setChecked(True)
    key(form, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)))
    said = window.findChildren(QMessageBox)[0].text()
    assert "no room left on the drive" in said
    assert desk.store.path in said
    assert lists.page(desk.store, lists.Filter("all"), now=START) == []
    assert form.blocks["own_words"].input.read() == story
    for box in window.findChildren(QMessageBox):
        box.close()
    connection.execute(f"pragma max_page_count={most}")
    form.record()
    assert desk.journal.case(window.page("case").case_id).own_words == story.strip()


def test_on_a_full_drive_what_was_typed_comes_back_after_another_case_and_another_person(window, desk, walk, sign_in):
    one, other = walk("receive"), walk("receive")
    sign_in("lan")
    connection = desk.store.connection
    connection.execute(f"pragma max_page_count={connection.execute('pragma page_count').get}")
    story = "Bought on Saturday. " * 900
    window.open_case(one)
    window.page("case").form.blocks["summary"].input.edit.insertPlainText(story)
    window.open_case(other)
    assert window.page("case").form.blocks["summary"].input.edit.toPlainText() == ""
    window.open_case(one)
    assert window.page("case").form.blocks["summary"].input.edit.toPlainText() == story
    window.lock()
    sign_in("eeva")
    sign_in("lan")
    window.open_case(one)
    assert window.page("case").form.blocks["summary"].input.edit.toPlainText() == story
    for box in window.findChildren(QMessageBox):
        box.close()


def test_who_closes_the_desk_on_a_full_drive_is_asked_before_anything_is_lost(qtbot, window, desk, walk, sign_in):
    case_id = walk("receive")
    sign_in("lan")
    connection = desk.store.connection
    most = connection.execute("pragma max_page_count").get
    window.open_case(case_id)
    connection.execute(f"pragma max_page_count={connection.execute('pragma page_count').get}")
    window.page("case").form.blocks["summary"].input.edit.insertPlainText("Bought on Saturday. " * 900)
    window.close()
    asked = window.findChildren(QMessageBox)[-1]
    assert (window.isVisible(), asked.buttons()[0].text()) == (True, "Close all the same")
    for box in window.findChildren(QMessageBox):
        box.close()
    connection.execute(f"pragma max_page_count={most}")
    window.close()
    assert not window.isVisible()
    assert drafts.load(desk.store, "lan", case_id, "understand").answers["summary"].startswith("Bought on Saturday.")


# No font ---------------------------------------------------------------------------------------------------------

NO_FONT = """
import sys
from pathlib import Path
from desk.ui import style
class Gone:
    def __truediv__(self, name):
        return Path("/nowhere") if name == "fonts" else REAL / name
REAL, style.RESOURCES = style.RESOURCES, Gone()
from desk.app.program import application
app = application("light")
from datetime import datetime, UTC
from desk.commands import demo
from desk.store import accounts
from desk.store.database import create
from desk.ui.desk import Desk
from desk.ui.window import MainWindow
now = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
store = create(sys.argv[1], demo.BRANCH, now)
demo.sample(store, now)
desk = Desk(store, "vi", lambda: now)
window = MainWindow(desk)
window.resize(1366, 768)
window.show()
desk.sign_in(next(p for p in accounts.people(store).values() if p.role == "clerk"))
for page in ("today", "cases", "promises", "settings", "intake"):
    window.new_complaint() if page == "intake" else window.go(page)
    app.processEvents()
    window.grab()
    assert window.centralWidget().minimumSizeHint().width() <= 1366, page
print("shown")
"""


def test_without_its_font_the_window_speaks_in_the_system_s(tmp_path):
    ended = subprocess.run(
        [sys.executable, "-c", NO_FONT, str(tmp_path / "desk.store")], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "shown"), ended.stderr


# Two windows on one store ----------------------------------------------------------------------------------------

FIRST = """
import sys
from pathlib import Path
from desk import config
from desk.app.program import Program
class First(Program):
    def _afterwards(self):
        yield from super()._afterwards()
        print("open", flush=True)
    def _come_forward(self):
        super()._come_forward()
        print("raised", flush=True)
        self.app.quit()
data, store = Path(sys.argv[1]).parent, Path(sys.argv[1])
sys.exit(First(config.Config(data, store, data / "log", data / "desk.toml")).run())
"""


def test_the_second_window_on_a_store_raises_the_first_and_ends(desk, tmp_path):
    path = tmp_path / "desk.db"
    first = subprocess.Popen([sys.executable, "-c", FIRST, str(path)], stdout=subprocess.PIPE, text=True)
    assert first.stdout.readline().strip() == "open"
    second = subprocess.run([sys.executable, "-m", "desk", "--store", str(path)], capture_output=True, check=False)
    said, _ = first.communicate(timeout=60)
    assert (second.returncode, said.strip(), first.returncode) == (0, "raised", 0), second.stderr


# A very long complaint -------------------------------------------------------------------------------------------

STORIES = {
    "vi": "Tôi đã gọi cho cửa hàng nhiều lần nhưng không ai trả lời, nồi cơm vẫn hỏng.",
    "en": "I telephoned your shop several times yesterday and nobody answered about the broken cooker.",
    "fi": "Soitin myymäläänne useita kertoja eilen iltapäivällä, mutta takuukorjauksesta ei tiedetty yhtään mitään.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_thousand_words_are_taken_kept_found_and_printed(window, desk, language):
    words = (STORIES[language] + " ") * (3000 // len(STORIES[language].split()) + 1)
    story = " ".join(words.split()[:2999]) + " Xyzzy"
    window.new_complaint()
    form = window.page("intake").form
    form.blocks["customer_name"].input.edit.setText("Hạnh")
    QApplication.clipboard().setText(story)
    form.blocks["own_words"].input.edit.paste()
    form.blocks["heard_out"].input.box.setChecked(True)
    form.record()
    case = desk.journal.case(window.page("case").case_id)
    assert case.own_words == story
    window.grab()
    page = window.page("cases")
    page.search("xyzzy")
    assert shown(page) == ["Hạnh"]
    order = paper_orders.order(desk.journal, desk.branch, "file", case.id, (language,))
    printed = "".join(pages(make(order).pdf))
    assert "Xyzzy" in printed


# In the middle of something --------------------------------------------------------------------------------------


def test_another_language_in_the_middle_of_a_step_loses_nothing(window, desk, walk):
    window.open_case(walk("understand"))
    form = window.page("case").form
    assert form.step.name == "propose"
    for name, value in WAY["propose"].items():
        form.blocks[name].input.fill(value)
        form.blocks[name].input.changed.emit()
    form.settle()
    before = form.typed()
    for language in ("vi", "fi", "en"):
        desk.set_language(language)
        assert window.page("case").form is form
        assert form.typed() == before
        assert form.button.text() == desk.say("Record")
    form.record()
    assert desk.journal.entries(window.page("case").case_id)[-1].step == "propose"


def test_signing_out_in_the_middle_of_a_step_keeps_the_draft_for_this_person(qtbot, window, desk, walk, sign_in):
    case_id = walk("receive")
    window.open_case(case_id)
    form = window.page("case").form
    form.blocks["summary"].input.edit.insertPlainText("Bought on Saturday")
    key(window.page("case"), Qt.Key.Key_L, CTRL)
    assert drafts.load(desk.store, "lan", case_id, "understand").answers["summary"] == "Bought on Saturday"
    sign_in("eeva")
    window.open_case(case_id)
    assert window.page("case").form.blocks["summary"].input.edit.toPlainText() == ""
    assert accounts.check_pin(desk.store, "lan", PIN, desk.now())
    sign_in("lan")
    window.open_case(case_id)
    again = window.page("case").form
    assert again.blocks["summary"].input.edit.toPlainText() == "Bought on Saturday"
    assert again.draft_line.isVisible()
    assert STEPS["understand"].name == again.step.name
