"""Thin translations of the one answer: chat page, HTTP, command line, LangChain. None of them decides anything."""
