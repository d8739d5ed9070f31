"""Where the makers of resources get their AWS clients from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Clients = Callable[[str], Any]
"""Gives the boto3 client for the name of a service."""
