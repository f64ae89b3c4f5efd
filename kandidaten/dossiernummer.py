"""Random, non-sequential dossier numbers (PRIV-02). No database."""

import secrets

# Without 0/O, 1/I/L and U: readable aloud, hard to mistype. 29^8 is about 5 * 10^11 numbers.
ALFABET = "23456789ABCDEFGHJKMNPQRSTVWXY"


def nieuw_dossiernummer() -> str:
    """A fresh number such as 'K7MX-2Q9D'; uniqueness is kept by the database."""
    tekens = "".join(secrets.choice(ALFABET) for _ in range(8))
    return f"{tekens[:4]}-{tekens[4:]}"
