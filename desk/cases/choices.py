"""The lists a clerk chooses from, each value with its words."""

from desk.i18n import LANGUAGES, N_

CHANNELS = (
    ("counter", N_("At the counter")),
    ("telephone", N_("Telephone")),
    ("email", N_("E-mail")),
    ("chat", N_("Chat or message")),
    ("social", N_("Social media")),
    ("letter", N_("Letter")),
)
REPLY_CHANNELS = (
    ("telephone", N_("Telephone")),
    ("email", N_("E-mail")),
    ("chat", N_("Chat or message")),
    ("letter", N_("Letter")),
    ("counter", N_("At the counter")),
)
CATEGORIES = (
    ("product", N_("Product")),
    ("service", N_("Service")),
    ("delivery", N_("Delivery")),
    ("price", N_("Price or bill")),
    ("staff", N_("Staff behaviour")),
    ("food_safety", N_("Food safety")),
    ("other", N_("Something else")),
)
SAFETY = (
    ("none", N_("No danger")),
    ("injury", N_("Somebody was hurt")),
    ("spoilt_food", N_("Spoilt food")),
    ("fire", N_("Fire or electric shock")),
)
MOODS = (
    ("calm", N_("Calm")),
    ("upset", N_("Upset")),
    ("angry", N_("Angry")),
    ("abusive", N_("Abusive")),
)
EFFECTS = (
    ("none", N_("No harm")),
    ("inconvenience", N_("Inconvenience")),
    ("money", N_("Lost money")),
    ("time", N_("Lost time")),
    ("health", N_("Health or safety")),
    ("standing", N_("Embarrassed before others")),
)
CAUSES = (
    ("unknown", N_("Not known yet")),
    ("product", N_("The product")),
    ("service", N_("Our service")),
    ("process", N_("The way we work")),
    ("supplier", N_("Supplier")),
    ("information", N_("Wrong or missing information")),
    ("own_use", N_("The customer's own use")),
)
REMEDIES = (
    ("refund", N_("Refund")),
    ("store_credit", N_("Store credit")),
    ("discount", N_("Discount on a later purchase")),
    ("exchange", N_("Exchange")),
    ("repair", N_("Repair")),
    ("redo", N_("Do the service again")),
    ("replacement", N_("Replacement delivery")),
    ("added_service", N_("Added service")),
    ("explanation", N_("Explanation only")),
    ("other", N_("Something else")),
)
COMMITMENT_KINDS = (*REMEDIES, ("gesture", N_("Gesture of goodwill")))
STANCES = (
    ("accepted", N_("We accept the complaint")),
    ("goodwill", N_("We offer this without accepting fault")),
    ("partly", N_("We accept part of it")),
    ("rejected", N_("We do not accept it")),
)
REASONABLE = (
    ("yes", N_("Yes, the wish is reasonable")),
    ("no", N_("No, the wish goes beyond what we can do")),
)
RESPONSIBILITY = (
    ("yes", N_("Yes, we were wrong")),
    ("shared", N_("Shared")),
    ("no", N_("No, but we are sorry for the trouble")),
)
ANSWERS = (
    ("agrees", N_("The customer agrees")),
    ("wants_change", N_("The customer wants a change")),
    ("declines", N_("The customer declines")),
)
APPOINTMENT = (
    ("here", N_("At the counter")),
    ("telephone", N_("On the telephone")),
    ("visit", N_("At the customer's place")),
)
SIGNING = (
    ("paper", N_("Signed on paper")),
    ("screen", N_("Signed on screen")),
)
CORRECTABLE = (
    ("raised_at", N_("When the customer raised it")),
    ("customer_name", N_("Customer's name")),
    ("telephone", N_("Telephone")),
    ("email", N_("E-mail")),
    ("address", N_("Address")),
    ("product", N_("Product or service")),
    ("proof", N_("Receipt or other proof")),
    ("mood", N_("Mood")),
    ("safety", N_("Danger")),
    ("category", N_("Category")),
)
PAPERS = (
    ("slip", N_("Acknowledgement slip")),
    ("agreement", N_("Resolution agreement")),
    ("letter", N_("Decision letter")),
    ("file", N_("Case file")),
)
ATTACHMENTS = (
    ("photo", N_("Photo")),
    ("receipt", N_("Receipt or other proof")),
    ("signed_paper", N_("Signed paper")),
    ("other", N_("Something else")),
)
MEDIA = (
    ("image/png", N_("PNG picture")),
    ("image/jpeg", N_("JPEG picture")),
    ("image/webp", N_("WebP picture")),
    ("application/pdf", N_("PDF document")),
    ("text/plain", N_("Plain text")),
)
YES_NO = (
    ("yes", N_("Yes")),
    ("no", N_("No")),
)
EARLIER = (
    ("open", N_("Still open")),
    ("closed", N_("Already closed")),
)
LANGUAGE_CHOICES = tuple(LANGUAGES.items())
STATES = {"new": N_("New"), "open": N_("Open"), "closed": N_("Closed")}
#: Both numbers keep working: the old one leads to the case that goes on.
WAS_MERGED = N_("{number} was merged into {other}.")
OUTCOMES = {
    "": N_("Open"),
    "agreed": N_("Agreed and resolved"),
    "no_agreement": N_("Closed without agreement"),
    "withdrawn": N_("Withdrawn by the customer"),
    "unreachable": N_("Customer not reached"),
    "not_complaint": N_("Not a complaint"),
    "merged": N_("Merged with another case"),
    "earlier": N_("Closed before it came into this desk"),
}
