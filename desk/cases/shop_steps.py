"""What the shop records about itself: corrective actions, needs, answers passed up, cases given to somebody."""

from __future__ import annotations

from desk.i18n import N_

from . import choices as c
from . import defaults as d
from .fields import Field, Step

IMPROVE = Step(
    "improve", "aside", N_("Change something so that it stays mended"), N_("Change begun"),
    (
        Field("change", N_("What is changed"), "lines", required=True, rule="improve",
              help=N_("So that the same thing does not happen to the next customer.")),
        Field("owner", N_("Who does it"), "person", required=True, rule="improve"),
        Field("due", N_("By when"), "moment", required=True, rule="improve"),
    ),
)

IMPROVED = Step(
    "improved", "aside", N_("The change is done"), N_("Change done"),
    (
        Field("improvement", N_("Which change"), "improvement", required=True, rule="improve",
              default=d.first_improvement),
        Field("evidence", N_("What shows it"), "lines", required=True, rule="improve"),
    ),
)

NEED_SEEN = Step(
    "need_seen", "aside", N_("Answer the customer's further wishes"), N_("Further wishes answered"),
    (Field("words", N_("What we do about it"), "lines", required=True, rule="needs",
           help=N_("Doing nothing is an answer too; then say why.")),),
)

ESCALATE = Step(
    "escalate", "aside", N_("Pass the late answer up"), N_("Late answer passed up"),
    (
        Field("to", N_("Who can answer now"), "person", required=True, rule="consult-first", default=d.can_answer),
        Field("how", N_("How they were told"), "choice", required=True, rule="consult-first",
              choices=c.REPLY_CHANNELS, default=d.by_telephone),
        Field("customer_told", N_("The customer knows that it takes longer"), "tick", required=True,
              rule="tell-process"),
        Field("expected_answer_at", N_("We promised an answer by"), "moment", required=True, rule="tell-process",
              default=d.answer_by),
    ),
)

REASSIGN = Step(
    "reassign", "aside", N_("Give the case to a colleague"), N_("Case given to a colleague"),
    (
        Field("to", N_("To whom"), "person", required=True, rule="own-it"),
        Field("briefing", N_("What they must know"), "lines", required=True, rule="own-it"),
    ),
)

TAKE_IN = Step(
    "take_in", "aside", N_("A duplicate joins this case"), N_("A duplicate joined this case"),
    (Field("number", N_("Number of the duplicate"), required=True),),
)

SHOP_STEPS = (IMPROVE, IMPROVED, NEED_SEEN, ESCALATE, REASSIGN, TAKE_IN)
