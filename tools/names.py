"""src/symflow/checker/names.json: the digest of the statement that each id of the package stands for.

    python tools/names.py             write it
    python tools/names.py --check     fail if it is stale

The checker reads it where it lies beside it, and rejects a certificate that has the id of a claim and states another.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "src" / "symflow" / "checker" / "names.json"


def names() -> str:
    """The text of the file: canonical, so that equal claims give equal bytes."""
    from symflow.ledger import claims

    digests = {name: claim.digest for name, claim in claims().items()}
    return json.dumps(digests, sort_keys=True, indent=0) + "\n"


def main(arguments: list[str] | None = None, file: Path = FILE) -> int:
    """Write or check the file; 1 if it is stale."""
    parser = argparse.ArgumentParser(
        description="Write the digests of all claims, or check that they are fresh."
    )
    parser.add_argument("--check", action="store_true", help="change nothing; fail if the file is stale")
    wanted = names()
    if not parser.parse_args(arguments).check:
        file.write_text(wanted, encoding="utf-8")
        return 0
    if file.exists() and file.read_text(encoding="utf-8") == wanted:
        print(f"{file.name}: the digests of {wanted.count(':')} claims are fresh")
        return 0
    print(f"tools/names.py: {file.name} is stale; run python tools/names.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
