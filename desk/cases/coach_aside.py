"""What the coach says beside the way: hand-overs, changes, the other ends of a case, and what the shop learns."""

from __future__ import annotations

from desk.i18n import N_

from .tip import Tip, avoid, know, say

ASIDE_TIPS: dict[str, tuple[Tip, ...]] = {
    "offer_hand_over": (
        say("own-it", N_("My colleague knows this better than I do. I stay with you until they are here.")),
        know("own-it", N_("It stays your case until your colleague has accepted it.")),
        avoid("own-it", N_("Making the customer tell it all again.")),
    ),
    "accept_hand_over": (
        say("own-it", N_("My colleague has told me everything. I am taking care of it from here.")),
        know("own-it", N_("Read the customer's own words before you call them.")),
    ),
    "decline_hand_over": (
        know("own-it", N_("Say who could take it instead. The customer should wait for nobody in between.")),
    ),
    "take_back_hand_over": (
        know("own-it", N_("Tell your colleague, so that nobody calls the customer twice.")),
    ),
    "pause": (
        say("hold-emotion", N_("Let me take five minutes to look into this. May I offer you a seat meanwhile?")),
        know("hold-emotion", N_("A pause is no weakness. Say when you will be back, and be back then.")),
    ),
    "call_manager": (
        say("stay-calm", N_("I would like my manager to hear this too. May I ask them to join us?")),
        know("own-it", N_("Introduce the customer and the matter, so that nobody starts from the beginning.")),
    ),
    "thank": (
        know("stay-calm", N_("Say what you saw and why it mattered. Two sentences in private are enough.")),
    ),
    "disown": (
        know("consult-first", N_("Say what was really answered. The proposal then waits for head office again.")),
    ),
    "withdraw": (
        say("hear-out", N_("Thank you for telling us. If you change your mind, we are here.")),
        avoid("hear-out", N_("Suggesting that they withdraw. It must be their own wish.")),
    ),
    "unreachable": (
        know("own-it", N_("Try each way of reaching them that you have, on more than one day.")),
    ),
    "not_complaint": (
        know("hear-out", N_("When in doubt it is a complaint. A question that was answered is none.")),
    ),
    "decide": (
        say("offer-alternative", N_("I am sorry that we could not agree. I will tell you where you can turn next.")),
        know("offer-alternative", N_("Give the reasons in plain words. A stranger should understand them.")),
        avoid("offer-alternative", N_("Closing the door: what we offered can still be accepted.")),
    ),
    "attempt": (
        know("own-it", N_("Try another hour of the day. Leave a name and a number, not the matter itself.")),
    ),
    "escalate": (
        say("tell-process", N_("I am sorry, I have no answer for you yet. May I give you a new time?")),
        know("consult-first", N_("Call rather than write. Say since when the customer has been waiting.")),
        avoid("tell-process", N_("Blaming the manager or head office in front of the customer.")),
    ),
    "countersign": (
        know("consult-first", N_("Sign only what you said yourself. Was it different? Then say so here.")),
        avoid("consult-first", N_("Signing a whole pile unread. Each one is a promise to a customer.")),
    ),
    "reassign": (
        say("own-it", N_("From now on my colleague looks after this. Here are their name and number.")),
        know("own-it", N_("Choose somebody who is on duty now, and tell them yourself.")),
        know("keep-agreement", N_("Look at the promises still open: who keeps them now?")),
        avoid("own-it", N_("Leaving it to the customer to find out that nobody has their case.")),
    ),
    "reopen": (
        say("follow-up", N_("Thank you for coming back to us. Please tell me what is still not right.")),
        know("follow-up", N_("Read the story first, so that they need not start from the beginning.")),
        avoid("follow-up", N_("“But that was settled.” For the customer it is not.")),
    ),
    "improve": (
        know("improve", N_("Change one thing that one person can do. “Be more careful” changes nothing.")),
        know("improve", N_("Ask those who do the work. They mostly know what would help.")),
        avoid("improve", N_("Looking for somebody to blame. Look for what made the mistake so easy.")),
    ),
    "improved": (
        say("improve", N_("You told us about it, and we have changed something. Thank you for that.")),
        know("improve", N_("Go and look. Write down what you saw.")),
        avoid("improve", N_("“We talked about it”: talking alone has changed nothing yet.")),
    ),
    "need_seen": (
        say("needs", N_("You told us what else you would wish for. This is what we can do about it.")),
        know("needs", N_("A no with its reason is an answer. Silence is none.")),
        avoid("needs", N_("“We will see.” Say what will be done, or that it will not.")),
    ),
    "note": (
        know("neutral-words", N_("Write only what you would say with the customer beside you.")),
        avoid("neutral-words", N_("Remarks about the person. Write what happened, and when.")),
    ),
    "correct": (
        say("restate", N_("I wrote this down wrongly. May I check it with you once more?")),
        know("record-24h", N_("Write what is right and how you know it. What stood there before stays to be read.")),
    ),
    "attach": (
        say("hear-out", N_("May I take a photo of it? Then nobody has to ask you about it again.")),
        know("hear-out", N_("The goods, the label, the damage: three pictures are mostly enough.")),
        avoid("easy-to-complain", N_("Insisting on the receipt. A photo, a bank statement or a witness will do.")),
    ),
    "issue_paper": (
        say("explain-how-we-work", N_("This copy is yours. The number at the top is all you need when you call us.")),
        know("explain-how-we-work", N_("Hand it over yourself, and point to what happens next.")),
    ),
    "merge": (
        know("know-them", N_("Same customer, same matter, same day? Two troubles of one customer stay two cases.")),
        avoid("know-them", N_("Merging to have one case less. Both must really be about the same thing.")),
    ),
    "take_in": (
        know("know-them", N_("Both numbers go on working: the customer may name either.")),
        know("hear-out", N_("Read what the customer told us the other time too. There may be something new in it.")),
    ),
    "import": (
        know("know-them", N_("When the old list is in, open three customers you remember, and check them.")),
        avoid("record-24h", N_("Making the past look better than it was. Bring it in as it stands.")),
    ),
}  # fmt: skip
