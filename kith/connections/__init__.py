"""From an ask to an outcome.

request     somebody asks; it has an owner and a next step with a time, until it is closed
option      something the person could do next, with its reasons and what would not fit
referral    a connection to a service or partner; moves through the HL7 Gravity states
contact     a call, a visit, a message that happened
follow-up   somebody named will get in touch by a time
consent     what the person agreed to, in the words they saw; can be withdrawn at any time
barrier     what could not be met, and why: the beginning of the second loop

A referral belongs to the sender and is seen by the receiver; the request and the person are seen
only by the sender. What travels is `shared`, sealed for both, and only under a consent in force.
"""
