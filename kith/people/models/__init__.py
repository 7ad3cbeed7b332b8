from kith.people.models.person import Person, PersonKey
from kith.people.models.team import CareTeam

__all__ = ["CareTeam", "Person", "PersonKey"]
