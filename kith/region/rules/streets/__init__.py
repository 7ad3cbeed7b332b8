"""The streets of a region and how long one is on the way, on foot and by car.

tags       who may use a way, and how fast
reading    an OpenStreetMap extract into raw arrays
graph      raw arrays into links between crossings; small islands are left out, and counted
network    the links of one means, as compressed rows
kernel     bounded shortest times from many places, compiled
snapping   places onto the nearest street
searching  times between places
reach      who and what lies within so many minutes
estimate   as the crow flies, where there are no streets; always labelled

What is not in it: turn restrictions, the timing of lights, hills. Distances are those of a sphere
(0.3 % off at worst). Times are kept in ticks of a tenth of a second, whole numbers, so that the
search can use buckets and the same question has the same answer on every machine.
"""
