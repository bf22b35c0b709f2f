"""What ``tools/wheel.py`` is made of: building, looking inside, an environment of its own, the newcomer's path."""
