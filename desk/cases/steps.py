"""The guided form as tables: what each step asks, where it stands on the way, and what it is called."""

from __future__ import annotations

from desk.i18n import N_

from . import choices as c
from . import defaults as d
from .alike import too_much
from .asides import ASIDES, COMMITMENT_COLUMNS
from .fields import Field, Step
from .way import WAY, WAY_TITLES


def _late(rule: str) -> Field:
    return Field(
        "late_reason", N_("Why was it late?"), "lines", required=True, rule=rule, when=d.LATE[rule],
        help=N_("The time has passed. Nothing is blocked; please say why."),
    )


RECEIVE = Step(
    "receive", "receive", N_("New complaint"), N_("Complaint recorded"),
    (
        Field("customer_name", N_("Customer's name"), required=True, rule="hear-out"),
        Field("own_words", N_("What happened, in the customer's own words"), "lines", required=True, rule="hear-out"),
        Field("heard_out", N_("The customer was heard to the end"), "tick", required=True, rule="hear-out"),
        Field("wish", N_("What the customer would find right"), "lines",
              help=N_("Exactly as they ask for it. It can also be asked later.")),
        Field("mood", N_("How the customer feels"), "choice", choices=c.MOODS, default=d.calm),
        Field("telephone", N_("Telephone")),
        Field("email", N_("E-mail")),
        Field("preferred_channel", N_("How to reach the customer"), "choice", choices=c.REPLY_CHANNELS),
        Field("channel", N_("How it reached us"), "choice", choices=c.CHANNELS, default=d.counter),
        Field("raised_at", N_("When the customer raised it"), "moment", default=d.now),
        Field("category", N_("Category"), "choice", choices=c.CATEGORIES, default=d.other),
        Field("safety", N_("Danger"), "choice", choices=c.SAFETY, default=d.none),
        Field("product", N_("Product or service")),
        Field("serial", N_("Serial or lot number")),
        Field("purchased_on", N_("Date of purchase"), "day"),
        Field("price", N_("Price paid"), "money"),
        Field("price_tax", N_("Tax in it, if known"), "money", when=d.priced),
        Field("proof", N_("Receipt or other proof"), help=N_("A receipt is not the only proof that counts.")),
        Field("address", N_("Address")),
        Field("language", N_("The customer's language"), "choice", choices=c.LANGUAGE_CHOICES, default=d.language),
        Field("addressed", N_("How to address them"), help=N_("Ms Heikkinen, chị Hạnh, Pekka: as they like it.")),
        Field("new_customer", N_("New to our company"), "tick"),
        Field("public_post", N_("Already written about in public"), "tick"),
        _late("record-24h"),
    ),
)

UNDERSTAND = Step(
    "understand", "understand", N_("Understand the complaint"), N_("Complaint understood"),
    (
        Field("permission", N_("The customer agreed to hear a summary"), "tick", required=True, rule="restate"),
        Field("summary", N_("Summary in neutral points, one on each line"), "points", required=True, rule="restate"),
        Field("confirmed", N_("The customer confirms the summary"), "tick", required=True, rule="restate",
              help=N_("If they correct it, change the points and read them out again.")),
        Field("effects", N_("What it did to the customer"), "choices", required=True, rule="see-their-side",
              choices=c.EFFECTS),
        Field("effect_note", N_("In their words"), "lines"),
        Field("wish", N_("What the customer would find right"), "lines", required=True, rule="ask-wish",
              default=d.kept("wish"), help=N_("Exactly as they ask for it.")),
        Field("findings", N_("What we found"), "lines", default=d.kept("findings")),
        Field("cause", N_("Cause"), "choice", choices=c.CAUSES, default=d.unknown,
              help=N_("It may stay open until the remedy is under way.")),
        Field("mood", N_("How the customer feels now"), "choice", choices=c.MOODS, default=d.kept("mood")),
    ),
)

