"""The command line: ``symflow list | verify | explain | flow | ...``."""

from symflow.cli.app import app, main

__all__ = ["app", "main"]
