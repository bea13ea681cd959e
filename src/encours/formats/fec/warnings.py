"""What a FEC leaves unknown or doubtful, one warning each: how much of it, where it begins and what to write."""

from __future__ import annotations

from encours.formats.faults import ReadError, fault, shown
from encours.units.money import Total
from encours.units.show import show_amount


def closing_impossible(file: str, *, written: str) -> ReadError:
    """The name of the file tells a closing day that is none."""
    return fault(
        "fec_closing_impossible",
        file,
        excerpt=written,
        en="The name of the file tells a closing day that there is not from 1990 to 2100: it is not used.",
        fr="Le nom du fichier donne un jour de clôture qui n'existe pas entre 1990 et 2100 : il n'est pas retenu.",
        hint_en="Is it the right file? A FEC is named after its SIREN and closing day, 123456789FEC20261231.txt.",
        hint_fr="Est-ce le bon fichier ? Un FEC porte son SIREN et sa clôture, 123456789FEC20261231.txt.",
    )


def terms_unknown(file: str, *, row: int, count: int) -> ReadError:
    """No rule gives the due dates, which no FEC holds."""
    setting = f'\n    [files."{shown(file)}"]\n    kind = "fec"\n    terms = "45 days end of month"'
    return fault(
        "fec_terms_unknown",
        file,
        row=row,
        en=f"A FEC tells no due date. Invoices whose due date stays unknown: {count}.",
        fr=f"Un FEC ne dit pas les échéances. Factures dont l'échéance reste inconnue : {count}.",
        hint_en=f"Write your terms of payment in workspace.toml, after your own words:{setting}",
        hint_fr="Écrivez vos délais de paiement dans workspace.toml, selon vos conditions :"
        + setting.replace("45 days end of month", "45 jours fin de mois"),
    )


def terms_of_nobody(file: str, *, code: str, near: str) -> ReadError:
    """Terms are told for a customer that no book has: they count for nobody."""
    return fault(
        "fec_terms_of_nobody",
        file,
        column="terms_of",
        excerpt=code,
        en="No customer of the books has this code: these terms of payment count for nobody.",
        fr="Aucun client des livres ne porte ce code : ce délai de paiement ne vaut pour personne.",
        hint_en=f"Did you mean {shown(near)}?" if near else "Write the code as CompAuxNum has it, under terms_of.",
        hint_fr=f"Vouliez-vous dire {shown(near)} ?"
        if near
        else "Écrivez le code tel que dans CompAuxNum, sous terms_of.",
    )


def openings_undated(file: str, *, row: int, count: int, amount: Total) -> ReadError:
    """Openings do not say when they were invoiced."""
    told = _told(amount)
    return fault(
        "fec_openings_undated",
        file,
        row=row,
        en=f"Openings of the year that do not say when they were invoiced: {count}, for {told[0]}.",
        fr=f"Reports à nouveau qui ne disent pas quand ils ont été facturés : {count}, pour {told[1]}.",
        hint_en="Put the FEC of the year before in the folder: its invoices take their place.",
        hint_fr="Mettez dans le dossier le FEC de l'exercice précédent : ses factures les remplaceront.",
    )


def debits_other(file: str, *, row: int, count: int, amount: Total) -> ReadError:
    """Debits that are no sale stand as receivables."""
    told = _told(amount)
    return fault(
        "fec_debits_other",
        file,
        row=row,
        en=f"Debits of customers that are no sale (refunds, unpaid returns, transfers): {count}, for {told[0]}. "
        "They stand among the invoices, as the account says.",
        fr=f"Débits de clients qui ne sont pas des ventes (remboursements, impayés, virements) : {count}, pour "
        f"{told[1]}. Ils figurent parmi les factures, comme le dit le compte.",
        hint_en="Look at them before a claim: an insurer covers sales.",
        hint_fr="Examinez-les avant tout sinistre : un assureur garantit des ventes.",
    )


