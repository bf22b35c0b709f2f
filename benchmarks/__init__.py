"""Time and error of symflow beside those of others that integrate the same flow; ``python -m benchmarks`` runs them."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))  # pictures.style, how all pictures look
