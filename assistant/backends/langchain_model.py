"""A chat model through LangChain's `init_chat_model`. Nothing of LangChain is imported before the first question."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from assistant.domain.errors import LanguageModelError

_FINISHED = frozenset({"stop", "end_turn", "STOP"})
"""How OpenAI-compatible servers, Anthropic and Google say that a reply is whole."""
_FINISH_KEYS = ("finish_reason", "stop_reason", "stopReason", "done_reason")
"""Where LangChain's metadata says so: OpenAI and Google, Anthropic, Bedrock, Ollama."""
_TRACING = ("LANGSMITH_", "LANGCHAIN_")
"""Variables with these beginnings make LangChain send prompts to a tracing service."""


class LangChainModel:
    """A `LanguageModel`. `base_url` points at an OpenAI-compatible server; without it the provider's own is used."""

    def __init__(self, name: str, base_url: str, api_key: str, timeout_seconds: float) -> None:
        self._name = name
        self._base_url = base_url
        self._api_key = api_key
        self._timeout_seconds = timeout_seconds

    @property
    def name(self) -> str:
        """The model's name as configured."""
        return self._name

    def complete(self, system: str, user: str) -> str:
        """The model's whole reply, "" when it wrote none. Raises LanguageModelError when it fails, times out, or is cut off.

        The time-out bounds the whole call: HTTP clients bound each read alone, so that a server which sends a byte now and
        then would hold them for ever.
        """
        outcome: list[Any] = []
        caller = threading.Thread(target=self._call, args=(system, user, outcome), daemon=True)
        caller.start()
        caller.join(self._timeout_seconds)
        if not outcome:
            raise LanguageModelError(f"{self._name}: no reply within {self._timeout_seconds:g} seconds")
        if isinstance(outcome[0], Exception):
            raise LanguageModelError(f"{self._name}: {_brief(outcome[0])}") from outcome[0]
        message = outcome[0]
        if cause := cut_off(message.response_metadata or {}):
            raise LanguageModelError(f"{self._name}: the reply was cut off ({cause})")
        return str(message.text)

    def _call(self, system: str, user: str, outcome: list[Any]) -> None:
        """Put the model's message, or what went wrong, into `outcome`."""
        try:
            from langchain_core.messages import HumanMessage, SystemMessage

            outcome.append(self._chat.invoke([SystemMessage(system), HumanMessage(user)]))
        except Exception as error:  # every provider raises its own tree; all of them mean the same here
            outcome.append(error)

    @cached_property
    def _chat(self) -> Any:
        for name in [name for name in os.environ if name.startswith(_TRACING)]:
            del os.environ[name]
        from langchain.chat_models import init_chat_model

        options: dict[str, Any] = {"temperature": 0, "timeout": self._timeout_seconds, "max_retries": 0}
        if self._base_url:
            name = self._name.removeprefix("openai:")
            options |= {"model_provider": "openai", "base_url": self._base_url, "api_key": self._api_key or "none"}
            return init_chat_model(name, **options)
        if self._api_key:
            options["api_key"] = self._api_key
        return init_chat_model(self._name, **options)


def cut_off(metadata: Mapping[str, Any]) -> str:
    """Why a reply with this `response_metadata` is not whole, in its provider's word; "" when it is or nothing is said."""
    reasons = [str(metadata[key]) for key in _FINISH_KEYS if metadata.get(key)]
    return next((reason for reason in reasons if reason not in _FINISHED), "")


def _brief(error: Exception) -> str:
    text = str(error).strip().split("\n", 1)[0]
    return f"{type(error).__name__}: {text[:160]}" if text else type(error).__name__
