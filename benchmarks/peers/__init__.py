"""Other people's retrieval pipelines over the same texts with the same model, one vendor a file."""
