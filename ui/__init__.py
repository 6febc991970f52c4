"""The page: ids, links, and the panels rendered from what the catalogue answers."""
