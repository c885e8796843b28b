"""Records in, records out: crawls in WARC, Parquet and JSONL become Parquet tables of articles and of their ledgers.

A *shard* is one input file, a *block* one row group of it (a whole file where the format has none), a *part* the pair
of output files that one block becomes. What a part is called is determined by its block, and it takes its name when it
is whole: a run that is repeated, resumed or tried twice does what is missing, and every row stands exactly once.
"""
