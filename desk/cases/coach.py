"""The coach: for each step the words one could say aloud, the questions that help, and what falls short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desk.i18n import N_

from .case import Case

#: What a tip is for. `say` and `ask` are spoken, so they are shown in the customer's language.
SAY, ASK, KNOW, AVOID = "say", "ask", "know", "avoid"
SPOKEN = (SAY, ASK)


@dataclass(frozen=True)
class Tip:
    """One short piece of help. `rule` is the standard it comes from (desk.cases.standards.RULES)."""

    kind: str
    text: str
    rule: str


def _say(rule: str, text: str) -> Tip:
    return Tip(SAY, text, rule)


def _ask(rule: str, text: str) -> Tip:
    return Tip(ASK, text, rule)


def _know(rule: str, text: str) -> Tip:
    return Tip(KNOW, text, rule)


def _avoid(rule: str, text: str) -> Tip:
    return Tip(AVOID, text, rule)


#: What the tips are asked for while manager and head office have not answered yet: a step in name only.
WAITING = "waiting"

STEP_TIPS: dict[str, tuple[Tip, ...]] = {
    "receive": (
        _say("think-positive", N_("Thank you for telling us. Please tell me what happened, from the beginning.")),
        _say("hear-out", N_("I am writing it down as you say it, so that you only need to tell it once.")),
        _ask("hear-out", N_("Is there anything else I should know?")),
        _know("know-them", N_("Have they been here before? Their earlier cases show beside the form.")),
        _know("listen-out", N_("Let a silence be. The next sentence is often the one that matters.")),
        _know("not-personal", N_("They are angry with what happened, not with you.")),
        _avoid("record-24h", N_("Explaining, defending or asking for the receipt before they have finished.")),
    ),
    "understand": (
        _say("restate", N_("May I say it back to you, to be sure that I have understood?")),
        _say("customer-first", N_("I can see how much trouble this has been.")),
        _ask("restate", N_("Have I got it right? What should I change?")),
        _ask("see-their-side", N_("What has this meant for you?")),
        _ask("ask-wish", N_("What would you find right?")),
        _know("own-doing", N_("About one trouble in three comes from use at home. The care stays the same.")),
        _avoid("restate", N_("“Are you sure?” sounds like doubt. Repeating angry words makes them heavier.")),
    ),
    "propose": (
        _say("tell-process", N_("To get this right I ask my manager and head office. I will name you a time.")),
        _ask("tell-process", N_("How may we reach you, and when does it suit you best?")),
        _know("share", N_("See above what similar cases got, and whether it held.")),
        _know("act", N_("Write what we would do. The desk works out who must be asked.")),
        _know("solve-before-why", N_("You need not know the cause yet. First find out what would mend it.")),
        _avoid("consult-first", N_("Promising something on your own before both have said yes.")),
    ),
    WAITING: (
        _say("tell-process", N_("Your matter is with my manager now. I will call you at the time I gave you.")),
        _ask("explain-how-we-work", N_("Is there anything you would like to know meanwhile?")),
        _know("say-how-long", N_("No answer by then? Call the customer anyway, and name a new time.")),
        _avoid("consult-first", N_("Hinting at what they will get. It may turn out differently.")),
    ),
    "approve": (
        _know("consult-first", N_("First read what the customer asked for, then the proposal you approve.")),
        _know("gesture-if-hurt", N_("Was the customer hurt by it? Then a small gesture says more than a long letter.")),
        _avoid("consult-first", N_("Letting it wait. The customer was promised an answer by a certain time.")),
    ),
    "return": (
        _know("consult-first", N_("Say what should be different, so that the next proposal can be approved at once.")),
        _avoid("consult-first", N_("“Not like this” without a reason: your colleague must then guess.")),
    ),
    "head_office_answer": (
        _know("consult-first", N_("Read the proposal out word for word. A yes to something else is no yes to this.")),
        _avoid("consult-first", N_("Noting a yes that was said in passing. Ask for the name and write down the time.")),
    ),
    "appoint": (
        _say("say-how-long", N_("We have a solution for you. When would be a good time to talk it over?")),
        _know("talk-well", N_("It may be now, if the customer is here and has the time.")),
        _avoid("say-how-long", N_("“Soon” or “in a few days”: give a day and an hour.")),
    ),
    "talk": (
        _say("apologise-anyway", N_("I am sorry for the trouble this has caused you.")),
        _say("talk-well", N_("Thank you for telling us. It helps us to do better.")),
        _ask("talk-well", N_("How does that sound to you?")),
        _know("empathy", N_("First what you would feel in their place, then the plan. Explanations come last.")),
        _avoid("talk-well", N_("“Sorry, but…”, “sorry if you feel…”: that is not an apology.")),
    ),
    "agree": (
        _say("keep-agreement", N_("Let us go through it together, line by line. Please stop me where it is wrong.")),
        _ask("keep-agreement", N_("Is this what we agreed? Is anything missing?")),
        _know("realistic-promise", N_("Ask the one who will do it before you write a date: staff, stock, authority.")),
        _avoid("keep-agreement", N_("A promise without a name and a date is only words.")),
    ),
    "sign": (
        _say("keep-agreement", N_("Please take your time and read it. One copy is yours to keep.")),
        _know("keep-agreement", N_("Turn the screen or the paper to the customer. Nothing internal is on it.")),
        _avoid("keep-agreement", N_("Hurrying anybody to sign.")),
    ),
    "amend": (
        _say("keep-agreement", N_("Something has changed, and I would like to ask you before we do it differently.")),
        _avoid("keep-agreement", N_("Doing it differently first and telling the customer later.")),
    ),
    "deliver": (
        _say("keep-agreement", N_("This is done now, as we promised. Is it what you expected?")),
        _know("keep-agreement", N_("Call before the date if it will be late, not after it.")),
        _avoid("keep-agreement", N_("“It should be fine”: write down what shows that it is done.")),
    ),
    "follow_up": (
        _say("follow-up", N_("I am calling to ask how it went. Is it resolved for you?")),
        _ask("follow-up", N_("Is there anything else we could do better?")),
        _know("follow-up", N_("If they are not satisfied, the case simply opens again. Nothing is lost.")),
        _avoid("follow-up", N_("“Everything is all right now, isn't it?” leaves no room for a no.")),
    ),
    "close": (
        _know("solve-before-why", N_("Now the cause: what would keep this from happening to the next customer?")),
        _know("think-positive", N_("Write the lesson in one sentence a new colleague would understand.")),
    ),
    "offer_hand_over": (
        _say("own-it", N_("My colleague knows this better than I do. I stay with you until they are here.")),
        _know("own-it", N_("It stays your case until your colleague has accepted it.")),
        _avoid("own-it", N_("Making the customer tell it all again.")),
    ),
    "accept_hand_over": (
        _say("own-it", N_("My colleague has told me everything. I am taking care of it from here.")),
        _know("own-it", N_("Read the customer's own words before you call them.")),
    ),
    "decline_hand_over": (
        _know("own-it", N_("Say who could take it instead. The customer should wait for nobody in between.")),
    ),
    "take_back_hand_over": (
        _know("own-it", N_("Tell your colleague, so that nobody calls the customer twice.")),
    ),
    "pause": (
        _say("hold-emotion", N_("Let me take five minutes to look into this. May I offer you a seat meanwhile?")),
        _know("hold-emotion", N_("A pause is no weakness. Say when you will be back, and be back then.")),
    ),
    "call_manager": (
        _say("stay-calm", N_("I would like my manager to hear this too. May I ask them to join us?")),
        _know("own-it", N_("Introduce the customer and the matter, so that nobody starts from the beginning.")),
    ),
    "thank": (
        _know("stay-calm", N_("Say what you saw and why it mattered. Two sentences in private are enough.")),
    ),
    "disown": (
        _know("consult-first", N_("Say what was really answered. The proposal then waits for head office again.")),
    ),
    "withdraw": (
        _say("hear-out", N_("Thank you for telling us. If you change your mind, we are here.")),
        _avoid("hear-out", N_("Suggesting that they withdraw. It must be their own wish.")),
    ),
    "unreachable": (
        _know("own-it", N_("Try each way of reaching them that you have, on more than one day.")),
    ),
    "not_complaint": (
        _know("hear-out", N_("When in doubt it is a complaint. A question that was answered is none.")),
    ),
    "decide": (
        _say("offer-alternative", N_("I am sorry that we could not agree. I will tell you where you can turn next.")),
        _know("offer-alternative", N_("Give the reasons in plain words. A stranger should understand them.")),
        _avoid("offer-alternative", N_("Closing the door: what we offered can still be accepted.")),
    ),
    "attempt": (
        _know("own-it", N_("Try another hour of the day. Leave a name and a number, not the matter itself.")),
    ),
}  # fmt: skip

#: Open questions for each category, asked while hearing out and while understanding.
CATEGORY_QUESTIONS: dict[str, tuple[Tip, ...]] = {
    "product": (
        _ask("hear-out", N_("What did it do, and what should it have done?")),
        _ask("hear-out", N_("When did you first notice it?")),
        _ask("hear-out", N_("What have you tried with it so far?")),
    ),
    "service": (
        _ask("hear-out", N_("What were you told, and what happened then?")),
        _ask("hear-out", N_("What had you expected from us?")),
        _ask("hear-out", N_("What would have helped you at that moment?")),
    ),
    "delivery": (
        _ask("hear-out", N_("What was promised, and what arrived, and when?")),
        _ask("hear-out", N_("How did you find out that something was wrong?")),
        _ask("see-their-side", N_("What had to wait because of it?")),
    ),
    "price": (
        _ask("hear-out", N_("Which price did you see, and where?")),
        _ask("hear-out", N_("How does the bill differ from it?")),
        _ask("hear-out", N_("What were you told about the price before you paid?")),
    ),
    "staff": (
        _ask("hear-out", N_("What was said, as far as you remember it?")),
        _ask("see-their-side", N_("How did that leave you feeling?")),
        _ask("hear-out", N_("What should my colleague have done instead?")),
    ),
    "food_safety": (
        _ask("hear-out", N_("When did you eat it, and how is everybody now?")),
        _ask("hear-out", N_("Do you still have some of it, or the wrapping?")),
        _ask("hear-out", N_("How was it kept until you ate it?")),
    ),
    "other": (
        _ask("hear-out", N_("How did it begin?")),
        _ask("hear-out", N_("What happened after that?")),
    ),
}

MOOD_TIPS: dict[str, tuple[Tip, ...]] = {
    "calm": (_know("think-positive", N_("A calm customer took trouble to come too. Take it just as seriously.")),),
    "upset": (
        _say("empathy", N_("I can hear that this weighs on you. Please take your time.")),
        _know(
            "customer-first",
            N_("First show that you see it. Comfort that comes too fast sounds like brushing it aside."),
        ),
    ),
    "angry": (
        _know("hold-emotion", N_("Breathe out slowly. Lower your shoulders. You have time.")),
        _say("customer-first", N_("You have every reason to be upset. I am here to sort this out with you.")),
        _know("listen-out", N_("No right and wrong now. First let the anger pass.")),
        _avoid("hold-emotion", N_("“Please calm down” or raising your voice: both add to the anger.")),
    ),
    "abusive": (
        _know("stay-calm", N_("You need not take insults. Call the manager, or pause: both are all right.")),
        _say("stay-calm", N_("I want to help you. Let us take five minutes, or I will call my manager for you.")),
        _know("hold-emotion", N_("Breathe out slowly and drink some water. A colleague can take over.")),
        _avoid("stay-calm", N_("Answering in kind, or being alone with it.")),
    ),
}  # fmt: skip

TELEPHONE_TIPS = (
    _know("speak-calmly", N_("On the telephone your voice is all they have. Slower and lower than feels natural.")),
    _say("own-it", N_("In case we are cut off: on which number may I call you back?")),
)

HURT_TIP = _know(
    "gesture-if-hurt",
    N_("This customer was hurt by what happened. Besides putting it right, think of a small gesture."),
)

SAFETY_TIPS = (
    _say("see-their-side", N_("First of all: is everybody safe and well now?")),
    _know("act", N_("Danger comes first: tell the manager now, keep the goods apart, write the rest later.")),
)

NEW_CUSTOMER_TIP = _say(
    "explain-how-we-work",
    N_("This is what happens next: I write it down, we look for one solution, and you hear from us by a fixed time."),
)

#: Said only where it is true: a complaint that was accepted, or a cause that lies with us.
WRONG_TIP = _say("admit", N_("We were wrong here, and we want to put it right."))

_ADMITTED = ("accepted", "partly")
_OUR_CAUSES = ("service", "process", "information")

_WITH_CUSTOMER = ("receive", "understand", "propose", "appoint", "talk", "agree", "sign", "follow_up", "amend")
_LISTENING = ("receive", "understand")


def coach(case: Case, step: str, answers: Mapping[str, Any]) -> tuple[Tip, ...]:
    """The tips for a step as the case and the answers typed so far stand, the most urgent first."""
    tips: list[Tip] = []
    if step in _WITH_CUSTOMER:
        tips += _for_the_customer(case, step, answers)
    tips += STEP_TIPS.get(step, ())
    if step in _LISTENING:
        tips += CATEGORY_QUESTIONS.get(answers.get("category") or case.category, ())
    return tuple(dict.fromkeys(tips))


def _for_the_customer(case: Case, step: str, answers: Mapping[str, Any]) -> list[Tip]:
    """What this customer needs, whatever the step: danger, anger, the telephone, being new, being hurt."""
    tips: list[Tip] = []
    if (answers.get("safety") or case.safety) not in ("", "none") and step in _LISTENING:
        tips += SAFETY_TIPS
    tips += MOOD_TIPS.get(answers.get("mood") or case.mood, ())
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
