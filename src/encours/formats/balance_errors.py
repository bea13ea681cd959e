"""What is said of an aged balance, one function each: what is wrong and what to do, in both languages."""

from __future__ import annotations

from encours.formats.faults import ReadError, day_fault, fault, shown


def without_invoices(file: str) -> ReadError:
    """What an aged balance cannot tell, and what it can (a warning)."""
    return fault(
        "balance_without_invoices",
        file,
        en="An aged balance has no invoice, no delivery and no due date: what is covered, clause by clause, cannot be "
        "known from it. What each buyer owes, and its age, can be compared with limits.",
        fr="Une balance âgée n'a ni facture, ni livraison, ni échéance : ce qui est garanti, clause par clause, ne "
        "peut s'en déduire. Ce que doit chaque acheteur, et son âge, se compare aux agréments.",
        hint_en="Export the open invoices too, if your software can.",
        hint_fr="Exportez aussi les factures ouvertes, si votre logiciel le peut.",
    )


def day_missing(file: str) -> ReadError:
    """Nothing tells the day of the balance."""
    return day_fault(
        "balance_day_missing",
        file,
        column="day",
        en="Of which day is this aged balance? No title says so clearly.",
        fr="De quel jour est cette balance âgée ? Aucun titre ne le dit nettement.",
    )


def buckets_do_not_follow(file: str, *, row: int, first: str, second: str) -> ReadError:
    """Two buckets overlap, or leave days out between them."""
    return fault(
        "balance_buckets",
        file,
        row=row,
        excerpt=f"{first} | {second}",
        en="These two buckets do not follow each other: days are counted twice, or by neither.",
        fr="Ces deux tranches ne se suivent pas : des jours sont comptés deux fois, ou par aucune.",
        hint_en="Is a column missing, or in another order? Export the balance again with all its columns.",
        hint_fr="Une colonne manque-t-elle, ou est-elle ailleurs ? Exportez de nouveau la balance avec toutes ses "
        "colonnes.",
    )


def not_due_is_mixed(file: str, *, row: int, bucket: str) -> ReadError:
    """The first bucket holds what is not yet due too (a warning)."""
    return fault(
        "balance_not_due_mixed",
        file,
        row=row,
        excerpt=bucket,
        en="No column holds what is not yet due: this bucket may hold some of it.",
        fr="Aucune colonne ne porte ce qui n'est pas échu : cette tranche peut en contenir.",
    )


def months_are_thirty_days(file: str, *, row: int, bucket: str) -> ReadError:
    """Buckets by months are kept in days (a warning)."""
    return fault(
        "balance_months",
        file,
        row=row,
        excerpt=bucket,
        en="Buckets in months are kept as 30 days each.",
        fr="Les tranches en mois comptent chacune pour 30 jours.",
    )


def months_are_of_the_due_date(file: str, *, row: int, bucket: str) -> ReadError:
    """Buckets named by a month of the calendar hold what falls due in it (a warning)."""
    return fault(
        "balance_calendar_months",
        file,
        row=row,
        excerpt=bucket,
        en="Buckets named by a month are read as what falls due in that month.",
        fr="Les tranches nommées par un mois sont lues comme ce qui échoit ce mois-là.",
        hint_en="If it is the month of the invoice, export the balance by due date.",
        hint_fr="Si c'est le mois de la facture, exportez la balance par échéance.",
    )


def suppliers_are_mixed(file: str, *, row: int, column: str, excerpt: str) -> ReadError:
    """Rows of suppliers stand among those of customers."""
    section, told = f'[files."{shown(file)}".where]', f'{shown(column)} = "…"'
    return fault(
        "balance_of_suppliers",
        file,
        row=row,
        column=column,
        excerpt=excerpt,
        en="This row is of a supplier: what the company owes is not what it is owed.",
        fr="Cette ligne est celle d'un fournisseur : ce que l'entreprise doit n'est pas ce qu'on lui doit.",
        hint_en=f"Keep the customers only, in workspace.toml: {section} {told}",
        hint_fr=f"Ne gardez que les clients, dans workspace.toml : {section} {told}",
    )


def buyer_unclear(file: str, *, row: int, candidates: tuple[str, ...]) -> ReadError:
    """Several columns, or none, could name the buyer."""
    listed = ", ".join(f'"{shown(each)}"' for each in candidates[:8])
    told = 'buyer = "…"'
    section = f'[files."{shown(file)}".columns]'
    none = not candidates
    return fault(
        "balance_buyer",
        file,
        row=row,
        column="buyer",
        en="No column names the buyer." if none else f"Several columns could name the buyer: {listed}.",
        fr="Aucune colonne ne nomme l'acheteur."
        if none
        else f"Plusieurs colonnes peuvent nommer l'acheteur : {listed}.",
        hint_en=f"Write which one in workspace.toml: {section} {told}",
        hint_fr=f"Écrivez laquelle dans workspace.toml : {section} {told}",
    )
