"""The elements of an ALTO file that print: pages, blocks, lines, strings and styles; everything else is passed over.

Namespaces differ between versions and are often missing or wrong: elements are known by their local names. Nothing
outside the file is ever read, and a document type, which ALTO has no use for, is refused together with its entities.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax import ContentHandler, SAXParseException
from xml.sax.xmlreader import InputSource

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser

from archive.errors import UnreadableFile
from archive.importing.alto.boxes import Box, box_of, number
from archive.importing.alto.words import Cell, Word, content_of, line_of

MARGINS = frozenset(("TopMargin", "BottomMargin", "LeftMargin", "RightMargin"))
# What no line of the printed text can hold: it parts pages there.
FORM_FEED = "\f"


@dataclass(frozen=True)
class AltoLine:
    """A TextLine: its number in the printed text, its cells, the size of its type in points (0 where that is not said),
    the line of the XML where it begins, and whether it stands outside of the print space.
    """

    number: int
    text: str
    cells: tuple[Cell, ...]
    size: float
    xml_line: int
    in_margin: bool


@dataclass(frozen=True)
class AltoPage:
    """A Page: its lines in the order of the file, and the number that the file says is printed on it."""

    lines: tuple[AltoLine, ...]
    printed_number: str = ""


@dataclass(frozen=True)
class AltoFile:
    """The pages of a file, and its printed text: the lines that everything is counted in."""

    pages: tuple[AltoPage, ...]
    printed: tuple[str, ...]


def read_alto(name: str, text: str) -> AltoFile:
    """The pages of an ALTO file. UnreadableFile for what is no XML, no ALTO, or does not keep to itself."""
    reader = _Reader()
    try:
        _parse(text, reader)
    except DefusedXmlException as error:
        raise UnreadableFile(
            f"{name}：含有文档类型声明（<!DOCTYPE …>）或实体，可能指向文件之外或无限展开，为安全起见不读取。ALTO 用不到它，请删去后再导入。",
            f"{name}: a document type (<!DOCTYPE …>) or entities, which can lead out of the file or grow without end, are "
            "not read. ALTO has no use for them: remove them and import again.",
        ) from error
    except SAXParseException as error:
        raise UnreadableFile(
            f"{name}：第 {error.getLineNumber()} 行第 {error.getColumnNumber()} 个字符处不是合格的 XML（{error.getMessage()}），"
            "文件可能被截断。请重新取得完整的文件。",
            f"{name}: not well-formed XML at line {error.getLineNumber()}, character {error.getColumnNumber()} "
            f"({error.getMessage()}). It may have been cut off: get the whole file again.",
        ) from error
    if reader.root != "alto":
        raise UnreadableFile(
            f"{name}：是 XML，但根元素是 <{reader.root}>，不是 ALTO。XML 文件只能导入 ALTO。",
            f"{name}: XML, but its root is <{reader.root}>, not ALTO. Of XML, only ALTO can be imported.",
        )
    return AltoFile(tuple(reader.pages), tuple(reader.printed))


def _parse(text: str, reader: ContentHandler) -> None:
    """Decoding is done and settled before: what the XML declares of its encoding counts no more."""
    source = InputSource()
    source.setByteStream(io.BytesIO(text.encode()))
    source.setEncoding("utf-8")
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(reader)
    parser.parse(source)


@dataclass
class _Line:
    """A TextLine in the making."""

    box: Box | None
    xml_line: int
    words: list[Word] = field(default_factory=list)
    spaced: bool = False


class _Reader(ContentHandler):
    """Collects pages, and their printed text, while the elements go by."""

    def __init__(self) -> None:
        super().__init__()
        self.root = ""
        self.pages: list[AltoPage] = []
        self.printed: list[str] = []
        self._locator: Any = None
        self._lines: list[AltoLine] = []
        self._number = ""
        self._sizes: dict[str, float] = {}
        self._points = [0.0]
        self._margin = False
        self._block_begins = False
        self._carried: dict[str, str] = {}
        self._line: _Line | None = None

    def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802  # SAX names it
        self._locator = locator

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802  # SAX names it
        local, attributes = name.rpartition(":")[2], dict(attrs)
        self.root = self.root or local
        self._points.append(self._size(attributes))
        begin = self._BEGINNINGS.get(local)
        if begin:
            begin(self, attributes)
        elif local in MARGINS:
            self._margin = True

    def endElement(self, name: str) -> None:  # noqa: N802  # SAX names it
        local = name.rpartition(":")[2]
        self._points.pop()
        if local in MARGINS:
            self._margin = False
        elif local == "TextLine":
            self._end_line()
        elif local == "Page":
            self._end_page()

    def endDocument(self) -> None:  # noqa: N802  # SAX names it
        if self._lines:
            self._end_page()

    def _begin_page(self, attributes: Mapping[str, str]) -> None:
        if self._lines:
            self._end_page()
        if self.pages:
            self.printed.append(FORM_FEED)
        self._number = attributes.get("PRINTED_IMG_NR", "")

    def _begin_style(self, attributes: Mapping[str, str]) -> None:
        self._sizes[attributes.get("ID", "")] = number(attributes.get("FONTSIZE")) or 0.0

    def _begin_block(self, attributes: Mapping[str, str]) -> None:
        self._block_begins = True

    def _begin_line(self, attributes: Mapping[str, str]) -> None:
        self._line = _Line(box_of(attributes), self._locator.getLineNumber())

    def _space(self, attributes: Mapping[str, str]) -> None:
        if self._line:
            self._line.spaced = True

    def _string(self, attributes: Mapping[str, str]) -> None:
        text, carried = content_of(attributes, self._carried)
        self._carried |= carried
        if self._line and text:
            self._line.words.append(Word(text, box_of(attributes), self._points[-1], self._line.spaced))
            self._line.spaced = False

    def _size(self, attributes: Mapping[str, str]) -> float:
        """The size of type of an element: its own, or that of what it stands in."""
        own = (self._sizes.get(reference) for reference in attributes.get("STYLEREFS", "").split())
        return next(filter(None, own), self._points[-1])

    def _end_line(self) -> None:
        line, self._line = self._line, None
        if line is None or not line.words:
            return
        if self._block_begins and self._lines:
            self.printed.append("")
        self._block_begins = False
        text, cells = line_of(line.words, line.box)
        self.printed.append(text)
        size = max(word.size for word in line.words)
        self._lines.append(AltoLine(len(self.printed), text, cells, size, line.xml_line, self._margin))

    def _end_page(self) -> None:
        self.pages.append(AltoPage(tuple(self._lines), self._number))
        self._lines, self._number = [], ""

    _BEGINNINGS = {
        "Page": _begin_page,
        "TextStyle": _begin_style,
        "TextBlock": _begin_block,
        "TextLine": _begin_line,
        "SP": _space,
        "String": _string,
    }
