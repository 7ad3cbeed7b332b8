"""The private number of a safety plan: ten digits that look like a telephone number.

Random, and kept only as a keyed digest. Guessing is slowed at the page by the counters of
`kith.core.robots`; there are eight thousand million numbers.
"""

import secrets
import unicodedata

from django.conf import settings
from django.db import IntegrityError, transaction

from kith.core import sealing
from kith.safety.models import Plan, PlanCode

LENGTH = 10
TRIES = 5


def make_for(plan: Plan) -> str:
    """A new number; the one before it opens nothing any more. Shown once, here."""
    with transaction.atomic():
        PlanCode.objects.filter(plan=plan).delete()
        for _attempt in range(TRIES):
            code = str(secrets.choice("23456789")) + f"{secrets.randbelow(10 ** (LENGTH - 1)):09d}"
            try:
                with transaction.atomic():
                    PlanCode.objects.create(
                        digest=digest_of(code), organization_id=plan.organization_id, plan=plan
                    )
            except IntegrityError:
                continue
            return code
    raise RuntimeError("no free number after several tries")


def digest_of(code: str) -> str:
    return sealing.blind(normalise(code), settings.SECRETS.blind_key, "plan code")


def normalise(code: str) -> str:
    """Digits of any script as 0-9, everything else left out."""
    found = (unicodedata.digit(character, None) for character in code)
    return "".join(str(digit) for digit in found if digit is not None)


def written(code: str) -> str:
    """As telephone numbers are written."""
    return f"{code[:3]} {code[3:6]} {code[6:]}"
