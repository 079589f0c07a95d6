"""Which step stands in the middle of a case: for the person who sits there, and when a stage is chosen."""

from __future__ import annotations

from datetime import timedelta

from desk.cases import guide
from desk.cases.clocks import next_due
from desk.cases.moment import Moment
from desk.cases.steps import STEPS

#: The step that opens when a stage still ahead is chosen; its gates then say what comes first.
STAGE_STEPS = {
    "understand": "understand", "consult": "propose", "talk": "talk", "agree": "agree", "fulfil": "deliver",
    "follow_up": "follow_up", "close": "close",
}  # fmt: skip

#: A later contact of a closed case stands in the middle from a day before it is due.
SOON = timedelta(days=1)

#: Not offered as steps of their own: one begins a case, the others follow from printing, from choosing a file and from
#: merging.
NOT_OFFERED = ("receive", "issue_paper", "attach", "take_in")


def main_step(moment: Moment) -> str:
    """The step that stands in the middle for this person now; empty when somebody else must act."""
    case = moment.case
    if case.hand_over and case.hand_over.to == moment.person.id:
        return "accept_hand_over"
    step = guide.next_step(case)
    due = next_due(case)
    if case.state == "closed" and (due is None or due.clock.due > moment.now + SOON):
        return ""
    # once the manager has said yes, what is left to them is to note head office's answer
    wanted = (step, "head_office_answer") if step == "approve" else (step,)
    return next((name for name in wanted if name and not guide.before(STEPS[name], moment)), "")


def answer_step(moment: Moment) -> str:
    """What this person does about an answer that is late: give it, note it, else pass it up; empty for nothing."""
    ways = ("approve", "head_office_answer", "escalate")
    return next((name for name in ways if not guide.before(STEPS[name], moment)), "")
