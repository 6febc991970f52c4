"""What a reader takes away: figures, tables and data of a view, in the formats of their trade.

Everything starts from the same page, answer and descriptions as what is on the screen.
"""
