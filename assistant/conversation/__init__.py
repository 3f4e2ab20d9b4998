"""A follow-up to a question that stands alone."""
