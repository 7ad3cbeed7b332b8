"""The ground every room stands on. No models here.

clock     the one place that knows what time it is
ids       UUIDv7: made anywhere, sorted by time
lifecycle states and moves as data
events    what a room tells the others, on commit
privacy   public, internal, personal, sensitive; and for how long
sealing   encryption of what one person writes about another
sources   how a room offers options or dates upwards without being known there
languages BCP 47 codes and what their speakers call them
refusals  the errors that a person can act on
"""
