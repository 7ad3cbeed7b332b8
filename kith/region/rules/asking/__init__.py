"""Questions of a region and their answers, as they are kept and shown: sums over many people.

question   what is asked, as JSON and back
access     who has how much care in reach, by group and district, before and after a plan
reaching   how many people are reached from a place

Where a count was held back stands None (`kith.core.suppression`, the rule of the house).
"""
