"""What did we do, in order? Pure functions of plain values: canonical text, hash chain, Merkle tree."""
