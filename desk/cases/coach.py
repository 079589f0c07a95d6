"""The coach: for each step the words one could say aloud, the questions that help, and what falls short."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desk.i18n import N_

from . import consult, guide
from .case import Case
from .coach_aside import ASIDE_TIPS
from .standards import falls_short
from .steps import STEPS
from .tip import ASK, AVOID, FIRST, KNOW, SAY, SPOKEN, Tip, ask, avoid, first, know, say

__all__ = ["ASK", "AVOID", "CLOSED", "FIRST", "KNOW", "SAY", "SPOKEN", "WAITING", "Tip", "coach"]

#: What the tips are asked for while manager and head office have not answered yet: a step in name only.
WAITING = "waiting"

#: And while a case that is closed is looked at.
CLOSED = "closed"

_VAGUE = avoid("say-how-long", N_("“Soon” or “in a few days”: give a day and an hour."))
_NOT_PERSONAL = know("not-personal", N_("They are angry with what happened, not with you."))
_EXPLAIN = know("explain-how-we-work", N_("Before they go, say what happens next, who does it and by when."))

STEP_TIPS: dict[str, tuple[Tip, ...]] = {
    "receive": (
        say("think-positive", N_("Thank you for telling us. Please tell me what happened, from the beginning.")),
        say("hear-out", N_("I am writing it down as you say it, so that you only need to tell it once.")),
        ask("hear-out", N_("Is there anything else I should know?")),
        know("know-them", N_("Have they been here before? Their earlier cases show beside the form.")),
        know("listen-out", N_("Let a silence be. The next sentence is often the one that matters.")),
        _NOT_PERSONAL,
        _EXPLAIN,
        avoid("record-24h", N_("Explaining, defending or asking for the receipt before they have finished.")),
    ),
    "understand": (
        say("restate", N_("May I say it back to you, to be sure that I have understood?")),
        say("customer-first", N_("I can see how much trouble this has been.")),
        ask("restate", N_("Have I got it right? What should I change?")),
        ask("see-their-side", N_("What has this meant for you?")),
        ask("ask-wish", N_("What would you find right?")),
        know("empathy", N_("Imagine that it had happened to you, or to your mother. Then ask on.")),
        know("customer-first", N_("Are they mistaken somewhere? Explain it gently, once they have been heard.")),
        know("own-doing", N_("About one trouble in three comes from use at home. The care stays the same.")),
        avoid("restate", N_("“Are you sure?” sounds like doubt. Repeating angry words makes them heavier.")),
    ),
    "propose": (
        say("tell-process", N_("To get this right I ask my manager and head office. I will name you a time.")),
        ask("tell-process", N_("How may we reach you, and when does it suit you best?")),
        know("share", N_("Were there similar cases? What they got stands above, and whether it held.")),
        know("act", N_("Write what we would do. The desk works out who must be asked.")),
        _EXPLAIN,
        know("solve-before-why", N_("You need not know the cause yet. First find out what would mend it.")),
        avoid("consult-first", N_("Promising something on your own before both have said yes.")),
    ),
    WAITING: (
        say("tell-process", N_("Your matter is with my manager now. I will call you at the time I gave you.")),
        ask("explain-how-we-work", N_("Is there anything you would like to know meanwhile?")),
        know("say-how-long", N_("No answer by then? Call the customer anyway, and name a new time.")),
        avoid("consult-first", N_("Hinting at what they will get. It may turn out differently.")),
    ),
    "approve": (
        know("consult-first", N_("First read what the customer asked for, then the proposal you approve.")),
        know("gesture-if-hurt", N_("Was the customer hurt by it? Then a small gesture says more than a long letter.")),
        avoid("consult-first", N_("Letting it wait. The customer was promised an answer by a certain time.")),
    ),
    "return": (
        know("consult-first", N_("Say what should be different, so that the next proposal can be approved at once.")),
        avoid("consult-first", N_("“Not like this” without a reason: your colleague must then guess.")),
    ),
    "head_office_answer": (
        know("consult-first", N_("Read the proposal out word for word. A yes to something else is no yes to this.")),
        avoid("consult-first", N_("Noting a yes that was said in passing. Ask for the name and write down the time.")),
    ),
    "appoint": (
        say("say-how-long", N_("We have a solution for you. When would be a good time to talk it over?")),
        know("talk-well", N_("It may be now, if the customer is here and has the time.")),
        _VAGUE,
    ),
    "talk": (
        say("apologise-anyway", N_("I am sorry for the trouble this has caused you.")),
        say("talk-well", N_("Thank you for telling us. It helps us to do better.")),
        ask("talk-well", N_("How does that sound to you?")),
        know("empathy", N_("First what you would feel in their place, then the plan. Explanations come last.")),
        know("speak-calmly", N_("Speak slowly, a little lower than usual. Calm is catching.")),
        avoid("real-apology", N_("“Sorry, but…”, “sorry if you feel…”: that is not an apology.")),
        _VAGUE,
    ),
    "agree": (
        say("keep-agreement", N_("Let us go through it together, line by line. Please stop me where it is wrong.")),
        ask("keep-agreement", N_("Is this what we agreed? Is anything missing?")),
        know("realistic-promise", N_("Ask the one who will do it before you write a date: staff, stock, authority.")),
        avoid("keep-agreement", N_("A promise without a name and a date is only words.")),
        _VAGUE,
    ),
    "sign": (
        say("keep-agreement", N_("Please take your time and read it. One copy is yours to keep.")),
        know("keep-agreement", N_("Turn the screen or the paper to the customer. Nothing internal is on it.")),
        avoid("keep-agreement", N_("Hurrying anybody to sign.")),
    ),
    "amend": (
        say("keep-agreement", N_("Something has changed, and I would like to ask you before we do it differently.")),
        avoid("keep-agreement", N_("Doing it differently first and telling the customer later.")),
    ),
    "deliver": (
        say("keep-agreement", N_("This is done now, as we promised. Is it what you expected?")),
        know("keep-agreement", N_("Call before the date if it will be late, not after it.")),
        avoid("keep-agreement", N_("“It should be fine”: write down what shows that it is done.")),
    ),
    "follow_up": (
        say("follow-up", N_("I am calling to ask how it went. Is it resolved for you?")),
        ask("follow-up", N_("Is there anything else we could do better?")),
        know("follow-up", N_("If they are not satisfied, the case simply opens again. Nothing is lost.")),
        avoid("follow-up", N_("“Everything is all right now, isn't it?” leaves no room for a no.")),
    ),
    "close": (
        know("solve-before-why", N_("Now the cause: what would keep this from happening to the next customer?")),
        know("think-positive", N_("Write the lesson in one sentence a new colleague would understand.")),
    ),
    CLOSED: (
        know("know-them", N_("Do they come again? The story has all that was said and agreed; they need not tell it.")),
        know("share", N_("What helped here helps the next one: tell a colleague about it.")),
    ),
    **ASIDE_TIPS,
}  # fmt: skip

#: Open questions for each category, asked while hearing out and while understanding.
CATEGORY_QUESTIONS: dict[str, tuple[Tip, ...]] = {
    "product": (
        ask("hear-out", N_("What did it do, and what should it have done?")),
        ask("hear-out", N_("When did you first notice it?")),
        ask("hear-out", N_("What have you tried with it so far?")),
    ),
    "service": (
        ask("hear-out", N_("What were you told, and what happened then?")),
        ask("hear-out", N_("What had you expected from us?")),
        ask("hear-out", N_("What would have helped you at that moment?")),
    ),
    "delivery": (
        ask("hear-out", N_("What was promised, and what arrived, and when?")),
        ask("hear-out", N_("How did you find out that something was wrong?")),
        ask("see-their-side", N_("What had to wait because of it?")),
    ),
    "price": (
        ask("hear-out", N_("Which price did you see, and where?")),
        ask("hear-out", N_("How does the bill differ from it?")),
        ask("hear-out", N_("What were you told about the price before you paid?")),
    ),
    "staff": (
        ask("hear-out", N_("What was said, as far as you remember it?")),
        ask("see-their-side", N_("How did that leave you feeling?")),
        ask("hear-out", N_("What should my colleague have done instead?")),
    ),
    "food_safety": (
        ask("hear-out", N_("When did you eat it, and how is everybody now?")),
        ask("hear-out", N_("Do you still have some of it, or the wrapping?")),
        ask("hear-out", N_("How was it kept until you ate it?")),
    ),
    "other": (
        ask("hear-out", N_("How did it begin?")),
        ask("hear-out", N_("What happened after that?")),
    ),
}

MOOD_TIPS: dict[str, tuple[Tip, ...]] = {
    "calm": (
        know("think-positive", N_("Whoever complains gives us a chance: those we lose say nothing, they just leave.")),
        know("think-positive", N_("A calm customer took trouble to come too. Take it just as seriously.")),
    ),
    "upset": (
        say("empathy", N_("I can hear that this weighs on you. Please take your time.")),
        know(
            "customer-first",
            N_("First show that you see it. Comfort that comes too fast sounds like brushing it aside."),
        ),
    ),
    "angry": (
        first("hold-emotion", N_("Breathe out slowly. Lower your shoulders. You have time.")),
        say("customer-first", N_("You have every reason to be upset. I am here to sort this out with you.")),
        first("listen-out", N_("No right and wrong now. First let the anger pass.")),
        _NOT_PERSONAL,
        avoid("hold-emotion", N_("“Please calm down” or raising your voice: both add to the anger.")),
    ),
    "abusive": (
        first("stay-calm", N_("You need not take insults. Call the manager, or pause: both are all right.")),
        say("stay-calm", N_("I want to help you. Let us take five minutes, or I will call my manager for you.")),
        first("hold-emotion", N_("Breathe out slowly and drink some water. A colleague can take over.")),
        _NOT_PERSONAL,
        avoid("stay-calm", N_("Answering in kind, or being alone with it.")),
    ),
}  # fmt: skip

TELEPHONE_TIPS = (
    know("speak-calmly", N_("On the telephone your voice is all they have. Slower and lower than feels natural.")),
    say("own-it", N_("In case we are cut off: on which number may I call you back?")),
)

HURT_TIP = know(
    "gesture-if-hurt",
    N_("This customer was hurt by what happened. Besides putting it right, think of a small gesture."),
)

SAFETY_TIPS = (
    say("see-their-side", N_("First of all: is everybody safe and well now?")),
    first("act", N_("Danger comes first: tell the manager now, keep the goods apart, write the rest later.")),
)

NEW_CUSTOMER_TIP = say(
    "explain-how-we-work",
    N_("This is what happens next: I write it down, we look for one solution, and you hear from us by a fixed time."),
)

#: Said only where it is true: a complaint that was accepted, or a cause that lies with us.
WRONG_TIP = say("admit", N_("We were wrong here, and we want to put it right."))

_ADMITTED = ("accepted", "partly")
_OUR_CAUSES = ("service", "process", "information")

_WITH_CUSTOMER = (
    "receive", "understand", "propose", "appoint", "talk", "agree", "sign", "follow_up", "amend", "decide", "reopen",
)  # fmt: skip
_LISTENING = ("receive", "understand")

#: Where a mood is spoken of: anger at every step with the customer, the gentler ones where the words help.
MOOD_STEPS = {
    "calm": ("receive",), "upset": (*_LISTENING, "talk"), "angry": _WITH_CUSTOMER, "abusive": _WITH_CUSTOMER,
}  # fmt: skip

#: Where on the way a step beside it belongs: what falls short there falls short here.
_BESIDE = {
    "escalate": "consult", "countersign": "consult", "disown": "consult", WAITING: "consult", "amend": "agree",
}  # fmt: skip


def coach(case: Case, step: str, answers: Mapping[str, Any]) -> tuple[Tip, ...]:
    """The tips for a step as the case and the answers typed so far stand, the most urgent first."""
    tips: list[Tip] = []
    if step in _WITH_CUSTOMER:
        tips += _for_the_customer(case, step, answers)
    tips += STEP_TIPS.get(step, ())
    if step in _LISTENING:
        tips += CATEGORY_QUESTIONS.get(answers.get("category") or case.category, ())
    tips += shortfalls(step)
    return tuple(dict.fromkeys(tips))


def without_a_step(case: Case) -> str:
    """What the coach speaks of while no step is open: what is waited for, what came next, or the end."""
    if case.state == "closed":
        return "take_in" if case.merged_into else CLOSED
    return WAITING if consult.missing(case) else guide.next_step(case)


def shortfalls(step: str) -> tuple[Tip, ...]:
    """What falls short of the standard with a time limit that this step keeps, as the standard itself says it."""
    stage = _BESIDE.get(step) or (STEPS[step].stage if step in STEPS else "")
    return tuple(avoid(rule.name, rule.falls_short) for rule in falls_short(stage))


def _for_the_customer(case: Case, step: str, answers: Mapping[str, Any]) -> list[Tip]:
    """What this customer needs, whatever the step: danger, anger, the telephone, being new, being hurt."""
    tips: list[Tip] = []
    if (answers.get("safety") or case.safety) not in ("", "none") and step in _LISTENING:
        tips += SAFETY_TIPS
    mood = answers.get("mood") or case.mood
    if step in MOOD_STEPS.get(mood, ()):
        tips += MOOD_TIPS[mood]
    if _on_the_telephone(case, step, answers):
        tips += TELEPHONE_TIPS
    if (answers.get("new_customer") or case.new_customer) and step in ("receive", "propose", "talk"):
        tips.append(NEW_CUSTOMER_TIP)
    if step == "propose" and case.hurt:
        tips.append(HURT_TIP)
    if step == "talk" and _we_were_wrong(case, answers):
        tips.append(WRONG_TIP)
    return tips


def _we_were_wrong(case: Case, answers: Mapping[str, Any]) -> bool:
    """What was answered just now counts before what was proposed."""
    if answers.get("responsibility"):
        return bool(answers["responsibility"] != "no")
    stance = case.proposal.stance if case.proposal else ""
    return stance in _ADMITTED or case.cause in _OUR_CAUSES


def _on_the_telephone(case: Case, step: str, answers: Mapping[str, Any]) -> bool:
    if step == "talk":
        return case.appointment_how == "telephone"
    return step in _LISTENING and (answers.get("channel") or case.channel) == "telephone"
