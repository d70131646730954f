"""What is kept: the tables and the shapes in which they are entered, one module per stem.

Importing this package loads every table, so that ``SQLModel.metadata`` is whole.
"""
