"""The HTTP interface, asked as its callers ask it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.types import Message

from assistant.domain.conversation import Turn
from assistant.domain.errors import IndexMissingError
from assistant.surfaces import service, web
from assistant.surfaces.body_limit import MAX_BODY_BYTES, BodyLimit
from tests.fakes import ROLE, ROLE_ANSWER, FakeArchway

JSON = {"Content-Type": "application/json"}


@pytest.fixture
def client(archway: FakeArchway) -> Iterator[TestClient]:
    """A client of the routes beside the page."""
    with TestClient(Starlette(routes=web.routes()), raise_server_exceptions=False) as client:
        yield client


def events(body: str) -> list[tuple[str, dict[str, object]]]:
    """Names and data of a stream's events; comments are left out."""
    found = []
    for block in body.strip().split("\n\n"):
        if not block.startswith(":"):
            name, data = block.split("\n", 1)
            found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_a_question_is_answered_under_the_callers_id(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json={"question": "What does the role do?", "id": "q-7"})
    assert response.status_code == 200
    assert response.json()["id"] == "q-7"
    assert response.json()["answer"] == ROLE_ANSWER.answer


def test_history_and_filters_reach_the_assistant(client: TestClient, archway: FakeArchway) -> None:
    turns = [{"role": "user", "content": "What is it?"}, {"role": "assistant", "content": "A role."}]
    client.post("/api/v1/ask", json={"question": "And its pay?", "history": turns, "filters": {"kind": "role"}})
    expected = (Turn("user", "What is it?"), Turn("assistant", "A role."))
    assert archway.asked == [("And its pay?", expected, {"kind": "role"})]


def test_the_tokens_of_a_stream_join_to_the_answer(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json={"question": "What does it do?", "stream": True})
    assert response.headers["content-type"].startswith("text/event-stream")
    assert "".join(str(data["text"]) for name, data in events(response.text) if name == "token") == ROLE_ANSWER.answer


def test_a_stream_has_its_events_in_the_order_of_the_contract(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json={"question": "What does it earn?", "stream": True, "id": "s"})
    names = list(dict.fromkeys(name for name, _ in events(response.text)))
    assert names == ["meta", "token", "citations", "notice", "table", "chart", "followups", "done"]
    assert events(response.text)[-1][1]["status"] == "partial"


def test_the_stages_of_a_stream_are_comments(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json={"question": "What does it do?", "stream": True})
    comments = [block for block in response.text.split("\n\n") if block.startswith(":")]
    assert comments == [": condense", ": retrieve", ": rerank", ": answer"]


def test_a_stream_that_fails_ends_with_the_error(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json={"question": " ", "stream": True})
    names = [name for name, _ in events(response.text)]
    assert names == ["meta", "error", "done"]
    assert events(response.text)[1][1]["type"] == "urn:archway:problem:question"


def test_an_unusable_question_is_a_problem_with_its_fix(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json={"question": " "})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert "archway ask" in response.json()["detail"]


def test_a_misspelt_field_is_a_problem_that_points_to_it(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json={"question": "What?", "histroy": []})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["errors"][0]["pointer"] == "#/histroy"


def test_an_unforeseen_fault_tells_nothing_of_the_inside(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json={"question": "please explode"})
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert "secret" not in response.text


def test_an_unknown_path_is_a_problem(client: TestClient) -> None:
    response = client.get("/api/v1/nothing")
    assert response.status_code == 404
    assert response.json()["type"] == "urn:archway:problem:not-found"


def test_search_gives_passages_best_first(client: TestClient) -> None:
    response = client.post("/api/v1/search", json={"query": "pay", "k": 2})
    assert [result["passage_id"] for result in response.json()["results"]] == ["p1", "p2"]


def test_a_document_id_may_hold_slashes(client: TestClient) -> None:
    assert client.get(f"/api/v1/documents/{ROLE.id}").json()["text"] == ROLE.text


def test_an_unknown_document_is_a_problem(client: TestClient) -> None:
    response = client.get("/api/v1/documents/roles/nobody")
    assert response.status_code == 404
    assert "roles/nobody" in response.json()["detail"]


def test_suggestions_name_their_audience(client: TestClient) -> None:
    first = client.get("/api/v1/suggestions").json()["suggestions"][0]
    assert first == {"audience": "Hiring manager", "question": "What does an AI/ML solutions architect do?"}


def test_the_process_is_ready_when_the_index_is_open(client: TestClient) -> None:
    assert client.get("/readyz").json() == {"status": "ready", "generation": "g-0001", "documents": 3, "passages": 7}


def test_without_an_index_the_process_is_alive_and_not_ready(client: TestClient) -> None:
    def missing() -> FakeArchway:
        raise IndexMissingError("No index in .archway/index. Run `archway ingest`.")

    service.install(service.Service(missing))
    assert client.get("/healthz").status_code == 200
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "archway ingest" in response.json()["detail"]


@pytest.mark.parametrize("announced", [True, False], ids=["announced", "streamed"])
def test_a_body_that_is_too_large_is_refused(client: TestClient, archway: FakeArchway, announced: bool) -> None:
    body = b'{"question": "' + b"a" * MAX_BODY_BYTES + b'"}'
    pieces = (body[start : start + 65_536] for start in range(0, len(body), 65_536))
    response = client.post("/api/v1/ask", content=body if announced else pieces, headers=JSON)
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == "urn:archway:problem:body-too-large"
    assert archway.asked == []


def test_a_body_at_the_limit_is_read(client: TestClient) -> None:
    body = b'{"question": "What does it do?"}'
    response = client.post("/api/v1/ask", content=body + b" " * (MAX_BODY_BYTES - len(body)), headers=JSON)
    assert response.status_code == 200


def test_the_rest_of_a_body_that_is_too_large_is_not_read() -> None:
    taken: list[int] = []

    async def receive() -> Message:
        taken.append(1)
        return {"type": "http.request", "body": b"a" * 1_000_000, "more_body": True}

    async def send(message: Message) -> None:
        pass

    asyncio.run(BodyLimit(Starlette())({"type": "http", "method": "POST", "headers": []}, receive, send))
    assert len(taken) == MAX_BODY_BYTES // 1_000_000 + 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("history", [{"role": "user", "content": "a"}] * 101), ("filters", {f"k{n}": "v" for n in range(11)})],
)
def test_a_list_that_is_too_long_is_a_problem_that_points_to_it(client: TestClient, field: str, value: object) -> None:
    response = client.post("/api/v1/ask", json={"question": "What?", field: value})
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == f"#/{field}"
