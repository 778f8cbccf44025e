"""Texts that wait to be shown, put aside on the disk: a large site has more of them than memory."""

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

# Letters of HTML that are kept at hand before any is put aside: no site of one coalition has more.
AT_HAND: Final = 4_000_000

_pack: Final = msgpack.Encoder().encode
_unpack: Final = msgpack.Decoder(Body).decode


class Shelf:
    """Takes a text and gives back who brings it again.

    A temporary file without a name holds what is put aside; it goes with the shelf. Where there is
    no room for it, texts stay in memory.
    """

    def __init__(self, at_hand: int = AT_HAND) -> None:
        self._left = at_hand
        self._file = -1
        self._end = 0

    def __call__(self, body: Body) -> Callable[[], Body]:
        """Put ``body`` aside; what is given brings it."""
        self._left -= len(body.html)
        if self._left < 0:
            with contextlib.suppress(OSError):
                return self._put(_pack(body))
        return lambda: body

    def _put(self, packed: bytes) -> Callable[[], Body]:
        if self._file < 0:
            with tempfile.TemporaryFile() as file:
                self._file = os.dup(file.fileno())
            weakref.finalize(self, os.close, self._file)
        at, left = self._end, memoryview(packed)
        while left:
            left = left[os.pwrite(self._file, left, self._end) :]
            self._end = at + len(packed) - len(left)
        return partial(self._brought, at, len(packed))

    def _brought(self, at: int, size: int) -> Body:
        return _unpack(os.pread(self._file, size, at))
