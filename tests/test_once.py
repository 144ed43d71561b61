"""What is heavy is loaded once, also where several ask at the same time, and ahead of need."""

from __future__ import annotations

import sys
from threading import Barrier, Event, Thread
from types import ModuleType

import pytest

from kawat.once import ahead, once


def test_several_threads_load_once() -> None:
    loaded: list[int] = []
    together = Barrier(4)

    @once
    def load() -> int:
        loaded.append(1)
        return len(loaded)

    def ask() -> None:
        together.wait(5)
        load()

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert loaded == [1]
    assert load() == 1


def test_what_failed_is_tried_again() -> None:
    tried: list[int] = []

    @once
    def load() -> str:
        tried.append(1)
        if len(tried) == 1:
            raise OSError("gone")
        return "there"

    with pytest.raises(OSError, match="gone"):
        load()
    assert load() == "there"


def test_loading_ahead_does_not_tell_of_failures(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    done = Event()

    def load() -> None:
        done.set()
        raise OSError("gone")

    module = ModuleType("loads_nothing")
    module.load = load  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "loads_nothing", module)
    ahead("loads_nothing:load")
    assert done.wait(5)
    assert capfd.readouterr().err == ""
