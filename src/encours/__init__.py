"""Encours tells what a trade credit insurance policy covers, why, until when and at what cost."""

__version__ = "0.1.0"
