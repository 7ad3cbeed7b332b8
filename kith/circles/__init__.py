"""Small groups, and neighbours who help each other.

circle     a group that two peers hold: seats, a rule by which it meets, days that differ
seat       a person's place in it, or in the row for it; what is said there is written nowhere
posting    an offer or an ask between neighbours: those who sit in a circle, and peers
answer     how each can be reached is shown only when both have said yes
"""
