"""Output files and folders: tested before work starts; a file is written whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from symflow.errors import InputError


@dataclass(frozen=True, slots=True)
class Target:
    """A file that can be written; ``path`` is "-" for standard output."""

    argument: str
    path: str

    @property
    def standard(self) -> bool:
        """Whether this is standard output."""
        return self.path == "-"

    @property
    def replaces(self) -> bool:
        """Whether writing would replace a file that is there."""
        return not self.standard and os.path.isfile(self.path)

    def write(self, content: str | bytes | Iterable[str] | Iterable[bytes]) -> None:
        """Write the whole content: into a new file beside the old one, which it then replaces.

        What is long comes in pieces, and is never there as a whole; on standard output these are texts.
        """
        if self.standard and not isinstance(content, bytes):
            texts: Iterable[Any] = [content] if isinstance(content, str) else content
            sys.stdout.writelines(texts)
            sys.stdout.flush()
            return
        try:
            _write(os.path.realpath(self.path), _pieces(content))
        except OSError as error:
            raise InputError.about(self.argument, self.path, f"writing failed: {error.strerror}") from None


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that files can be written into; it is made with the first of them."""

    argument: str
    path: str

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file of the folder whole, as ``Target.write`` does."""
        place = os.path.join(self.path, name)
        try:
            os.makedirs(self.path, exist_ok=True)
        except OSError as error:
            raise InputError.about(self.argument, self.path, f"writing failed: {error.strerror}") from None
        Target(self.argument, place).write(content)


def _pieces(content: str | bytes | Iterable[str] | Iterable[bytes]) -> Iterator[bytes]:
    """The bytes of a content."""
    if isinstance(content, bytes):
        yield content
    elif isinstance(content, str):
        yield content.encode()
    else:
        yield from (piece if isinstance(piece, bytes) else piece.encode() for piece in content)


def target(argument: str, path: str | None) -> Target | None:
    """The output file, tested: a path that cannot be written is refused before any work is done."""
    if path is None:
        return None
    if path == "-" and sys.stdout is None:
        raise InputError.about(argument, path, "standard output is closed; give a file that can be written")
    if path != "-":
        try:
            trouble = _trouble(os.path.realpath(path)) if path else "an empty name"
        except (OSError, ValueError) as error:
            trouble = getattr(error, "strerror", None) or str(error)
        if trouble:
            advice = f"{trouble}; give a file that can be written, or - for standard output"
            raise InputError.about(argument, path, advice)
    return Target(argument, path)


def apart(outputs: Mapping[str, str | None], inputs: Mapping[str, str | None] | None = None) -> None:
    """Refuse outputs that share a file, or standard output, and a file that is read as well; links are followed.

    Both are given by the option that names them; None is no file. InputError names the two options.
    """
    taken: dict[tuple[int, int] | str, str] = {}
    for argument, path in (inputs or {}).items():
        file = _identity(path)
        if file is not None:
            taken.setdefault(file, argument)
    for argument, path in outputs.items():
        file = "-" if path == "-" else _identity(path)
        if file is not None and file in taken:
            shared = "standard output" if file == "-" else "a file"
            raise InputError.about(
                argument, path, f"it cannot share {shared} with {taken[file]}; give each its own"
            )
        if file is not None:
            taken[file] = argument


def _identity(path: str | None) -> tuple[int, int] | str | None:
    """The file itself where it is there (two hard links are one file), else its real path; None of a device."""
    if path in (None, "", "-"):
        return None
    try:
        found = os.stat(str(path))
    except OSError:
        return os.path.realpath(str(path))
    except ValueError:
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def folder(argument: str, path: str | None) -> Folder | None:
    """The output folder, tested: one that cannot be made or written into is refused before any work is done."""
    if path is None:
        return None
    try:
        trouble = _folder_trouble(os.path.realpath(path)) if path else "an empty name"
    except (OSError, ValueError) as error:
        trouble = getattr(error, "strerror", None) or str(error)
    if trouble:
        raise InputError.about(argument, path, f"{trouble}; give a folder that can be written into")
    return Folder(argument, path)


def _folder_trouble(path: str) -> str:
    """Why files cannot be written into a folder; "" if they can. A folder that is not there is not left behind."""
    if os.path.lexists(path) and not os.path.isdir(path):
        return "it is no folder"
    if os.path.isdir(path):
        descriptor, draft = tempfile.mkstemp(prefix=".symflow-", dir=path)
        os.close(descriptor)
        os.unlink(draft)
        return ""
    if not os.path.isdir(os.path.dirname(path)):
        return "its parent folder does not exist"
    os.mkdir(path)
    os.rmdir(path)
    return ""


def _trouble(path: str) -> str:
    """Why a file cannot be written; "" if it can."""
    folder = os.path.dirname(path)
    if os.path.isdir(path) or not os.path.basename(path):
        return "it is a folder"
    if path.endswith(".py"):
        return "it is the name of a Python file, and symflow writes none"
    if not os.path.isdir(folder):
        return "its folder does not exist"
    if os.path.lexists(path) and not os.access(path, os.W_OK):
        return "it may not be written"
    if _special(path):
        return ""
    if not os.path.lexists(path):
        # A name that the file system refuses is found out here, and not after the work.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        os.unlink(path)
    descriptor, draft = tempfile.mkstemp(prefix=".symflow-", dir=folder)
    os.close(descriptor)
    os.unlink(draft)
    return ""


def _special(path: str) -> bool:
    """A device or pipe: written in place, never replaced."""
    return os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode)


def _write(path: str, pieces: Iterable[bytes]) -> None:
    if _special(path):
        with open(path, "wb") as file:
            file.writelines(pieces)
        return
    descriptor, draft = tempfile.mkstemp(prefix=".symflow-", dir=os.path.dirname(path))
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(draft, _mode(path))
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise


def _mode(path: str) -> int:
    """The permissions of the file that is replaced, or those of a new one."""
    if os.path.exists(path):
        return stat.S_IMODE(os.stat(path).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
