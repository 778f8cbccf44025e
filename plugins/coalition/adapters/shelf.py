"""What waits to be written, put aside on the disk: a large site has more of it than memory."""

from __future__ import annotations

import contextlib
import os
import tempfile
import weakref
from collections.abc import Callable
from functools import partial
from typing import Final

from msgspec import msgpack

from ..core.markup import Body

# Bytes and letters that are kept at hand before any are put aside: few sites have more.
AT_HAND: Final = 4_000_000

_pack: Final = msgpack.Encoder().encode
_unpack: Final = msgpack.Decoder(Body).decode


class Shelf:
    """Takes texts and bytes, and gives back who brings them again.

    A temporary file without a name holds what is put aside; it goes with the shelf. Where there is
    no room for it, all stays in memory.
    """

    def __init__(self, at_hand: int = AT_HAND) -> None:
        self._left = at_hand
        self._file = -1
        self._end = 0

    def text(self, body: Body) -> Callable[[], Body]:
        """Put ``body`` aside; what is given brings it."""
        bring = self._put(len(body.html), partial(_pack, body))
        return (lambda: body) if bring is None else (lambda: _unpack(bring()))

    def raw(self, content: bytes) -> Callable[[], bytes]:
        """Put ``content`` aside; what is given brings it."""
        return self._put(len(content), lambda: content) or (lambda: content)

    def _put(self, size: int, packed: Callable[[], bytes]) -> Callable[[], bytes] | None:
        self._left -= size
        if self._left < 0:
            with contextlib.suppress(OSError):
                return self._written(packed())
        return None

    def _written(self, content: bytes) -> Callable[[], bytes]:
        if self._file < 0:
            with tempfile.TemporaryFile() as file:
                self._file = os.dup(file.fileno())
            weakref.finalize(self, os.close, self._file)
        at, left = self._end, memoryview(content)
        while left:
            left = left[os.pwrite(self._file, left, self._end) :]
            self._end = at + len(content) - len(left)
        return partial(self._brought, at, len(content))

    def _brought(self, at: int, size: int) -> bytes:
        return os.pread(self._file, size, at)
