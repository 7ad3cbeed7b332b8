"""One ask while it is told: who is there, what there is, and the verbs that several ways share."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from kith.accounts import tenancy
from kith.accounts.models import Member, Organization
from kith.config.demo import town
from kith.config.demo.directory import Listing
from kith.config.demo.life import Ask
from kith.config.demo.town import make_id
from kith.connections import actions
from kith.connections.models import Consent, FollowUp, Option, Referral, Request

Step = dt.timedelta
SHARES = ("name", "language", "place", "needs", "safe_contact")
RECEIVERS = {"harbour": "Yusuf Haddad", "alder-hill": "Lena Fischer", "riverbend": "Mateo Rivas"}
PEERS = {"riverbend": "Amina Warsame", "harbour": "Laleh Rahimi"}


@dataclass
class Story:
    """One ask while it is told: what it may use, and what has come of it."""

    ask: Ask
    cast: dict[str, Member]
    organizations: dict[str, Organization]
    listings: Sequence[Listing]
    terms: dict[str, UUID]
    now: dt.datetime
    made: int = 0
    request: Request = field(init=False)
    referral: Referral = field(init=False)
    follow_up: FollowUp = field(init=False)
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(str(self.ask.id))  # noqa: S311 - a town, not a secret

    # Who

    @property
    def owner(self) -> Member:
        return self.cast[self.ask.owner]

    @property
    def organization(self) -> Organization:
        return self.organizations[self.ask.tenant]

    # How long

    def hours(self, low: float, high: float) -> Step:
        return dt.timedelta(hours=self.random.uniform(low, high))

    def days(self, low: float, high: float) -> Step:
        return dt.timedelta(days=self.random.uniform(low, high))

    # What

    def key(self, what: str) -> UUID:
        """A replay key, the same each time the town is made."""
        self.made += 1
        return make_id(what, self.ask.id, self.made)

    def note(self, kind: str) -> Any:
        return self.random.choice(town.read("notes.yaml")[kind])

    def listing(self, *, of: str = "") -> Listing:
        """One that fits the needs: a tenant's where one is named, else an outsider's."""
        open_ones = [
            listing for listing in self.listings
            if listing.provider.tenant == of and listing.status == "active"
            and not (listing.do_not_list or listing.do_not_refer or listing.source)
            and listing.capacity != "no-capacity"
        ]  # fmt: skip
        fitting = [x for x in open_ones if set(x.kind.needs) & set(self.ask.needs)]
        return self.random.choice(fitting or open_ones)

    def partner(self) -> str:
        """Another organisation that works with Kith, rather one that has what is needed."""
        others = [slug for slug in RECEIVERS if slug != self.ask.tenant]
        has = [slug for slug in others
               if set(self.listing(of=slug).kind.needs) & set(self.ask.needs)]  # fmt: skip
        return self.random.choice(has or others)

    # Verbs that several ways share

    def begin(self) -> None:
        """The form, by the person or by whoever sat with them."""
        ask = self.ask
        asking = actions.Asking(
            consent_words=ask.consent, consent_language=ask.language, name=ask.name,
            phone=ask.phone, language=ask.language, place=ask.district.name,
            latitude=ask.district.latitude, longitude=ask.district.longitude,
            birth_year=ask.birth_year, story=ask.say, obstacles=ask.obstacles,
            needs=tuple(self.terms[code] for code in ask.needs if code in self.terms),
            safe_contact=_safe_contact(ask), channel=ask.channel, asked_by=ask.asked_by,
        )  # fmt: skip
        by = self.owner if ask.is_taken_down else None
        self.request, _ = actions.ask(
            organization=self.organization, asking=asking, replay_key=ask.id, by=by
        )

    def take(self) -> None:
        if not self.ask.is_taken_down:
            with self.here():
                actions.take(request=self.request, by=self.owner)

    def here(self) -> Any:
        """As the organisation that was asked."""
        return tenancy.acting_for(self.organization.id)

    def contact(
        self, by: Member | None = None, *, reached: bool | None = None, done: bool = False
    ) -> None:
        """A call, a visit, a message; `done`: it is what was planned."""
        choices = [c for c in town.read("notes.yaml")["contacts"]
                   if reached is None or c["reached"] == reached]  # fmt: skip
        chosen = self.random.choice(choices)
        with self.here():
            actions.record_contact(
                person=self.request.person, request=self.request, means=chosen["means"],
                reached=chosen["reached"], minutes=chosen.get("minutes"), note=chosen["note"],
                replay_key=self.key("contact"), by=by or self.owner,
                follow_up=self.follow_up if done else None,
            )  # fmt: skip

    def plan(self, due_at: dt.datetime, *, what: str = "call", by: Member | None = None) -> None:
        """Somebody will get in touch by then."""
        with self.here():
            self.follow_up = actions.plan_follow_up(
                request=self.request, due_at=due_at, what=what, replay_key=self.key("follow-up"),
                by=by or self.owner,
            )  # fmt: skip

    def next_step(self, step: str, due_at: dt.datetime) -> None:
        """What the owner owes, and by when."""
        with self.here():
            self.request.refresh_from_db()
            actions.set_next_step(
                request=self.request, next_step=step, due_at=due_at, by=self.owner
            )

    def lay_out(self) -> list[Option]:
        with self.here():
            return actions.lay_out_options(request=self.request, by=self.owner)

    def choose(self, options: list[Option]) -> Option | None:
        """The person chooses; the one before it was not for them."""
        if not options:
            return None
        with self.here():
            chosen = self.random.choice(options[:3])
            return actions.choose_option(option=chosen)

    def consent(self, listing: Listing) -> Consent:
        words = f"{self.organization.name} may tell {listing.provider.name} how to reach me."
        with self.here():
            return actions.give_consent(
                request=self.request, service_id=listing.id, shares=SHARES, words=words,
                language=self.ask.language, by=self.owner if self.ask.is_taken_down else None,
            )  # fmt: skip

    def prepare(self) -> None:
        """A draft: nothing is sent before the person agrees."""
        with self.here():
            actions.draft_referral(
                request=self.request, service_id=self.listing().id, replay_key=self.key("referral"),
                by=self.owner,
            )  # fmt: skip

    def refer(self, of: str = "") -> None:
        """To a partner where one is named, else to a service outside."""
        listing = self.listing(of=of)
        consent = self.consent(listing)
        with self.here():
            self.referral = actions.refer(
                request=self.request, service_id=listing.id, replay_key=self.key("referral"),
                by=self.owner, consent=consent, note=self.note("sent"),
            )  # fmt: skip

    def refer_elsewhere(self, of: str = "") -> None:
        """Again, after it did not work out."""
        listing = self.listing(of=of)
        consent = self.consent(listing)
        with self.here():
            self.referral.refresh_from_db()
            self.referral = actions.reopen_referral(
                referral=self.referral, service_id=listing.id, replay_key=self.key("referral"),
                by=self.owner, consent=consent, note=self.note("sent"),
            )  # fmt: skip

    def answer(self, move: str, **said: str) -> None:
        """By whoever received it; the owner writes down what a service outside said."""
        receiver = self.referral.receiver_id
        with tenancy.acting_for(receiver or self.organization.id):
            referral = Referral.objects.get(pk=self.referral.pk)
            if receiver is None:
                actions.record_answer(referral=referral, move=move, by=self.owner, **said)
            else:
                slug = next(s for s, o in self.organizations.items() if o.id == receiver)
                by = self.cast[RECEIVERS[slug]]
                actions.answer_referral(referral=referral, move=move, by=by, **said)

    def complete(self, outcome: str = "helped") -> None:
        self.answer("complete", outcome_code=outcome, outcome=self.note("completed"))

    def say_outcome(self, helped: str = "yes") -> None:
        """By the private code, in the person's own words."""
        words = self.random.choice(town.read("stories.yaml")[self.ask.language]["outcomes"])
        with self.here():
            self.request.refresh_from_db()
            actions.say_outcome(request=self.request, words=words, helped=helped)

    def close(self, reason: str) -> None:
        with self.here():
            self.request.refresh_from_db()
            actions.close(request=self.request, reason=reason, by=self.owner)


def _safe_contact(ask: Ask) -> actions.SafeContact:
    if ask.quiet:
        return actions.SafeContact(ways=("text",), hours="9-11", code_word="blue kettle")
    if not ask.phone:
        return actions.SafeContact(ways=("none",))
    return actions.SafeContact(ways=("call", "text"), voicemail=True)
