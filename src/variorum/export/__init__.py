"""The formats in which an edition or a ledger leaves the program: one module a format."""
