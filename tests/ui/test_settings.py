"""Settings: the people and their PINs, the branch, this window, what the desk says about itself, and its backup."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from desk.store import accounts
from desk.store.database import open_store
from desk.ui import style
from desk.ui.idle import LOCK_MINUTES
from desk.ui.person_dialog import new_id, stand_in_days
from desk.ui.settings_about import at_home
from desk.ui.table import room
from desk.ui.toasts import Toast

from .conftest import PIN, START, write
from .shell import opened


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


def test_what_somebody_changes_about_themselves_holds_at_once_and_can_be_undone(qtbot, people, desk):
    bar = people.window().bar
    marked(people, "minh")
    dialog = people.change()
    dialog.name.setText("Trần Quang Minh")
    dialog.language.setCurrentIndex(dialog.language.findData("fi"))
    saved(qtbot, dialog)
    assert (desk.person.name, desk.words.language) == ("Trần Quang Minh", "fi")
    assert bar.person.accessibleName() == "Trần Quang Minh, Myymäläpäällikkö"
    people.window().findChild(Toast, "toast").findChild(QPushButton).click()
    assert (bar.person.accessibleName(), desk.words.language) == ("Trần Minh, Manager", "en")


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


def test_how_long_the_desk_waits_before_it_locks_itself_holds_at_once(people):
    window, section = people.window(), people.window().page("settings").sections["branch"]
    section.refresh()
    section.minutes.setValue(60)
    section.save.click()
    assert window._idle._timer.interval() == 60 * 60_000
    window.findChild(Toast, "toast").findChild(QPushButton).click()
    assert window._idle._timer.interval() == LOCK_MINUTES * 60_000


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
    assert window.windowTitle() == "Chợ Lớn · Complaint desk"
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


def test_colours_that_are_changed_with_ctrl_k_are_marked_in_the_settings(qtbot, desk, look):
    window = opened(qtbot, desk, "lan")
    window.scheme_wanted.connect(lambda scheme: style.apply(look, scheme))
    window.go("settings")
    section = window.page("settings").sections["window"]
    window.scheme_wanted.emit("dark")
    try:
        assert section.scheme.choice() == "dark"
        with qtbot.waitSignal(window.scheme_wanted) as scheme:
            section.scheme.tiles["light"].click()
        assert (scheme.args, style.scheme()) == (["light"], "light")
    finally:
        style.apply(look, "light")


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