PROPOSE = Step(
    "propose", "consult", N_("Propose a solution"), N_("Solution proposed"),
    (
        Field("reasonable", N_("Is the wish reasonable?"), "choice", required=True, rule="act",
              choices=c.REASONABLE, default=d.yes),
        Field("stance", N_("Where we stand"), "choice", required=True, choices=c.STANCES, default=d.accepted),
        Field("position", N_("Why, in plain words"), "lines", required=True,
              help=N_("The customer will read this in the agreement.")),
        Field("remedies", N_("What we would do"), "rows", columns=(
            Field("kind", N_("Kind"), "choice", required=True, choices=c.REMEDIES),
            Field("what", N_("What exactly"), required=True),
            Field("amount", N_("Amount"), "money"),
            Field("tax", N_("Tax in it, if known"), "money"),
        )),
        Field("alternative", N_("What we can offer instead"), "lines", required=True, rule="offer-alternative",
              when=d.unreasonable),
        Field("gesture", N_("Gesture of goodwill")),
        Field("gesture_amount", N_("Value of the gesture"), "money"),
        Field("middle", N_("Is this a reasonable middle for both sides?"), "choice", choices=c.YES_NO, when=too_much),
        Field("interests", N_("Does the store give up something it cannot do without?"), "choice", choices=c.YES_NO,
              when=too_much),
        Field("told_process", N_("The customer knows who decides and how long it takes"), "tick", required=True,
              rule="tell-process", when=d.beyond_mandate),
        Field("expected_answer_at", N_("We promised an answer by"), "moment", required=True, rule="tell-process",
              when=d.beyond_mandate, default=d.answer_by),
        Field("telephone", N_("Telephone"), when=d.beyond_mandate, default=d.kept("telephone")),
        Field("email", N_("E-mail"), when=d.beyond_mandate, default=d.kept("email")),
        Field("preferred_channel", N_("How to reach the customer"), "choice", required=True, rule="tell-process",
              choices=c.REPLY_CHANNELS, when=d.beyond_mandate, default=d.kept("preferred_channel")),
        _late("consult-first"),
    ),
)

#: Which proposal was read before the answer: never asked, only carried along, so that nobody approves one unseen.
_READ = Field("proposal", N_("The proposal that was read"), when=d.never, default=d.proposal)

APPROVE = Step(
    "approve", "consult", N_("Approve the proposal"), N_("Proposal approved"),
    (_READ, Field("note", N_("Remark for the team"), "lines")),
)

RETURN = Step(
    "return", "consult", N_("Return the proposal"), N_("Proposal returned"),
    (_READ, Field("reason", N_("What should be different, and why"), "lines", required=True, rule="consult-first")),
)

HEAD_OFFICE_ANSWER = Step(
    "head_office_answer", "consult", N_("Head office answered by telephone"), N_("Head office's answer noted"),
    (
        _READ,
        Field("name", N_("Who at head office answered"), required=True, rule="consult-first"),
        Field("answered_at", N_("When"), "moment", required=True, rule="consult-first", default=d.now),
        Field("agreed", N_("Head office agrees to exactly this proposal"), "tick", required=True, rule="consult-first"),
    ),
)

APPOINT = Step(
    "appoint", "talk", N_("Make an appointment"), N_("Appointment made"),
    (
        Field("appointment_at", N_("When do we talk with the customer?"), "moment", required=True, rule="talk-well"),
        Field("how", N_("Where"), "choice", required=True, rule="talk-well", choices=c.APPOINTMENT, default=d.here),
    ),
)

TALK = Step(
    "talk", "talk", N_("Talk with the customer"), N_("Talked with the customer"),
    (
        Field("apology", N_("Our apology, as it was said"), "lines", required=True, rule="talk-well",
              help=N_("Name the trouble it is for.")),
        Field("thanks", N_("Our thanks, as they were said"), "lines", required=True, rule="talk-well"),
        Field("responsibility", N_("Do we take responsibility?"), "choice", required=True, rule="admit",
              choices=c.RESPONSIBILITY),
        Field("responsibility_words", N_("In which words"), "lines",
              help=N_("Needed where we were wrong, in whole or in part.")),
        Field("explained", N_("The plan as it was explained"), "lines", required=True, rule="talk-well"),
        Field("how_long", N_("How long it takes, as it was said"), help=N_("A day and an hour, rather than “soon”.")),
        Field("answer", N_("The customer's answer"), "choice", required=True, choices=c.ANSWERS),
        Field("change_wanted", N_("What the customer wants changed"), "lines", required=True, rule="ask-wish",
              when=d.not_agreed),
        Field("language", N_("Language it was said in"), "choice", choices=c.LANGUAGE_CHOICES,
              default=d.kept("language")),
        _late("talk-well"),
    ),
)

