"""Figures on the duty to answer that nobody can rightly call unfair: how long answers take, and what they say.

Cases that still wait are counted as waiting, never left out (``domain/holding-to-account`` §§ 0.4, 5.6). ``survival``
and ``ratios`` are the mathematics, ``observations`` what is known of a case on a day, ``outcomes`` what became of the
points, ``summary`` puts it together, ``numbers`` says it. Nothing here knows an office, a unit or an account.
"""
