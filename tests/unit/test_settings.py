"""Settings: where they come from, what they refuse, and that each is documented and used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.domain.errors import SettingsError
from assistant.settings import PREFIX, Settings, read_settings

PROJECT = Path(__file__).parents[2]
PAGE = PROJECT / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder and an environment without settings."""
    for name in Settings.model_fields:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_anything_set_the_defaults_hold() -> None:
    settings = read_settings()

    assert (settings.index, settings.llm, settings.host, settings.port) == (Path(".archway/index"), "", "127.0.0.1", 8501)


def test_flags_win_over_environment_over_dotenv_over_toml(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    for place in ("toml", "dotenv", "environment", "flag"):
        if place == "toml":
            (folder / "archway.toml").write_text("port = 1001\n", encoding="utf-8")
        elif place == "dotenv":
            (folder / ".env").write_text("ARCHWAY_PORT=1002\nOTHER=x\n", encoding="utf-8")
        elif place == "environment":
            monkeypatch.setenv("ARCHWAY_PORT", "1003")
        seen.append(read_settings(port=1004 if place == "flag" else None).port)

    assert seen == [1001, 1002, 1003, 1004]


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHWAY_INDEX", "")

    assert read_settings().index == Path(".archway/index")


def test_a_home_folder_is_expanded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    monkeypatch.setenv("ARCHWAY_INDEX", "~/index")

    assert read_settings().index == Path("/home/ada/index")


def test_settings_cannot_be_changed_after_they_were_read() -> None:
    with pytest.raises(ValueError, match="frozen"):
        read_settings().port = 1


@pytest.mark.parametrize(
    ("name", "value", "limits"),
    [
        ("ARCHWAY_PORT", "0", "at least 1, at most 65,535"),
        ("ARCHWAY_PORT", "65536", "at least 1, at most 65,535"),
        ("ARCHWAY_PORT", "http", "at least 1, at most 65,535"),
        ("ARCHWAY_LLM_TIMEOUT_SECONDS", "0", "more than 0, at most 600"),
        ("ARCHWAY_LLM_TIMEOUT_SECONDS", "nan", "more than 0, at most 600"),
        ("ARCHWAY_LLM_MAX_PROMPT_TOKENS", "999", "at least 1,000, at most 200,000"),
        ("ARCHWAY_MAX_QUESTION_CHARACTERS", "99", "at least 100, at most 100,000"),
    ],
)
def test_a_number_out_of_range_names_the_variable_and_its_limits(
    name: str, value: str, limits: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError, match=f"^{name}='{value}': .*; allowed: {limits}. See docs/settings.md.$"):
        read_settings()


def test_a_value_of_another_type_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHWAY_ALLOW_DOWNLOAD", "perhaps")

    with pytest.raises(SettingsError, match=r"^ARCHWAY_ALLOW_DOWNLOAD='perhaps': Input should be a valid boolean"):
        read_settings()


def test_a_key_is_shown_neither_in_messages_nor_in_the_settings_text(folder: Path) -> None:
    (folder / "archway.toml").write_text("llm_api_key = 12345\n", encoding="utf-8")

    with pytest.raises(SettingsError, match=r"^ARCHWAY_LLM_API_KEY=…: "):
        read_settings()
    assert "secret" not in repr(read_settings(llm_api_key="secret"))


def test_an_unknown_key_of_the_toml_file_lists_the_known_ones(folder: Path) -> None:
    (folder / "archway.toml").write_text('indx = "x"\n', encoding="utf-8")

    with pytest.raises(SettingsError, match=r"archway\.toml: 'indx' is no setting; allowed: index, corpus, embedding_model"):
        read_settings()


@pytest.mark.parametrize(("name", "content"), [("archway.toml", b"port ="), (".env", b"ARCHWAY_HOST=\xff\n")])
def test_a_file_that_cannot_be_read_is_named(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)

    with pytest.raises(SettingsError, match=r"^\.env or archway\.toml cannot be read: "):
        read_settings()


def test_the_page_documents_every_setting_with_its_default_and_no_other() -> None:
    rows = dict(re.findall(r"^\| `(ARCHWAY_\w+)` \| ([^|]*) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))

    assert rows == {PREFIX + name.upper(): shown(field.default) for name, field in Settings.model_fields.items()}


def test_the_page_gives_every_limit() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert [limit for limit in ("1 to 65,535", "1,000 to 200,000", "100 to 100,000", "at most 600") if limit not in page] == []


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_used(name: str) -> None:
    code = [path for folder in ("assistant", "ingest") for path in (PROJECT / folder).rglob("*.py")]
    uses = [path for path in code if re.search(rf"\bsettings(\(\))?\.{name}\b", path.read_text(encoding="utf-8"))]

    assert uses != []


def shown(default: object) -> str:
    """A default as the page writes it."""
    if default is None:
        return "empty"
    text = str(default).lower() if isinstance(default, bool) else f"{default:g}" if isinstance(default, float) else str(default)
    return f"`{text}`" if text else "empty"
