"""A complaint from the first word to a signed agreement: what is answered at each step, as typed, and by whom."""

from __future__ import annotations

from typing import Any

#: The answers of a whole way to a signed agreement, as typed.
WAY: dict[str, dict[str, Any]] = {
    "receive": {
        "customer_name": "Đặng Thị Mỹ Hạnh", "own_words": "Nồi cơm điện bị cháy sau hai ngày.", "heard_out": True,
        "wish": "A new cooker", "mood": "upset", "telephone": "0903 123 456", "channel": "counter",
        "category": "product", "product": "Rice cooker X1",
    },
    "understand": {
        "permission": True, "summary": "Bought on Saturday\nBurnt on Monday", "confirmed": True, "effects": ["money"],
        "wish": "A new cooker",
    },
    "propose": {
        "reasonable": "yes", "stance": "accepted", "position": "The heating plate was faulty.",
        "remedies": [{"kind": "exchange", "what": "A new cooker of the same kind"}], "told_process": True,
        "expected_answer_at": "2026-03-03 10:00", "preferred_channel": "telephone", "telephone": "0903 123 456",
    },
    "approve": {},
    "appoint": {"appointment_at": "2026-03-02 15:00", "how": "here"},
    "talk": {
        "apology": "We are sorry that your cooker burnt.", "thanks": "Thank you for telling us.",
        "responsibility": "yes", "responsibility_words": "We sold you a faulty one.",
        "explained": "You get a new one today.", "answer": "agrees",
    },
    "agree": {
        "commitments": [{
            "what": "A new cooker of the same kind", "kind": "exchange", "owner": "lan", "due": "2026-03-02 17:00",
            "evidence": "Delivery note", "capacity": True, "stock": True, "authority": True,
        }],
        "consent": True, "language": "en", "place": "Chợ Bến Thành",
    },
    "sign": {"how": "paper", "customer_signed": True, "store_signed": True, "copy_given": True},
}  # fmt: skip

#: Who takes each step of that way; approving takes two.
WHO = (
    ("lan", "receive"), ("lan", "understand"), ("lan", "propose"), ("minh", "approve"), ("ho", "approve"),
    ("lan", "appoint"), ("lan", "talk"), ("lan", "agree"), ("lan", "sign"),
)  # fmt: skip
