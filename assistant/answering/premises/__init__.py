"""Questions that take something for granted which the corpus contradicts: find the clause, hold it against the evidence."""
