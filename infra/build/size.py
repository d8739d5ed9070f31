"""How large an artefact is, unpacked and zipped, against what we allow it."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

# Ours: Lambda's own limit is 250 MB unpacked ("Lambda quotas"), but a small artefact starts sooner.
MAX_UNPACKED_BYTES = 25_000_000

# The oldest time that a zip can hold. With it for every file, the same code makes the same zip, and deploys nothing.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Size:
    """Bytes of an artefact's files, and of the zip that holds them."""

    unpacked: int
    zipped: int

    @property
    def too_large(self) -> bool:
        """Whether it is larger than we allow."""
        return self.unpacked > MAX_UNPACKED_BYTES


def pack(folder: Path) -> Size:
    """Zip the artefact in `folder` into a file beside it, and tell how large both are."""
    unpacked = 0
    archive = folder.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            data = file.read_bytes()
            entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), _NO_TIME)
            entry.external_attr = 0o644 << 16  # Lambda's user must be able to read it
            entry.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(entry, data)
            unpacked += len(data)
    return Size(unpacked, archive.stat().st_size)


def table(sizes: dict[str, Size]) -> str:
    """The sizes for people, one line for each artefact."""
    lines = [f"{'artefact':<12}{'unpacked':>10}{'zipped':>10}{'limit':>10}"]
    for name, size in sizes.items():
        columns = "".join(f"{count / 1e6:>7.1f} MB" for count in (size.unpacked, size.zipped, MAX_UNPACKED_BYTES))
        lines.append(f"{name:<12}{columns}{'  too large' if size.too_large else ''}")
    return "\n".join(lines)
