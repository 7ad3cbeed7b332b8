"""Public transport: feeds as they come, made whole, and how long one is on the way with them.

traps      what is wrong with real feeds, counted
feed       a GTFS zip into columns
calendar   which trips run, and the week that stands for all weeks
blanks     stop times that were left out
schedule   all feeds of a region as patterns and trips of one week
day        the trips of one weekday, ready for a search, none overtaking another
walking    between places, stops and stops
kernel     travel times for many departures, compiled (RAPTOR)
seam       what is asked and answered, whichever engine answers
journeys   one journey leg by leg, and the typical one of an hour
own        our engine over our streets
ferro      the other engine: ferrobus, fed with the same trips

Specification: GTFS Schedule Reference, https://gtfs.org/documentation/schedule/reference/
"""
