"""Frozen rows for the pages of this room. `queries` fills them; templates only read."""

import datetime as dt
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from kith.connections.shelves import Agreed
from kith.core.lifecycle import Move
from kith.core.sources import Reason

Row = TypeVar("Row")
PAGE = 25


@dataclass(frozen=True, slots=True)
class Rows(Generic[Row]):
    """One page of rows; `total` counts all of them, `number` begins at 1."""

    rows: tuple[Row, ...]
    total: int
    number: int = 1
    size: int = PAGE
    is_cut: bool = False
    """A search that did not look at everything."""

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def has_next(self) -> bool:
        return self.number < self.pages

    @property
    def has_previous(self) -> bool:
        return self.number > 1


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One line of a list. `reference` is what members say to each other: six characters."""

    id: UUID
    person_id: UUID
    reference: str
    state: str
    channel: str
    asked_by: str
    language: str
    place: str  # empty where the member may not open the person
    needs: tuple[str, ...]  # names of the terms in the page's language
    obstacles: tuple[str, ...]  # Barrier.Reason
    owner_id: UUID | None
    owner: str
    next_step: str  # Request.NextStep
    due_at: dt.datetime | None
    is_overdue: bool
    created_at: dt.datetime
    closed_at: dt.datetime | None
    closed_reason: str
    may_open: bool


@dataclass(frozen=True, slots=True)
class OptionRow:
    """As it was laid out; `reasons` and `misfits` become words on the page."""

    id: UUID
    source: str
    subject: UUID
    title: str
    fits: float
    reasons: tuple[Reason, ...]
    misfits: tuple[Reason, ...]
    state: str  # Option.State
    by_hand: bool
    override_reason: str


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """A referral in a list, for either side. `other` is the other side's name."""

    id: UUID
    request_id: UUID
    reference: str
    service_id: UUID
    service_name: str
    other: str
    state: str
    capacity: str
    reason_code: str
    outcome_code: str
    owner: str  # of the side that reads
    outside: bool  # the service does not work with Kith: the sender writes its answers down
    is_mine: bool  # the reader is the sender's side
    still_shared: bool
    created_at: dt.datetime
    requested_at: dt.datetime | None
    answered_at: dt.datetime | None
    ended_at: dt.datetime | None
    expires_at: dt.datetime | None
    is_overdue: bool
    reopens_id: UUID | None
    moves: tuple[Move, ...]  # what the reader's side may do now


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """What was agreed, in the words that were shown."""

    id: UUID
    purpose: str  # Consent.Purpose
    receiver: str
    service_id: UUID | None
    shares: tuple[str, ...]  # Consent.Share
    words: str
    language: str
    given_by: str
    given_at: dt.datetime
    expires_at: dt.datetime | None
    withdrawn_at: dt.datetime | None
    in_force: bool


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """Somebody owes a call by a time."""

    id: UUID
    request_id: UUID
    person_id: UUID
    reference: str
    what: str  # FollowUp.What
    owner_id: UUID
    owner: str
    due_at: dt.datetime
    is_overdue: bool
    snoozed_count: int
    done_at: dt.datetime | None
    dropped_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A call, visit, message or group. Its note is opened apart."""

    id: UUID
    request_id: UUID | None
    means: str
    reached: bool
    happened_at: dt.datetime
    minutes: int | None
    has_note: bool
    recorded_by: str


@dataclass(frozen=True, slots=True)
class QuietRow:
    """An open request whose person nobody has reached for so many days. `flag`: 14 or 30."""

    request_id: UUID
    person_id: UUID
    reference: str
    owner: str
    reached_at: dt.datetime | None  # None: never since the ask
    days: int
    flag: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for this member, newest ask last."""

    new_requests: tuple[RequestRow, ...]
    referrals_to_answer: tuple[ReferralRow, ...]
    choices_made: tuple[RequestRow, ...]
    overdue_steps: tuple[RequestRow, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """The first page of the desk."""

    follow_ups: tuple[FollowUpRow, ...]
    waiting: Waiting
    quiet: tuple[QuietRow, ...]
    open_count: int
    mine_count: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline, newest first. `kind` says which template words it takes:

    asked, options, chosen, passed, referral, answer, contact, no_contact, follow_up, dropped,
    consent, taken_back, closed, withdrawn, joined, left, opened. `code` refines it (a referral's
    state, a contact's means), `who` is a member's name or empty for the person.
    """

    at: dt.datetime
    kind: str
    code: str
    who: str
    title: str
    subject_id: UUID | None
    request_id: UUID | None


@dataclass(frozen=True, slots=True)
class RequestPage:
    """Everything of one request that is not sealed."""

    request: RequestRow
    moves: tuple[Move, ...]
    options: tuple[OptionRow, ...]
    referrals: tuple[ReferralRow, ...]
    consents: tuple[ConsentRow, ...]
    contacts: tuple[ContactRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
    barriers: tuple[str, ...]  # Barrier.Reason
    timeline: tuple[Entry, ...]
    has_story: bool
    has_outcome: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list of people. `name` is opened for the care team only."""

    id: UUID
    reference: str
    name: str
    language: str
    place: str
    owner: str
    open_requests: int
    next_step: str
    due_at: dt.datetime | None
    reached_at: dt.datetime | None
    erased_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class TeamRow:
    """Somebody who walks with the person. `reason` is set where glass was broken."""

    id: UUID
    member_id: UUID
    name: str
    reason: str
    joined_at: dt.datetime


@dataclass(frozen=True, slots=True)
class LookRow:
    """Who opened what, from the log: for the care team, and for the person themselves."""

    at: dt.datetime
    who: str
    what: str  # person, request, note, referral, list, export


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person: a timeline over all their requests, and one next step."""

    id: UUID
    reference: str
    language: str
    place: str
    owner: str
    created_at: dt.datetime
    erased_at: dt.datetime | None
    next_step: RequestRow | None
    requests: tuple[RequestRow, ...]
    team: tuple[TeamRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
    timeline: tuple[Entry, ...]
    looks: tuple[LookRow, ...]
    shelves: tuple[tuple[str, object], ...]  # template and content
    is_in_team: bool


@dataclass(frozen=True, slots=True)
class ReceivedReferral:
    """What the receiver sees before opening what travels: nothing that tells who it is about."""

    referral: ReferralRow
    moves: tuple[Move, ...]
    carries_notice: bool  # the page says that it may not be passed on (42 CFR Part 2)


@dataclass(frozen=True, slots=True)
class SentReferral:
    """What the sender sees of one referral; what travelled is opened apart."""

    referral: ReferralRow
    consent: ConsentRow | None
    reopened_as: tuple[ReferralRow, ...]
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """That something waits; the page turns `kind` and `subject_id` into words and a link."""

    id: UUID
    kind: str  # Notice.Kind
    subject_id: UUID
    created_at: dt.datetime
    is_read: bool


@dataclass(frozen=True, slots=True)
class FollowPage:
    """What somebody sees of their own request by private code."""

    reference: str
    organization_name: str
    state: str
    story: str
    outcome: str
    language: str
    place: str
    need_ids: tuple[UUID, ...]
    needs: tuple[str, ...]
    obstacles: tuple[str, ...]
    ways: tuple[str, ...]
    hours: str
    voicemail: bool
    code_word: str
    phone: str
    email: str
    next_step: str
    due_at: dt.datetime | None
    helper: str  # first word of the owner's name
    options: tuple[OptionRow, ...]
    referrals: tuple[ReferralRow, ...]
    consents: tuple[ConsentRow, ...]
    agreed_elsewhere: tuple[Agreed, ...]
    looks: tuple[LookRow, ...]
    created_at: dt.datetime
    closed_at: dt.datetime | None
    is_open: bool
