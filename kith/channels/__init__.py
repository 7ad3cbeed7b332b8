"""E-mail, and later text messages, in and out. Nothing sent carries content.

outbox  notices leave by a lease: claim, send, mark; twice is better than never
alarms  the same for alerts about somebody in danger, first
reminders  to people, only as their safe-contact rules allow, by the same lease
news    to those who follow a stop of the van, likewise
email   one neutral subject and a link to the desk, in the member's language
jobs    begin in the transaction of their cause
"""
