"""A chat model through LangChain's `init_chat_model`, and a retriever for LangChain chains."""

from __future__ import annotations

import os
from functools import cached_property
from typing import Any

from assistant.domain.errors import LanguageModelError


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
        """The model's whole reply. Raises LanguageModelError when it fails, times out, or is cut off."""
        from langchain_core.messages import HumanMessage, SystemMessage

        try:
            message = self._chat.invoke([SystemMessage(system), HumanMessage(user)])
        except Exception as error:  # every provider raises its own tree; all of them mean the same here
            raise LanguageModelError(f"{self._name}: {_brief(error)}") from error
        finish = (message.response_metadata or {}).get("finish_reason", "stop")
        if finish not in {"stop", "end_turn", None}:
            raise LanguageModelError(f"{self._name}: the reply was cut off ({finish})")
        return str(message.text)

    @cached_property
    def _chat(self) -> Any:
        for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_API_KEY"):
            os.environ.pop(name, None)
        from langchain.chat_models import init_chat_model

        options: dict[str, Any] = {"temperature": 0, "timeout": self._timeout_seconds, "max_retries": 0}
        name = self._name
        if self._base_url:
            options["base_url"] = self._base_url
            options["api_key"] = self._api_key or "none"
            if ":" not in name:
                options["model_provider"] = "openai"
        elif self._api_key:
            options["api_key"] = self._api_key
        return init_chat_model(name, **options)


def _brief(error: Exception) -> str:
    text = str(error).strip().split("\n", 1)[0]
    return f"{type(error).__name__}: {text[:160]}" if text else type(error).__name__
