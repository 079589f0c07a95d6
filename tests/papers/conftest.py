"""Cases walked through the guide, for papers to be made from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desk.cases.branch import Branch, Policy
from desk.cases.case import Case, Entry, apply
from desk.cases.guide import decide
from desk.cases.moment import Moment
from desk.cases.people import CLERK, HEAD_OFFICE, MANAGER, Person

PEOPLE = {
    p.id: p
    for p in (
        Person("lan", "Lê Thị Lan", CLERK),
        Person("minh", "Trần Quang Minh", MANAGER),
        Person("hq", "Đỗ Hồng Quân", HEAD_OFFICE),
        Person("hoa", "Phạm Thị Hoa", CLERK),
    )
}

HANOI = Branch(
    "HN", "Cửa hàng Hàng Bài", "Công ty TNHH Ánh Dương", "MST 0101234567", "25 phố Hàng Bài, Hoàn Kiếm, Hà Nội",
    "024 3825 1234", "vn", "Asia/Ho_Chi_Minh", "VND", "vi",
)  # fmt: skip
HELSINKI = Branch(
    "HKI", "Kamppi", "Aurinko Oy", "1234567-8", "Urho Kekkosen katu 1, 00100 Helsinki", "09 123 4567", "fi",
    "Europe/Helsinki", "EUR", "fi",
)  # fmt: skip

START = datetime(2026, 11, 20, 2, 15, tzinfo=UTC)

TOLD: dict[str, dict[str, Any]] = {
    "HN": {
        "customer_name": "Nguyễn Thị Ngọc Ánh", "telephone": "0912 345 678", "email": "anh.nguyen@example.vn",
        "address": "12 ngõ Tạm Thương, Hoàn Kiếm, Hà Nội", "preferred_channel": "telephone", "language": "vi",
        "own_words": "Tôi mua nồi cơm điện hôm thứ Bảy, đến thứ Ba thì nồi không nóng nữa.\n"
        "Tôi gọi hai lần mà không ai trả lời. Nhà tôi có cháu nhỏ, mấy hôm nay phải ăn ngoài.",
        "heard_out": True, "product": "Nồi cơm điện Sunhouse SHD8955", "serial": "SH-8955-220411",
        "purchased_on": "2026-11-14", "price": "1.250.000", "proof": "Hoá đơn HĐ-20261114-0087",
        "wish": "Đổi nồi mới và trả lại tiền ăn ngoài mấy hôm nay.",
    },
    "HKI": {
        "customer_name": "Päivi Mäkelä-Öhman", "telephone": "040 123 4567", "preferred_channel": "telephone",
        "language": "fi", "own_words": "Kahvinkeitin vuotaa. Pöytä meni pilalle, eikä kukaan vastannut puhelimeen.",
        "heard_out": True, "product": "Kahvinkeitin Moccamaster", "purchased_on": "2026-10-30", "price": "249,90",
        "proof": "Tiliote 30.10.2026", "wish": "Uusi keitin ja korvaus pöydästä.",
    },
}  # fmt: skip

PLAN: dict[str, dict[str, Any]] = {
    "HN": {
        "summary": ["Nồi cơm điện hỏng sau ba ngày dùng.", "Khách hàng gọi hai lần mà không ai trả lời."],
        "findings": "Mâm nhiệt bị lỗi từ nhà sản xuất. Tổng đài ngày 17/11 thiếu người trực.",
        "position": "Sản phẩm lỗi khi còn bảo hành và chúng tôi đã không nghe máy. Đó là lỗi của chúng tôi.",
        "exchange": ("Đổi nồi mới cùng loại, giao tận nhà", "1.250.000"),
        "gesture": ("Phiếu ăn uống cho những bữa phải ăn ngoài", "300.000"),
        "apology": "Chúng tôi xin lỗi vì nồi hỏng sau ba ngày và vì hai lần gọi không ai nghe máy.",
        "thanks": "Cảm ơn chị đã nói thẳng với chúng tôi.",
        "words": "Lỗi ở phía chúng tôi, cả về sản phẩm lẫn tổng đài.",
        "how": "Giao và lấy nồi cũ về, không thu phí", "evidence": "Biên bản giao hàng có chữ ký",
        "part": "Giữ lại nồi cũ và dây điện đến khi nhận nồi mới.",
    },
    "HKI": {
        "summary": ["Keitin vuotaa.", "Puheluun ei vastattu."],
        "findings": "Säiliön tiiviste on viallinen.",
        "position": "Laitteessa on vika, ja meidän olisi pitänyt vastata puheluun.",
        "exchange": ("Uusi samanlainen keitin", "249,90"), "gesture": ("Pöydän hionta", "80"),
        "apology": "Olemme pahoillamme vuotaneesta keittimestä ja pilalle menneestä pöydästä.",
        "thanks": "Kiitos, että kerroit.", "words": "Vika oli meidän.",
        "how": "Toimitus kotiin", "evidence": "Kuittaus vastaanotosta", "part": "Vanha keitin palautetaan.",
    },
}  # fmt: skip


@dataclass
class Walk:
    """One case on its way; each step is decided by the guide as in the shop."""

    branch: Branch = HANOI
    policy: Policy = field(default_factory=Policy)
    case: Case = field(default_factory=lambda: Case("case-1"))
    now: datetime = START
    entries: list[Entry] = field(default_factory=list)

    def step(self, by: str, name: str, /, **answers: Any) -> Walk:
        """Record a step five minutes later. Refused when the guide does not allow it."""
        self.now += timedelta(minutes=5)
        number = f"{self.branch.code}-2026-0042"
        moment = Moment(self.case, PEOPLE[by], self.now, self.branch, self.policy, PEOPLE, {}, number)
        made = decide(name, answers, moment)
        order = len(self.entries) + 1
        digest = hashlib.sha256(f"{self.branch.code} {order}".encode()).hexdigest()
        self.entries.append(Entry(self.case.id, order, self.now, by, name, made.answers, made.changes, digest=digest))
        self.case = apply(self.case, made.changes)
        return self

    def received(self, **more: Any) -> Walk:
        return self.step("lan", "receive", **{**TOLD[self.branch.code], **more})

    def understood(self, **more: Any) -> Walk:
        plan = PLAN[self.branch.code]
        answers = {"permission": True, "summary": plan["summary"], "confirmed": True, "effects": ["time", "money"],
                   "wish": self.case.wish or "-", "findings": plan["findings"], "cause": "product"}  # fmt: skip
        return self.step("lan", "understand", **{**answers, **more})

    def proposed(self, **more: Any) -> Walk:
        plan = PLAN[self.branch.code]
        what, amount = plan["exchange"]
        gesture, value = plan["gesture"]
        answers = {"reasonable": "yes", "stance": "accepted", "position": plan["position"], "told_process": True,
                   "remedies": [{"kind": "exchange", "what": what, "amount": amount}], "gesture": gesture,
                   "gesture_amount": value, "expected_answer_at": self.now + timedelta(hours=24),
                   "preferred_channel": "telephone"}  # fmt: skip
        return self.step("lan", "propose", **{**answers, **more})

    def approved(self, telephone: bool = False) -> Walk:
        self.step("minh", "approve")
        if telephone:
            return self.step("minh", "head_office_answer", name="Đỗ Hồng Quân", answered_at=self.now, agreed=True)
        return self.step("hq", "approve")

    def talked(self, **more: Any) -> Walk:
        plan = PLAN[self.branch.code]
        if not self.case.proposal or not self.case.proposal.mandate:
            self.step("lan", "appoint", appointment_at=self.now + timedelta(minutes=10), how="here")
        answers = {"apology": plan["apology"], "thanks": plan["thanks"], "responsibility": "yes",
                   "responsibility_words": plan["words"], "explained": plan["position"]}  # fmt: skip
        return self.step("lan", "talk", **{"answer": "agrees", **answers, **more})

    def promises(self) -> list[dict[str, Any]]:
        plan = PLAN[self.branch.code]
        due = (self.now + timedelta(days=3)).replace(hour=8)
        what, amount = plan["exchange"]
        both = {"owner": "lan", "due": due, "evidence": plan["evidence"], "feasible": True}
        return [
            {"what": what, "kind": "exchange", "amount": amount, "how": plan["how"], **both},
            {"what": plan["gesture"][0], "kind": "gesture", "amount": plan["gesture"][1], **both},
        ]

    def agreed(self, **more: Any) -> Walk:
        answers = {"commitments": self.promises(), "customer_part": PLAN[self.branch.code]["part"], "consent": True,
                   "language": self.branch.language, "place": self.branch.address, "follow_up_by": "lan"}  # fmt: skip
        return self.step("lan", "agree", **{**answers, **more})

    def delivered(self, key: str) -> Walk:
        at = self.now + timedelta(minutes=4)
        return self.step("lan", "deliver", commitment=key, delivered_at=at, evidence="Biên nhận 17")

    def amended(self, reason: str = "Khách hàng muốn nhận nồi muộn hơn một ngày.") -> Walk:
        return self.step("lan", "amend", reason=reason, commitments=self.promises()[:1], consent=True)

    def signed(self) -> Walk:
        return self.step("lan", "sign", how="paper", customer_signed=True, store_signed=True, copy_given=True)

    def closed(self) -> Walk:
        """From signed to closed, with a remark that names people from outside."""
        words = "Anh Tú (0987 654 321, tu@example.com) gọi hỏi; Phạm Thị Hoa đã trả lời."
        self.step("hoa", "note", note=words).delivered("1").delivered("2")
        self.step("lan", "follow_up", reached_by="telephone", resolved="yes", words="Tôi hài lòng.")
        return self.step("lan", "close", cause="product", lesson="Xếp thêm người trực tổng đài.")

    def declined(self) -> Walk:
        """The customer declines twice, and the manager decides."""
        for _ in range(2):
            self.proposed().approved().talked(answer="declines", change_wanted="Tôi muốn khác.")
        return self.step("minh", "decide", position="Chúng tôi không hoàn tiền toàn bộ.", told_where=True,
                         reasons="Nồi sửa được và chúng tôi đã đề nghị đổi nồi mới.",
                         language=self.branch.language)  # fmt: skip


def planned(branch: Branch = HANOI, **told: Any) -> Walk:
    """A case with a proposal that nobody has approved yet."""
    return Walk(branch).received(**told).understood().proposed()


def settled(branch: Branch = HANOI, agreed: dict[str, Any] | None = None, **told: Any) -> Case:
    """A case as it was agreed."""
    return planned(branch, **told).approved().talked().agreed(**(agreed or {})).case


@pytest.fixture(scope="session")
def hanoi() -> Case:
    return settled()


@pytest.fixture(scope="session")
def helsinki() -> Case:
    return settled(HELSINKI)


@pytest.fixture(scope="session")
def draft() -> Case:
    return planned().case


def with_words(case: Case, text: str) -> Case:
    """The case with a text in the places where customers' and clerks' words stand."""
    return replace(case, own_words=text, wish=text, findings=text, customer_name=text, product=text, summary=(text,))


def finished(branch: Branch = HANOI) -> Walk:
    """A case from the first word to closing."""
    return planned(branch).approved().talked().agreed().signed().closed()


def refused(branch: Branch = HANOI) -> Walk:
    """A case that ended with a decision."""
    return Walk(branch).received().understood().declined()
