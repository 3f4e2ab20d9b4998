"""Every error that a user can meet.

ArchwayError                       exit code 1
├── QuestionError                  2   the question itself cannot be used (empty, too long, no words)
├── UsageError                     2   a flag, filter or history that cannot be understood
├── SettingsError                  2   a setting has a value that is not allowed
├── IndexMissingError              4   nothing was ingested yet
├── IndexDamagedError              1   a file of the index is not what its manifest says
├── IndexBusyError                 1   another ingest holds the index
├── CorpusError                    1   a corpus file has a mistake (names file and line)
├── ModelMissingError              1   the embedding model cannot be found or is not the one expected
└── LanguageModelError             5   the configured LLM cannot be reached or gave nothing usable
"""

from __future__ import annotations


class ArchwayError(Exception):
    """Something went wrong that the user can mend; the message says how. `exit_code` is the command's."""

    exit_code = 1


class QuestionError(ArchwayError):
    """The question is empty, too long, or holds no words."""

    exit_code = 2


class UsageError(ArchwayError):
    """An argument cannot be understood."""

    exit_code = 2


class SettingsError(ArchwayError):
    """A setting has a value that is not allowed."""

    exit_code = 2


class IndexMissingError(ArchwayError):
    """There is no index where one was expected."""

    exit_code = 4


class IndexDamagedError(ArchwayError):
    """A file of the index differs from its manifest."""


class IndexBusyError(ArchwayError):
    """Another process is building this index."""


class CorpusError(ArchwayError):
    """A corpus file holds a mistake. `path` and `line` (1-based, 0 when unknown) say where."""

    def __init__(self, path: str, line: int, message: str) -> None:
        place = f"{path}:{line}" if line else path
        super().__init__(f"{place}: {message}")
        self.path = path
        self.line = line
        self.detail = message


class ModelMissingError(ArchwayError):
    """The embedding model is not installed or its weights are not the expected ones."""


class LanguageModelError(ArchwayError):
    """The configured LLM failed."""

    exit_code = 5
