"""Chat page and HTTP interface in one process: `python app.py`, or `streamlit run app.py`."""

import streamlit as st

from assistant.surfaces import web

app = st.App(web.PAGE, routes=web.routes(), lifespan=web.lifespan)

if __name__ == "__main__":
    app.run(config=web.options())
