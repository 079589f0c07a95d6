"""What the pictures show: the sample branch some hours on, with long names, late cases and a very long complaint."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk.cases.people import CLERK, Person
from desk.commands import demo
from desk.store import accounts, drafts
from desk.store.database import Store, create
from desk.store.journal import Journal

#: The sample's cases end shortly before this; the pictures are taken later, when some of them are late.
PLAYED = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
SHOWN = PLAYED + timedelta(hours=5, minutes=12)

LONG_NAME = "Công Tằng Tôn Nữ Thị Bích Phương Thảo Nguyên"
LONG_STORY = " ".join(
    f"{number}. Tôi đã gọi cho cửa hàng, người nghe máy hẹn gọi lại nhưng không ai gọi; tủ lạnh vẫn kêu rất to mỗi đêm"
    " và thức ăn của cả nhà đã hỏng."
    for number in range(1, 101)
)


def full(path: Path) -> None:
    """The sample branch with somebody who left, a stand-in, long texts and a begun complaint."""
    store = create(path, demo.BRANCH, PLAYED)
    demo.sample(store, PLAYED)
    _people(store)
    _long(store)
    typed = {"customer_name": "Phạm Thị Mỹ Duyên", "own_words": "Máy xay mới mua hôm qua đã bốc khói"}
    drafts.save(store, "binh", "new:b7a1c2d4", "receive", typed, SHOWN - timedelta(minutes=3))
    store.close()


def _people(store: Store) -> None:
    people = accounts.people(store)
    left = Person("hung", "Hoàng Đức Hùng", CLERK, active=False, language="vi")
    accounts.add_person(store, left, "", now=PLAYED)
    stand_in = Person(
        "lan", people["lan"].name, CLERK, stand_in_from=SHOWN, stand_in_until=SHOWN + timedelta(days=6), language="vi"
    )
    accounts.update_person(store, stand_in)


def _long(store: Store) -> None:
    answers = {
        "customer_name": LONG_NAME, "own_words": LONG_STORY, "heard_out": True, "mood": "angry",
        "telephone": "0912 345 678", "product": "Tủ lạnh bốn cánh Bắc Hà 512 lít, màu bạc, có ngăn đông mềm",
        "wish": "Đổi tủ mới trong ngày và trả lại tiền thức ăn đã hỏng.",
    }  # fmt: skip
    Journal(store).record("receive", answers, by=accounts.people(store)["anh"], now=SHOWN - timedelta(minutes=35))


def bare(path: Path) -> None:
    """A branch on its first day: people, and nothing else."""
    store = create(path, demo.BRANCH, PLAYED)
    for group in demo.PEOPLE.values():
        for person in group:
            accounts.add_person(store, person, demo.PIN, now=PLAYED)
    store.close()
