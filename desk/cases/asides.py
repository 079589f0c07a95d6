"""What can be recorded beside the way: hand-over, changes, corrections, notes, and the other ends of a case."""

from __future__ import annotations

from desk.i18n import N_

from . import choices as c
from . import defaults as d
from .fields import Field, Step
from .shop_steps import SHOP_STEPS

COMMITMENT_COLUMNS = (
    Field("what", N_("What we do"), required=True),
    Field("kind", N_("Kind"), "choice", required=True, choices=c.COMMITMENT_KINDS),
    Field("amount", N_("Amount"), "money"),
    Field("how", N_("How")),
    Field("owner", N_("Who does it"), "person"),
    Field("due", N_("By when"), "moment"),
    Field("evidence", N_("What will show that it is done")),
    Field("feasible", N_("Can we do it? Staff, stock and authority are there"), "tick", when=d.never),
    Field("capacity", N_("Staff and time are there"), "tick"),
    Field("stock", N_("Goods or money are there"), "tick"),
    Field("authority", N_("We may decide this"), "tick"),
    Field("tax", N_("Tax in it, if known"), "money"),
)

COUNTERSIGN = Step(
    "countersign", "aside", N_("Countersign the telephone answer"), N_("Telephone answer countersigned"),
    (Field("confirmed", N_("I gave this answer"), "tick", required=True, rule="consult-first"),),
)

DISOWN = Step(
    "disown", "aside", N_("Head office did not say this"), N_("Telephone answer disowned"),
    (Field("reason", N_("What was said instead"), "lines", required=True, rule="consult-first"),),
)

AMEND = Step(
    "amend", "aside", N_("Change the agreement"), N_("Agreement changed"),
    (
        Field("reason", N_("Why it changes"), "lines", required=True, rule="keep-agreement"),
        Field("commitments", N_("Our promises still open"), "rows", required=True, rule="keep-agreement",
              columns=COMMITMENT_COLUMNS, default=d.open_promises),
        Field("consent", N_("The customer agrees to the change"), "tick", required=True, rule="keep-agreement"),
    ),
)

OFFER_HAND_OVER = Step(
    "offer_hand_over", "aside", N_("Hand over to a colleague"), N_("Hand-over offered"),
    (
        Field("to", N_("To whom"), "person", required=True, rule="own-it"),
        Field("briefing", N_("What they must know"), "lines", required=True, rule="own-it"),
        Field("callback_number", N_("Number to call back"), required=True, rule="own-it", when=d.by_phone,
              default=d.kept("telephone"), help=N_("Take it before you transfer the call.")),
        Field("stayed_on_line", N_("I stay on the line until the colleague answers"), "tick", required=True,
              rule="own-it", when=d.by_phone),
        Field("introduced", N_("I introduce the customer and the matter"), "tick", required=True, rule="own-it",
              when=d.by_phone),
    ),
)

ACCEPT_HAND_OVER = Step(
    "accept_hand_over", "aside", N_("Accept the hand-over"), N_("Hand-over accepted"),
    (
        Field("read", N_("I have read the briefing"), "tick", required=True, rule="own-it"),
        Field("customer_knows", N_("The customer knows who has it now"), "tick"),
    ),
)

TAKE_BACK_HAND_OVER = Step(
    "take_back_hand_over", "aside", N_("Take the hand-over back"), N_("Hand-over taken back"),
)

DECLINE_HAND_OVER = Step(
    "decline_hand_over", "aside", N_("Send the hand-over back"), N_("Hand-over sent back"),
    (Field("reason", N_("Why"), "lines", required=True, rule="own-it"),),
)

ATTEMPT = Step(
    "attempt", "aside", N_("Customer not reached today"), N_("Customer not reached"),
    (
        Field("how", N_("How"), "choice", required=True, choices=c.REPLY_CHANNELS, default=d.by_telephone),
        Field("note", N_("What happened"), "lines"),
    ),
)

NOTE = Step(
    "note", "aside", N_("Note"), N_("Note"),
    (Field("note", N_("Note for the team"), "lines", required=True,
           help=N_("The customer never sees this.")),),
)

CORRECT = Step(
    "correct", "aside", N_("Correct something"), N_("Correction"),
    (
        Field("what", N_("What was wrong"), "choice", required=True, choices=c.CORRECTABLE),
        Field("value", N_("What is right"), "lines", required=True),
        Field("reason", N_("Why it changes"), "lines", required=True),
    ),
)

ISSUE_PAPER = Step(
    "issue_paper", "aside", N_("Paper printed"), N_("Paper printed"),
    (
        Field("paper", N_("Paper"), "choice", required=True, choices=c.PAPERS),
        Field("language", N_("Language"), "choice", required=True, choices=c.LANGUAGE_CHOICES),
        Field("second_language", N_("Second language"), "choice", choices=c.LANGUAGE_CHOICES),
        Field("sha256", N_("Fingerprint"), required=True),
    ),
)

