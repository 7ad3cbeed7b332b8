"""Counts whose span is over are forgotten also where nobody sends another form."""

from procrastinate.contrib.django import app

from kith.core import clock
from kith.web.models import Tally


@app.periodic(cron="15 * * * *")
@app.task(name="web.forget_counts", queueing_lock="web.forget_counts")
def forget_counts(timestamp: int) -> None:
    Tally.objects.filter(until__lte=clock.now()).delete()
