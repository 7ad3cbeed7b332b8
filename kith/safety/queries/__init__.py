"""What pages read.

desk       concerns with their clocks, one concern, the pulse of a screen
rota       who is on duty, gaps ahead
readiness  what is missing before going live
help       numbers and steps for somebody in danger
"""
