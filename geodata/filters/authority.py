"""Authority: who is in charge of what an activity is about."""

from geodata.roles import role_filter

FILTER = role_filter("authority")
