"""What is said of a list of open items, one function each: what is wrong and what to do, in both languages."""

from __future__ import annotations

from encours.formats.cell_errors import Place, cell_fault
from encours.formats.faults import ReadError, day_fault, fault, shown
from encours.formats.written_amounts import shown_amount


def day_missing(file: str) -> ReadError:
    """Nothing tells the day on which the items are open."""
    return day_fault(
        "open_items_day_missing",
        file,
        en="On which day are these amounts open? What is no longer open was paid by then.",
        fr="À quel jour ces montants sont-ils ouverts ? Ce qui ne l'est plus était réglé ce jour-là.",
    )


def document_unknown(place: Place, excerpt: str, *, nearest: str) -> ReadError:
    """A type of document that is not known: nobody can tell which way its amount goes."""
    return cell_fault(
        "document_type_unknown",
        place,
        excerpt,
        en="Is this an invoice, a credit note or a payment? This type of document is not known.",
        fr="Est-ce une facture, un avoir ou un règlement ? Ce type de pièce n'est pas connu.",
        hint_en=(f'Did you mean "{nearest}"? ' if nearest else "")
        + "Write Invoice, Credit note or Payment, or say what it means in document_words of the file.",
        hint_fr=(f"Vouliez-vous dire « {nearest} » ? " if nearest else "")
        + "Écrivez Facture, Avoir ou Règlement, ou dites ce qu'il veut dire dans document_words du fichier.",
    )


def amount_malformed(place: Place, excerpt: str) -> ReadError:
    """The amount of a row is no amount, or could be read in two ways."""
    return cell_fault(
        "open_amount_malformed",
        place,
        excerpt,
        en="This is not an amount, or its decimal mark cannot be told.",
        fr="Ce n'est pas un montant, ou son séparateur décimal ne se devine pas.",
        hint_en='Write decimal_mark = "," or decimal_mark = "." under the file in workspace.toml.',
        hint_fr='Écrivez decimal_mark = "," ou decimal_mark = "." sous le fichier dans workspace.toml.',
    )


def negative_without_type(place: Place, excerpt: str) -> ReadError:
    """A negative row that nothing calls a credit note or a payment."""
    return cell_fault(
        "open_item_negative",
        place,
        excerpt,
        en="This row is negative: is it a credit note or a payment? No column says so.",
        fr="Cette ligne est négative : est-ce un avoir ou un règlement ? Aucune colonne ne le dit.",
        hint_en='Add the type of document to the export, and name its column: --document-type "…" in '
        'encours import, document_type = "…" in workspace.toml.',
        hint_fr='Ajoutez le type de pièce à l\'export, et nommez sa colonne : --document-type "…" '
        'dans encours import, document_type = "…" dans workspace.toml.',
    )


def credit_raises(place: Place, excerpt: str) -> ReadError:
    """A payment or a credit note that raises what is owed, in a list whose minus signs lower it."""
    return cell_fault(
        "open_credit_positive",
        place,
        excerpt,
        en="This payment or credit note raises what is owed: others of the list lower it by a minus sign.",
        fr="Ce règlement ou cet avoir augmente ce qui est dû : d'autres de la liste le diminuent par un signe moins.",
        hint_en="Was money given back, or a credit note cancelled? Call it an invoice. Otherwise mend its sign.",
        hint_fr="De l'argent rendu, un avoir annulé ? Appelez-le facture. Sinon, corrigez son signe.",
    )


def credits_unsigned(place: Place, *, count: int) -> ReadError:
    """No payment or credit note of a list bears a minus sign (a warning)."""
    return cell_fault(
        "open_credits_unsigned",
        place,
        en=f"Payments and credit notes without a minus sign: {count}. By their type they lower what is owed.",
        fr=f"Règlements et avoirs sans signe moins : {count}. Par leur type, ils diminuent ce qui est dû.",
        hint_en="If one of them raises it, as money given back does, call it an invoice.",
        hint_fr="Si l'un d'eux l'augmente, comme de l'argent rendu, appelez-le facture.",
    )


def more_open_than_invoiced(place: Place, excerpt: str, *, gross: int) -> ReadError:
    """More is open than was invoiced."""
    return cell_fault(
        "open_above_invoice",
        place,
        excerpt,
        en=f"More is open than was invoiced, {shown_amount(gross)}.",
        fr=f"Il reste ouvert plus qu'il n'a été facturé, {shown_amount(gross, ',')}.",
        hint_en="Are the two columns exchanged? Interest is a document of its own.",
        hint_fr="Les deux colonnes sont-elles échangées ? Des intérêts font une pièce à part.",
    )


def open_not_asked(file: str, *, row: int, header: str) -> ReadError:
    """A column seems to hold what is still open of each invoice, and it was not read (a warning)."""
    section = f'[files."{shown(file)}"]'
    lines = f'\n    {section}\n    kind = "invoices"\n    open_amount = "{shown(header)}"\n    as_of = 2026-06-30'
    return fault(
        "open_amount_not_asked",
        file,
        row=row,
        excerpt=header,
        en="This column seems to hold what is still open of each invoice. It is not read: invoices count in full.",
        fr="Cette colonne semble porter ce qui reste ouvert de chaque facture. Elle n'est pas lue : les factures "
        "comptent en entier.",
        hint_en=f"To count the rest as paid, with the day of the export, write in workspace.toml:{lines}",
        hint_fr=f"Pour compter le reste comme réglé, au jour de l'export, écrivez dans workspace.toml :{lines}",
    )
