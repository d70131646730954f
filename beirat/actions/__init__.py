"""What may be done: verbs that load, permit, rule, change and record. They never commit."""
