"""What is shipped: the wheel runs away from the checkout; the fonts, Qt's Vietnamese and the locked parts are whole."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import unicodedata
import venv
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QMessageBox
from reportlab.pdfbase.ttfonts import TTFont

from desk import RESOURCES

CHECKOUT = Path(__file__).resolve().parent.parent
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
STYLES = {"Regular": "Regular", "Bold": "Bold", "Italic": "Italic", "BoldItalic": "Bold Italic"}


def run(*command: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command away from the checkout: nothing of this process's Python path or coverage reaches it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHONPATH", "COV_"))}
    return subprocess.run(command, cwd=cwd, env=kept | variables, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, CHECKOUT, cwd=folder)
    assert build.returncode == 0, build.stdout + build.stderr
    return next(folder.glob("*.whl"))


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def shipped(folder: str, pattern: str) -> set[str]:
    """The checkout's files of a kind, under the names that they must have inside the wheel."""
    inside = "desk/resources" if folder == "resources" else folder
    return {f"{inside}/{path.relative_to(CHECKOUT / folder).as_posix()}" for path in (CHECKOUT / folder).rglob(pattern)}


@pytest.mark.parametrize(
    ("folder", "pattern"),
    [
        ("desk", "*.py"),
        ("desk/store/migrations", "*.py"),
        ("resources", "*.ttf"),
        ("resources", "OFL.txt"),
        ("resources", "*.svg"),
        ("resources", "icons/ready/*"),
        ("resources", "LC_MESSAGES/*.mo"),
        ("resources", "*.qm"),
        ("resources", "scenarios/*.toml"),
    ],
)
def test_the_wheel_holds(wheel: Path, folder: str, pattern: str) -> None:
    wanted = shipped(folder, pattern)
    assert wanted
    assert wanted <= names(wheel)


def test_the_wheel_holds_nothing_but_the_desk(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in names(wheel)}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"desk"}


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean environment with the wheel in it; the parts it needs are borrowed from this one: no network is asked."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False)
    python = home / SCRIPTS / "python"
    pip = (sys.executable, "-m", "pip", "--python", python)
    install = run(*pip, "install", "-q", "--no-deps", "--no-index", wheel, cwd=home)
    assert install.returncode == 0, install.stderr
    purelib = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).stdout.strip()
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(purelib, "borrowed.pth").write_text("\n".join(sorted(borrowed)), encoding="utf-8")
    return home


def test_the_installed_desk_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    found = run(installed / SCRIPTS / "python", "-c", "import desk; print(desk.__file__, desk.RESOURCES)", cwd=tmp_path)
    module, resources = (Path(part) for part in found.stdout.split())
    assert installed in module.parents
    assert resources == module.parent / "resources"


@pytest.mark.timeout(300)
def test_the_installed_desk_plays_its_demonstration_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    homes = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA")
    own = {name: str(tmp_path / "own") for name in homes}
    demo = run(installed / SCRIPTS / "desk", "demo", "--headless", "--out", tmp_path / "out", cwd=tmp_path, **own)
    assert demo.returncode == 0, demo.stderr
    papers = list((tmp_path / "out").rglob("*.pdf"))
    assert papers
    assert all(paper.read_bytes().startswith(b"%PDF-") for paper in papers)


def vietnamese() -> set[str]:
    """The 146 letters beside plain consonants: twelve vowels with six tones in two cases, and đ."""
    vowels = "AĂÂEÊIOÔƠUƯY"
    tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    both = vowels + vowels.lower()
    return {unicodedata.normalize("NFC", letter + tone) for letter in both for tone in tones} | set("Đđ")


@pytest.mark.parametrize("style", STYLES)
def test_each_font_style_writes_all_three_languages(style: str) -> None:
    letters = vietnamese() | set("ÅÄÖåäöŠŽšž“”‘’–—…•×€₫°§·«»\u00a0") | {chr(code) for code in range(32, 127)}
    face = TTFont(style, RESOURCES / "fonts" / f"BeVietnamPro-{style}.ttf").face
    assert len(vietnamese()) == 146
    assert {letter for letter in letters if ord(letter) not in face.charToGlyph} == set()


def test_the_four_fonts_are_one_family(qapp: QApplication) -> None:
    for style in STYLES:
        number = QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / f"BeVietnamPro-{style}.ttf"))
        assert QFontDatabase.applicationFontFamilies(number) == ["Be Vietnam Pro"]
    assert set(STYLES.values()) <= set(QFontDatabase.styles("Be Vietnam Pro"))


def test_qt_asks_its_questions_in_vietnamese(qapp: QApplication) -> None:
    translator = QTranslator()
    assert translator.load(str(RESOURCES / "locale" / "qt" / "qtbase_vi.qm"))
    QCoreApplication.installTranslator(translator)
    try:
        kinds = QMessageBox.StandardButton
        box = QMessageBox()
        box.setStandardButtons(kinds.Yes | kinds.No | kinds.Save | kinds.Cancel)
        assert {button.text() for button in box.buttons()} == {"&Có", "&Không", "Lưu", "Hủy"}
    finally:
        QCoreApplication.removeTranslator(translator)


def test_qts_vietnamese_is_compiled_from_its_source() -> None:
    folder = RESOURCES / "locale" / "qt"
    translator = QTranslator()
    assert translator.load(str(folder / "qtbase_vi.qm"))
    for context in ET.parse(folder / "qtbase_vi.ts").getroot().iter("context"):
        for message in context.iter("message"):
            source, written = message.findtext("source", ""), message.findtext("translation", "")
            assert translator.translate(context.findtext("name", ""), source) == written
            assert re.findall(r"%\d", source) == re.findall(r"%\d", written)


def locked() -> dict[str, str]:
    """Name and version of each part in requirements-ci.txt."""
    text = (CHECKOUT / "requirements-ci.txt").read_text(encoding="utf-8")
    return {canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)}


def test_every_declared_part_is_locked_within_its_range() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [Requirement(line) for line in project["dependencies"] + project["optional-dependencies"]["test"]]
    versions = locked()
    assert [str(part) for part in declared if versions[canonicalize_name(part.name)] not in part.specifier] == []


def test_the_locked_list_names_no_machine_and_no_index() -> None:
    text = (CHECKOUT / "requirements-ci.txt").read_text(encoding="utf-8")
    assert not re.search(r"://|\bfile:|^-|\s@\s", text, re.MULTILINE)
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\w)", text)[1:])
