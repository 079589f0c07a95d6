"""The rules of the complaint-handling standards: their names, how they are kept, and where they come from."""

from __future__ import annotations

from dataclasses import dataclass

from desk.i18n import N_

GATE, CLOCK, CHECK, COACH = "gate", "clock", "check", "coach"
RECORD = "record"  # kept by being asked, listed and counted: nothing is blocked and nothing runs out


@dataclass(frozen=True)
class Rule:
    """One standard. `sentence` answers "why does the desk ask this?"; `source` is document and section."""

    name: str
    kinds: tuple[str, ...]
    source: str
    title: str
    sentence: str
    falls_short: str = ""
    stages: tuple[str, ...] = ()  # where on the way `falls_short` is told (standards, section 1)


_BACKBONE = "000, 2"
_ANGRY = "001"
_RECOVERY = "003"
_HONEST = "004"
_ATTITUDE = "000, 1"
_PEOPLE = "002"

RULES = {
    rule.name: rule
    for rule in (
        # the four standards with time limits
        Rule(
            "record-24h", (CLOCK, GATE), _BACKBONE,
            N_("Recorded within 24 hours"),
            N_(
                "A complaint is read or heard out, written down and looked at calmly within 24 hours of the customer "
                "raising it."
            ),
            N_("Anger, losing one's calm, confronting the customer."),
            ("receive",),
        ),
        Rule(
            "consult-first", (CLOCK, GATE), _BACKBONE,
            N_("Ask first, then offer"),
            N_(
                "Manager and head office agree on one solution before anything is offered. Nobody approves what they "
                "handled."
            ),
            N_("Settling with the customer on one's own."),
            ("consult",),
        ),
        Rule(
            "talk-well", (CLOCK, GATE), _BACKBONE,
            N_("Talk kindly, at the agreed time"),
            N_(
                "The customer is met at an appointment made once the plan is fixed, with an apology and thanks for "
                "the feedback."
            ),
            N_("An opposing or uncaring attitude."),
            ("talk",),
        ),
        Rule(
            "keep-agreement", (CLOCK, GATE), _BACKBONE,
            N_("Do exactly what was agreed"),
            N_(
                "Once the customer has agreed, every promise has an owner, a date and evidence, and is carried out "
                "as agreed."
            ),
            N_("Empty promises; solutions in words only."),
            ("agree", "fulfil"),
        ),
        # the attitudes
        Rule(
            "think-positive", (COACH,), _ATTITUDE,
            N_("A complaint is a chance"),
            N_("Who complains still cares about us. The customer who says nothing and leaves is the one we lose."),
        ),
        Rule(
            "hold-emotion", (COACH,), _ATTITUDE,
            N_("First breathe"),
            N_("Take a slow breath and a sip of water. You may pause, and you may hand the case to a colleague."),
        ),
        Rule(
            "customer-first", (COACH,), _ATTITUDE,
            N_("See that they are upset"),
            N_("Show that you notice how upset they are. When they are mistaken, explain gently."),
        ),
        Rule(
            "stay-calm", (COACH,), _ATTITUDE,
            N_("Stay calm, whatever is said"),
            N_("Do not answer in kind. Offer a way out, or call the manager."),
        ),
        Rule(
            "listen-out", (COACH,), _ATTITUDE,
            N_("Let them finish"),
            N_("No interrupting, and no debate about right and wrong while they are angry."),
        ),
        # the steps with an angry customer
        Rule(
            "hear-out", (GATE, COACH), _ANGRY,
            N_("Hear them out"),
            N_("The complaint is written in the customer's own words, and the customer was heard to the end."),
        ),
        Rule(
            "restate", (GATE, COACH), _ANGRY,
            N_("Say it back"),
            N_(
                "With the customer's permission the matter is summed up in neutral points, and the customer confirms "
                "it."
            ),
        ),
        Rule(
            "speak-calmly", (COACH,), _ANGRY,
            N_("Speak slowly and low"),
            N_("A calm voice calms. On the telephone the voice is all they have of you."),
        ),
        Rule(
            "neutral-words", (CHECK,), _ANGRY,
            N_("Neutral words"),
            N_("A summary says what was seen, said or measured. It does not judge, and it does not blame."),
        ),
        Rule(
            "see-their-side", (GATE,), _ANGRY,
            N_("See their side"),
            N_("What it did to the customer is written down: trouble, money, time, health or standing."),
        ),
        Rule(
            "own-it", (GATE,), _ANGRY,
            N_("Nobody is passed around"),
            N_("A case is handed over with a briefing and stays with the giver until the receiver accepts it."),
        ),
        Rule(
            "ask-wish", (GATE,), _ANGRY,
            N_("Ask what would be right"),
            N_("What the customer would find right is written exactly as they ask for it."),
        ),
        Rule(
            "act", (GATE,), _ANGRY,
            N_("The desk works out the way"),
            N_(
                "Inside a standing mandate we may offer at once; beyond it we ask first; an unreasonable wish gets "
                "another offer."
            ),
        ),
        Rule(
            "tell-process", (GATE, CLOCK), _ANGRY,
            N_("Say what happens next"),
            N_("When others must decide, the customer is told who decides and by when, and how we will reach them."),
        ),
        Rule(
            "offer-alternative", (GATE,), _ANGRY,
            N_("Never only no"),
            N_("When a wish cannot be met, our position is explained calmly and something else is offered."),
        ),
        Rule(
            "follow-up", (GATE, CLOCK), _ANGRY,
            N_("Ask whether it is resolved"),
            N_("Before a case is closed the customer was asked after delivery and says that it is resolved."),
        ),
        Rule(
            "remedies", (RECORD,), _ANGRY,
            N_("Ways to make it right"),
            N_("What we would do is chosen from known kinds, so that like is treated alike and can be counted."),
        ),
        Rule(
            "heard-wide", (RECORD,), _ANGRY,
            N_("One customer tells many"),
            N_("How the complaint reached us is recorded, and whether it was written about in public: that is urgent."),
        ),
        # service recovery
        Rule(
            "apologise-anyway", (GATE, CHECK), _RECOVERY,
            N_("Apologise, whoever is at fault"),
            N_("We are sorry for the trouble, whoever caused it, and the apology names the trouble."),
        ),
        Rule(
            "empathy", (COACH,), _RECOVERY,
            N_("Put yourself in their place"),
            N_("Say what you would feel in their place, before any explanation."),
        ),
        Rule(
            "gesture-if-hurt", (CHECK,), _RECOVERY,
            N_("A gesture where it hurt"),
            N_("Something extra is for customers who were hurt by what happened, and for nobody else."),
        ),
        Rule(
            "realistic-promise", (GATE,), _RECOVERY,
            N_("Promise only what we can do"),
            N_(
                "Before a promise is made, its owner has said that staff, stock and authority allow it, at an hour "
                "we are open."
            ),
        ),
        Rule(
            "fix-fast-visibly", (RECORD,), _RECOVERY,
            N_("Mend it fast, and let it be seen"),
            N_("The first promise can be started at once, and the customer sees by dates and news that it goes on."),
        ),
        Rule(
            "follow-steps", (CLOCK, CHECK), _RECOVERY,
            N_("Ask again after hours, days and weeks"),
            N_(
                "Who was hurt is asked after a day, a week and a month, best by a colleague who did not record the "
                "complaint."
            ),
        ),
        Rule(
            "own-doing", (COACH,), _RECOVERY,
            N_("Same care, whatever the cause"),
            N_(
                "About one trouble in three comes from the customer's own use. The cause is recorded and changes "
                "nothing in the care."
            ),
        ),
        # honest talk
        Rule(
            "explain-how-we-work", (COACH,), _HONEST,
            N_("Explain how we work"),
            N_("Say what happens next, who does it and by when, above all to a customer who is new here."),
        ),
        Rule(
            "not-personal", (COACH,), _HONEST,
            N_("It is not about you"),
            N_("They are angry with what happened, not with you."),
        ),
        Rule(
            "solve-before-why", (GATE,), _HONEST,
            N_("First mend, then ask why"),
            N_("The cause may wait until the remedy is under way; it must be known before the case is closed."),
        ),
        Rule(
            "admit", (GATE,), _HONEST,
            N_("Say it when we were wrong"),
            N_("The talk says whether the store takes responsibility, in part or not, and in which words."),
        ),
        Rule(
            "real-apology", (CHECK,), _HONEST,
            N_("A real apology"),
            N_("It says what for, takes responsibility, and has no “if”, no “but” and no blame in it."),
        ),
        Rule(
            "never-again-only-if", (CHECK, GATE), _HONEST,
            N_("Never again, only if"),
            N_("That it will not happen again is said only where something is being changed, by somebody, by a date."),
        ),
        Rule(
            "say-how-long", (CHECK, COACH), _HONEST,
            N_("Say how long it takes"),
            N_("Name a day and an hour rather than soon."),
        ),
        Rule(
            "know-them", (COACH,), _HONEST,
            N_("Know them again"),
            N_("Who comes back need not tell everything twice: we know what was agreed, and how to reach them."),
        ),
        # people
        Rule(
            "improve", (GATE, RECORD), _PEOPLE,
            N_("Change what went wrong"),
            N_("What a case taught becomes a change with an owner and a date, and stays listed until it is done."),
        ),
        Rule(
            "needs", (GATE, RECORD), _PEOPLE,
            N_("Hear what else they need"),
            N_("Further wishes told at the follow-up are noted and listed until the manager has answered them."),
        ),
        Rule(
            "easy-to-complain", (RECORD,), _PEOPLE,
            N_("Complaining is easy"),
            N_("A leaflet says how to complain, in three languages, and a first record needs less than a minute."),
        ),
        Rule(
            "practise", (RECORD,), _PEOPLE,
            N_("Practise before it counts"),
            N_("Any case can be played on made-up data, through the same guide, with a score by standard at the end."),
        ),
        Rule(
            "share", (COACH,), _PEOPLE,
            N_("Learn from each other"),
            N_("What helped in a similar case is shown before a solution is proposed, so that like is treated alike."),
        ),
        Rule(
            "not-too-much", (CHECK,), _PEOPLE,
            N_("Not more than is fair"),
            N_("A remedy above the price, or above what others got, is weighed: fair to both sides and to the store."),
        ),
    )
}  # fmt: skip

#: Refusals that are not a standard but plain order at a desk.
HOUSE_RULES = {
    "required": N_("Something needed is missing."),
    "bad-value": N_("An answer cannot be taken as it is."),
    "role": N_("This step belongs to somebody else."),
    "three-attempts": N_("Three attempts on at least two days come before a case is closed as not reached."),
    "order": N_("This step does not fit here."),
    "unknown-field": N_("The step does not ask this."),
    "unknown-step": N_("There is no such step."),
}


def title(rule: str) -> str:
    """The rule's title, to be translated; house rules have their sentence as title."""
    return RULES[rule].title if rule in RULES else HOUSE_RULES[rule]


def falls_short(stage: str) -> tuple[Rule, ...]:
    """The standards that say what falls short of them at this stage of the way."""
    return tuple(rule for rule in RULES.values() if stage in rule.stages)
