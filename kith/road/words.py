"""What the app says, by short names: it must speak every language without signal.

The scripts (static/road) know the names; `queries.pack` gives the words in all interface languages,
and the tablet keeps them. `{count}` and the like are filled in there.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

WORDS: dict[str, Text] = {
    "title": _("On the road"),
    "unsent": _("Kept on this tablet, not sent yet: {count}"),
    "all_sent": _("Everything is sent."),
    "no_signal": _("No signal. Go on: nothing is lost."),
    "sending": _("Sending…"),
    "send": _("Send now"),
    "sent": _("Sent: {count}"),
    "refused": _("Could not be read by the server: {count}. Ask a supervisor."),
    "kept": _("Kept. It is sent as soon as there is a signal."),
    "full": _(
        "This tablet is full, and this was not kept. It is still here on the screen. Drive to "
        "where there is a signal and press “Send now”, then press “Keep” again. Until then, write "
        "on paper."
    ),
    "broken": _("This was not kept. It is still here on the screen. Press “Keep” again."),
    "revoked": _("This tablet was taken out of use. A supervisor can hand in what is still on it."),
    "hand_in": _("Hand in what is on this tablet"),
    "unknown": _("This tablet is not known here. Ask a supervisor."),
    "sign_in_first": _("Sign in first, with a signal."),
    "sign_in_again": _("Sign in"),
    "you": _("Entered by {name}"),
    "register_title": _("Make this one of our tablets"),
    "register_about": _(
        "What is entered on it is sealed at once: not even this tablet can read it back. "
        "Only do this on a tablet of your organisation."
    ),
    "register_name": _("Name of the tablet"),
    "register": _("Register this tablet"),
    "register_offline": _("This needs a signal."),
    "back": _("Back"),
    "keep": _("Keep"),
    "today": _("Today"),
    "no_tour": _("No tour is planned for today."),
    "arrived": _("We arrived"),
    "left": _("We are leaving"),
    "open_from": _("Open {from} to {until}"),
    "done_arrived": _("Arrived"),
    "done_left": _("Left"),
    "called_off": _("Called off"),
    "language": _("Language"),
    "sign_in": _("Somebody came"),
    "intake": _("Ask what would help"),
    "contact": _("Write down a talk"),
    "assessment": _("Fill in a measure"),
    "concern": _("Raise a concern"),
    "consent": _("A yes or a no"),
    "photo": _("A photo"),
    "change": _("Something changed"),
    "check": _("Look over the vehicle"),
    "supplies": _("Supplies"),
    "how_many": _("How many came and said nothing?"),
    "first_name": _("A first name, if they like"),
    "who": _("Who?"),
    "who_nobody": _("Nobody by name"),
    "who_new": _("Somebody new"),
    "who_code": _("By a code they carry"),
    "code": _("Code or private number"),
    "code_help": _("Six letters and digits, or their ten digits."),
    "their_code": _("Their code: {code}"),
    "their_code_help": _("Names are not kept on this tablet. Write the code on their card."),
    "met_at": _("{code}, met at {time}"),
    "asked_by": _("Who is this for?"),
    "for_myself": _("For myself"),
    "for_other": _("For somebody else"),
    "unsafe": _("I am afraid that I, or the person I ask for, may not be safe now"),
    "needs": _("What would help?"),
    "story": _("In your own words"),
    "obstacles": _("What stands in the way?"),
    "spoken": _("Language"),
    "place": _("District or town"),
    "place_help": _("Not your street. It helps us find what is near."),
    "age": _("Age"),
    "name": _("A name we may use"),
    "name_help": _("Any name you like, or none."),
    "ways": _("How may we get in touch?"),
    "way_none": _("Do not contact me. I will come back with my private number."),
    "way_call": _("Call me"),
    "way_text": _("Text me"),
    "phone": _("Telephone number"),
    "phone_missing": _("Please give a number, or choose another way."),
    "hours": _("When is it safe?"),
    "voicemail": _("You may leave a message"),
    "code_word": _("A word we say first, so that you know it is us"),
    "agree": _("They heard this and said yes"),
    "agree_missing": _("Nothing is kept about somebody who did not say yes."),
    "say_something": _("Choose something, or say in a few words what would help."),
    "means": _("How"),
    "means_visit": _("Visit"),
    "means_call": _("Call"),
    "means_group": _("Group"),
    "minutes": _("Minutes"),
    "note": _("Note"),
    "worry": _("Are you worried about them?"),
    "worry_none": _("No"),
    "severity": _("How urgent?"),
    "severity_high": _("In danger now"),
    "severity_moderate": _("Worrying"),
    "severity_low": _("To be kept in mind"),
    "concern_words": _("What did you see or hear?"),
    "help_title": _("Call now"),
    "help_untold": _("Nobody has been told yet: there is no signal. Call one of these numbers."),
    "help_told": _("Somebody on duty is being told"),
    "check_number": _("check this number"),
    "always": _("day and night"),
    "emergency": _("In danger now: emergency help"),
    "instrument": _("Measure"),
    "no_instrument": _("No measure can be asked in this language."),
    "rather_not": _("I would rather not say"),
    "consent_about": _("About what?"),
    "said_yes": _("Yes"),
    "said_no": _("No"),
    "take_photo": _("Take a photo"),
    "photo_about": _("Of a paper or a place, never of a face. Where it was taken is left out."),
    "photo_missing": _("Take a photo first."),
    "photo_refused": _("They said no to photos. Ask them again first, under “A yes or a no”."),
    "photo_broken": _("This is no picture that can be kept."),
    "field": _("What changed?"),
    "value": _("What is right now?"),
    "all_right": _("All right"),
    "unit": _("Unit"),
    "supplies_out": _("Going out"),
    "supplies_back": _("Brought back"),
    "amount_missing": _("Write at least one number."),
    "required": _("This is needed."),
    "draft": _("You had begun this. It is as you left it."),
    "empty_it": _("Begin anew"),
    "helpers": _("If you are with somebody who is in danger"),
}

STEPS: tuple[Text, ...] = (
    _("Stay with them, or stay on the telephone."),
    _("Ask straight out: “Are you thinking of ending your life?” Asking does no harm. It helps."),
    _("Listen more than you speak. You do not have to have an answer."),
    _("Call one of the numbers above together."),
)
"""As the crisis page says them to somebody who is with somebody."""
CHECKLIST: dict[str, Text] = {
    "lights": _("Lights and indicators"),
    "tyres": _("Tyres"),
    "brakes": _("Brakes"),
    "fuel": _("Fuel or charge for the whole day"),
    "first_aid": _("First-aid box"),
    "water": _("Drinking water"),
    "phones": _("Telephones and tablets are charged"),
    "papers": _("Papers of the vehicle"),
    "cards": _("Cards with the helplines"),
}
SUPPLIES: dict[str, Text] = {
    "water": _("Bottles of water"),
    "cards": _("Cards with the helplines"),
    "leaflets": _("Leaflets"),
    "hygiene": _("Hygiene packs"),
    "blankets": _("Blankets"),
    "masks": _("Masks"),
    "naloxone": _("Naloxone"),
    "fares": _("Tickets for the bus"),
}
CONSENTS: dict[str, Text] = {
    "check_in": _(
        "%(organization)s may get in touch with me once, to ask how it goes. I can take it back "
        "whenever I like."
    ),
    "photo": _(
        "%(organization)s may keep the photo of my paper to help me with it. Only the people who "
        "help me there may see it. I can take it back whenever I like."
    ),
}
WHY: dict[str, Text] = {
    "shape": _("It does not fit what this server knows. It may come from a newer tablet."),
    "kind": _("It does not fit what this server knows. It may come from a newer tablet."),
    "failed": _("Something went wrong while it was entered."),
    "NotOfTheCrew": _("Whoever entered it does not work with this tablet."),
    "NotOfTheTeam": _("Whoever entered it does not walk with this person."),
    "MoreThanOne": _("Two people go by this short code."),
    "Gone": _("This person was erased. Nothing about them can be read any more."),
    "OtherWords": _("The words that were agreed to were changed on the way."),
    "NoPicture": _("This is no picture that can be kept."),
}
"""Why a record lies aside, by the code on it."""
