"""Larkhaven, a town that does not exist, so that every page of Kith looks lived in.

Everybody and everything in it is made up: people, organisations, streets, telephone numbers
(555-01xx is kept for fiction) and addresses (.example leads nowhere). Its coordinates lie in open
grassland, so that distances work; no real place is meant. The same seed and the same day make the
same town, id for id.

town, hours, directory, life   what there is and what happened: plain data, no database
load/                          puts it into the database, a room at a time
run                            `kith demo`
"""
