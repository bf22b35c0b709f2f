"""A critical point near a given one: it is shown to exist, by Krawczyk's test in balls, and its class is shown too."""
