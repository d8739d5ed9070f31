"""BeautifulSoup without waiting for what its searches by CSS and its guesses at bytes need: most of its import's time.

Nothing here selects by CSS or hands it bytes. Those two libraries are loaded when something looks into them.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType


class _LoadedWhenUsed(ModuleType):
    """Stands in for a module while BeautifulSoup is imported, and then for BeautifulSoup alone."""

    def __getattr__(self, name: str) -> object:
        return getattr(import_module(self.__name__), name)


_stand_ins = {name: _LoadedWhenUsed(name) for name in ("soupsieve", "charset_normalizer") if name not in sys.modules}
sys.modules.update(_stand_ins)
try:
    from bs4 import BeautifulSoup
    from bs4.builder import TreeBuilder
    from bs4.element import AttributeValueList, NavigableString, PageElement, PreformattedString, Tag
finally:
    for _name in _stand_ins:
        del sys.modules[_name]

__all__ = [
    "AttributeValueList",
    "BeautifulSoup",
    "NavigableString",
    "PageElement",
    "PreformattedString",
    "Tag",
    "TreeBuilder",
]
