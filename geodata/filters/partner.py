"""Partner: who takes part beside those that implement."""

from geodata.roles import role_filter

FILTER = role_filter("partner")
