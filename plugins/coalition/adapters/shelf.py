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
AT_HAND: Final = 2_000_000
# So many bytes go to the disk at once: a call of the system for each text would take longer.
_PIECE: Final = 1 << 20

_pack: Final = msgpack.Encoder().encode
_unpack: Final = msgpack.Decoder(Body).decode


class Shelf:
    """Takes texts and bytes, and gives back who brings them again.

    A temporary file without a name holds what is put aside; it goes with the shelf. Where there is
    no room for it, all stays in memory.
    """

    def __init__(self, at_hand: int = AT_HAND, piece: int = _PIECE) -> None:
        self._left, self._piece = at_hand, piece
        self._file = -1
        # Where the file ends, and what comes behind that.
        self._end = 0
        self._last = bytearray()

    def text(self, body: Body) -> Callable[[], Body]:
        """Put ``body`` aside; what is given brings it."""
        self._left -= len(body.html)
        if self._left >= 0:
            return lambda: body
        bring = self._put(_pack(body))
        return lambda: _unpack(bring())

    def raw(self, content: bytes) -> Callable[[], bytes]:
        """Put ``content`` aside; what is given brings it."""
        self._left -= len(content)
        return self._put(content) if self._left < 0 else lambda: content

    def _put(self, content: bytes) -> Callable[[], bytes]:
        at = self._end + len(self._last)
        self._last += content
        if len(self._last) > self._piece and self._is_written():
            self._end += len(self._last)
            self._last = bytearray()
        return partial(self._brought, at, len(content))

    def _is_written(self) -> bool:
        with contextlib.suppress(OSError):
            if self._file < 0:
                with tempfile.TemporaryFile() as file:
                    self._file = os.dup(file.fileno())
                weakref.finalize(self, os.close, self._file)
            if os.pwrite(self._file, self._last, self._end) == len(self._last):
                return True
        self._piece *= 2  # to try each time would take ever longer
        return False

    def _brought(self, at: int, size: int) -> bytes:
        if at < self._end:
            return os.pread(self._file, size, at)
        return bytes(self._last[at - self._end : at - self._end + size])
