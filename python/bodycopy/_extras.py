"""What to say where an optional package is missing."""

from __future__ import annotations

from typing import Optional


def missing(module: str, error: ImportError) -> ImportError:
    """The error for ``bodycopy.<module>`` if what it needs is not installed."""
    name: Optional[str] = error.name
    return ImportError(
        f"bodycopy.{module} needs {name}, which is not installed: pip install 'bodycopy[{module}]'", name=name
    )
