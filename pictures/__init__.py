"""Pictures to take away: a description drawn as vectors, in a frame that says what it shows.

The page draws the same descriptions as HTML. A picture is composed here, with text measured in the
fonts that go with it, so that browser, command line and every printer show the same.
"""
