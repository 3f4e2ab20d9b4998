"""Every setting, read once and frozen: flags, then ARCHWAY_* in the environment, then .env, then archway.toml."""

from __future__ import annotations

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


class Settings(BaseSettings):
    """The settings of one process."""

    model_config = SettingsConfigDict(
        env_prefix="ARCHWAY_", env_file=".env", toml_file="archway.toml", frozen=True, extra="ignore"
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
    llm_timeout_seconds: float = Field(20.0, gt=0, le=600, description="Longest wait for the chat model.")
    llm_max_prompt_tokens: int = Field(3000, ge=200, le=200_000, description="Budget of a prompt; evidence beyond it is left out.")
    max_question_characters: int = Field(4000, ge=100, le=100_000, description="Longest question that is accepted.")
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
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags over environment over .env over archway.toml."""
        return init_settings, env_settings, dotenv_settings, TomlConfigSettingsSource(settings_cls)


def read_settings(**flags: Any) -> Settings:
    """Read and validate the settings; None flags count as not given. Raises SettingsError naming setting and limits."""
    try:
        return Settings(**{key: value for key, value in flags.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = "ARCHWAY_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"{name}={first.get('input')!r}: {first['msg']}. See docs/settings.md.") from error
    except ValueError as error:
        raise SettingsError(f"archway.toml cannot be read: {error}") from error
