"""Sign-in, the first start and the people: done with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from desk.cases.people import CLERK, MANAGER, Person
from desk.store import accounts
from desk.store.database import open_store
from desk.ui.first_run import FirstRun
from desk.ui.idle import LOCK_MINUTES
from desk.ui.person_dialog import new_id, stand_in_days
from desk.ui.pin import pin_problem
from desk.ui.settings_about import at_home
from desk.ui.table import room
from desk.ui.toasts import Toast

from .conftest import PIN, START, write
from .shell import key, opened


@pytest.fixture
def sign_in_page(qtbot, desk):
    opened_window = opened(qtbot, desk)
    return opened_window.rooms.currentWidget()


def try_pin(qtbot, page, person: str, pin: str) -> None:
    page.tiles.choose(person)
    page.field.setFocus()
    qtbot.keyClicks(page.field, pin)
    key(page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page._busy)


def test_the_right_pin_opens_the_desk(qtbot, desk, sign_in_page):
    with qtbot.waitSignal(desk.signed_in):
        try_pin(qtbot, sign_in_page, "lan", PIN)
    assert desk.person.id == "lan"
    assert sign_in_page.window().here() == "today"
    assert sign_in_page.field.text() == ""


def test_a_wrong_pin_says_so_and_forgets_what_was_typed(qtbot, desk, sign_in_page):
    try_pin(qtbot, sign_in_page, "lan", "9999")
    assert sign_in_page.message.text() == "This PIN is not right. Please try again."
    assert (desk.person, sign_in_page.field.text()) == (None, "")
    assert sign_in_page.field.hasFocus()


def test_after_too_many_tries_the_page_says_until_when(qtbot, desk, sign_in_page):
    for _ in range(accounts.FREE_TRIES + 1):
        try_pin(qtbot, sign_in_page, "lan", "9999")
    assert sign_in_page.message.text() == "Too many wrong tries. Please wait until 02/03/2026 10:01."  # it is 10:00
    desk.set_language("fi")
    assert sign_in_page.message.text() == "Liian monta väärää yritystä. Yritä uudelleen 2.3.2026 10.01."
    sign_in_page.tiles.choose("eeva")
    desk.set_language("en")
    assert sign_in_page.message.text() == ""


def test_nobody_chosen_or_nothing_typed_is_said(qtbot, desk, sign_in_page):
    sign_in_page._check()
    assert sign_in_page.message.text() == "Please choose your name first."
    sign_in_page.tiles.choose("lan")
    sign_in_page._check()
    assert sign_in_page.message.text() == "Please type your PIN."


def test_the_pad_types_and_takes_back(desk, sign_in_page):
    pad = sign_in_page.pad
    for digit in "129":
        pad.digits[digit].click()
    pad.back.click()
    assert sign_in_page.field.text() == "12"


def test_enter_on_a_name_goes_to_the_pin(sign_in_page):
    tile = sign_in_page.tiles.tiles["eeva"]
    tile.setFocus()
    key(tile, Qt.Key.Key_Return)
    assert sign_in_page.tiles.choice() == "eeva"
    assert sign_in_page.field.hasFocus()


def test_arrows_choose_a_name_without_leaving_it_and_a_click_goes_on(qtbot, sign_in_page):
    tiles = list(sign_in_page.tiles.tiles.values())
    tiles[0].setFocus()
    tiles[0].setChecked(True)
    key(tiles[0], Qt.Key.Key_Down)
    assert tiles[1].isChecked()
    assert not sign_in_page.field.hasFocus()
    qtbot.mouseClick(tiles[2], Qt.MouseButton.LeftButton)
    assert tiles[2].isChecked()
    assert sign_in_page.field.hasFocus()


def test_a_letter_goes_to_the_next_name_that_has_it_without_marks(sign_in_page):
    tiles = sign_in_page.tiles.tiles
    sign_in_page.tiles.enter()
    met = []
    for letter in "mmtEz":
        write(QApplication.focusWidget(), letter)
        met.append(sign_in_page.tiles.choice())
    assert met == ["minh", "eeva", "lan", "eeva", "eeva"]  # Minh, Mäkinen; Thị; Eeva; nobody has a z
    assert tiles["eeva"].hasFocus()


def test_a_long_name_ends_in_dots_and_every_tile_keeps_its_edge(qtbot, desk):
    name = "Công Tằng Tôn Nữ Thị Bích Phương Thảo Nguyên"
    accounts.add_person(desk.store, Person("long", name, CLERK, language="en"), PIN, now=START)
    page = opened(qtbot, desk).rooms.currentWidget()
    seen = page.tiles.parentWidget().parentWidget()  # what of the tiles can be seen
    for tile in page.tiles.tiles.values():
        assert tile.mapTo(seen, tile.rect().topRight()).x() < seen.width()
    first, role = page.tiles.tiles["long"].shown().split("\n")
    assert first.startswith("Công Tằng Tôn Nữ")
    assert first.endswith("…")
    assert role == "Front desk"
    assert page.tiles.tiles["long"].toolTip().startswith(name)
    assert page.tiles.tiles["lan"].shown() == "Nguyễn Thị Lan\nFront desk"


def test_the_last_person_is_marked_after_a_lock(qtbot, desk):
    window = opened(qtbot, desk, "eeva")
    window.lock()
    page = window.rooms.currentWidget()
    assert page.tiles.choice() == "eeva"
    assert page.field.hasFocus()


def test_names_stand_where_one_looks_for_them(qtbot, desk):
    for id_, name in (("d", "Đặng Văn Đức"), ("e", "Esa Äijälä"), ("a", "Ánh Tuyết"), ("z", "Örn"), ("v", "Vũ")):
        accounts.add_person(desk.store, Person(id_, name, CLERK), PIN, now=START)
    tiles = opened(qtbot, desk).rooms.currentWidget().tiles.tiles
    assert [tile.text().split("\n")[0] for tile in tiles.values()] == [
        "Ánh Tuyết", "Đặng Văn Đức", "Eeva Mäkinen", "Esa Äijälä", "Nguyễn Thị Lan", "Phạm Thu Hà", "Trần Minh", "Vũ",
        "Örn",
    ]  # fmt: skip


def test_who_left_is_not_offered(qtbot, desk):
    from dataclasses import replace

    accounts.update_person(desk.store, replace(accounts.people(desk.store)["eeva"], active=False))
    page = opened(qtbot, desk).rooms.currentWidget()
    assert set(page.tiles.tiles) == {"lan", "minh", "ho"}


# The first start -------------------------------------------------------------------------------------------------


@pytest.fixture
def first(qtbot, look, tmp_path, monkeypatch):
    monkeypatch.setattr(accounts, "COST", accounts.Cost(memory=8, passes=1, lanes=1))
    dialog = FirstRun(tmp_path / "shop" / "desk.store", lambda: START)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    return dialog


def enter() -> None:
    key(QApplication.focusWidget(), Qt.Key.Key_Return)


def fill(first, *texts: str) -> None:
    for text in texts:
        write(QApplication.focusWidget(), text)
        enter()


def test_enter_on_another_country_goes_on_to_what_nobody_knows_of_it(first):
    assert first.words.language == "en"
    enter()
    enter()
    assert first.country.tiles.choice() == "general"
    enter()
    assert QApplication.focusWidget() is first.country.zone
    enter()
    assert first.stack.currentWidget() is first.branch


def test_the_first_start_is_done_by_the_keyboard_alone(qtbot, first, tmp_path):
    key(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert first.words.language == "vi"
    enter()
    assert first.start.tiles.choice() == "empty"
    enter()
    assert first.country.tiles.choice() == "vn"
    enter()
    fill(first, "Cửa hàng Bến Thành", "", "Công ty Hoa Sen", "12 Lê Lợi", "028 1234 5678")
    fill(first, "Trần Minh", PIN)
    write(QApplication.focusWidget(), PIN)
    with qtbot.waitSignal(first.begun) as said:
        enter()
    assert said.args == [False]
    store = open_store(tmp_path / "shop" / "desk.store")
    branch, person = accounts.branch(store), accounts.people(store)["manager"]
    assert (branch.name, branch.code, branch.zone, branch.currency, branch.language) == (
        "Cửa hàng Bến Thành", "B1", "Asia/Ho_Chi_Minh", "VND", "vi",
    )  # fmt: skip
    assert (person.name, person.role) == ("Trần Minh", MANAGER)
    assert accounts.check_pin(store, "manager", PIN, START)
    store.close()


def test_sample_data_is_asked_for_and_not_made_here(qtbot, first):
    first.next()
    assert first.progress.text() == "2 of 5"
    first.start.tiles.choose("sample")
    assert first.progress.text() == "2 of 2"
    with qtbot.waitSignal(first.begun) as begun:
        first.next()
    assert begun.args == [True]
    assert not first._path.exists()


def test_another_country_is_asked_for_its_clock_and_currency(first):
    first.country.tiles.choose("general")
    assert not first.country.own.isHidden()
    branch = first.answers().branch
    assert (branch.country, branch.currency) == ("general", "EUR")


def test_what_is_missing_is_said_and_gone_to(first):
    first._show(3)
    first.next()
    assert first.stack.currentIndex() == 3
    assert first.problem.text() == "Please fill in: Name of the branch."
    assert first.branch.inputs["name"].hasFocus()


def test_esc_goes_back_one_question_and_never_closes(first):
    first._show(2)
    key(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert first.stack.currentIndex() == 1
    first._show(0)
    key(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert first.isVisible()


def test_a_store_that_cannot_be_made_is_said_and_can_be_tried_again(qtbot, first, tmp_path):
    (tmp_path / "shop").write_text("a file where the folder should be")
    for name in ("name", "code", "company"):
        first.branch.inputs[name].setText("X")
    for name, text in {"name": "M", "pin": PIN, "pin_again": PIN}.items():
        first.manager.inputs[name].setText(text)
    first.country.tiles.choose("fi")
    first._show(4)
    first.next()
    qtbot.waitUntil(lambda: first.busy.isHidden())
    assert "cannot be made" in first.problem.text()
    assert first.next_button.isEnabled()


@pytest.mark.parametrize(
    ("pin", "again", "said"),
    [("123", "123", "4 to 12"), ("1111", "1111", "easy"), ("3456", "3456", "easy"), ("9876", "9876", "easy"),
     ("2580", "2581", "not the same"), ("abcdefg", "abcdefg", "at least 8"), ("2580", "2580", ""),
     ("mật khẩu dài", "mật khẩu dài", "")],
)  # fmt: skip
def test_a_pin_that_is_no_good_says_why(pin, again, said):
    problem = pin_problem(pin, again)
    assert (said in problem) if said else problem == ""


# The people ------------------------------------------------------------------------------------------------------


@pytest.fixture
def people(qtbot, desk):
    window = opened(qtbot, desk, "minh")
    window.go("settings")
    window.page("settings").choose("people")
    return window.page("settings").sections["people"]


def marked(people, person: str) -> None:
    people.table.selectRow([p.id for p in people.model.people].index(person))


def saved(qtbot, dialog) -> None:
    with qtbot.waitSignal(dialog.done_for):
        dialog.save()


def test_a_manager_adds_somebody_who_can_sign_in(qtbot, people, desk):
    dialog = people.add()
    write(dialog.name, "Phạm Thị Lan")
    dialog.pin.setText("1470")
    dialog.again.setText("1470")
    saved(qtbot, dialog)
    assert accounts.people(desk.store)["lan2"].name == "Phạm Thị Lan"
    assert accounts.check_pin(desk.store, "lan2", "1470", START)
    assert "lan2" in [p.id for p in people.model.people]


@pytest.mark.parametrize(
    ("name", "pin", "again", "said"),
    [("", "1470", "1470", "Please fill in: Name."), ("A", "1470", "1471", "not the same"),
     ("A\u202eB", "1470", "1470", "invisible mark")],
)  # fmt: skip
def test_somebody_who_cannot_be_added_is_not(people, desk, name, pin, again, said):
    before = set(accounts.people(desk.store))
    dialog = people.add()
    dialog.name.setText(name)
    dialog.pin.setText(pin)
    dialog.again.setText(again)
    dialog.save()
    assert said in dialog.problem.text()
    assert set(accounts.people(desk.store)) == before
    dialog.reject()


def test_a_stand_in_has_whole_days_in_branch_time(qtbot, people, desk):
    marked(people, "lan")
    dialog = people.change()
    dialog.stands_in.setChecked(True)
    dialog.begin.setDate(QDate(2026, 3, 2))
    dialog.end.setDate(QDate(2026, 3, 4))
    saved(qtbot, dialog)
    lan = accounts.people(desk.store)["lan"]
    assert lan.approves_as(START) == "manager"
    assert lan.stand_in_until.astimezone(desk.branch.tz).isoformat() == "2026-03-05T00:00:00+07:00"
    assert [d.isoformat() for d in stand_in_days(lan, desk.branch.tz)] == ["2026-03-02", "2026-03-04"]
    row = [p.id for p in people.model.people].index("lan")
    said = people.model.data(people.model.index(row, 2))
    assert said == "Stands in for the manager, 02/03/2026 to 04/03/2026"
    assert people.table.columnWidth(2) >= room([said])  # it is read whole


def test_who_leaves_with_open_cases_is_asked_who_goes_on(qtbot, people, desk, walk):
    me = desk.person
    case_id = walk("propose")
    desk.sign_in(me)
    marked(people, "lan")
    dialog = people.change()
    assert not dialog.form.isRowVisible(dialog.goes_on)
    dialog.active.setChecked(False)
    assert dialog.form.isRowVisible(dialog.goes_on)
    dialog.goes_on.setCurrentIndex(dialog.goes_on.findData(me.id))
    with qtbot.waitSignal(desk.case_changed, check_params_cb=lambda changed: changed == case_id):
        saved(qtbot, dialog)
    case = desk.journal.case(case_id)
    assert (case.owner, accounts.people(desk.store)["lan"].active) == (me.id, False)
    assert "no longer works here" in desk.journal.entries(case_id)[-1].answers["briefing"]
    news = people.window().findChild(Toast, "toast")
    assert not [b for b in news.findChildren(QPushButton) if b.isVisible()]  # undo would leave the cases where they are


def test_days_in_the_wrong_order_are_refused(people):
    marked(people, "lan")
    dialog = people.change()
    dialog.stands_in.setChecked(True)
    dialog.begin.setDate(QDate(2026, 3, 4))
    dialog.end.setDate(QDate(2026, 3, 2))
    dialog.save()
    assert dialog.problem.text() == "The last day lies before the first one."
    dialog.reject()


def test_somebody_who_leaves_is_listed_last_and_cannot_sign_in(qtbot, people, desk):
    marked(people, "eeva")
    dialog = people.change()
    dialog.active.setChecked(False)
    saved(qtbot, dialog)
    assert people.model.people[-1].id == "eeva"
    assert not accounts.check_pin(desk.store, "eeva", PIN, START)


def test_a_change_of_somebody_can_be_undone(qtbot, people, desk):
    before = accounts.people(desk.store)["eeva"]
    marked(people, "eeva")
    dialog = people.change()
    dialog.name.setText("Eeva Virtanen")
    saved(qtbot, dialog)
    assert accounts.people(desk.store)["eeva"].name == "Eeva Virtanen"
    people.window().findChild(Toast, "toast").findChild(QPushButton).click()
    assert accounts.people(desk.store)["eeva"] == before
    assert "Eeva Mäkinen" in [person.name for person in people.model.people]


def test_nobody_puts_themselves_or_the_last_manager_out(people, desk):
    marked(people, "minh")
    dialog = people.change()
    dialog.active.setChecked(False)
    dialog.save()
    assert dialog.problem.text().startswith("You cannot change your own role")
    desk.person = accounts.people(desk.store)["lan"]
    dialog.save()
    assert dialog.problem.text().startswith("This is the last manager")
    assert accounts.people(desk.store)["minh"].active
    dialog.reject()


def test_a_new_pin_opens_for_somebody_who_was_locked_out(qtbot, people, desk):
    for _ in range(accounts.FREE_TRIES):
        accounts.check_pin(desk.store, "lan", "0000", START)
    marked(people, "lan")
    dialog = people.new_pin()
    dialog.pin.setText("8642")
    dialog.again.setText("8642")
    saved(qtbot, dialog)
    assert accounts.check_pin(desk.store, "lan", "8642", START)


def test_a_missing_role_is_said(qtbot, people, desk):
    from dataclasses import replace

    assert people.hint.isHidden()
    accounts.update_person(desk.store, replace(accounts.people(desk.store)["ho"], active=False))
    people.refresh()
    assert "Head office" in people.hint.text()


def test_a_clerk_sees_only_what_belongs_to_the_window(qtbot, desk):
    window = opened(qtbot, desk, "lan")
    window.go("settings")
    page = window.page("settings")
    assert [name for name, chip in page.chips.items() if chip.isVisible()] == ["window", "about"]


def test_the_branch_is_changed_and_the_bar_says_so(qtbot, desk):
    window = opened(qtbot, desk, "minh")
    window.go("settings")
    page = window.page("settings")
    page.choose("branch")
    section = page.sections["branch"]
    section.inputs["name"].setText("Chợ Lớn")
    section.minutes.setValue(9)
    section.save.click()
    assert window.bar.branch.text() == "Chợ Lớn"
    assert accounts.branch(desk.store).name == "Chợ Lớn"
    window.findChild(Toast, "toast").findChild(QPushButton).click()
    assert window.bar.branch.text() == section.inputs["name"].text() == "Chợ Bến Thành"
    assert section.minutes.value() == LOCK_MINUTES
    section.inputs["name"].setText("")
    section.save.click()
    assert section.problem.text() == "Please fill in: Name of the branch."
    assert accounts.branch(desk.store).name == "Chợ Bến Thành"


def test_about_names_versions_and_no_customer(qtbot, desk):
    from .shell import record

    window = opened(qtbot, desk, "minh")
    record(desk, 1)
    window.go("settings")
    page = window.page("settings")
    page.choose("about")
    page.sections["about"].copy.click()
    copied = QApplication.clipboard().text()
    assert desk.store.path in copied
    assert "Khách" not in copied
    assert not any(person.name in copied for person in accounts.people(desk.store).values())


def test_about_leaves_out_who_is_signed_in_to_the_machine(monkeypatch, tmp_path):
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "thi.hanh")
    assert at_home(str(tmp_path / "thi.hanh" / "data" / "desk.store")) == str(Path("~", "data", "desk.store"))
    assert at_home("/shop/desk.store") == "/shop/desk.store"


def test_light_dark_and_language_are_asked_for_once(qtbot, desk):
    window = opened(qtbot, desk, "lan")
    window.go("settings")
    section = window.page("settings").sections["window"]
    with qtbot.waitSignal(window.scheme_wanted) as scheme:
        section.scheme.tiles["dark"].click()
    with qtbot.waitSignal(window.language_wanted) as language:
        section.language.tiles["fi"].click()
    assert (scheme.args, language.args) == (["dark"], ["fi"])
    with qtbot.assertNotEmitted(window.language_wanted):
        desk.set_language("vi")
    assert section.language.choice() == "vi"


@pytest.mark.parametrize(
    ("name", "taken", "wanted"),
    [("Nguyễn Thị Ngọc Ánh", (), "anh"), ("Đỗ Ánh", ("anh", "anh2"), "anh3"), ("李明", (), "person")],
)
def test_a_short_name_for_the_store(name, taken, wanted):
    assert new_id(name, taken) == wanted


def test_a_backup_is_written_proved_and_told_in_about(qtbot, desk, tmp_path):
    window = opened(qtbot, desk, "minh")
    window.go("settings")
    page = window.page("settings")
    page.choose("about")
    section = page.sections["about"]
    assert section.values["backup"].text() == "None yet"
    section.write_backup(tmp_path / "copy.desk")
    qtbot.waitUntil(section.back_up.isEnabled)
    assert section.values["backup"].text() == "02/03/2026 10:00"
    copy = open_store(tmp_path / "copy.desk")
    assert accounts.people(copy) == accounts.people(desk.store)
    copy.close()


def test_the_store_itself_is_no_place_for_its_backup(qtbot, desk):
    window = opened(qtbot, desk, "minh")
    section = window.page("settings").sections["about"]
    section.write_backup(Path(desk.store.path))
    assert "choose another name" in window.findChild(Toast, "toast").label.text()
    assert section.facts()["backup"] == "None yet"


def test_a_backup_that_cannot_be_written_says_so_and_is_not_told_as_one(qtbot, desk, tmp_path):
    window = opened(qtbot, desk, "minh")
    section = window.page("settings").sections["about"]
    section.write_backup(tmp_path / "no such folder" / "copy.desk")
    qtbot.waitUntil(section.back_up.isEnabled)
    assert window.findChildren(QMessageBox)[-1].text().endswith(("who may write there.", "choose another place."))
    assert section.facts()["backup"] == "None yet"


def test_a_clerk_is_offered_no_backup(qtbot, desk):
    window = opened(qtbot, desk, "lan")
    window.go("settings")
    window.page("settings").choose("about")
    assert not window.page("settings").sections["about"].back_up.isVisible()
