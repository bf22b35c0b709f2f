"""Check certificates with Python alone: ``python -I -S checker FILE|DIR ...``, or ``python -m symflow.checker ...``.

The folder may be copied away and renamed. Exit code 0: all are accepted; 1: one is rejected; 4: one cannot be
checked, or the run was interrupted; 2: there is nothing to check.
"""

import importlib.util
import sys
from pathlib import Path

if __package__:
    from .judge import main
else:  # the folder itself is run: make a package of it, whatever its name, without its neighbours on the path
    folder = Path(__file__).resolve().parent
    spec = importlib.util.spec_from_file_location(
        "checker_alone", folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or spec.loader is None:
        sys.exit(f"{folder} cannot be read as a package")
    package = importlib.util.module_from_spec(spec)
    sys.modules["checker_alone"] = package
    spec.loader.exec_module(package)
    main = importlib.import_module("checker_alone.judge").main

if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("interrupted: nothing is said about any certificate", file=sys.stderr)
        sys.exit(4)
