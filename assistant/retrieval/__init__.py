"""Question to ranked passages: dense and keyword candidates, fused, reranked by late interaction."""
