"""One self-contained HTML page about claims: for a referee who has ten minutes, and no network."""
