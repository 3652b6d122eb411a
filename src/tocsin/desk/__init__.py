"""The procedure: take in, establish, account. Each act is a page that reads like the procedure.

The desk holds the order of things. What a thing means is a question room's business;
where it comes from, an edge's.
"""
