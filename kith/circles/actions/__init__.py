"""The verbs of this room. All are keyword-only, run in one transaction and raise a `Refusal` or do
their work. `by=None` is the person themselves, let in by their private code; `who` is a neighbour.

circles       begin, change, open and end; seats and the row for them; who came
dates         a meeting that does not take place, is moved, or is added
reminding     a word before a meeting, once
listing       the public face
calendars     a facilitator's dates for calendar software
postings      offers and asks: post, look at, report, finish
answers       answer one, say yes, let go, say thank you
telling       who hears of offers and asks
"""
