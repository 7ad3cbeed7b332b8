"""Two days with the van tablet: who came, what they said, the round about the van, what it took
along, photos; what two tablets say differently, and two who may be one."""

import base64
import datetime as dt
import json
from uuid import UUID

from kith.accounts import tenancy
from kith.accounts.models import Member
from kith.config.demo import pictures, town
from kith.config.demo.load.telling import Telling
from kith.connections.models import Notice
from kith.core import clock
from kith.core.ids import uuid7
from kith.outreach.models import Unit
from kith.road import actions
from kith.road.actions import Sending
from kith.road.actions.kinds.intakes import version_of
from kith.road.models import Device
from kith.road.rules import envelope
from kith.road.words import CHECKLIST

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
WORDS = (
    "Riverbend Commons may keep what I said to look for help for me. I can take it back whenever "
    "I like."
)
PHOTO_WORDS = (
    "Riverbend Commons may keep the photo of my paper to help me with it. Only the people who help "
    "me there may see it. I can take it back whenever I like."
)
CAME = (
    # first name, district, language, what would help, which evening
    ("Ilse", "Harbour", "en", "A quiet hour and somebody who does not hurry me.", 2),
    ("Abdi", "Orchard", "so", "Help with a letter, and my son does not sleep.", 2),
    ("Marisol", "Mill Quarter", "es", "I miss home. I would like to meet people.", 1),
    ("ilse", "Harbour", "en", "The lady at the van said to come back.", 1),
)


class Tablet:
    """As the app does it: seals, and sends when it is back in town."""

    def __init__(self, name: str, by: Member) -> None:
        self.by, self.sealed = by, list[envelope.Envelope]()
        self.device: Device = actions.register_device(
            name=name, replay_key=town.make_id("tablet", name), by=by
        )

    def enter(self, kind: str, base: UUID | None = None, **content: object) -> UUID:
        id, at = uuid7(), clock.now().isoformat()
        said = {"v": 1, "by": str(self.by.id), "made_at": at, **content}
        self.sealed.append(envelope.seal(
            json.dumps(said, default=str).encode(), bytes(self.device.public_key),
            handle=self.device.handle, id=id, kind=kind, base=base,
        ))  # fmt: skip
        return id

    def send(self) -> None:
        actions.receive(device=self.device, sending=Sending(clock.now(), tuple(self.sealed)))
        self.sealed = []


def load(telling: Telling) -> None:
    """June has the van tablet, Amina the one in the tent."""
    house = town.TENANTS[0].id
    with tenancy.acting_for(house):
        june, amina = (
            Member.objects.select_related("organization").get(organization_id=house, name=name)
            for name in ("June Halvorsen", "Amina Warsame")
        )
        with clock.stopped_at(telling.now - 3 * DAY):
            van, tent = Tablet("Van tablet", june), Tablet("Tent tablet", amina)
        green = Unit.objects.get(organization_id=house)
        for ago in (2, 1):
            _morning(van, telling.now - ago * DAY + HOUR / 2, green, tyres=ago == 1)
        met = _evenings(van, telling)
        with clock.stopped_at(telling.now - DAY + 10 * HOUR):
            _told_differently(van, tent, *met["Ilse"])
            _counted_differently(van, tent, green)
            _regrets(van, met["Abdi"][0])
        with clock.stopped_at(telling.now - DAY / 2):
            actions.propose_doubles(organization=house)
        # Told on the screen; nobody gets mail about a made-up past.
        Notice.objects.filter(organization=house, sent_at=None).update(sent_at=telling.now)
    telling.count("visitors of the van", len(CAME))


def _morning(van: Tablet, at: dt.datetime, unit: Unit, *, tyres: bool) -> None:
    """The round about the van, and what goes along."""
    with clock.stopped_at(at):
        items = {code: code != "tyres" or tyres for code in CHECKLIST}
        note = "" if tyres else "Front left is low. Pumped up at the depot."
        van.enter("check", unit=unit.id, items=items, note=note)
        van.enter("supplies", unit=unit.id, way="out", amounts={"water": 24, "cards": 40})
        van.send()


def _evenings(van: Tablet, telling: Telling) -> dict[str, tuple[UUID, UUID]]:
    """Who came; of each first name the person, and the record that said their number."""
    met: dict[str, tuple[UUID, UUID]] = {}
    for name, place, language, story, ago in CAME:
        with clock.stopped_at(telling.now - ago * DAY + 9 * HOUR):
            person = uuid7()
            record = van.enter(
                "intake", who={"id": person}, name=name, place=place, spoken=language,
                phone="555-0161" if not met else "", story=story, agreed=_agreed(WORDS),
            )  # fmt: skip
            met[name] = person, record
            van.enter("contact", who={"id": person}, minutes=20, note="We sat on the step.")
            van.enter("sign_in", people=5 + ago)
            if ago == 2:
                yes = _said_of_photos(van, person, is_given=True)
                jpeg = pictures.jpeg(pictures.LETTER)
                van.enter("photo", yes, who={"id": person}, jpeg=base64.b64encode(jpeg).decode())
            van.send()
    return met


def _said_of_photos(van: Tablet, person: UUID, *, is_given: bool) -> UUID:
    return van.enter(
        "consent", who={"id": person}, purpose="photo", is_given=is_given,
        agreed=_agreed(PHOTO_WORDS),
    )  # fmt: skip


def _agreed(words: str) -> dict[str, str]:
    return {"words": words, "version": version_of(words), "language": "en"}


def _told_differently(van: Tablet, tent: Tablet, ilse: UUID, said: UUID) -> None:
    """The van heard a new number over the old one; the tent, that evening, another."""
    van.enter("change", base=said, who={"id": ilse}, field="phone", value="555-0162")
    code = {"code": ilse.hex[-6:]}
    tent.enter("change", who=code, field="phone", value="555-0163")
    van.send()
    tent.send()


def _counted_differently(van: Tablet, tent: Tablet, unit: Unit) -> None:
    """Back home: what came back, and more bottles than the tent saw. One photo of a place."""
    van.enter("supplies", unit=unit.id, way="back", amounts={"water": 9, "cards": 31})
    tent.enter("supplies", unit=unit.id, way="back", amounts={"water": 6})
    van.enter("photo", jpeg=base64.b64encode(pictures.jpeg(pictures.STEP)).decode())
    van.send()
    tent.send()


def _regrets(van: Tablet, abdi: UUID) -> None:
    """He would rather not have his letter kept."""
    _said_of_photos(van, abdi, is_given=False)
    van.send()
