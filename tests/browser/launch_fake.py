"""Starts the chat page over the fake assistant: `python tests/browser/launch_fake.py PORT`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import streamlit as st

from assistant.surfaces import service, web
from tests.fakes import FakeArchway

app = st.App(web.PAGE, routes=web.routes(), lifespan=web.lifespan)

if __name__ == "__main__":
    service.install(service.Service(FakeArchway))
    app.run(config={"server.port": int(sys.argv[1])})
