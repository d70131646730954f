"""What goes on paper: facts in, PDF out; this package knows no database."""
