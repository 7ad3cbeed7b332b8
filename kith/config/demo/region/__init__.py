"""The made-up town's ground: streets, a river with few bridges, buses and a tram, who lives where.

ground    a grid of crossings, shaken a little, with a river through it
streets   the ways between them, as OpenStreetMap has them
lines     buses and a tram, as two GTFS feeds that have the faults of real ones
people    how many live in each cell, by group
writing   all of it as files: `.osm.pbf`, two `.zip`, `.csv`

The same for the same day, byte for byte, so that tests and the demo run the whole pipeline, map
included, on data of our own.
"""
