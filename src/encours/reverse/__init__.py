"""Reverse cover: a buyer insures its suppliers against its own failure; each is allocated a part of one total."""
