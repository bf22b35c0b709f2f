"""Rules that propose proofs for a candidate; the exact checker decides whether a proposal is one."""
