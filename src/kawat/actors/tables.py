"""Reads the register's tab-separated tables, row by row where a row is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable


@dataclass
class Table:
    """A table: the names of its columns, and its rows as they are written."""

    header: tuple[str, ...] = ()
    lines: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[dict[str, str]]:
        """Yield every row by column."""
        for line in self.lines:
            yield dict(zip(self.header, line.split("\t"), strict=True))

    def without(self, keep: Callable[[Mapping[str, str]], bool]) -> Table:
        """Return the table with only the rows that are to be kept."""
        rows = zip(self.lines, self.rows(), strict=True)
        return Table(self.header, [line for line, row in rows if keep(row)])

    def changed(self, rows: Iterable[Mapping[str, str]], key: tuple[str, ...]) -> Table:
        """Return the table with rows added, each instead of those with the same ``key``."""
        new: dict[tuple[str, ...], str] = {}
        for row in rows:
            line = "\t".join(row.get(column, "") for column in self.header)
            new[tuple(row.get(column, "") for column in key)] = line
        if not new:
            return self
        at = [self.header.index(column) for column in key]
        split = (line.split("\t") for line in self.lines)
        kept = ["\t".join(fields) for fields in split if tuple(fields[n] for n in at) not in new]
        return Table(self.header, sorted(kept + list(new.values())))


def read_table(folder: Traversable, name: str, header: tuple[str, ...] = ()) -> Table:
    """Return a table of a folder; one without rows where the file is not there.

    Raises:
        ValueError: a row has more or fewer fields than the header.
    """
    path = folder.joinpath(name)
    if not path.is_file():
        return Table(header)
    text = path.read_text(encoding="utf-8")
    lines = text.removesuffix("\n").split("\n")
    header = tuple(lines[0].split("\t"))
    if text.count("\t") != len(lines) * (len(header) - 1):
        wrong = next(n for n, line in enumerate(lines) if line.count("\t") != len(header) - 1)
        raise ValueError(f"{path}:{wrong + 1}: {len(header)} fields wanted")
    del lines[0]
    return Table(header, lines)
