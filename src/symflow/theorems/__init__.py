"""The statements that symflow verifies, one to a file; no proof is known here."""
