"""The agreement says everything it must, in every language, the same each time."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from desk.cases.branch import Policy
from desk.cases.case import Commitment
from desk.cases.mandate import Mandate
from desk.cases.moment import Moment
from desk.cases.steps import STEPS
from desk.cases.values import canonical, freeze, thaw
from desk.i18n import LANGUAGES, Money, catalogue
from desk.papers import code
from desk.papers.agreement import agreement
from desk.papers.code import verification_code
from desk.papers.country import country

from .conftest import HANOI, HELSINKI, PEOPLE, PLAN, Walk, planned, settled
from .reading import pages, read, squeezed

MANDATE = Mandate("M-2026-03", frozenset({"exchange"}), 5_000_000, "VND", "Trần Quang Minh", "Đỗ Hồng Quân")


def on_paper(case, *languages, **more):
    return read(agreement(case, languages or ("en",), **more))


def test_the_fifteen_points_are_on_the_paper(hanoi):
    said = on_paper(hanoi)
    money = catalogue("en").money
    points = {
        1: ["HN-2026-0042/v1", "Cửa hàng Hàng Bài", "20/11/2026 09:55", "20/11/2026 09:20", "Vietnamese text counts"],
        2: ["Nguyễn Thị Ngọc Ánh", "0912 345 678", "Công ty TNHH Ánh Dương", "The customer acts in person",
            "Lê Thị Lan signs for the store"],
        3: ["Nồi cơm điện Sunhouse SHD8955", "SH-8955-220411", "14/11/2026", money(Money(1_250_000, "VND")),
            "Hoá đơn HĐ-20261114-0087"],
        4: [hanoi.own_words, *hanoi.summary, hanoi.wish],
        5: [hanoi.findings, "We accept the complaint", hanoi.proposal.position],
        6: ["Đổi nồi mới cùng loại, giao tận nhà", money(Money(300_000, "VND")), "Giao và lấy nồi cũ về, không thu phí",
            "23/11/2026 15:50", "Biên bản giao hàng có chữ ký", hanoi.agreement.customer_part],
        7: ["If we are late", "We call you before the date"],
        8: ["Trần Quang Minh, 20/11/2026 09:35", "Đỗ Hồng Quân, 20/11/2026 09:40"],
        9: [hanoi.talk.apology, hanoi.talk.thanks, "We were wrong, and we take responsibility"],
        10: ["about this matter only", "takes away none of your rights", "nothing here asks you to keep silent"],
        11: ["Sở Công Thương", "7 working days"],
        12: ["Lê Thị Lan asks you on 24/11/2026"],
        13: ["Your personal data", "91/2025/QH15"],
        14: ["We accept it freely", "has received a copy", "Signature and date"],
        15: ["Page 1 of 3", f"Verification code {verification_code(hanoi)}"],
    }  # fmt: skip
    missing = {n: [t for t in texts if squeezed(t) not in said] for n, texts in points.items()}
    assert {n: texts for n, texts in missing.items() if texts} == {}


@pytest.mark.parametrize("languages", [("vi",), ("en",), ("fi",), ("vi", "en"), ("fi", "en"), ("en", "vi")])
def test_the_same_case_gives_the_same_bytes(hanoi, languages):
    assert agreement(hanoi, languages) == agreement(hanoi, languages)


def test_each_language_writes_money_and_law_its_own_way(hanoi):
    said = {language: on_paper(hanoi, language) for language in LANGUAGES}
    for language, text in said.items():
        assert squeezed(catalogue(language).money(Money(1_250_000, "VND"))) in text
    assert squeezed("Quý khách có thể nhờ Sở Công Thương") in said["vi"]
    assert squeezed("You can ask the Department of Industry and Trade") in said["en"]
    assert squeezed("Voit pyytää apua") in said["fi"]


def test_two_languages_stand_side_by_side_and_given_words_stand_once(helsinki):
    said = on_paper(helsinki, "fi", "en")
    assert squeezed("Voit myös viedä asian käräjäoikeuteen") in said
    assert squeezed("You can also go to the district court") in said
    assert said.count(squeezed(helsinki.own_words)) == 1
    assert squeezed("249,90 €") in said
    assert squeezed("€249.90") in said


def test_three_languages_are_refused(hanoi):
    with pytest.raises(ValueError, match="one language or two"):
        agreement(hanoi, ("vi", "en", "fi"))


@pytest.mark.parametrize("case", [
    planned().case, Walk().received().understood().case, Walk().received().case, planned().step("minh", "approve").case,
], ids=["proposed", "understood", "received", "one approval"])  # fmt: skip
@pytest.mark.parametrize("languages", [("en",), ("fi", "en")])
def test_without_both_approvals_every_sheet_is_a_draft_without_signature_boxes(case, languages):
    for sheet in pages(agreement(case, languages, branch=HANOI)):
        assert "DRAFT" in sheet
        assert "Signature" not in sheet
        assert "Verification" not in sheet


def test_an_approved_plan_is_a_draft_until_the_customer_agreed():
    case = planned().approved().talked().case
    assert all("DRAFT" in sheet for sheet in pages(agreement(case, ("en",), branch=HANOI)))


def test_an_agreement_whose_approval_was_taken_back_is_a_draft(hanoi):
    given = {**hanoi.approvals, "head_office": replace(hanoi.approvals["head_office"], disowned=True)}
    for sheet in pages(agreement(replace(hanoi, approvals=given), ("en",), branch=HANOI)):
        assert "DRAFT" in sheet
        assert "Signature" not in sheet


def test_a_draft_shows_the_proposal_and_who_has_not_approved_it(draft):
    said = on_paper(draft, branch=HANOI)
    assert squeezed("Phiếu ăn uống cho những bữa phải ăn ngoài") in said
    assert said.count(squeezed("Not approved yet")) == 2


def test_a_draft_also_says_so_to_who_only_hears_it(draft):
    first, *others = pages(agreement(draft, ("en",), branch=HANOI))
    sentence = "DRAFT: not approved and not agreed yet."
    assert first.count(sentence) == 2  # at the head of the sheet, and in the text
    assert {sheet.count(sentence) for sheet in others} == {1}


def test_an_agreement_carries_no_draft_mark(hanoi):
    assert "DRAFT" not in "".join(pages(agreement(hanoi, ("en",))))


def test_a_reopened_case_is_a_draft_of_the_next_version(hanoi):
    again = replace(hanoi, round=2, proposal=None)
    sheets = pages(agreement(again, ("en",), branch=HANOI))
    assert all("DRAFT" in sheet and "HN-2026-0042/v2" in sheet for sheet in sheets)


def test_the_branch_comes_from_the_agreement_and_not_from_today(hanoi):
    moved = replace(HANOI, name="Cửa hàng mới", telephone="000")
    assert agreement(hanoi, ("vi",), branch=moved) == agreement(hanoi, ("vi",))


def test_a_telephone_answer_is_named_as_one():
    said = on_paper(planned().approved(telephone=True).talked().agreed().case)
    assert squeezed("Đỗ Hồng Quân, by telephone, 20/11/2026 09:35") in said


def test_a_mandate_stands_in_for_the_approvals_and_needs_no_contact():
    silent = {"telephone": "", "email": "", "address": "", "preferred_channel": ""}
    walk = Walk(policy=Policy(mandates=(MANDATE,))).received(**silent).understood()
    plan = {"told_process": None, "expected_answer_at": None, "preferred_channel": None}
    walk.proposed(gesture="", gesture_amount=None, **plan).talked().agreed(commitments=walk.promises()[:1])
    said = on_paper(walk.case)
    assert squeezed("mandate “M-2026-03”") in said
    assert squeezed("No contact details given") in said
    assert squeezed("Not approved yet") not in said
    assert squeezed("Signature and date") in said


def test_a_new_version_names_the_one_it_replaces_the_reason_and_what_is_already_kept():
    walk = planned().approved().talked().agreed()
    first = on_paper(walk.case)
    said = on_paper(walk.delivered("2").amended().case)
    assert "Itnolongercounts" not in first
    assert squeezed("Version 1. It no longer counts.") in said
    assert squeezed("Khách hàng muốn nhận nồi muộn hơn một ngày.") in said
    assert squeezed("Kept on 20/11/2026 09:59") in said
    assert "HN-2026-0042/v2" in said


def test_later_deliveries_do_not_change_the_paper_of_an_earlier_version():
    walk = planned().approved().talked().agreed()
    before = agreement(walk.case, ("vi",))
    assert agreement(walk.signed().delivered("1").case, ("vi",)) == before


def test_a_representative_and_an_interpreter_get_their_place():
    case = settled(agreed={"representative": "Nguyễn Văn Bình", "interpreter": "Phạm Thu Hà"})
    said = on_paper(case)
    assert squeezed("Nguyễn Văn Bình acts for the customer.") in said
    assert squeezed("For the customer Nguyễn Văn Bình") in said
    assert said.count(squeezed("Signature and date")) == 4


def test_where_to_turn_next_depends_on_the_country(hanoi, helsinki):
    assert "kuluttajariita.fi" in on_paper(helsinki)
    assert "kuluttajariita.fi" not in on_paper(hanoi)
    abroad = replace(hanoi, country="se")
    assert squeezed("Please talk to us. Our address and telephone number are at the top") in on_paper(abroad)


def test_moments_are_written_in_the_time_of_the_case(hanoi):
    assert squeezed("20/11/2026 02:20") in on_paper(replace(hanoi, zone="UTC"))


def test_the_page_numbers_are_right_on_every_sheet(hanoi):
    sheets = pages(agreement(hanoi, ("en",)))
    found = [re.findall(r"Page (\d+) of (\d+)", sheet) for sheet in sheets]
    assert found == [[(str(n), str(len(sheets)))] for n in range(1, len(sheets) + 1)]


def test_every_sheet_carries_number_and_version(hanoi):
    assert all("HN-2026-0042/v1" in sheet for sheet in pages(agreement(hanoi, ("fi",))))


def test_a_case_that_was_never_recorded_has_no_paper(hanoi):
    with pytest.raises(ValueError, match="never recorded"):
        agreement(replace(hanoi, agreement=None, proposal=None, recorded_at=None), ("en",))


def test_sixty_promises_keep_their_heads_and_all_stand_on_the_paper(hanoi):
    one = hanoi.commitments["1"]
    promises = {
        str(n): replace(one, what=f"Promise number {n}.", due=one.due + timedelta(days=n)) for n in range(1, 61)
    }
    made = replace(hanoi.agreement, commitments=tuple(promises))
    sheets = pages(agreement(replace(hanoi, commitments=promises, agreement=made), ("en",)))
    assert all(f"Promise number {n}." in "".join(sheets) for n in range(1, 61))
    assert [sheet.count("By when") for sheet in sheets] == [int("Promise number" in sheet) for sheet in sheets]
    assert max(sheet.count("Promise number") for sheet in sheets) > 5


def test_signature_boxes_stand_on_one_sheet_with_the_sentence_above(hanoi):
    for extra in range(0, 40):
        case = replace(hanoi, summary=hanoi.summary + ("Một điểm nữa.",) * extra)
        signing = [sheet for sheet in pages(agreement(case, ("en",))) if "Signature and date" in sheet]
        assert [sheet.count("Signature and date") for sheet in signing] == [3]
        assert squeezed("We accept it freely") in squeezed(signing[0])


def test_the_date_of_the_legal_facts_is_printed(hanoi):
    dated = replace(country("vn"), facts_as_of=date(2026, 2, 3))
    assert squeezed("as of 03/02/2026") in on_paper(hanoi, country=dated)


def test_the_worth_of_all_promises_stands_in_figures_and_in_words(hanoi, helsinki):
    assert squeezed("All promises together ₫1,550,000") in on_paper(hanoi)
    assert squeezed("In words One million five hundred and fifty thousand dong") in on_paper(hanoi)
    said = on_paper(helsinki, "fi", "vi")
    assert squeezed("Kolmesataakaksikymmentäyhdeksän euroa ja yhdeksänkymmentä senttiä") in said
    assert squeezed("Ba trăm hai mươi chín euro và chín mươi xu") in said


def test_tax_stands_below_its_amount_and_in_the_total_in_each_language(helsinki):
    assert squeezed("tax") not in on_paper(helsinki), "nobody gave it"
    taxed = {**helsinki.commitments, "1": replace(helsinki.commitments["1"], tax=50_78)}
    case = replace(helsinki, commitments=taxed)
    assert squeezed("of it tax €50.78") in on_paper(case)
    assert squeezed("Tax included in it €50.78") in on_paper(case)
    both = on_paper(case, "fi", "vi")
    assert squeezed("siitä veroa 50,78 €") in both
    assert squeezed("trong đó thuế 50,78 €") in both


def with_tax():
    """A case in which the tax in the price and in the offer was given."""
    told = PLAN["HKI"]
    offer = {"kind": "exchange", "what": told["exchange"][0], "amount": "249,90", "tax": "50,78"}
    return Walk(HELSINKI).received(price="249,90", price_tax="50,77").understood().proposed(remedies=[offer])


def test_tax_in_the_price_and_in_the_offer_stands_below_them(helsinki):
    draft = on_paper(with_tax().case, "en", "fi", branch=HELSINKI)
    assert squeezed("Price paid Maksettu hinta €249.90 of it tax €50.77 249,90 € siitä veroa 50,77 €") in draft
    assert squeezed("€249.90 of it tax €50.78 249,90 € siitä veroa 50,78 €") in draft


def test_a_promise_takes_the_tax_of_the_offer_along():
    case = with_tax().case
    walk = with_tax().approved().talked()
    moment = Moment(walk.case, PEOPLE["lan"], walk.now, HELSINKI, walk.policy, PEOPLE)
    (first, _) = STEPS["agree"].field("commitments").default(moment)
    assert (first["amount"], first["tax"]) == ("249.90", "50.78")
    plain = replace(case, price_tax=0)
    assert verification_code(plain) != verification_code(case)


def test_the_code_of_a_paper_knows_the_tax_and_papers_without_it_keep_their_codes(helsinki):
    assert "tax" not in canonical(code._printed(helsinki)).decode()
    old = {name: value for name, value in freeze(helsinki.commitments["1"]).items() if name != "tax"}
    kept = {**helsinki.commitments, "1": thaw(Commitment, old)}
    assert verification_code(replace(helsinki, commitments=kept)) == verification_code(helsinki)
    taxed = {**helsinki.commitments, "1": replace(helsinki.commitments["1"], tax=50_78)}
    assert verification_code(replace(helsinki, commitments=taxed)) != verification_code(helsinki)


def test_promises_without_an_amount_have_no_sum(hanoi):
    free = {key: replace(promise, amount=0) for key, promise in hanoi.commitments.items()}
    assert squeezed("In words") not in on_paper(replace(hanoi, commitments=free))


def test_a_sum_beyond_words_stands_in_figures_alone(hanoi):
    rich = {key: replace(promise, amount=10**15) for key, promise in hanoi.commitments.items()}
    said = on_paper(replace(hanoi, commitments=rich))
    assert squeezed("₫2,000,000,000,000,000") in said
    assert squeezed("In words") not in said


def test_nobody_signs_a_sheet_with_nothing_else_on_it(hanoi):
    longer = replace(hanoi, own_words=hanoi.own_words + "\nVà còn nữa." * 14)  # pushes the signatures to a new sheet
    last = pages(agreement(longer, ("fi", "vi")))[-1]
    assert squeezed("Allekirjoitukset") in squeezed(last)
    assert squeezed("Lakitiedot ovat päivältä") in squeezed(last)


def two_versions():
    walk = planned().approved().talked().agreed()
    first = walk.case
    return first, walk.delivered("2").amended().case


def test_a_new_version_says_what_it_changes():
    first, second = two_versions()
    said = on_paper(second, before=first)
    assert squeezed("What changes against the version before") in said
    assert (
        squeezed(f"Version 1 was made on 20/11/2026 09:55. Its verification code is {verification_code(first)}.")
        in said
    )
    assert squeezed("23/11/2026 15:50") in said
    assert squeezed("What changes against") not in on_paper(second)
    assert squeezed("What changes against") not in on_paper(first)


def test_only_what_differs_of_a_promise_stands_under_before_and_now():
    first, second = two_versions()
    (after,) = (text for text in on_paper(second, "vi", "en", before=first).split(squeezed("Trước Before"))[1:])
    table = after.split(squeezed("Các bên thỏa thuận"))[0]
    assert squeezed("Đổi nồi mới cùng loại, giao tận nhà Hạn chót By when 23/11/2026 15:50 23/11/2026 15:00") in table
    assert "1.250.000" not in table
    assert squeezed("Lê Thị Lan") not in table


def test_terms_that_read_the_same_in_both_languages_stand_once():
    first, second = two_versions()
    other = replace(second.commitments["3"], what="Hoàn tiền.", kind="refund")
    said = on_paper(replace(second, commitments={**second.commitments, "3": other}), "vi", "en", before=first)
    table = said.split(squeezed("Trước Before"))[1].split(squeezed("Các bên thỏa thuận"))[0]
    assert table.count(squeezed("Lê Thị Lan")) == 2  # once in the promise taken out, once in the new one


def test_a_promise_taken_out_and_a_new_one_are_named_as_such():
    first, second = two_versions()
    other = replace(second.commitments["3"], what="Hoàn tiền.", kind="refund")
    said = on_paper(replace(second, commitments={**second.commitments, "3": other}), before=first)
    assert squeezed("Taken out") in said
    assert squeezed("Hoàn tiền. Not promised") in said


def test_other_words_that_change_are_shown_before_and_now():
    first, second = two_versions()
    later = replace(second, agreement=replace(second.agreement, customer_part="Không cần gì."))
    said = on_paper(later, before=first)
    assert squeezed(f"What the customer does {first.agreement.customer_part} Không cần gì.") in said


def test_a_version_that_changes_no_promise_says_so():
    first, second = two_versions()
    same = replace(second, commitments={**second.commitments, "3": first.commitments["1"]})
    assert squeezed("The promises are the same as before.") in on_paper(same, before=first)


@pytest.mark.parametrize("languages", [("vi",), ("en",), ("fi",), ("fi", "vi")])
def test_amounts_and_moments_stand_on_one_line_in_the_table(hanoi, languages):
    """Twelve million dong, and the longest way to write a moment."""
    due = datetime(2028, 8, 28, 1, 8, tzinfo=UTC)
    rich = {key: replace(promise, amount=12_500_000, due=due) for key, promise in hanoi.commitments.items()}
    sheets = pages(agreement(replace(hanoi, commitments=rich), languages))
    words = catalogue(languages[0])
    for text in (words.money(Money(12_500_000, "VND")), words.moment(rich["1"].due, HANOI.tz)):
        assert "".join(sheets).replace("\u00a0", " ").count(text.replace("\u00a0", " ")) >= 2
