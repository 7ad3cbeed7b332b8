"""A worker of its own process that sends what waits until nothing does. Made to be killed.

`python -m tests.faults.sending ORGANIZATION SMTP_PORT [mark-first]`: `mark-first` is the mutant.
"""

import datetime as dt
import os
import sys
import uuid


def main(organization: str, port: str, *mutant: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["KITH_SMTP_HOST"], os.environ["KITH_SMTP_PORT"] = "127.0.0.1", port
    import django

    django.setup()
    from kith.channels import email, outbox

    outbox.LEASE = dt.timedelta(0)  # the next worker does not wait for the dead one's lease

    def mark_first(organization, notice) -> bool:
        outbox.mark_sent(notice)
        email.send(notice)
        return True

    if mutant:
        outbox._deliver = mark_first
    outbox.send_waiting(uuid.UUID(organization))


if __name__ == "__main__":
    main(*sys.argv[1:])
