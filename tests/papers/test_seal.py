"""The seal: archival and accessible as before, broken by any change, its key never in the clear on disk."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import keyring
import keyring.backend
import pikepdf
import pypdfium2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from desk.papers import seal, seal_key
from desk.papers.agreement import agreement
from desk.papers.slip import slip

from .conftest import HANOI, settled
from .forgery import overlaid
from .reading import pages, verdict

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def me() -> seal.Identity:
    return seal.identity("Cửa hàng Hàng Bài, Công ty TNHH Ánh Dương", NOW)


@pytest.fixture(scope="module")
def plain() -> bytes:
    return agreement(settled(), ("vi", "en"))


@pytest.fixture(scope="module")
def sealed(plain: bytes, me: seal.Identity) -> bytes:
    return seal.sealed(plain, me, "Con dấu của cửa hàng")


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("make", [
    lambda: agreement(settled(), ("vi", "en")), lambda: agreement(settled(), ("fi",)),
    lambda: slip(settled(), ("vi",), branch=HANOI),
], ids=["agreement in two", "agreement", "slip"])  # fmt: skip
def test_a_sealed_paper_is_as_archival_and_accessible_as_before(make, profile: str, me, tmp_path: Path) -> None:
    assert verdict(seal.sealed(make(), me), profile, tmp_path) == []


def test_the_paper_stays_byte_for_byte_in_front_of_the_seal(plain: bytes, sealed: bytes) -> None:
    assert sealed.startswith(plain)
    assert len(sealed) - len(plain) < 12_000


def test_nothing_is_seen_of_it(plain: bytes, sealed: bytes) -> None:
    shown = []
    for pdf in (plain, sealed):
        document = pypdfium2.PdfDocument(pdf)
        shown.append([page.render(scale=1, may_draw_forms=True).to_pil().tobytes() for page in document])
        document.close()
    assert shown[0] == shown[1]
    assert pages(sealed) == pages(plain)


def test_a_screen_reader_is_told_what_the_field_is(sealed: bytes) -> None:
    with pikepdf.open(BytesIO(sealed)) as document:
        (field,) = document.pages[0].Annots
        assert str(field.TU) == "Con dấu của cửa hàng"
        assert str(field.V.SubFilter) == "/ETSI.CAdES.detached"
        last = document.Root.StructTreeRoot.K[0].K[-1]
        assert (str(last.S), last.K[0].Obj.objgen) == ("/Form", field.objgen)
        kept = list(document.Root.StructTreeRoot.ParentTree.Nums)
        assert (int(kept[-2]), kept[-1].objgen) == (int(field.StructParent), last.objgen)


def test_the_certificate_is_p256_for_ten_years_and_names_the_store(me: seal.Identity) -> None:
    certificate = x509.load_der_x509_certificate(me.certificate)
    assert isinstance(certificate.public_key().curve, ec.SECP256R1)
    assert certificate.not_valid_after_utc - NOW >= timedelta(days=3653)
    (name,) = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    assert name.value == "Cửa hàng Hàng Bài, Công ty TNHH Ánh Dương"
    assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


@pytest.mark.parametrize("name", ["x" * 500, "", "  \n ", "a\nb"])
def test_any_name_makes_a_certificate(name: str) -> None:
    subject = x509.load_der_x509_certificate(seal.identity(name, NOW).certificate).subject
    assert 1 <= len(subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)[0].value) <= 64


def test_our_own_authority_can_vouch_for_the_store(plain: bytes) -> None:
    head = seal.identity("Head office", NOW, authority=True)
    store = seal.identity("Store 17", NOW, issuer=head)
    pdf = seal.sealed(plain, store)
    other = seal.identity("Head office", NOW, authority=True)
    assert seal.state(pdf, [head.certificate]) == seal.OURS
    assert seal.state(pdf, [store.certificate]) == seal.OURS
    assert seal.state(pdf, [other.certificate]) == seal.FOREIGN


def test_whole_ours_and_nobody_elses(plain: bytes, sealed: bytes, me: seal.Identity) -> None:
    same_name = seal.identity("Cửa hàng Hàng Bài, Công ty TNHH Ánh Dương", NOW)
    assert seal.state(plain, [me.certificate]) == seal.NONE
    assert seal.state(sealed, [same_name.certificate, me.certificate]) == seal.OURS
    assert seal.state(sealed, [same_name.certificate]) == seal.FOREIGN
    assert seal.state(sealed, []) == seal.FOREIGN


def test_an_old_seal_is_judged_by_the_day_it_was_given(plain: bytes) -> None:
    """The certificate has run out since; what it sealed in its time stays ours."""
    past = datetime.now(UTC) - timedelta(days=3652)
    old = seal.identity("Store", past)
    assert seal.state(seal.sealed(plain, old), [old.certificate]) == seal.OURS


def test_three_hundred_bit_flips_break_it_outside_the_hole_of_the_signature(sealed: bytes, me) -> None:
    hole = range(sealed.rindex(b"/Contents <"), sealed.index(b">", sealed.rindex(b"/Contents <")))
    chance, kept = random.Random(2), []
    for _ in range(300):
        out, place = bytearray(sealed), chance.randrange(len(sealed))
        out[place] ^= 1 << chance.randrange(8)
        if seal.state(bytes(out), [me.certificate]) == seal.OURS:
            kept.append(place)
    assert [place for place in kept if place not in hole] == []


@pytest.mark.parametrize("change", [
    overlaid, lambda pdf: pdf + b"\n", lambda pdf: pdf[:-1],
    lambda pdf: pdf.replace(b"/ByteRange [0", b"/ByteRange [9"),
], ids=["overlay", "a blank line", "a byte less", "another range"])  # fmt: skip
def test_what_was_added_or_cut_off_breaks_it(sealed: bytes, me: seal.Identity, change) -> None:
    assert seal.state(change(sealed), [me.certificate]) == seal.BROKEN


def test_a_paper_is_sealed_once(sealed: bytes, me: seal.Identity) -> None:
    for pdf in (sealed, overlaid(sealed)):
        with pytest.raises(seal.SealTrouble, match="cannot be sealed"):
            seal.sealed(pdf, me)


def test_a_file_of_another_program_is_not_sealed(me: seal.Identity) -> None:
    document, out = pypdfium2.PdfDocument.new(), BytesIO()
    document.new_page(200, 200)
    document.save(out)
    document.close()
    with pytest.raises(seal.SealTrouble, match="cannot be sealed"):
        seal.sealed(out.getvalue(), me)


@pytest.mark.parametrize("pdf", [b"", b"no PDF", b"%PDF-1.7 /ByteRange broken", b"%PDF-1.7\n" + b"/ByteRange" * 9])
def test_what_is_no_paper_is_neither_sealed_nor_an_error(pdf: bytes, me: seal.Identity) -> None:
    with pytest.raises(seal.SealTrouble, match="cannot be sealed"):
        seal.sealed(pdf, me)
    assert seal.state(pdf, [me.certificate]) in (seal.NONE, seal.BROKEN)


def test_without_the_parts_it_is_said_what_to_do(plain: bytes, sealed: bytes, me, monkeypatch) -> None:
    monkeypatch.setattr(seal, "available", lambda: False)
    for attempt in (lambda: seal.sealed(plain, me), lambda: seal.identity("Store", NOW)):
        with pytest.raises(seal.SealTrouble, match=r"\[seal\]"):
            attempt()
    assert seal.state(plain, []) == seal.NONE
    assert seal.state(sealed, [me.certificate]) == seal.BROKEN


# Where the key lives --------------------------------------------------------------------------------------------------


class Kept(keyring.backend.KeyringBackend):
    """A key store of the system, in memory."""

    priority = 5

    def __init__(self, broken: bool = False) -> None:
        super().__init__()
        self.secrets: dict[tuple[str, str], str] = {}
        self.broken = broken

    def get_password(self, service: str, username: str) -> str | None:
        if self.broken:
            raise RuntimeError("locked")
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.broken:
            raise RuntimeError("locked")
        self.secrets[service, username] = password


@pytest.fixture
def no_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal_key, "system", lambda: None)


def use(monkeypatch: pytest.MonkeyPatch, place: object) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: place)


def test_the_system_keeps_the_key_and_no_file_is_written(me, tmp_path: Path, monkeypatch) -> None:
    use(monkeypatch, Kept())
    path = tmp_path / "store.seal"
    assert seal_key.keep(me, path) is True
    assert list(tmp_path.iterdir()) == []
    assert seal_key.reachable(me.certificate)
    assert seal_key.fetch(me.certificate, path).key == me.key


def test_without_a_key_store_a_passphrase_locks_the_file(me, plain, tmp_path: Path, no_system: None) -> None:
    path = tmp_path / "store.seal"
    assert seal_key.keep(me, path, "bốn mùa ổn định") is False
    assert path.stat().st_mode & 0o077 == 0
    assert me.key not in path.read_bytes()
    assert not seal_key.reachable(me.certificate)
    again = seal_key.fetch(me.certificate, path, "bốn mùa ổn định")
    assert seal.state(seal.sealed(plain, again), [me.certificate]) == seal.OURS


@pytest.mark.parametrize(("passphrase", "said"), [("", "locked"), ("something else", "does not open")])
def test_a_wrong_passphrase_opens_nothing(me, tmp_path: Path, no_system: None, passphrase: str, said: str) -> None:
    path = tmp_path / "store.seal"
    seal_key.keep(me, path, "a long passphrase")
    with pytest.raises(seal.SealTrouble, match=said):
        seal_key.fetch(me.certificate, path, passphrase)


def test_a_key_that_is_gone_or_another_is_said_so(me, tmp_path: Path, no_system: None) -> None:
    path = tmp_path / "store.seal"
    with pytest.raises(seal.SealTrouble, match="not on this computer"):
        seal_key.fetch(me.certificate, path, "a long passphrase")
    seal_key.keep(me, path, "a long passphrase")
    with pytest.raises(seal.SealTrouble, match="another seal"):
        seal_key.fetch(seal.identity("Other", NOW).certificate, path, "a long passphrase")
    path.write_bytes(b"rubbish")
    with pytest.raises(seal.SealTrouble, match="does not open"):
        seal_key.fetch(me.certificate, path, "a long passphrase")


@pytest.mark.parametrize("passphrase", ["", "short"])
def test_a_key_is_never_kept_without_a_real_passphrase(me, tmp_path: Path, no_system: None, passphrase: str) -> None:
    with pytest.raises(seal.SealTrouble, match="8 characters"):
        seal_key.keep(me, tmp_path / "store.seal", passphrase)
    assert list(tmp_path.iterdir()) == []


def test_a_locked_key_store_falls_back_to_the_passphrase(me, tmp_path: Path, monkeypatch) -> None:
    use(monkeypatch, Kept(broken=True))
    path = tmp_path / "store.seal"
    with pytest.raises(seal.SealTrouble, match="8 characters"):
        seal_key.keep(me, path)
    assert seal_key.keep(me, path, "a long passphrase") is False
    assert seal_key.fetch(me.certificate, path, "a long passphrase").key == me.key


def test_a_folder_that_cannot_be_written_leaves_no_half_key(me, tmp_path: Path, no_system: None) -> None:
    with pytest.raises(seal.SealTrouble, match="cannot be written"):
        seal_key.keep(me, tmp_path / "nowhere" / "store.seal", "a long passphrase")
    assert list(tmp_path.iterdir()) == []


def test_a_system_without_a_key_store_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    from keyring.backends import fail

    use(monkeypatch, fail.Keyring())
    assert seal_key.system() is None
