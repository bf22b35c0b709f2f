"""Evidence: checked proofs, exact instances, enclosures, samples, and the verdicts that they give."""
