"""Commands are files: a folder of them is a group, and a file put there is a command."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, MutableMapping
from typing import cast

import click

from .. import plugins
from . import options

__all__ = ["commands"]


class _Commands(Mapping[str, click.Command]):
    """Name -> command, loaded when it is asked for."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def __getitem__(self, name: str) -> click.Command:
        file = next((file for file in self._files if options.command_name(file) == name), None)
        if file is None:
            raise KeyError(name)
        return cast("click.Command", importlib.import_module(f".{self._folder}.{file}", __package__).command)

    def __iter__(self) -> Iterator[str]:
        return map(options.command_name, self._files)

    def __len__(self) -> int:
        return len(self._files)

    @property
    def _files(self) -> tuple[str, ...]:
        return plugins.ids(f"cli.{self._folder}")


def commands(folder: str) -> MutableMapping[str, click.Command]:
    """The commands of a folder in `cli/`, for a group: what its files call `command`, by the files' names."""
    return cast("MutableMapping[str, click.Command]", _Commands(folder))
