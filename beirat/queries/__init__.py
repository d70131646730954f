"""What may be seen: every select of the house, with its eager loads and its viewer.

``queries.public`` is the only door for pages that the public reads.
"""
