"""Pure functions over English text: sentences, words, numbers, mark-up. No state, no corpus, no vendor models."""
