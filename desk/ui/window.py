"""The main window: rail and bar around the pages, the sign-in before them, and the keys that work everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desk.cases.people import Person, may
from desk.cases.timekeeping import TOLERANCE
from desk.i18n import N_
from desk.store import lists, settings

from . import style, window_keys
from .around import Around
from .bar import Bar
from .desk import Desk
from .idle import LOCK_MINUTES, LOCK_SETTING, Idle
from .labels import line
from .memory import STILL, recall
from .pages import make, take_keyboard
from .rail import Rail
from .room import Least, into_sight, scrolled
from .tab_order import tell_all_as_laid, tell_as_laid

if TYPE_CHECKING:
    from .clock_banner import ClockBanner
    from .practising import Practising
    from .reminding import Reminding

#: Clocks are said anew, and what came from elsewhere is read, so often.
TICK_MS = 30_000

#: In a narrower window rail and bar say less, and the coach comes only when it is asked for.
NARROW = 1100


#: The pages are laid out for no less; a smaller window scrolls.
LEAST = 800, 472


class MainWindow(QMainWindow):
    """Pages are made when they are first shown, and told to speak again when the language changes."""

    scheme_wanted = Signal(str)
    language_wanted = Signal(str)
    sample_unwanted = Signal()

    def __init__(self, desk: Desk, around: Around | None = None) -> None:
        super().__init__()
        around = around or Around()
        self.desk = desk
        self.memory = QSettings(str(around.geometry), QSettings.Format.IniFormat) if around.geometry else None
        self._pages: dict[str, Any] = {}
        self._trail: list[str] = []
        self._last_person, self.around = "", around
        self._gone = False  # somebody closes it, whatever is lost
        self.reminding: Reminding | None = None
        self.clock_banner: ClockBanner | None = None
        self.practising: Practising | None = None
        self.first = "today"  # the page where somebody begins
        self._build()
        self._connect()
        self._esc = window_keys.lay(self, self._shell)
        self._clocks()
        self._restore()
        self.retranslate()

    # What it is made of -----------------------------------------------------------------------------------------

    def _build(self) -> None:
        """From the outside in: whatever moves into another widget has each of its parts look up its style again."""
        self.rooms, self._shell = QStackedWidget(self), Least(*LEAST)
        self.setCentralWidget(self.rooms)
        self._shown = scrolled(self._shell)
        self.rooms.addWidget(self._shown)
        self.rail, self.bar = Rail(self.desk, self._shell), Bar(self.desk, self._shell)
        self.pages = QStackedWidget(self._shell)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.bar)
        right.addWidget(line())
        right.addWidget(self.pages, 1)
        self.column = right  # bar, banners and page
        whole = QHBoxLayout(self._shell)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addWidget(line(upright=True))
        whole.addLayout(right, 1)
        tell_as_laid(self._shell)

    def _connect(self) -> None:
        desk, bar = self.desk, self.bar
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # there is a window
        app.focusChanged.connect(self._focus_changed)
        desk.signed_in.connect(self._enter)
        desk.signed_out.connect(self._leave)
        desk.language_changed.connect(self.retranslate)
        desk.case_changed.connect(lambda _: self._count_waiting())
        desk.clock_jumped.connect(lambda _: self._look_at_clock())
        self.rail.chosen.connect(self.go)
        bar.searched.connect(self._search)
        bar.list_wanted.connect(self._enter_list)
        bar.complaint_wanted.connect(self.new_complaint)
        bar.waiting_wanted.connect(self.show_waiting)
        bar.lock_wanted.connect(self.lock)
        bar.switch_wanted.connect(self.lock)
        bar.language_chosen.connect(self.language_wanted)

    def _clocks(self) -> None:
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.refresh)
        self._tick.start()
        self._idle = Idle(self)
        self._idle.passed.connect(self.lock)

    def _restore(self) -> None:
        kept = self.memory.value("geometry") if self.memory else None
        if not (kept and self.restoreGeometry(kept)):
            room = self.screen().availableSize()
            self.resize(min(1366, room.width()), min(768, room.height()))
        self.setMinimumSize(480, 320)
        style.keep_still(recall(self, STILL, style.is_still()))

    # Where one can go -------------------------------------------------------------------------------------------

    def page(self, name: str) -> Any:
        """The page of that name, made now if it was never shown."""
        if name not in self._pages:
            self._pages[name] = made = make(name, self)
            self.pages.addWidget(made)
            tell_all_as_laid(made)
        return self._pages[name]

    def small_matter(self, key: str, typed: object = None) -> None:
        """Open the page of a small matter with what was typed, and leave the intake behind."""
        if self.here() == "intake":
            self._trail.pop()
        self.page("quick").start(key, typed or {})
        self.go("quick")

    def here(self) -> str:
        """The name of the page that is shown."""
        return self._trail[-1] if self._trail else ""

    def go(self, name: str) -> None:
        """Show a page. A place of the rail is a new beginning; a case or the intake leads back where one was."""
        page = self.page(name)
        if name in self.rail.buttons:
            self._trail.clear()
        if self.here() != name:
            self._trail.append(name)
        self._put_up(name)
        if hasattr(page, "enter_list"):
            page.enter_list()
        elif (here := page.focusWidget()) is not None and not here.isVisible():
            take_keyboard(page)  # where it was on that page is hidden by now

    def _put_up(self, name: str) -> None:
        self.pages.setCurrentWidget(self.page(name))
        self.rail.show_place(name)
        self._esc.setEnabled(name not in ("intake", "quick"))  # it has an Esc of its own: what was typed is kept first

    def back(self) -> None:
        """Where one was before; from a place of the rail, to Today."""
        if len(self._trail) > 1:
            self._trail.pop()
            self.go(self._trail.pop())
        elif self.here() != "today":
            self.go("today")

    def open_case(self, case_id: str, step: str = "", promise: str = "") -> None:
        """Show a case, at a step if it can be taken now; the way back leads here."""
        self.page("case").show_case(case_id, step, promise)
        self.go("case")
        from .merged import lead_on  # late: 15 ms for the enumerations of a screen reader's events

        lead_on(self.page("case"))

    def new_complaint(self, draft: str = "") -> None:
        """Open the intake, empty or as it was left; not for those who do not receive complaints."""
        person = self.desk.person
        if person is None or not may(person, "receive") or (self.here() == "intake" and not draft):
            return
        from desk.store import drafts  # late: nobody writes in the first picture

        if draft and drafts.load(self.desk.store, person.id, draft, "quick"):
            self.small_matter(draft)
            return
        self.page("intake").start(draft)
        self.go("intake")

    def go_on_with(self, case_id: str) -> None:
        """A complaint was recorded: its case is next, and the way back leads past the form."""
        if self.here() in ("intake", "quick"):
            self._trail.pop()
        self.open_case(case_id)

    def show_waiting(self) -> None:
        """The cases that wait for who is signed in."""
        self.show_list(lists.FOR_ME)

    def show_list(self, chip: str) -> None:
        """The cases of a chip."""
        self.go("cases")
        self.page("cases").choose(chip)
        self.page("cases").enter_list()

    def show_list_of(self, person: str) -> None:
        """The open cases that are with somebody."""
        self.go("cases")
        self.page("cases").choose_person(person)
        self.page("cases").enter_list()

    def find_case(self) -> None:
        """Put the keyboard into the search field."""
        self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.search.selectAll()

    def find_case_with(self, letters: str) -> None:
        """Somebody types in the list: it goes on in the search field."""
        self.find_case()
        self.bar.search.insert(letters)

    def _search(self, words: str) -> None:
        if words.strip() and self.here() != "cases":
            self._show_without_focus("cases")
        if "cases" in self._pages:
            self.page("cases").search(words)

    def _focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        into_sight(now)

    def _show_without_focus(self, name: str) -> None:
        """The list changes under the search field while somebody types in it."""
        self._trail[:] = [name]
        self._put_up(name)

    def _enter_list(self) -> None:
        page = self.page(self.here())
        if hasattr(page, "enter_list"):
            page.enter_list()

    def find_anything(self) -> None:
        """Open the finder over the window."""
        from .finder import Finder  # late, as all that is opened over the window: not for the first picture

        Finder(self.desk, self).open()

    def explain(self, over: QWidget | None = None, page: str = "") -> None:
        """Say what a page is for and which keys it knows: this one, or that of a dialog over it."""
        from .help import Help  # late, as above

        Help(self.desk, page or self.here(), over or self).open()

    def show_keys(self) -> None:
        """Every key of the desk on one page."""
        from .help import AllKeys  # late, as above

        AllKeys(self.desk, self).open()

    # Who is here ------------------------------------------------------------------------------------------------

    def show_sign_in(self) -> None:
        """Show who may sign in; what was on screen is behind it, out of sight."""
        if "sign_in" not in self._pages:
            from .sign_in import SignIn  # late: the first list is painted without it

            self._pages["sign_in"] = page = SignIn(self.desk, self, self.around.hint)
            page.signed_in.connect(self._let_in)
            page.language_wanted.connect(self.language_wanted)
            self.rooms.addWidget(page)
            tell_all_as_laid(page)
        self.rooms.setCurrentWidget(self._pages["sign_in"])
        self._pages["sign_in"].begin(self._last_person)

    def _let_in(self, person: Person) -> None:
        self.desk.sign_in(person)

    def _enter(self) -> None:
        person = self.desk.person
        again = person is not None and person.id == self._last_person and bool(self._trail)
        self._last_person = person.id if person else ""
        self.bar.show_person()
        self._count_waiting()
        self._look_at_clock()
        self.rooms.setCurrentWidget(self._shown)
        if not again:
            self._start_again()
        self.count_idle()

    def _start_again(self) -> None:
        """Somebody else sits here: nothing of the person before stays on screen."""
        self.bar.search.clear()
        for name in ("case", "intake", "quick"):
            if gone := self._pages.pop(name, None):
                self.pages.removeWidget(gone)
                gone.deleteLater()
        for page in self._pages.values():
            if hasattr(page, "start_again"):
                page.start_again()
        self.go(self.first)

    def lock(self) -> None:
        """Hide everything until somebody signs in; drafts stay."""
        if self.desk.person is not None:
            self._idle.stop()
            for dialog in self.findChildren(QWidget):
                if dialog.isWindow() and dialog.isVisible():
                    dialog.close()
            self.desk.sign_out()

    def _leave(self) -> None:
        if self.practising:
            self.practising.leave()
        if self.reminding:
            self.reminding.quiet()
        for news in self.findChildren(QWidget, "toast"):
            news.hide()  # the next person undoes nothing of this one's
        self.show_sign_in()

    def count_idle(self) -> None:
        """Count from now on until the desk locks itself, as long as a manager wants it by now."""
        self._idle.start(settings.get(self.desk.store, LOCK_SETTING, LOCK_MINUTES))

    # News -------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Say the clocks anew on the page that is shown."""
        if self.desk.person is None:
            return
        self._count_waiting()
        self._look_at_clock()
        from .banners import remind  # late: long after the first picture

        remind(self)
        page = self.page(self.here())
        if hasattr(page, "refresh"):
            page.refresh()

    def _look_at_clock(self) -> None:
        """Show that this computer's clock is wrong, or no longer is."""
        self.desk.now()
        if self.clock_banner is not None or abs(self.desk.keeper.off) > TOLERANCE:
            from .banners import tell_clock  # late: clocks are seldom wrong

            tell_clock(self)

    def _count_waiting(self) -> None:
        if person := self.desk.person:
            self.bar.show_waiting(lists.waiting_count(self.desk.store, person, self.desk.now()))

    def entitle(self) -> None:
        """Say where this is, where the system shows its windows."""
        self.setWindowTitle(f"{self.desk.branch.name or self.desk.branch.code} · {self.desk.say(N_('Complaint desk'))}")

    def retranslate(self) -> None:
        self.entitle()
        self.rail.retranslate()
        self.bar.retranslate()
        if self.reminding:
            self.reminding.banner.retranslate()
        for page in self._pages.values():
            page.retranslate()
        if self.practising:
            self.practising.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if narrow != self.rail.narrow:
            self.rail.set_narrow(narrow)
            self.bar.set_narrow(narrow)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._idle.watch(self)

    def _asks_first(self) -> bool:
        from .closing import asks  # late: nobody writes in the first picture

        there = [] if self.desk.person is None else self._pages.values()
        return asks(self, self.desk.store, there, self._close_all_the_same)

    def _close_all_the_same(self) -> None:
        self._gone = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._gone and self._asks_first():
            event.ignore()
            return
        if self.memory:
            self.memory.setValue("geometry", self.saveGeometry())
        super().closeEvent(event)
