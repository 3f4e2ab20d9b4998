"""What Archway talks about: passages, evidence, questions, answers, errors and ports.

Standard library only, and numpy for the shape of a vector. Nothing in here knows how anything is stored, searched or shown.
"""
