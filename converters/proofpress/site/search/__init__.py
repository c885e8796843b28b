"""Search: what of a page is found, an index over words and pairs of characters,
and the pieces of it that a query fetches."""
