"""Types of arguments."""

from __future__ import annotations

import os
from typing import Optional, Tuple, Union

#: A page: bytes as they came, or text that was decoded before.
Html = Union[bytes, bytearray, memoryview, str]

#: A page, with its address and its charset if they are known.
Page = Union[Html, Tuple[Html, Optional[str]], Tuple[Html, Optional[str], Optional[str]]]

#: The name of a file.
StrPath = Union[str, "os.PathLike[str]"]
