"""Stories: sequences of views with captions, whose numbers are those of the record."""
