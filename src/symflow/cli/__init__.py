"""The command line: ``symflow list | verify | explain | doctor``."""

from symflow.cli.app import app, main

__all__ = ["app", "main"]
