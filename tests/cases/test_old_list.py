"""A list of old complaints: headings are understood in three languages, rows pass the same border as the counter."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desk.cases import guide
from desk.cases.headings import plain
from desk.cases.moment import Refused
from desk.cases.old_list import Columns, guessed, header_row, numbered, shown
from desk.cases.old_names import TOO
from desk.cases.old_numbers import with_zero
from desk.cases.old_rows import Reader, RowTrouble
from desk.i18n import LANGUAGES, catalogue
from tests.makers import Walk

HEADINGS = ("Nro", "Pvm", "Asiakas", "Puh.", "Tuote", "Hinta", "Reklamaatio", "Ratkaisu", "Tila", "Myyjä")
ROW = (7.0, date(2024, 3, 2), "Tuula Heikkinen", 405550193.0, "Kahvinkeitin", 59.9, "Vuotaa.", "Uusi annettu", "valmis",
       "Aino")  # fmt: skip


def reader(headings=HEADINGS, was="closed", rest=True, **facts) -> Reader:
    return Reader(Columns(headings, guessed(headings), was, rest), "vanhat.xlsx", Walk(**facts).moment("manager"))


def refused(row, **more) -> tuple[str, str]:
    with pytest.raises(RowTrouble) as trouble:
        reader(**more).read(5, row)
    return trouble.value.problem.field, str(trouble.value.problem.words)


@pytest.mark.parametrize(
    ("headings", "meant"),
    [
        (("STT", "Họ và tên", "SĐT", "Ngày", "Nội dung khiếu nại", "Hướng xử lý", "Tình trạng"),
         ("old_number", "customer_name", "telephone", "raised_at", "own_words", "old_result", "was")),
        (("HO VA TEN KHACH HANG", "ngay tiep nhan", "noi dung"), ("customer_name", "raised_at", "own_words")),
        (HEADINGS, ("old_number", "raised_at", "customer_name", "telephone", "product", "price", "own_words",
                    "old_result", "was", "")),
        (("Date received", "Date closed", "Customer", "E-mail", "What happened?"),
         ("raised_at", "closed_on", "customer_name", "email", "own_words")),
        (("Customer", "Customer", "", "Remarks"), ("customer_name", "", "", "")),
        (("TT", "Ngày hẹn trả", "Ngày nhận máy", "Khách", "Tên SP", "Tình trạng máy"),
         ("old_number", "", "raised_at", "customer_name", "product", "own_words")),
        (("Ngày", "Tên KH", "Nội dung KN", "Người xử lý", "Ngày xử lý", "Hình thức xử lý", "Số tiền hoàn"),
         ("raised_at", "customer_name", "own_words", "", "closed_on", "old_result", "")),
        (("Ngày nhận hàng", "Ngày khiếu nại", "Khách", "Nội dung"), ("", "raised_at", "customer_name", "own_words")),
        (("Reklamaationro", "Päivä", "Asiakas", "Puhelinnro", "Kuittinro", "Reklamaation syy", "Käsittelypvm"),
         ("old_number", "raised_at", "customer_name", "telephone", "proof", "own_words", "closed_on")),
        (("Mã khách hàng", "Tên người mua", "SĐT khách hàng", "Ngày bán", "Ngày khiếu nại", "Nội dung", "Đền bù"),
         ("", "customer_name", "telephone", "purchased_on", "raised_at", "own_words", "old_result")),
        (("Complaint ID", "Date of complaint", "Requester", "Nature of complaint", "Action taken", "Closed Y/N"),
         ("old_number", "raised_at", "customer_name", "own_words", "old_result", "was")),
        (("Timestamp", "Email Address", "Your name", "What went wrong?", "When did you buy it?"),
         ("raised_at", "email", "customer_name", "own_words", "")),
        (("Dấu thời gian", "Địa chỉ email", "Họ và tên", "Nội dung phản ánh"),
         ("raised_at", "email", "customer_name", "own_words")),
        (("Pvm", "Asiakas", "Asia", "Hoidettu", "Resolved by"),
         ("raised_at", "customer_name", "own_words", "was", "")),
        (("Reklamaatio nro", "Saapumispvm", "Asiakas", "Tuotteen nimi", "Kuvaus", "Korvaus", "Päätöspvm"),
         ("old_number", "raised_at", "customer_name", "product", "own_words", "old_result", "closed_on")),
    ],
)  # fmt: skip
def test_headings_are_understood_without_marks_in_three_languages(headings, meant):
    assert guessed(headings) == meant


def test_the_desk_knows_its_own_words_again_and_what_was_matched_before():
    assert guessed(("Customer's name", "Khách hàng muốn gì thì thấy thoả đáng", "Remarks"))[0] == "customer_name"
    assert guessed(("Mã khách hàng", "Tên khách hàng", "Mã hàng", "Nội dung", "Ngày nhận", "Ngày khiếu nại")) == (
        "", "customer_name", "product", "own_words", "raised_at", ""
    )  # fmt: skip
    assert guessed(("Remarks", "Customer", "Date"), {"remarks": "own_words", "date": ""}) == (
        "own_words", "customer_name", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    "saved", [("Số vụ việc", "Đã thỏa thuận"), ("Number", "What was agreed"), ("Numero", "Mitä sovittiin")]
)
def test_what_the_desk_saved_itself_says_what_was_agreed(saved):
    assert guessed(saved) == ("old_number", "old_result")


NAMES = {
    ("Họ", "Tên"): ("Nguyễn Thị", "Ánh", "Nguyễn Thị Ánh", "Nguyễn Thị Ánh"),
    ("Tên khách hàng", "Họ khách hàng"): ("Ánh", "Nguyễn Thị", "Nguyễn Thị Ánh", "Nguyễn Thị Ánh"),
    ("Họ và tên đệm", "Tên"): ("Nguyễn Thị", "Ánh", "Nguyễn Thị Ánh", "Nguyễn Thị Ánh"),
    ("Họ và tên", "Họ và tên"): ("Nguyễn Thị", "Ánh", "Nguyễn Thị Ánh", "Nguyễn Thị Ánh"),
    ("Sukunimi", "Etunimi"): ("Heikkinen", "Tuula", "Tuula Heikkinen", "Heikkinen Tuula"),
    ("Asiakkaan etunimi", "Asiakkaan sukunimi"): ("Tuula", "Heikkinen", "Tuula Heikkinen", "Heikkinen Tuula"),
    ("Last name", "First name"): ("O'Brien", "Jane", "Jane O'Brien", "O'Brien Jane"),
    ("Name", "Customer's surname"): ("Jane", "O'Brien", "Jane O'Brien", "O'Brien Jane"),
    ("First name", "Surname"): ("Jane", None, "Jane", "Jane"),
    ("Surname", "First name"): ("O'Brien", "#N/A", "O'Brien", "O'Brien"),
}  # fmt: skip


@pytest.mark.parametrize("two", NAMES, ids=ascii)
def test_a_name_in_two_columns_is_one_name_in_the_order_of_its_language(two):
    first, second, written, in_vietnam = NAMES[two]
    for country, name in (("fi", written), ("vn", in_vietnam)):
        case = reader(("Pvm", *two, "Reklamaatio"), country=country).read(2, ("2.3.2024", first, second, "Vuotaa."))
        assert case.answers["customer_name"] == name
        assert "note" not in case.answers


def test_beside_first_and_last_name_a_name_is_that_of_something_else():
    names = ("Pvm", "Etunimi", "Sukunimi", "Nimi", "Valitus")  # below "Tuote"
    assert guessed(names) == ("raised_at", "customer_name", TOO, "", "own_words")
    assert guessed(("Date", "Name", "Last name", "First name")) == ("raised_at", "", TOO, "customer_name")


def test_half_a_name_is_one_only_beside_the_other_half():
    assert guessed(("Surname", "Date", "Complaint")) == ("customer_name", "raised_at", "own_words")
    assert guessed(("First name", "Last name", "Full name")) == ("", "", "customer_name")
    assert guessed(("Khách hàng", "Họ", "Tên hàng")) == ("customer_name", "", "product")
    assert guessed(("Họ", "Tên"), {"ho": "", "ten": "customer_name"}) == ("", "customer_name")


def test_any_two_columns_may_hold_the_name_as_they_stand_and_one_of_them_is_enough():
    columns = Columns(("Wer", "Wann", "Und", "Was"), ("customer_name", "raised_at", TOO, "own_words"))
    case = Reader(columns, "a.csv", Walk().moment("manager")).read(2, ("Aino", "2.3.2024", "Aalto", "Vuotaa."))
    assert (case.answers["customer_name"], case.same[0]) == ("Aino Aalto", "aino aalto")
    assert Columns(("Wer", "Was"), (TOO, "own_words")).missing == ("raised_at",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desk_knows_its_own_list_also_without_some_of_its_columns(language):
    say = catalogue(language).gettext
    saved = ("Number", "Customer", "What happened", "State", "Raised", "Closed on", "Cause", "Due")
    names = [say(name) for name in saved]
    told = ("old_number", "customer_name", "own_words", "was", "raised_at", "closed_on", "", "")
    assert guessed(names, {plain(say("Raised")): "own_words"}) == told
    assert guessed(("Khách hàng", "Phản ánh", "Ngày")) == ("customer_name", "own_words", "raised_at")


def test_titles_may_stand_above_the_headings():
    assert header_row([("SỔ KHIẾU NẠI 2024",), (), ("Ngày", "Khách hàng", "Nội dung"), (1, 2, 3)]) == 2
    assert header_row([(), ("a", "b")]) == 1


def test_a_row_may_number_the_columns():
    assert numbered(["(1)", "(2)", "", "(3)"])
    assert numbered([1.0, 2.0, 3.0])
    assert not any(map(numbered, (["1", "2"], ["1", "3", "4"], ["1", "5/3/2024", "Ánh"], [])))


def test_a_row_answers_what_the_step_asks():
    case = reader().read(5, ROW)
    assert case.answers == {
        "file_name": "vanhat.xlsx", "row": "5", "old_number": "7", "raised_at": "2024-03-02T06:00:00Z",
        "customer_name": "Tuula Heikkinen", "telephone": "0405550193", "product": "Kahvinkeitin", "price": 5990,
        "own_words": "Vuotaa.", "old_result": "Uusi annettu", "was": "closed", "note": "Myyjä: Aino",
    }  # fmt: skip


def test_the_guide_examines_the_same_answers_and_decides_the_same():
    for row in (ROW, (*ROW[:8], "kesken", "")):
        walk, read = Walk(), reader()
        case = read.read(5, row)
        typed = {**case.answers, "price": "59,90"}
        decided = guide.decide("import", typed, replace(walk.moment("manager"), number="B1-1"))
        assert decided.answers == case.answers
        assert guide.freeze(read.changes(case, "B1-1")) == decided.changes


def test_a_closed_complaint_is_closed_and_no_clock_pretends():
    walk = Walk().take("manager", "import", reader().read(5, ROW).answers)
    assert (walk.case.state, walk.case.outcome, walk.case.closed_at) == ("closed", "earlier", None)
    assert walk.case.clocks == {}
    assert (walk.case.old_number, walk.case.old_result) == ("7", "Uusi annettu")
    assert [state for _, state in guide.way(walk.case)] == ["ahead"] * 8
    assert walk.manager("reopen").case.step == "understand"


def test_an_open_one_is_heard_again_and_the_desk_s_own_clock_runs_from_now():
    walk = Walk()
    walk.take("manager", "import", reader().read(5, (*ROW[:8], "kesken", "")).answers)
    assert (walk.case.state, walk.case.step, guide.next_step(walk.case)) == ("open", "understand", "understand")
    assert set(walk.case.clocks) == {"consult-first"}
    assert walk.case.clocks["consult-first"].started == walk.now.astimezone(UTC)
    walk.clerk("understand").clerk("propose").manager("approve").ho("approve")  # whoever brought it in may approve
    assert walk.case.step == "talk"


def test_a_date_put_right_later_starts_no_clock():
    walk = Walk().take("manager", "import", reader().read(5, (*ROW[:8], "kesken", "")).answers)
    walk.clerk("correct", what="raised_at", value="2024-03-01 10:00")
    assert "record-24h" not in walk.case.clocks


@pytest.mark.parametrize("by", ["clerk", "ho"])
def test_only_a_manager_brings_in_a_list(by):
    with pytest.raises(Refused):
        Reader(Columns(HEADINGS, guessed(HEADINGS)), "a.csv", Walk().moment(by))


@pytest.mark.parametrize(
    ("place", "cell", "field", "said"),
    [
        (2, "", "customer_name", "fill in"),
        (6, None, "own_words", "fill in"),
        (1, "", "raised_at", "fill in"),
        (1, "jouluna", "raised_at", "date"),
        (1, date(2031, 1, 1), "raised_at", "future"),
        (1, "31.2.2024", "raised_at", "date"),
        (2, "Tuula\u202e Heikkinen", "customer_name", "direction of writing"),
        (6, "Vuotaa\0", "own_words", "control character"),
        (2, "a" * 301, "customer_name", "too long"),
        (5, "halpa", "price", "amount"),
        (8, "ehkä", "was", "does not say whether it is closed"),
    ],
)
def test_a_row_with_trouble_says_which_field_and_why(place, cell, field, said):
    named, words = refused([cell if n == place else value for n, value in enumerate(ROW)])
    assert named == field
    assert said in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_window_calls_an_open_and_a_closed_case_is_understood_in_a_list(language):
    for words, was, otherwise in (("Open", "open", "closed"), ("Closed", "closed", "open")):
        said = catalogue(language).gettext(words)
        assert reader(was=otherwise).read(2, [*ROW[:8], said, *ROW[9:]]).answers["was"] == was


def test_a_complaint_is_closed_after_it_was_raised():
    headings = ("Pvm", "Asiakas", "Asia", "Suljettu")
    assert refused(("5.3.2024", "A", "b", "4.3.2024"), headings=headings)[0] == "closed_on"
    case = reader(headings).read(2, ("5.3.24", "A", "b", "6.3.2024"))
    walk = Walk().take("manager", "import", case.answers)
    assert walk.case.closed_at == datetime(2024, 3, 6, 19, 0, tzinfo=UTC)
    assert case.answers["was"] == "closed"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2.3.2024", "2024-03-02T06:00:00Z"), ("02/03/24", "2024-03-02T06:00:00Z"),
        ("2024-03-02", "2024-03-02T06:00:00Z"), ("2.3.2024 14.30", "2024-03-02T12:30:00Z"),
        (datetime(2024, 7, 2, 9, 5), "2024-07-02T06:05:00Z"),
    ],
)  # fmt: skip
def test_dates_are_read_day_first_and_a_day_alone_is_when_the_store_opened(typed, kept):
    assert reader().read(2, (*ROW[:1], typed, *ROW[2:])).answers["raised_at"] == kept


def test_a_category_that_is_none_of_ours_is_kept_as_a_note():
    headings = ("Pvm", "Asiakas", "Asia", "Luokka", "Kanava")
    case = reader(headings).read(2, ("5.3.2024", "A", "b", "Takuuasia", "Puhelin"))
    assert (case.answers.get("category"), case.answers["channel"]) == (None, "telephone")
    assert case.answers["note"] == "Luokka: Takuuasia"
    assert "note" not in reader(rest=False).read(5, ROW).answers


def test_a_formula_is_the_text_that_it_is():
    case = reader().read(5, (*ROW[:6], '=HYPERLINK("http://x")', *ROW[7:]))
    assert case.answers["own_words"] == '=HYPERLINK("http://x")'


def test_marks_are_put_together_at_the_border():
    assert reader().read(5, (*ROW[:2], "Nguye\u0302\u0303n", *ROW[3:])).answers["customer_name"] == "Nguyễn"


@pytest.mark.parametrize(
    ("digits", "country", "number"),
    [
        ("903123456", "vn", "0903123456"), ("84903123456", "vn", "+84903123456"), ("405550193", "fi", "0405550193"),
        ("358405550193", "fi", "+358405550193"), ("12", "vn", "12"), ("2025550123", "general", "2025550123"),
        ("19001234", "vn", "19001234"), ("8221234", "vn", "8221234"), ("9123456", "fi", "09123456"),
    ],
)  # fmt: skip
def test_a_number_that_a_spreadsheet_has_cut_gets_its_beginning_back(digits, country, number):
    assert with_zero(digits, country) == number


@pytest.mark.parametrize(
    ("cell", "text"), [(None, ""), (7.0, "7"), (7.5, "7.5"), (True, "True"), (date(2024, 3, 2), "2024-03-02")]
)
def test_a_cell_is_shown_as_it_stands_there(cell, text):
    assert shown(cell) == text
