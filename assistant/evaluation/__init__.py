"""Scores answers against golden questions. Pure: it sees answers, never how they were made."""
