"""Nobody in danger is lost: a concern starts a clock that only a human can stop.

concern     raised by an answer, an ask, a note or a button, in the transaction of its cause
clock       every open concern has one; the database's time decides, and a jump of it does no harm
alert       one attempt to reach one member; each is kept, and the next follows by itself
rota        who is on duty; gaps are shown days ahead
hand-over   to somebody named, who says so themselves; or emergency help that was seen to come
plan        six steps that belong to the person, by private code, on paper, on their telephone
help        numbers to call, on the screen at once, with where they come from and when checked

Kith never calls emergency services by itself.
"""
