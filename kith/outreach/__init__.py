"""Care that comes nearer: where the van stops, the weeks of its tours, the day on the road.

unit        a vehicle and its home; what a day with it may be
stop        a place where a unit may stop: an idea, agreed, resting, given up
agreement   what a host said yes to, and until when
"""
