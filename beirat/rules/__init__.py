"""The rules of procedure in Python: pure functions and enums on plain values; one file per chapter.

No SQL, no clock, no files, no logging. Each rule names its paragraph or the page of the specification.
"""
