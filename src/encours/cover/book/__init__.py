"""Laying out: from the facts of a view and a programme to a Book that the account walk reads."""

from encours.cover.book.lay_out import Book, lay_out

__all__ = ["Book", "lay_out"]
