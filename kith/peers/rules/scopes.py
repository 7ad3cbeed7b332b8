"""What each kind of work is, and what it is not: shown to the peer and where the limit counts.

Codes; `forms.scopes` has the words. The limits are those of peer work as such and hold for every
organisation; what it adds (the most at a time, a pay band, words) stands in `models.Scope`.
"""

NEVER = ("diagnose", "medicine", "interpret", "money", "secret", "alone_in_danger")
"""In no kind of peer work."""

DOES: dict[str, tuple[str, ...]] = {
    "one_to_one": ("listen", "share", "goals", "find_way"),
    "facilitator": ("hold_circle", "agree_rules", "go_after", "share"),
    "warmline": ("answer_calls", "listen", "say_where", "one_call"),
    "bridger": ("visit_ward", "first_weeks", "find_way", "listen"),
    "coach": ("goals", "small_steps", "share", "find_way"),
    "lead": ("stand_by_peers", "plan_shifts", "speak_up", "share"),
}
"""What somebody does in it."""

UNIT = {
    "one_to_one": "people", "facilitator": "circles", "warmline": "calls", "bridger": "people",
    "coach": "people", "lead": "peers",
}  # fmt: skip
"""What a limit counts."""

WITH_PEOPLE = tuple(work for work, unit in UNIT.items() if unit == "people")
"""Work whose limit is the number of people walked with at a time."""
