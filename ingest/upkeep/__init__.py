"""Keeping a corpus in order: what is wrong in it, and the start of a new document. No index and no model is needed."""
