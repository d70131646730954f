"""Scenes of the story: each does something through the same verbs that users use, at the moment of the stage."""
