"""Secrets for demo and test: made once, kept in var/, never in the repository."""

import base64
import os
import secrets
from pathlib import Path


def eigen_sleutel(map_: Path, naam: str) -> str:
    """The secret kept in `map_`/`naam`, made on first use: 32 random bytes, url-safe base64 (a Fernet key).

    Two processes may start at once (web and worker): whoever links its file first wins, the other reads it.
    """
    pad = map_ / naam
    if not pad.exists():
        map_.mkdir(parents=True, exist_ok=True)
        voorlopig = map_ / f".{naam}.{os.getpid()}.{secrets.token_hex(4)}"
        voorlopig.write_text(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
        voorlopig.chmod(0o600)
        try:
            os.link(voorlopig, pad)
        except FileExistsError:
            pass
        finally:
            voorlopig.unlink()
    return pad.read_text().strip()
