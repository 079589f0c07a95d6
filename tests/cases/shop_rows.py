"""More rows for the table of gates: what the shop records about itself, and promises for ever."""

from __future__ import annotations

from desk.cases.case import Case
from tests.cases.rows import PAST, Row, at, closed, new, promise
from tests.makers import Walk

NEVER_AGAIN = "Tämä ei toistu enää koskaan."
IMPROVE = {"change": "Koneet koekäytetään ennen myyntiä.", "owner": "colleague", "due": "2026-04-01"}


def hurt(step: str):
    """The customer lost time, so that later contacts follow."""
    return lambda: Walk().until("understand").clerk("understand", effects=["time"]).until(step)


def hurt_closed() -> Walk:
    return hurt("close")().clerk("close")


def improving() -> Walk:
    return at("agree")().clerk("improve")


def wishing() -> Walk:
    return at("follow_up")().clerk("follow_up", further_needs="Kampanjoista saisi soittaa.")


def unanswered() -> Walk:
    """Two days later nobody has said yes or no."""
    return at("approve")().wait(days=2)


def half_answered() -> Walk:
    return at("approve")().ho("approve").wait(days=2)


def nobodys() -> Walk:
    return at("propose")().leaves("clerk")


def nobodys_but_approved() -> Walk:
    return at("talk")().leaves("clerk")


def merged_into_it(**twin: object):
    def walk() -> Walk:
        here = at("understand")()
        here.others["B1-2"] = Case("other", number="B1-2", state="closed", outcome="merged", **twin)  # type: ignore
        return here

    return walk


SHOP = (
    # promises for ever, and what stands behind them
    Row("a promise for ever asks for a change", at("agree"), "clerk", "agree", promise(what=NEVER_AGAIN),
        "never-again-only-if"),
    Row("what was said in the talk counts too",
        lambda: at("talk")().clerk("talk", explained=NEVER_AGAIN), "clerk", "agree", {}, "never-again-only-if"),
    Row("with a change behind it, it may be written", improving, "clerk", "agree", promise(how=NEVER_AGAIN)),
    Row("a changed agreement is read too", at("deliver"), "clerk", "amend", promise(how=NEVER_AGAIN),
        "never-again-only-if"),
    Row("a warranty is no promise for ever", at("agree"), "clerk", "agree",
        promise(what="Takaamme varmasti, että uusi pumppu kestää kaksi vuotta")),
    Row("staff and time are there", at("agree"), "clerk", "agree",
        promise(capacity=False, stock=True, authority=True), "realistic-promise"),
    Row("goods are there", at("agree"), "clerk", "agree",
        promise(capacity=True, stock=False, authority=True), "realistic-promise"),
    Row("we may decide it", at("agree"), "clerk", "agree", promise(capacity=True, stock=True), "realistic-promise"),
    Row("all three are there", at("agree"), "clerk", "agree", promise(capacity=True, stock=True, authority=True)),
    Row("who was wrong says so in words", at("talk"), "clerk", "talk", {"responsibility_words": None}, "admit"),
    Row("who was not wrong needs no words", at("talk"), "clerk", "talk",
        {"responsibility": "no", "responsibility_words": None}),
    # corrective actions and needs
    Row("a change is begun", at("propose"), "clerk", "improve"),
    Row("a change is due later", at("propose"), "clerk", "improve", {"due": PAST}, "improve"),
    Row("a change belongs to a case", new, "clerk", "improve", {}, "hear-out"),
    Row("a change is done", improving, "colleague", "improved"),
    Row("nothing is done that was not begun", at("propose"), "clerk", "improved", {}, "order"),
    Row("nothing is done before a case", new, "clerk", "improved", {}, "hear-out"),
    Row("a change is done once", lambda: improving().clerk("improve", change="Toinen ohje.").clerk("improved"),
        "clerk", "improved", {}, "order"),
    Row("a wish is answered", wishing, "manager", "need_seen"),
    Row("a clerk does not answer for the manager", wishing, "clerk", "need_seen", {}, "role"),
    Row("no wish waits", at("follow_up"), "manager", "need_seen", {}, "order"),
    Row("no wish without a case", new, "manager", "need_seen", {}, "hear-out"),
    # a late answer goes up
    Row("a late answer goes up", unanswered, "clerk", "escalate"),
    Row("what is not late stays", at("approve"), "clerk", "escalate", {}, "order"),
    Row("nothing waits", at("propose"), "clerk", "escalate", {}, "consult-first"),
    Row("nothing waits in a closed case", closed, "clerk", "escalate", {}, "order"),
    Row("nothing waits before a case", new, "clerk", "escalate", {}, "hear-out"),
    Row("who has said yes is not asked again", half_answered, "clerk", "escalate", {}, "consult-first"),
    Row("the manager may still answer", half_answered, "clerk", "escalate", {"to": "manager"}),
    Row("the new time lies ahead", unanswered, "clerk", "escalate", {"expected_answer_at": PAST}, "tell-process"),
    # a case is never nobody's
    Row("the manager gives it to somebody", nobodys, "manager", "reassign"),
    Row("who is here is asked", at("propose"), "manager", "reassign", {}, "own-it"),
    Row("nothing is given that is not recorded", new, "manager", "reassign", {}, "hear-out"),
    Row("a closed case needs nobody", lambda: closed().leaves("clerk"), "manager", "reassign", {}, "order"),
    Row("not to who approved it", nobodys_but_approved, "manager", "reassign", {"to": "manager"}, "own-it"),
    # later contacts
    Row("who was hurt is asked again", hurt_closed, "colleague", "follow_up"),
    Row("and again before it is closed", hurt("close"), "colleague", "follow_up"),
    # closing, as the gates on delivery see it
    Row("nothing closes before a case", new, "clerk", "close", {}, "hear-out"),
    Row("nothing closes twice", closed, "clerk", "close", {}, "order"),
    # a duplicate joins
    Row("a duplicate joins", merged_into_it(merged_into="B1-1"), "clerk", "take_in"),
    Row("only what was merged here", merged_into_it(merged_into="B1-9"), "clerk", "take_in", {}, "order"),
    Row("a duplicate joins once", lambda: merged_into_it(merged_into="B1-1")().clerk("take_in"), "clerk", "take_in",
        {}, "order"),
    Row("a duplicate of nothing", new, "clerk", "take_in", {}, "hear-out"),
)  # fmt: skip
