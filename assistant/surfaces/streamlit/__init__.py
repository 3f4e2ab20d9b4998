"""The chat page. Streamlit runs `page.py` once for every visitor and every click; the rest are its parts."""
