"""Identifiers that pass their check and belong to nobody.

French SIREN numbers are drawn from those that begin with 0000, a range where no company is registered;
numbers abroad have the right length and check digit and a body of zeros followed by a small rank. They are
made up: a number that should one day be given to somebody says nothing about that company.
"""

from __future__ import annotations


def luhn(body: str) -> str:
    """Check digit that makes a number pass the Luhn rule, which SIREN and Italian VAT numbers follow."""
    total = 0
    for place, digit in enumerate(reversed(body)):
        doubled = int(digit) * (2 - place % 2)
        total += doubled // 10 + doubled % 10
    return str(-total % 10)


def siren(rank: int) -> str:
    """SIREN of that rank in the range 0000; ranks go from 1 to 9 999."""
    assert 0 < rank < 10_000, f"rank of a made-up company: {rank}"
    body = f"0000{rank:04}"
    return body + luhn(body)


def french_vat_number(company: str) -> str:
    """VAT number of a French company: FR, a key of two digits, its SIREN."""
    return f"FR{(12 + 3 * (int(company) % 97)) % 97:02}{company}"


def vat_number(country: str, rank: int) -> str:
    """VAT number of that rank in a country; empty where this file does not know how to check one."""
    if country == "FR":
        return french_vat_number(siren(rank))
    if country == "DE":
        return "DE" + _with_iso_7064(f"9000{rank:04}")
    if country == "IT":
        body = f"000{rank:04}001"
        return f"IT{body}{luhn(body)}"
    if country == "BE":
        body = f"0999{rank:04}"
        return f"BE{body}{97 - int(body) % 97:02}"
    if country == "PL":
        return _polish(rank)
    return ""


def national_identifier(country: str, rank: int) -> str:
    """Entry in a made-up registry of a country; French companies have their SIREN instead."""
    return "" if country == "FR" else f"{country}-FICTIF-{rank:05}"


def _with_iso_7064(body: str) -> str:
    """Body and its check digit by ISO 7064 modulo 11, 10, which German VAT numbers follow."""
    check = 5
    for digit in body:
        check = ((check or 10) * 2 % 11 + int(digit)) % 10
    return body + str((1 - (check or 10) * 2 % 11) % 10)


def _polish(rank: int) -> str:
    """Polish VAT number; a body whose check would be 10 is never given, so the next one is taken."""
    for last in range(10):
        body = f"9990{rank:04}{last}"
        weighed = zip(body, (6, 5, 7, 2, 3, 4, 5, 6, 7), strict=True)
        check = sum(int(digit) * weight for digit, weight in weighed) % 11
        if check < 10:
            return f"PL{body}{check}"
    raise AssertionError("one body in eleven has no check digit")
