"""Notices are carried out of the house by jobs that begin in the transaction of their cause."""

from uuid import UUID

from procrastinate.contrib.django import app

from kith.accounts.models import Organization
from kith.channels import alarms, news, outbox, reminders
from kith.circles.events import RemindersMade
from kith.connections.events import NoticesMade
from kith.core import events
from kith.outreach.events import NewsMade
from kith.safety.events import AlertMade

QUEUE = "channels"


@events.within(NoticesMade)
def send_soon(event: NoticesMade) -> None:
    """The job is a row in the same transaction: it exists if, and only if, the notice does."""
    send_notices.defer(organization=str(event.organization))


@events.within(AlertMade)
def send_alert_soon(event: AlertMade) -> None:
    """The same for alerts, ahead of everything else that waits."""
    if not alarms.needs_job():
        return
    send_alerts.configure(priority=100).defer(organization=str(event.organization))


@events.within(RemindersMade)
def remind_soon(event: RemindersMade) -> None:
    """People are reminded after members are told."""
    send_reminders.configure(priority=-10).defer(organization=str(event.organization))


@events.within(NewsMade)
def tell_soon(event: NewsMade) -> None:
    """Those who follow the van are told with the reminders, after members."""
    send_news.configure(priority=-10).defer(organization=str(event.organization))


@app.task(name="channels.send_news", queue=QUEUE)
def send_news(organization: str) -> None:
    news.send_waiting(UUID(organization))


@app.task(name="channels.send_reminders", queue=QUEUE)
def send_reminders(organization: str) -> None:
    reminders.send_waiting(UUID(organization))


@app.task(name="channels.send_alerts", queue=QUEUE)
def send_alerts(organization: str) -> None:
    alarms.send_waiting(UUID(organization))


@app.task(name="channels.send_notices", queue=QUEUE)
def send_notices(organization: str) -> None:
    outbox.send_waiting(UUID(organization))


@app.periodic(cron="* * * * *")
@app.task(name="channels.every_minute", queue=QUEUE)
def every_minute(timestamp: int) -> None:
    """Whatever a killed worker or an absent mail server left behind."""
    for organization in Organization.objects.order_by("id").values_list("id", flat=True):
        alarms.send_waiting(organization)
        outbox.send_waiting(organization)
        reminders.send_waiting(organization)
        news.send_waiting(organization)
