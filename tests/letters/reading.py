"""Read the letter's formats back as text."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLOCKS = {"p", "li", "h1", "h2", "h3", "td", "th", "dd", "dt", "caption"}


def html_text(html: str) -> str:
    """Give the visible text of an HTML document."""
    reader = _Text()
    reader.feed(html)
    return "".join(reader.parts)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._open = tag
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._open != "style":
            self.parts.append(data)


def docx_part(document: bytes, name: str) -> BaseOxmlElement:
    """Give one part of a Word document."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return parse_xml(package.read(name))


def docx_text(document: bytes) -> str:
    """Give the text of a Word document, its footnotes at the end."""
    parts = ("word/document.xml", "word/footnotes.xml")
    return "\n".join(
        "".join(text.text or "" for text in paragraph.iter(f"{_W}t"))
        for name in parts
        for paragraph in docx_part(document, name).iter(f"{_W}p")
    )


def pdf_text(document: bytes) -> str:
    """Give the text of a PDF; skip where poppler is not installed."""
    need("pdftotext", "poppler-utils")
    done = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=document, capture_output=True, check=True
    )
    return done.stdout.decode()


def need(program: str, package: str) -> None:
    """Skip where a program is not installed; fail there on CI."""
    if shutil.which(program):
        return
    reason = f"{program} is not installed (Debian package {package})"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def squeezed(text: str) -> str:
    """Drop what a line end may add or take: white space and hyphens."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def open_in_libreoffice(document: bytes, folder: Path) -> BaseOxmlElement:
    """Open a Word document in LibreOffice and give it as flat OpenDocument."""
    need("soffice", "libreoffice-writer")
    source = folder / "letter.docx"
    source.write_bytes(document)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "fodt",
            "--outdir",
            str(folder),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return parse_xml((folder / "letter.fodt").read_bytes())
