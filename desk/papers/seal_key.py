"""Where the private key of the store's seal lives: the key store of the system, else a file under a passphrase."""

from __future__ import annotations

from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from desk.i18n import N_

from .seal import Identity, SealTrouble, fingerprint

#: Added to the store's path: where its key lies when the system has no place for keys.
FILE = ".seal"

_PLACE = "Complaint desk seal"

#: So often a passphrase is hashed before it opens the key (OWASP, PBKDF2 with SHA-256).
_ROUNDS = 600_000

#: A file of a key and its certificates is never larger.
_LARGEST = 64_000


def system() -> Any:
    """The key store of this system, or None where there is none that keeps a secret."""
    try:
        import keyring
        from keyring.backends import fail, null
    except ImportError:
        return None
    found = keyring.get_keyring()
    return None if isinstance(found, (fail.Keyring, null.Keyring)) or found.priority <= 0 else found


def keep(who: Identity, path: Path, passphrase: str = "") -> bool:
    """Keep the key: in the system's key store, else at `path` under the passphrase. True when the system took it.

    SealTrouble when the system has no key store and there is no passphrase, or the file cannot be written.
    """
    place = system()
    if place is not None and not passphrase and _taken(place, who):
        return True
    if len(passphrase) < 8:
        raise SealTrouble(N_("This computer keeps no keys, so the seal needs a passphrase of at least 8 characters."))
    part = path.with_name(path.name + ".part")
    try:
        part.touch(mode=0o600)
        part.write_bytes(_locked(who, passphrase))
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise SealTrouble(N_("The key of the seal cannot be written to {path}."), path=str(path)) from error
    return False


def _taken(place: Any, who: Identity) -> bool:
    """Whether the system's key store kept the key: a locked or broken one must not lose it."""
    text = b64encode(who.key).decode("ascii")
    try:
        place.set_password(_PLACE, who.fingerprint, text)
        return bool(place.get_password(_PLACE, who.fingerprint) == text)
    except Exception:  # every system has errors of its own for a locked or refused key store
        return False


def reachable(certificate: bytes) -> bool:
    """Whether the system's key store gives the key without being asked for a passphrase."""
    return _given(certificate) is not None


def _given(certificate: bytes) -> Identity | None:
    place = system()
    if place is None:
        return None
    try:
        text = place.get_password(_PLACE, fingerprint(certificate))
    except Exception:  # every system has errors of its own for a locked or refused key store
        return None
    return Identity(b64decode(text), certificate) if text else None


def fetch(certificate: bytes, path: Path, passphrase: str = "") -> Identity:
    """The identity of a certificate, its key from the system's key store or the file.

    SealTrouble when it is in neither, or the passphrase is wrong or missing.
    """
    if given := _given(certificate):
        return given
    if not path.is_file():
        raise SealTrouble(N_("The key of the seal is not on this computer. Please make a new seal."))
    if not passphrase:
        raise SealTrouble(N_("The key of the seal is locked. Please give its passphrase."))
    return _opened(path.read_bytes()[:_LARGEST], passphrase, certificate)


def _locked(who: Identity, passphrase: str) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import PrivateFormat, load_der_private_key, pkcs12

    how = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(_ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(SHA256())
        .build(passphrase.encode())
    )
    own, issuers = x509.load_der_x509_certificate(who.certificate), map(x509.load_der_x509_certificate, who.issuers)
    key: Any = load_der_private_key(who.key, None)
    return pkcs12.serialize_key_and_certificates(b"seal", key, own, list(issuers), how)


def _opened(data: bytes, passphrase: str, certificate: bytes) -> Identity:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12

    try:
        key, own, issuers = pkcs12.load_key_and_certificates(data, passphrase.encode())
    except ValueError as error:
        raise SealTrouble(N_("This passphrase does not open the key of the seal. Please try again.")) from error
    if key is None or own is None or own.public_bytes(Encoding.DER) != certificate:
        raise SealTrouble(N_("The key on this computer belongs to another seal."))
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return Identity(private, certificate, tuple(each.public_bytes(Encoding.DER) for each in issuers))
