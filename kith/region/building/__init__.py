"""From an extract, feeds and a table to one version of a region.

inputs     what goes in, and the digest that names what comes out
steps      one after the other, each kept when it is finished, so that a killed build goes on
streets, transit, population, drawing   what each step makes
store      arrays in files
refusals   what cannot be built, and why

A version is a folder `regions/SLUG/DIGEST` under the home folder. It is built beside it and renamed
when it is whole, so a version that is there is complete, whatever died on the way.
"""
