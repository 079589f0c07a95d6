"""Every screen and dialog, each a function of the stage that returns what is pictured; SCREENS names them all."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from desk.store import lists
from desk.ui import language
from desk.ui.first_run import FirstRun
from desk.ui.updating import Updating
from desk.ui.window import MainWindow
from tests.gallery import data, dialogs, every, in_and_out, known, list_screens, mandates, paper_screens, practice
from tests.gallery.shop_screens import SHOP
from tests.gallery.stage import Screen, Stage

# The first start and the sign-in ---------------------------------------------------------------------------------


def first_run(number: int) -> Screen:
    def screen(stage: Stage) -> QWidget:
        dialog = FirstRun(stage.folder / "new" / "desk.store", lambda: data.SHOWN)
        dialog.language.tiles.choose(stage.words)
        dialog.show()
        dialog._show(number)
        return dialog

    screen.__name__ = f"first_run_{number + 1}"
    return screen


def first_run_wrong(stage: Stage) -> QWidget:
    dialog = first_run(4)(stage)
    assert isinstance(dialog, FirstRun)
    for name, text in (("name", "Lê Văn Bình"), ("pin", "1234"), ("pin_again", "1234")):
        dialog.manager.inputs[name].setText(text)
    dialog.next()
    return dialog


def brought_up_to_date(stage: Stage) -> QWidget:
    language.install(stage.words)
    dialog = Updating(stage.folder / "desk.store")
    dialog.show_far(34, 100)
    dialog.show()
    return dialog


def sign_in(stage: Stage) -> QWidget:
    return stage.window(person="")


def sign_in_sample(stage: Stage) -> QWidget:
    return stage.window(person="", sample=True)


def sign_in_wrong(stage: Stage) -> QWidget:
    window = stage.window(person="")
    _try_pin(stage, window, "0000")
    return window


def sign_in_locked(stage: Stage) -> QWidget:
    window = stage.window(person="")
    for _ in range(6):
        _try_pin(stage, window, "0000")
    return window


def _try_pin(stage: Stage, window: MainWindow, pin: str) -> None:
    page = window.rooms.currentWidget()
    page.tiles.choose("anh")
    page.field.setText(pin)
    page.pad.go.click()
    stage.settle()


# The pages -------------------------------------------------------------------------------------------------------


def today(stage: Stage) -> QWidget:
    return stage.window("today")


def today_empty(stage: Stage) -> QWidget:
    return stage.window("today", store="bare")


def today_head_office(stage: Stage) -> QWidget:
    return stage.window("today", person="ha")


def promises(stage: Stage) -> QWidget:
    return stage.window("promises")


def promises_empty(stage: Stage) -> QWidget:
    return stage.window("promises", store="bare")


def settings(part: str) -> Screen:
    def screen(stage: Stage) -> QWidget:
        window = stage.window("settings")
        window.page("settings").choose(part)
        window.page("settings").enter_list()
        return window

    screen.__name__ = f"settings_{part}"
    return screen


def settings_sample(stage: Stage) -> QWidget:
    """About the desk, where sample data can be removed."""
    window = stage.window("settings", sample=True)
    window.page("settings").choose("about")
    window.page("settings").enter_list()
    return window


def settings_clerk(stage: Stage) -> QWidget:
    return stage.window("settings", person="anh")


# The intake and the case -----------------------------------------------------------------------------------------


def intake(stage: Stage) -> QWidget:
    window = stage.window(person="anh")
    window.new_complaint()
    return window


def intake_draft(stage: Stage) -> QWidget:
    window = stage.window(person="binh")
    window.new_complaint("new:b7a1c2d4")
    return window


def case_at(step: str, person: str = "binh") -> Screen:
    """The first case of the sample that stands at a step of the way, as a person sees it."""

    def screen(stage: Stage) -> QWidget:
        window = stage.window("cases", person=person)
        window.open_case(_case(window, step))
        return window

    screen.__name__ = f"case_{step}_{person}"
    return screen


def case_step(name: str, at: str, person: str = "anh") -> Screen:
    """A step opened by hand on the first case of the sample that stands there."""

    def screen(stage: Stage) -> QWidget:
        window = case_at(at, person)(stage)
        window.page("case").open(name)  # type: ignore[attr-defined]
        return window

    screen.__name__ = f"step_{name}"
    return screen


def case_writing(stage: Stage) -> QWidget:
    """The agreement is being written, with the paper beside it."""
    return _writing(stage)


def case_writing_narrow(stage: Stage) -> QWidget:
    """The same in the smallest window, with the coach."""
    window = _writing(stage)
    window.resize(1280, 720)
    return window


def case_refused(stage: Stage) -> QWidget:
    """Recorded too early: everything that is missing, with the way there."""
    window = _writing(stage)
    window.page("case").form.record()
    return window


def _writing(stage: Stage) -> MainWindow:
    window = stage.window("cases", person="anh")
    case_id, said = _case(window, "talk"), {
        "apology": "Chúng tôi xin lỗi vì bếp từ hỏng ngay tuần đầu.", "thanks": "Cảm ơn anh/chị đã cho chúng tôi biết.",
        "responsibility": "yes", "responsibility_words": "Bếp bán ra bị lỗi, cửa hàng nhận trách nhiệm.",
        "explained": "Đổi bếp mới trong ngày.", "answer": "agrees",
    }  # fmt: skip
    if window.desk.journal.case(case_id).appointment_at is None:
        window.desk.record("appoint", {"appointment_at": data.SHOWN, "how": "here"}, case_id)
    window.desk.record("talk", {**said, "late_reason": "Khách đến muộn."}, case_id)
    window.open_case(case_id)
    return window


def case_menu(stage: Stage) -> QWidget:
    """Everything that can be recorded besides."""
    window = case_at("understand", "anh")(stage)
    menu = window.page("case").more.menu()  # type: ignore[attr-defined]
    menu.popup(window.mapToGlobal(window.rect().center()))
    return menu


def paper_view(stage: Stage) -> QWidget:
    window = case_at("fulfil", "anh")(stage)
    page = window.page("case")  # type: ignore[attr-defined]
    page.papers.show("agreement", page.case_id)
    stage.settle()
    return page.papers.view


def papers_of_the_day(stage: Stage) -> QWidget:
    window = case_at("fulfil", "anh")(stage)
    page = window.page("case")  # type: ignore[attr-defined]
    page.papers.show_batch()
    return page.papers.view


def attach_several(stage: Stage) -> QWidget:
    """Photos that were dropped on a case, and one file that cannot be attached."""
    window = case_at("understand", "anh")(stage)
    page = window.page("case")  # type: ignore[attr-defined]
    paths = [stage.folder / f"{name}.png" for name in ("Nồi cơm cháy đáy", "Hóa đơn", "Tem bảo hành")]
    for number, path in enumerate(paths):
        picture = QImage(240, 160 + 40 * number, QImage.Format.Format_RGB32)
        picture.fill(0x7A5C3E + 0x1A2030 * number)
        picture.save(str(path))
    (stage.folder / "hoa-don.exe").write_bytes(b"MZ" + bytes(60))
    page.files.take_files(page.case_id, [*paths, stage.folder / "hoa-don.exe"])
    stage.settle()
    return page.files.many


def case_closed(stage: Stage) -> QWidget:
    window = stage.window("cases")
    window.open_case(_rows(window, "closed")[0].case_id)
    return window


def case_long(stage: Stage) -> QWidget:
    """The 3,000-word complaint of the longest name."""
    window = stage.window("cases", person="anh")
    window.open_case(next(row.case_id for row in _rows(window, "all") if row.customer == data.LONG_NAME))
    return window


def case_story(stage: Stage) -> QWidget:
    window = case_long(stage)
    assert isinstance(window, MainWindow)
    window.page("case").tabs.setCurrentIndex(1)
    return window


def _case(window: MainWindow, step: str) -> str:
    return next(row.case_id for row in _rows(window, "open") if row.step == step and row.customer != data.LONG_NAME)


def _rows(window: MainWindow, chip: str) -> list[lists.Row]:
    return lists.page(window.desk.store, lists.Filter(chip), sort="number", limit=100, now=data.SHOWN)


SCREENS: list[Screen] = [
    *(first_run(number) for number in range(5)),
    first_run_wrong,
    brought_up_to_date,
    sign_in,
    sign_in_sample,
    sign_in_wrong,
    sign_in_locked,
    today,
    today_empty,
    today_head_office,
    *list_screens.SCREENS,
    promises,
    promises_empty,
    *SHOP,
    *(settings(part) for part in ("window", "branch", "people", "about")),
    settings_sample,
    settings_clerk,
    intake,
    intake_draft,
    case_at("consult"),
    case_at("talk", "anh"),
    case_at("agree", "anh"),
    case_at("fulfil", "minh"),
    case_at("follow_up", "anh"),
    case_at("understand", "anh"),
    case_step("propose", "consult"),
    case_step("return", "consult", "binh"),
    case_step("appoint", "talk"),
    case_step("deliver", "fulfil"),
    case_step("amend", "fulfil"),
    case_step("offer_hand_over", "fulfil"),
    case_step("correct", "fulfil"),
    case_step("decide", "understand", "binh"),
    case_step("withdraw", "understand"),
    case_step("pause", "understand"),
    case_step("attempt", "follow_up"),
    case_writing,
    case_writing_narrow,
    case_refused,
    case_menu,
    paper_view,
    papers_of_the_day,
    *paper_screens.SCREENS,
    *in_and_out.SCREENS,
    *practice.SCREENS,
    *every.SCREENS,
    attach_several,
    *mandates.SCREENS,
    *known.SCREENS,
    case_closed,
    case_long,
    case_story,
    dialogs.person_menu,
    dialogs.finder,
    *(dialogs.help_(page) for page in ("today", "cases", "promises", "settings", "case", "intake")),
    dialogs.all_keys,
    dialogs.toast_undo,
    dialogs.reminder,
    dialogs.person_new,
    dialogs.person_change,
    dialogs.person_pin,
    dialogs.pin_again,
    dialogs.message_problem,
    dialogs.message_fault,
    dialogs.native_buttons,
]

#: Pictured once more at 200 per cent.
LARGE = ("sign_in", "today", "cases", "promises", "settings_branch", "intake", "case_talk_anh", "import_columns",
         "cases_hand_over", "import_found", "case_refused", "case_understand_anh", "cases_of_a_colleague",
         "first_run_1", "first_run_wrong")  # fmt: skip

#: Pictured once more in a window of 800 × 600.
SMALL = ("sign_in", "today", "cases", "cases_marked", "promises", "settings_window", "settings_policy_binh", "intake",
         "intake_photos", "intake_known", "case_talk_anh", "case_writing", "case_refused", "learning",
         "approve_weighed", "step_amend", "case_long")  # fmt: skip