AGREE = Step(
    "agree", "agree", N_("Write the agreement"), N_("Agreement made"),
    (
        Field("commitments", N_("Our promises"), "rows", required=True, rule="keep-agreement",
              columns=COMMITMENT_COLUMNS, default=d.promises),
        Field("customer_part", N_("What the customer does"), "lines"),
        Field("if_late", N_("If a promise is late"), "lines",
              help=N_("Left empty, the agreement says that we call before the date and that every right stays.")),
        Field("consent", N_("The customer agrees to exactly this, freely"), "tick", required=True,
              rule="keep-agreement"),
        Field("language", N_("Language of the agreement"), "choice", required=True, choices=c.LANGUAGE_CHOICES,
              default=d.kept("language")),
        Field("second_language", N_("Second language beside it"), "choice", choices=c.LANGUAGE_CHOICES),
        Field("place", N_("Place"), default=d.place),
        Field("follow_up_by", N_("Who calls afterwards"), "person", default=d.me),
        Field("representative", N_("Somebody who acts for the customer")),
        Field("interpreter", N_("Interpreter or witness")),
    ),
)

SIGN = Step(
    "sign", "agree", N_("Sign the agreement"), N_("Agreement signed"),
    (
        Field("how", N_("How"), "choice", required=True, choices=c.SIGNING, default=d.paper),
        Field("customer_strokes", N_("The customer's signature"), "strokes", required=True, rule="keep-agreement",
              when=d.on_screen, help=N_("Turn the screen: the customer reads what is agreed and signs below it.")),
        Field("store_strokes", N_("Our signature"), "strokes", when=d.on_screen),
        Field("customer_signed", N_("The customer has signed"), "tick", required=True, rule="keep-agreement"),
        Field("store_signed", N_("We have signed"), "tick", required=True, rule="keep-agreement"),
        Field("copy_given", N_("The customer gets a copy"), "tick", required=True, rule="keep-agreement",
              help=N_("Signed on screen, the paper with the signatures opens as soon as this is recorded.")),
    ),
)

DELIVER = Step(
    "deliver", "fulfil", N_("A promise is kept"), N_("Promise kept"),
    (
        Field("commitment", N_("Which promise"), "commitment", required=True, rule="keep-agreement",
              default=d.first_open),
        Field("delivered_at", N_("When"), "moment", required=True, rule="keep-agreement", default=d.now),
        Field("evidence", N_("What shows it"), "lines", required=True, rule="keep-agreement",
              help=N_("Receipt number, delivery note, photo, the customer's word.")),
        _late("keep-agreement"),
    ),
)

FOLLOW_UP = Step(
    "follow_up", "follow_up", N_("Ask the customer afterwards"), N_("Customer asked afterwards"),
    (
        Field("reached_by", N_("How"), "choice", required=True, choices=c.REPLY_CHANNELS, default=d.by_telephone),
        Field("resolved", N_("Is it resolved?"), "choice", required=True, rule="follow-up", choices=(
            ("yes", N_("Yes, the customer says it is resolved")),
            ("no", N_("No, the customer is not satisfied")),
        )),
        Field("words", N_("What the customer said"), "lines", required=True, rule="follow-up"),
        Field("further_needs", N_("Other wishes and needs"), "lines"),
        _late("follow-up"),
    ),
)

CLOSE = Step(
    "close", "close", N_("Close the case"), N_("Case closed"),
    (
        Field("cause", N_("Cause"), "choice", required=True, rule="solve-before-why", choices=c.CAUSES,
              default=d.kept("cause")),
        Field("lesson", N_("What we learned"), "lines"),
    ),
)

STEPS = {
    step.name: step
    for step in (
        RECEIVE, UNDERSTAND, PROPOSE, APPROVE, RETURN, HEAD_OFFICE_ANSWER, APPOINT, TALK, AGREE, SIGN, DELIVER,
        FOLLOW_UP, CLOSE, *ASIDES,
    )
}

__all__ = ["STEPS", "WAY", "WAY_TITLES", "Step"]
