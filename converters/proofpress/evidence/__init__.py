"""What a piece of text is: one function each, asked by readers, repairs, passes and rules alike.

Nothing here decides what happens to a text. `tests/evidence/` has a table of examples for each, in both directions.
"""
