"""The store's seal on a paper: a PAdES signature that shows nothing and leaves PDF/A and PDF/UA as they are.

Needs `pip install .[seal]`; without it nothing else is missing. A seal proves who made the file and that not a byte
was changed. There is no time-stamp server, so the time in it is this computer's word (ETSI EN 319 142-1, level B-B).
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from desk.i18n import N_, Words

#: How long a seal can be used for new papers. Old papers stay provable: the store keeps its certificates.
_DAYS = 3653  # ten years with their leap days
_FIELD = "StoreSeal"


class SealTrouble(Exception):
    """Why a paper cannot be sealed: `words` says it and what to do."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text)
        self.words = Words(text, values)


@dataclass(frozen=True)
class Identity:
    """Who seals: a private key (P-256, PKCS #8 without a passphrase), its certificate, and its issuers' (DER)."""

    key: bytes
    certificate: bytes
    issuers: tuple[bytes, ...] = ()

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.certificate)


def fingerprint(certificate: bytes) -> str:
    """The name a certificate is called by: SHA-256 in hexadecimal digits."""
    return hashlib.sha256(certificate).hexdigest()


def available() -> bool:
    """Whether the parts that sealing needs are installed."""
    return all(find_spec(name) for name in ("pyhanko", "cryptography"))


def _needed() -> None:
    if not available():
        raise SealTrouble(N_("Sealing needs further parts: pip install 'complaint-desk[seal]'. Nothing was changed."))


# The certificate ------------------------------------------------------------------------------------------------------


def identity(name: str, now: datetime, issuer: Identity | None = None, authority: bool = False) -> Identity:
    """A new key and its certificate for ten years, made without any network.

    `issuer` signs it when given, else it signs itself. `authority`: it may sign other certificates and no papers.
    """
    _needed()
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, _common_name(name))])
    over = x509.load_der_x509_certificate(issuer.certificate) if issuer else None
    builder = (
        x509.CertificateBuilder(subject_name=subject, issuer_name=over.subject if over else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=_DAYS))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
        .add_extension(_usage(authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    signing: Any = _private(issuer) if issuer else key
    about = x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key())
    certificate = builder.add_extension(about, critical=False).sign(signing, hashes.SHA256())
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    over_all = (issuer.certificate, *issuer.issuers) if issuer else ()
    return Identity(private, certificate.public_bytes(Encoding.DER), over_all)


def _common_name(name: str) -> str:
    """A common name holds 1 to 64 characters (RFC 5280, appendix A)."""
    return " ".join(name.split())[:64].strip() or "-"


def _usage(authority: bool) -> Any:
    from cryptography.x509 import KeyUsage

    return KeyUsage(
        digital_signature=not authority, content_commitment=not authority, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=authority, crl_sign=authority,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _private(who: Identity) -> Any:
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    return load_der_private_key(who.key, None)


# Sealing --------------------------------------------------------------------------------------------------------------


def sealed(pdf: bytes, who: Identity, says: str = "Seal") -> bytes:
    """The paper with the seal added behind its last byte. `says` is what a screen reader calls it.

    SealTrouble when parts are missing or the file is none that can be sealed.
    """
    _needed()
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import fields, signers
    from pyhanko.sign.general import SigningError

    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        # else it rewrites the metadata packet, and the file no longer says that it is PDF/A and PDF/UA
        writer._update_meta = lambda *args, **more: None  # type: ignore[method-assign]
        fields.append_signature_field(writer, fields.SigFieldSpec(_FIELD, on_page=0, readable_field_name=says))
        _in_structure(writer, says)
        about = signers.PdfSignatureMetadata(
            field_name=_FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES,
            certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        )  # fmt: skip
        return bytes(signers.sign_pdf(writer, about, signer=_signer(who)).getbuffer())
    except (PdfError, SigningError, KeyError, IndexError) as error:  # no PDF, sealed before, or none of ours
        raise SealTrouble(N_("This file cannot be sealed. Nothing was changed.")) from error


def _signer(who: Identity) -> Any:
    from asn1crypto import keys, x509  # type: ignore[import-untyped]
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    others = SimpleCertificateStore()
    others.register_multiple([x509.Certificate.load(der) for der in who.issuers])
    return SimpleSigner(
        signing_cert=x509.Certificate.load(who.certificate), signing_key=keys.PrivateKeyInfo.load(who.key),
        cert_registry=others,
    )  # fmt: skip


def _in_structure(writer: Any, says: str) -> None:
    """Give the field its place among the elements of the document (PDF/UA-1, 7.18.1 and 7.18.4)."""
    from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, TextStringObject, pdf_name

    page = writer.root["/Pages"]["/Kids"][0]
    widget = page["/Annots"].raw_get(-1)
    tree = writer.root["/StructTreeRoot"]
    whole, number = tree["/K"].raw_get(0), tree["/ParentTreeNextKey"]
    place = DictionaryObject({
        pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): widget,
        pdf_name("/Pg"): writer.root["/Pages"]["/Kids"].raw_get(0),
    })  # fmt: skip
    form = writer.add_object(DictionaryObject({
        pdf_name("/Type"): pdf_name("/StructElem"), pdf_name("/S"): pdf_name("/Form"), pdf_name("/P"): whole,
        pdf_name("/Alt"): TextStringObject(says), pdf_name("/K"): ArrayObject([place]),
    }))  # fmt: skip
    whole.get_object()["/K"].append(form)
    tree["/ParentTree"]["/Nums"] += [number, form]
    tree[pdf_name("/ParentTreeNextKey")] = NumberObject(number + 1)
    widget.get_object()[pdf_name("/StructParent")] = number
    for changed in (whole.get_object(), tree, widget.get_object()):
        writer.update_container(changed)


# Examining ------------------------------------------------------------------------------------------------------------

#: What became of a seal: there is none; it is whole and ours; it is broken; it is whole and somebody else's.
NONE, OURS, BROKEN, FOREIGN = "none", "ours", "broken", "foreign"


def carried(pdf: bytes) -> bool:
    """Whether the file carries a seal, whoever's and however whole (PDF 32000, 12.8.1)."""
    return b"/ByteRange" in pdf


def state(pdf: bytes, trusted: Sequence[bytes]) -> str:
    """What became of the seal of a file, judged by certificates that the store trusts (DER).

    Where the parts for it are missing, a seal that is there counts as broken: nobody looked at it.
    """
    if not carried(pdf):
        return NONE
    if not available():
        return BROKEN
    try:
        return _state(pdf, trusted)
    except Exception:  # whatever a strange file makes the parser do, it is not a whole seal
        return BROKEN


def _state(pdf: bytes, trusted: Sequence[bytes]) -> str:
    from asn1crypto.x509 import Certificate  # type: ignore[import-untyped]
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import async_validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    for name in ("pyhanko", "pyhanko_certvalidator"):  # what they say about a strange file helps nobody at a till
        logging.getLogger(name).setLevel(logging.CRITICAL)
    found = PdfFileReader(BytesIO(pdf)).embedded_signatures
    if not found:
        return NONE
    roots = [Certificate.load(der) for der in trusted]
    # the store's own certificates are known: a paper of eleven years ago is judged by the day it was sealed
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=found[0].self_reported_timestamp)
    verdict = asyncio.run(async_validate_pdf_signature(found[0], context))
    whole = verdict.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if len(found) > 1 or not (whole and verdict.intact and verdict.valid and verdict.docmdp_ok):
        return BROKEN
    return OURS if verdict.trusted and verdict.bottom_line else FOREIGN
