"""Every setting, read once and frozen: flags, then ARCHWAY_* in the environment, then .env, then archway.toml."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from assistant.domain.errors import SettingsError

PREFIX = "ARCHWAY_"
_LIMITS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}


class Settings(BaseSettings):
    """The settings of one process. An empty variable counts as not set."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        toml_file="archway.toml",
        frozen=True,
        extra="ignore",
    )

    index: Path = Field(Path(".archway/index"), description="Folder of the index.")
    corpus: Path = Field(Path("corpus"), description="Folder that `archway ingest` reads when no path is given.")
    embedding_model: str = Field(
        "all-MiniLM-L6-v2", description="The packaged model, a local sentence-transformers folder, or a hub name."
    )
    allow_download: bool = Field(False, description="Allow a model hub to be reached for a hub name.")
    llm: str = Field("", description="Chat model for composing, as LangChain's init_chat_model names it; empty for none.")
    llm_base_url: str = Field("", description="Address of an OpenAI-compatible server for the chat model.")
    llm_api_key: str = Field("", description="Key for that server.", repr=False)
    llm_timeout_seconds: float = Field(20.0, gt=0, le=600, description="Longest wait for the chat model's whole reply.")
    llm_max_prompt_tokens: int = Field(
        8000, ge=1000, le=200_000, description="Budget of a prompt; evidence beyond it is left out."
    )
    max_question_characters: int = Field(4000, ge=100, le=100_000, description="Longest question that is accepted.")
    today: date | None = Field(None, description="Day on which answers are given, as 2026-11-20; empty for the machine's.")
    host: str = Field("127.0.0.1", description="Address that `archway serve` binds.")
    port: int = Field(8501, ge=1, le=65_535, description="Port that `archway serve` binds.")

    @field_validator("index", "corpus")
    @classmethod
    def _expand(cls, value: Path) -> Path:
        return value.expanduser()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic passes it by name
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags over environment over .env over archway.toml."""
        return init_settings, env_settings, dotenv_settings, _TomlSource(settings_cls)


class _TomlSource(TomlConfigSettingsSource):
    """archway.toml, which holds nothing but settings: an unknown key is a mistake, not somebody else's variable."""

    def __call__(self) -> dict[str, Any]:
        values = super().__call__()
        for key in values:
            if key not in Settings.model_fields:
                raise SettingsError(f"archway.toml: {key!r} is no setting; allowed: {', '.join(Settings.model_fields)}")
        return values


def read_settings(**flags: Any) -> Settings:
    """Read and validate the settings; None flags count as not given. Raises SettingsError naming setting and limits."""
    try:
        return Settings(**{key: value for key, value in flags.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0])
        shown = "…" if not Settings.model_fields[field].repr else repr(first.get("input"))
        limits = setting_limits(field)
        allowed = f"; allowed: {limits}" if limits else ""
        raise SettingsError(f"{PREFIX}{field.upper()}={shown}: {first['msg']}{allowed}. See docs/settings.md.") from error
    except (OSError, ValueError) as error:
        raise SettingsError(f".env or archway.toml cannot be read: {error}") from error


def setting_limits(field: str) -> str:
    """The bounds of a numeric setting in words ("at least 1, at most 65535"); "" where there are none."""
    bounds = [
        f"{words} {getattr(bound, name):,}"
        for bound in Settings.model_fields[field].metadata
        for name, words in _LIMITS.items()
        if hasattr(bound, name)
    ]
    return ", ".join(bounds)
