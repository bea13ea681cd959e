"""What `encours settle` refuses: place, what is wrong, what to do, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from encours.cli.messages import option_told
from encours.formats.faults import shown
from encours.units.show import Language


def nothing_to_settle(language: Language) -> str:
    """No loss is told: neither amounts, nor a file of them, nor a buyer or a folder."""
    if language == "fr":
        return (
            "encours settle\nAucune perte n'est indiquée.\n"
            'Donnez des montants (--loss "100 000 EUR" --limit "80 000 EUR" --percentage "90 %"), un fichier '
            "(pertes.toml), un client et son dossier, ou un dossier seul."
        )
    return (
        "encours settle\nNo loss is told.\n"
        'Tell amounts (--loss "100 000 EUR" --limit "80 000 EUR" --percentage "90 %"), a file (losses.toml), a '
        "buyer and its folder, or a folder alone."
    )


def read_as_a_buyer(subject: str, language: Language) -> str:
    """What is neither a folder nor a file of losses is a buyer of this folder, which holds no ledger."""
    if language == "fr":
        return (
            f"{shown(subject)}\nCe n'est ni un dossier ni un fichier de pertes (.toml) : on y lit un client du dossier "
            "courant.\nVérifiez le nom, ou nommez le dossier après le client : encours settle CLIENT DOSSIER"
        )
    return (
        f"{shown(subject)}\nThis is neither a folder nor a file of losses (.toml): it is read as a buyer "
        "of this folder.\nCheck the name, or name the folder after the buyer: encours settle BUYER FOLDER"
    )


def told_as_amounts(folder: str, command: str, language: Language) -> str:
    """A folder without a ledger tells its losses in a file, which the `command` settles."""
    if language == "fr":
        return f"{folder}\nCe dossier donne ses pertes en montants.\nPour les liquider : {command}"
    return f"{folder}\nThis folder tells its losses as amounts.\nTo settle them: {command}"


def not_with_a_file(options: Sequence[str], language: Language) -> str:
    """Options that tell of one loss do not go with a file, which tells of its own."""
    listed = ", ".join(options)
    if language == "fr":
        return (
            f"{listed}\nLe fichier dit cela de chacune de ses pertes.\n"
            "Écrivez-le dans le fichier ; --chain, --term, --used et les chiffres de l'année vont avec un fichier."
        )
    return (
        f"{listed}\nThe file tells this of each of its losses.\n"
        "Write it in the file; --chain, --term, --used and the figures of the year go with a file."
    )


def several_layers(names: Sequence[str], language: Language) -> str:
    """Amounts are settled under one policy, and a programme has several."""
    listed = ", ".join(map(shown, names))
    if language == "fr":
        what = "Une perte en montants se règle sous une police, et les tranches de pertes au-dessus."
        return f"--policy   {listed}\n{what}\nNommez le fichier d'une seule police."
    what = "A loss told as amounts is settled under one policy, and layers of losses above it."
    return f"--policy   {listed}\n{what}\nName the file of one policy."


def told_by_the_ledger(options: Sequence[str], language: Language) -> str:
    """Options that tell amounts do not go with a buyer, whose ledger tells them."""
    listed = ", ".join(options)
    if language == "fr":
        return f"{listed}\nLe grand livre et la police disent cela de ce client.\nRetirez-le, ou donnez des montants."
    return (
        f"{listed}\nThe ledger and the policy tell this of the buyer.\nLeave it out, or tell the whole loss as amounts."
    )


def terms_of_which_layer(names: Sequence[str], language: Language) -> str:
    """Terms told beside a programme: nobody says of which of its policies."""
    listed = ", ".join(map(shown, names))
    if language == "fr":
        return f"--term, --used, --chain   {listed}\nDe quelle police s'agit-il ?\nÉcrivez-le dans la police elle-même."
    return f"--term, --used, --chain   {listed}\nOf which policy is this?\nWrite it in the policy itself."


def no_day_of_loss(buyer: str, day: str, undated: Sequence[str], language: Language) -> str:
    """Nothing says when a buyer failed: no loss is announced, or the facts that would announce one are not known."""
    if language == "fr":
        what = f"Au {day}, ni procédure collective ni délai constitutif échu ne fait de perte."
        if undated:
            what = "\n".join([f"Au {day}, la date d'un sinistre ne peut être déterminée.", *undated])
        return f"{shown(buyer)}\n{what}\nIndiquez le jour du sinistre : --day-of-loss 2026-03-15"
    what = f"By {day} neither insolvency proceedings nor a waiting period that has run make a loss."
    if undated:
        what = "\n".join([f"By {day} the day of a loss cannot be told.", *undated])
    return f"{shown(buyer)}\n{what}\nTell the day of its loss: --day-of-loss 2026-03-15"


def loss_after_the_day(day: str, as_of: str, language: Language) -> str:
    """A day of loss after the day asked about."""
    place = option_told("--day-of-loss", day)
    if language == "fr":
        what = f"Le sinistre est postérieur au jour demandé, le {as_of}."
        return f"{place}\n{what}\nDemandez un jour suivant : --as-of {day}"
    return f"{place}\nThe loss is after the day asked about, {as_of}.\nAsk about a later day: --as-of {day}"


def nothing_owed(buyer: str, days: Sequence[str], language: Language) -> str:
    """A buyer owed nothing on the days of its losses."""
    listed = ", ".join(days)
    if language == "fr":
        what = f"Ce client ne devait rien le {listed} : il n'y a pas de perte."
        return f"{shown(buyer)}\n{what}\nS'il a failli un autre jour, indiquez-le : --day-of-loss 2026-03-15"
    what = f"This buyer owed nothing on {listed}: there is no loss."
    return f"{shown(buyer)}\n{what}\nIf it failed on another day, tell it: --day-of-loss 2026-03-15"


def no_loss(folder: str, day: str, undated: Sequence[str], language: Language) -> str:
    """No buyer of a ledger failed by a day; or what would say when is not known."""
    if language == "fr":
        what = f"Au {day}, aucun client n'a fait défaut : ni procédure collective, ni délai constitutif échu."
        if undated:
            what = "\n".join([f"Au {day}, aucun sinistre n'est daté.", *undated])
        todo = "Nommez un client et son jour : encours settle CLIENT --day-of-loss 2026-03-15"
        return f"{shown(folder)}\n{what}\n{todo}"
    what = f"By {day} no buyer had failed: neither insolvency proceedings nor a waiting period that has run."
    if undated:
        what = "\n".join([f"By {day} no loss has a day.", *undated])
    return f"{shown(folder)}\n{what}\nName a buyer and its day: encours settle BUYER --day-of-loss 2026-03-15"


def of_which_loss(options: Sequence[str], language: Language) -> str:
    """Options that tell of one loss do not go with all losses of a ledger."""
    listed = ", ".join(options)
    if language == "fr":
        return f"{listed}\nDe la perte de quel client s'agit-il ?\nNommez-le : encours settle CLIENT DOSSIER"
    return f"{listed}\nOf the loss of which buyer is this?\nName it: encours settle BUYER FOLDER"


def of_which_year(options: Sequence[str], years: Sequence[str], language: Language) -> str:
    """Figures of one policy year, where losses belong to several."""
    listed, days = ", ".join(options), ", ".join(years)
    if language == "fr":
        what = f"Ces pertes sont de plusieurs années d'assurance, commencées le {days}."
        return f"{listed}\n{what}\nNommez un client, ou une police d'une seule année avec --policy."
    what = f"These losses are of several policy years, begun on {days}."
    return f"{listed}\n{what}\nName a buyer, or a policy of one year with --policy."


def paid_without_a_ledger(language: Language) -> str:
    """The day of the indemnity says nothing where no ledger tells what came back."""
    if language == "fr":
        return (
            "--paid-on\nDe montants, rien ne dit ce qui est revenu depuis.\n"
            "Nommez un client ou un dossier, dont le grand livre le dit."
        )
    return (
        "--paid-on\nOf amounts, nothing tells what came back since.\nName a buyer or a folder, whose ledger tells it."
    )
