"""Link: who links a leak best, at which cost. Each way a process of its own, on the same files.

    python -m bench.link [--sets a,b] [--ways ours,splink] [--corpora DIR] [--size S]
    python -m bench.link.misses SET          # the pairs we miss and the links we get wrong, by reason
    python -m bench.link.beside_sql          # linking alone, beside SQL by hand on tables in normal form
    python -m bench.link.prepared            # six rows against a register that is prepared
    python -m bench.link.growth SIZE...      # time and memory as the leak grows, with a plot

`sets` makes the data, `ways` runs who links, `process` measures, `score` holds links against truth.
"""
