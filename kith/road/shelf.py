"""What the road brought of a person, on their page: that there are photos, and what they said."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kith.accounts.models import Member
from kith.connections.shelves import Agreed
from kith.core.refusals import NotYours
from kith.people.models import Person
from kith.road import actions
from kith.road.models import Photo, RoadConsent

Purpose = RoadConsent.Purpose


@dataclass(frozen=True, slots=True)
class Content:
    """photos: the newest first, without their pictures. said: what holds about photos, if anything
    was said. can_take_back: there is a yes, or a picture that came without one."""

    person: Person
    photos: Sequence[Photo]
    said: RoadConsent | None
    can_take_back: bool


class Shelf:
    name = "road"
    template = "road/parts/shelf.html"

    def load(self, member: Member, person: Person) -> Content | None:
        """Two queries. Who may open the person may open their photos."""
        rows = Photo.objects.filter(person=person).defer("image_sealed")
        photos = list(rows.select_related("taken_by", "taken_away_by"))
        said = next(iter(_said(person).get(Purpose.PHOTO, [])), None)
        if not photos and said is None:
            return None
        is_yes = said is not None and said.is_given
        return Content(person, photos, said, is_yes or not all(each.is_gone for each in photos))

    def agreed(self, person: Person) -> Sequence[Agreed]:
        """What they ever said yes to; and a photo that is there though nobody wrote a yes down."""
        said = _said(person)
        found = [
            self._agreed(all_of_it, yes)
            for all_of_it in said.values()
            if (yes := next((each for each in all_of_it if each.is_given), None))
        ]
        if Purpose.PHOTO not in said and Photo.objects.kept().filter(person=person).exists():
            words = _("A photo of a paper of yours is kept here.")
            found.append(Agreed(f"{self.name}/{Purpose.PHOTO}", words, None, None))
        return found

    def take_back(self, person: Person, what: str, language: str) -> None:
        if what not in Purpose.values:
            raise NotYours
        actions.take_back(person=person, purpose=what, language=language)

    def _agreed(self, said: Sequence[RoadConsent], yes: RoadConsent) -> Agreed:
        last = said[0]
        withdrawn_at = None if last.is_given else last.said_at
        return Agreed(f"{self.name}/{yes.purpose}", yes.words, yes.said_at, withdrawn_at)


def _said(person: Person) -> dict[str, list[RoadConsent]]:
    """All they said, by purpose, what holds first. One query."""
    rows = RoadConsent.objects.filter(person=person).select_related("heard_by").newest()
    said: dict[str, list[RoadConsent]] = {}
    for each in rows:
        said.setdefault(each.purpose, []).append(each)
    return said
