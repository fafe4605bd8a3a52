"""Real extractors of PDF text, each as a function from the bytes of a PDF to its text."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable

import pdfplumber
import pymupdf
import pypdf
import pypdfium2
from pdfminer.high_level import extract_text
from pdfminer.layout import LAParams

Extractor = Callable[[bytes], str]


def _pdfminer(data: bytes) -> str:
    return extract_text(io.BytesIO(data))


def _pdfminer_by_place(data: bytes) -> str:
    return extract_text(io.BytesIO(data), laparams=LAParams(boxes_flow=None))


def _pypdf(data: bytes) -> str:
    return pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()


def _pypdf_layout(data: bytes) -> str:
    return pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text(extraction_mode="layout")


def _pdfplumber(data: bytes) -> str:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return pdf.pages[0].extract_text()


def _pdfplumber_layout(data: bytes) -> str:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return pdf.pages[0].extract_text(layout=True)


def _pymupdf(data: bytes) -> str:
    return pymupdf.open(stream=data, filetype="pdf")[0].get_text()


def _pymupdf_sorted(data: bytes) -> str:
    return pymupdf.open(stream=data, filetype="pdf")[0].get_text(sort=True)


def _pymupdf_blocks(data: bytes) -> str:
    blocks = pymupdf.open(stream=data, filetype="pdf")[0].get_text("blocks")
    return "\n\n".join(block[4].strip().replace("\n", " ") for block in blocks)


def _pdfium(data: bytes) -> str:
    return pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()


def _poppler(*options: str) -> Extractor:
    def extract(data: bytes) -> str:
        command = ["pdftotext", *options, "-", "-"]
        done = subprocess.run(command, input=data, capture_output=True, check=True)
        return done.stdout.decode("utf-8")

    return extract


EXTRACTORS: dict[str, Extractor] = {
    "pdfminer": _pdfminer,
    "pdfminer-place": _pdfminer_by_place,
    "pypdf": _pypdf,
    "pypdf-layout": _pypdf_layout,
    "pdfplumber": _pdfplumber,
    "pdfplumber-layout": _pdfplumber_layout,
    "pymupdf": _pymupdf,
    "pymupdf-sorted": _pymupdf_sorted,
    "pymupdf-blocks": _pymupdf_blocks,
    "pdfium": _pdfium,
    "poppler": _poppler(),
    "poppler-raw": _poppler("-raw"),
    "poppler-layout": _poppler("-layout"),
}
