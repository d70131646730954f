"""German words for states and kinds, one module per stem; source: the project's page of wording."""
