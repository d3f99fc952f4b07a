"""Our queue beside its peers, and beside itself when history is long or a transaction is held open."""