def written_off(file: str, *, row: int, count: int, amount: Total) -> ReadError:
    """Receivables were written off."""
    told = _told(amount)
    return fault(
        "fec_written_off",
        file,
        row=row,
        en=f"Receivables written off, or credited without money and without sale: {count}, for {told[0]}. They are "
        "credit notes here, as the account no longer holds them.",
        fr=f"Créances passées en perte, ou créditées sans argent ni vente : {count}, pour "
        f"{told[1]}. Elles sont ici "
        "des avoirs, puisque le compte ne les porte plus.",
        hint_en="A loss written off may still be insured: tell it apart in a file of its own if it is claimed.",
        hint_fr="Une perte comptabilisée peut rester garantie : portez-la dans un fichier à part si elle est déclarée.",
    )


def bills_without_maturity(file: str, *, row: int, count: int) -> ReadError:
    """The maturity of bills is not told."""
    setting = f'\n    [files."{shown(file)}"]\n    kind = "fec"\n    bill_terms = "60 days"'
    return fault(
        "fec_bills_without_maturity",
        file,
        row=row,
        en=f"A FEC tells no maturity. Bills whose maturity stays unknown: {count}; once discounted they stay open.",
        fr=f"Un FEC ne dit pas l'échéance des effets. Effets à l'échéance inconnue : {count} ; escomptés, ils "
        "restent dus.",
        hint_en=f"Put them in a file of bills, or write in workspace.toml how long they run:{setting}",
        hint_fr=f"Portez-les dans un fichier des effets, ou écrivez dans workspace.toml leur durée :{setting}",
    )


def bills_without_invoice(file: str, *, row: int, count: int, amount: Total) -> ReadError:
    """Bills are lettered with no whole invoice."""
    told = _told(amount)
    return fault(
        "fec_bills_without_invoice",
        file,
        row=row,
        en=f"Bills that lettering ties to no whole invoice: {count}, for {told[0]}. They pay once their money comes.",
        fr=f"Effets que le lettrage ne rattache à aucune facture entière : {count}, pour "
        f"{told[1]}. Ils règlent quand "
        "leur argent rentre.",
        hint_en="Letter them with their invoices in the software, and export the file again.",
        hint_fr="Lettrez-les avec leurs factures dans le logiciel, puis exportez de nouveau le fichier.",
    )


def auxiliary_missing(file: str, *, row: int, account: str, count: int) -> ReadError:
    """Lines of the collective account name no customer."""
    return fault(
        "fec_auxiliary_missing",
        file,
        row=row,
        column="CompAuxNum",
        en=f"Lines of the collective account {shown(account)} that name no customer: {count}. They are put on one "
        f"buyer, {shown(account)}.",
        fr=f"Lignes du compte collectif {shown(account)} qui ne nomment aucun client : {count}. Elles vont à un seul "
        f"acheteur, {shown(account)}.",
        hint_en="Export the file with the auxiliary accounts: a limit is granted on one customer.",
        hint_fr="Exportez le fichier avec les comptes auxiliaires : un agrément porte sur un client.",
    )


def currency_doubtful(file: str, *, row: int, count: int, currency: str) -> ReadError:
    """Amounts in foreign currency are not told consistently."""
    return fault(
        "fec_currency_doubtful",
        file,
        row=row,
        column="Montantdevise",
        en=f"Foreign amounts that are not told on each line of their lettering: {count}. Their amount in {currency} "
        "was taken.",
        fr=f"Montants en devise qui ne sont pas dits à chaque ligne de leur lettrage : {count}. Leur montant en "
        f"{currency} a été retenu.",
        hint_en="Fill Montantdevise and Idevise on invoices and on payments alike.",
        hint_fr="Remplissez Montantdevise et Idevise pour les factures comme pour les règlements.",
    )


def names_differ(file: str, *, row: int, buyer: str, names: tuple[str, str]) -> ReadError:
    """One code of buyer has two names in the books of two companies."""
    return fault(
        "fec_names_differ",
        file,
        row=row,
        column="CompAuxNum",
        excerpt=buyer,
        en=f'The books of two companies give this code two names: "{shown(names[0])}" and "{shown(names[1])}".',
        fr=f"Deux sociétés donnent à ce code deux noms : « {shown(names[0])} » et « {shown(names[1])} ».",
        hint_en="If they are two customers, keep the companies in two folders.",
        hint_fr="S'il s'agit de deux clients, gardez les sociétés dans deux dossiers.",
    )


def _told(amount: Total) -> tuple[str, str]:
    """Amount as screens show it, in English and in French."""
    return show_amount(amount, "en"), show_amount(amount, "fr")