ATTACH = Step(
    "attach", "aside", N_("Attach a file"), N_("File attached"),
    (
        Field("file_name", N_("Name of the file"), required=True),
        Field("kind", N_("What it is"), "choice", required=True, choices=c.ATTACHMENTS),
        Field("sha256", N_("Fingerprint"), required=True),
        Field("media", N_("Kind of file"), "choice", required=True, choices=c.MEDIA),
    ),
)

PAUSE = Step(
    "pause", "aside", N_("Take a pause"), N_("Pause"),
    (
        Field("until", N_("Until when"), "moment", help=N_("Five minutes often help. The clocks go on running.")),
        Field("note", N_("Note for the team"), "lines"),
    ),
)

CALL_MANAGER = Step(
    "call_manager", "aside", N_("Call the manager"), N_("Manager called"),
    (Field("note", N_("What the manager should know"), "lines"),),
)

THANK = Step(
    "thank", "aside", N_("Thank the colleague"), N_("Colleague thanked"),
    (Field("words", N_("In which words"), "lines"),),
)

WITHDRAW = Step(
    "withdraw", "aside", N_("The customer withdraws the complaint"), N_("Complaint withdrawn"),
    (
        Field("words", N_("What the customer said"), "lines", required=True, rule="hear-out"),
        Field("freely", N_("The customer does so freely; nobody asked for it"), "tick", required=True, rule="hear-out"),
    ),
)

UNREACHABLE = Step(
    "unreachable", "aside", N_("Close: the customer cannot be reached"), N_("Closed: customer not reached"),
    (Field("note", N_("Note for the team"), "lines"),),
)

NOT_COMPLAINT = Step(
    "not_complaint", "aside", N_("It is not a complaint"), N_("Closed: not a complaint"),
    (Field("reason", N_("What it is instead, and what was done"), "lines", required=True),),
)

DECIDE = Step(
    "decide", "aside", N_("Close without agreement"), N_("Closed without agreement"),
    (
        Field("position", N_("Our position"), "lines", required=True, rule="offer-alternative",
              help=N_("The customer will read this in the decision letter.")),
        Field("reasons", N_("Our reasons"), "lines", required=True, rule="offer-alternative"),
        Field("told_where", N_("The customer knows where to turn next"), "tick", required=True,
              rule="offer-alternative"),
        Field("language", N_("Language of the letter"), "choice", required=True, choices=c.LANGUAGE_CHOICES,
              default=d.kept("language")),
    ),
)

MERGE = Step(
    "merge", "aside", N_("It is the same as another case"), N_("Merged with another case"),
    (
        Field("into", N_("Number of the other case"), required=True),
        Field("reason", N_("Why they are the same"), "lines", required=True),
    ),
)

REOPEN = Step(
    "reopen", "aside", N_("Open the case again"), N_("Case opened again"),
    (Field("reason", N_("What the customer came back with"), "lines", required=True, rule="follow-up"),),
)

IMPORT = Step(
    "import", "aside", N_("Bring in an old complaint"), N_("Brought in from an earlier list"),
    (
        Field("file_name", N_("Name of the file"), required=True),
        Field("row", N_("Row"), required=True),
        Field("customer_name", N_("Customer's name"), required=True),
        Field("own_words", N_("What happened"), "lines", required=True),
        Field("raised_at", N_("When the customer raised it"), "moment", required=True),
        Field("was", N_("Where it stood"), "choice", required=True, choices=c.EARLIER),
        Field("closed_on", N_("Closed on"), "day"),
        Field("old_number", N_("Number in the old list")),
        Field("old_result", N_("What was done about it"), "lines"),
        Field("wish", N_("What the customer would find right"), "lines"),
        Field("telephone", N_("Telephone")),
        Field("email", N_("E-mail")),
        Field("address", N_("Address")),
        Field("product", N_("Product or service")),
        Field("serial", N_("Serial or lot number")),
        Field("purchased_on", N_("Date of purchase"), "day"),
        Field("price", N_("Price paid"), "money"),
        Field("proof", N_("Receipt or other proof")),
        Field("category", N_("Category"), "choice", choices=c.CATEGORIES),
        Field("channel", N_("How it reached us"), "choice", choices=c.CHANNELS),
        Field("note", N_("What else the list says"), "lines"),
    ),
)

ASIDES = (
    COUNTERSIGN, DISOWN, AMEND, OFFER_HAND_OVER, ACCEPT_HAND_OVER, DECLINE_HAND_OVER, TAKE_BACK_HAND_OVER, ATTEMPT,
    NOTE, CORRECT, PAUSE,
    CALL_MANAGER, THANK, WITHDRAW, UNREACHABLE, NOT_COMPLAINT, DECIDE, MERGE, REOPEN, ISSUE_PAPER, ATTACH,
    IMPORT, *SHOP_STEPS,
)  # fmt: skip
