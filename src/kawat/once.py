"""Loads what is heavy once, whoever asks first, and ahead of need."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from threading import Lock, Thread
from typing import TypeVar

T = TypeVar("T")


def once(load: Callable[[], T]) -> Callable[[], T]:
    """Return a loader that loads at its first call; other threads wait for it."""
    lock = Lock()
    kept: list[T] = []

    @wraps(load)
    def loaded() -> T:
        with lock:
            if not kept:
                kept.append(load())
        return kept[0]

    return loaded


def ahead(*loaders: str) -> None:
    """Begin to load beside other work what will be asked for.

    What fails here fails again, and is told, where it is asked for.

    Args:
        loaders: functions decorated with ``once``, as ``module:function``.
    """
    for loader in loaders:
        Thread(target=_load, args=loader.split(":"), daemon=True).start()


def _load(module: str, function: str) -> None:
    try:
        getattr(import_module(module), function)()
    except Exception:  # the same is raised to who asks for it
        return
