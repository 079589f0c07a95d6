"""The stages a case goes through, in order, and what they are called."""

from desk.i18n import N_

#: The way of a case, in order (standards, section 7).
WAY = ("receive", "understand", "consult", "talk", "agree", "fulfil", "follow_up", "close")

WAY_TITLES = {
    "receive": N_("Receive"),
    "understand": N_("Understand"),
    "consult": N_("Consult"),
    "talk": N_("Talk"),
    "agree": N_("Agree"),
    "fulfil": N_("Fulfil"),
    "follow_up": N_("Follow up"),
    "close": N_("Close case"),  # in Finnish a case is not closed as a dialog is
}
