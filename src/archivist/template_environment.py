"""The templates of a package, as Jinja reads them everywhere in this program.

A template that was compiled is kept as Python keeps modules: in `__pycache__` beside it, for this version of Python, if
that folder can be written to and Python writes there. To compile those of a volume takes 0.07 s of processor time.
"""

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType

import jinja2
from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket

_ESCAPES, _TRIMS, _STRIPS, _KEEPS_END = True, True, True, True  # what decides what is compiled
_DIGEST = hashlib.sha256().digest_size


def open_templates(package: str) -> Environment:
    """The folder `templates` of a package: what is filled in is escaped, and a name that is not given is an error."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=_ESCAPES,
        undefined=StrictUndefined,
        trim_blocks=_TRIMS,
        lstrip_blocks=_STRIPS,
        keep_trailing_newline=_KEEPS_END,
        auto_reload=False,
        bytecode_cache=CompiledTemplates(),
    )


class CompiledTemplates(BytecodeCache):
    """Templates that were compiled, each in a file with the digest of what it was made from, then its own."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The path of the template: in a bucket it is the key."""
        return filename or ""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept, if it was made from the same template by the same program."""
        file = _file_for(bucket)
        if file is None:
            return
        with suppress(OSError, ValueError, EOFError, TypeError):
            content = file.read_bytes()
            made_from, own, code = content[:_DIGEST], content[_DIGEST : 2 * _DIGEST], content[2 * _DIGEST :]
            if made_from == _made_from(bucket) and own == hashlib.sha256(code).digest():
                found = marshal.loads(code)
                bucket.code = found if isinstance(found, CodeType) else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, unless Python may not write such files, or cannot."""
        file = _file_for(bucket)
        if file is None or sys.dont_write_bytecode:
            return
        code = marshal.dumps(bucket.code)
        new = file.with_name(f"{file.name}.{os.getpid()}")
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(_made_from(bucket) + hashlib.sha256(code).digest() + code)
            new.replace(file)


def _file_for(bucket: Bucket) -> Path | None:
    """Where a template is kept; None if it is in no file, or if Python keeps nothing."""
    try:
        return Path(cache_from_source(f"{bucket.key}.py")).with_suffix(".jinja") if bucket.key else None
    except NotImplementedError:
        return None


def _made_from(bucket: Bucket) -> bytes:
    """The digest of everything that decides what a template is compiled to; its path is part of that."""
    settings = (_ESCAPES, _TRIMS, _STRIPS, _KEEPS_END)
    parts = (bucket.key, bucket.checksum, jinja2.__version__, sys.version, *map(str, settings))
    return hashlib.sha256("\0".join(parts).encode()).digest()
