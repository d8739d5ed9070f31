"""BeautifulSoup without waiting for what its searches by CSS and its guesses at bytes need: most of its import's time.

Nothing here selects by CSS or hands it bytes. Those two libraries are loaded when something looks into them.
"""

from __future__ import annotations

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec


def _load_when_used(name: str) -> None:
    """Have the module imported as one that is loaded at the first look into it (importlib: "lazy imports")."""
    spec = find_spec(name) if name not in sys.modules else None
    if spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)


for _name in ("soupsieve", "charset_normalizer"):
    _load_when_used(_name)

from bs4 import BeautifulSoup  # noqa: E402 - behind what keeps it from loading more than it needs
from bs4.builder import TreeBuilder  # noqa: E402
from bs4.element import AttributeValueList, NavigableString, PageElement, PreformattedString, Tag  # noqa: E402

__all__ = [
    "AttributeValueList",
    "BeautifulSoup",
    "NavigableString",
    "PageElement",
    "PreformattedString",
    "Tag",
    "TreeBuilder",
]
