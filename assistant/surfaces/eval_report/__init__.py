"""The report of `archway eval` as one HTML page: no scripts, nothing fetched from anywhere."""
