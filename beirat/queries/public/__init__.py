"""The only door for what the public reads: every select of the public pages and their JSON.

Public is what has a ``Publication`` that is visible by now and not withdrawn. Of a public object only what is named
here goes out: no motion's mover without consent, no attendance but as a number, no non-public item but as a count,
nothing that is still a draft. The results are plain Structs, never rows.
"""
