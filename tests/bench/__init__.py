"""The bench: what our pages cost on the server, beside what they would cost at least."""
