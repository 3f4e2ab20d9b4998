"""Evidence to answer: read the question, score the units, compose by shape, verify, or say that it is not held."""
