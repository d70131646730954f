"""What goes on paper: facts in, PDF out.

Here live the facts of each document (`facts`), the sentences computed from them (`sentences`), the two editions of the
minutes (`minutes`), the invitation (`invitation`), the figures (`figures`), the press (`render`) and the workers that
run it (`pool`).
Nothing here knows the database, the clock, the web or who may see what.
"""
