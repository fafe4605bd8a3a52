"""Pages with coordinates: ALTO XML, version 2 to 4, as lines of text and where each of them was printed.

A file of ALTO prints text and is none. Its *printed text* stands for it wherever lines are counted: one line for each
TextLine in the order of the file, an empty one between blocks, a form feed between pages.
"""

from __future__ import annotations

from archive.importing.alto.elements import AltoFile, AltoPage, read_alto
from archive.importing.alto.rows import Row, rows_of

__all__ = ["AltoFile", "AltoPage", "Row", "read_alto", "rows_of"]
