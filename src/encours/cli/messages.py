"""What the command line itself refuses: place, what is wrong, what to do, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from encours.explain.again import HERE, Again
from encours.formats.faults import shown, width
from encours.formats.system_words import in_french
from encours.units import MAXIMUM_AMOUNT, Day
from encours.units.currency import currency
from encours.units.money import Money
from encours.units.show import Language, show_amount, show_day

SOURCES_SHOWN: Final = 5


def no_policy(folder: str, language: Language, others: Sequence[str] = (), again: Again = HERE) -> str:
    """The folder holds no policy, or several and no programme."""
    terms, ageing = again.without_folder("policy", "terms"), again.of("ageing")
    if others:
        listed = ", ".join(others)
        if language == "fr":
            return (
                f"{folder}   {listed}\nPlusieurs polices et aucun programme.\n"
                "Écrivez programme.toml, avec une ligne [[layers]] pour chacune."
            )
        return (
            f"{folder}   {listed}\nSeveral policies and no programme.\n"
            "Write programme.toml, with one [[layers]] entry for each."
        )
    if language == "fr":
        return (
            f"{folder}\nIl n'y a pas de police dans ce dossier.\n"
            f"Ajoutez-y policy.toml ; les termes : {terms}. Sans police : {ageing}"
        )
    return (
        f"{folder}\nThere is no policy in this folder.\nAdd policy.toml; its terms: {terms}. Without a policy: {ageing}"
    )


def policy_left_aside(language: Language) -> str:
    """A policy does not read, and what is asked can be told without one."""
    if language == "fr":
        return "La police est laissée de côté : rien n'est dit ici de ce qui est assuré."
    return "The policy is left aside: nothing is told here of what is insured."


def no_heading(names: Sequence[str], language: Language) -> str:
    """Files in TOML that have no heading of a policy: they are left aside."""
    listed = ", ".join(map(shown, names))
    if language == "fr":
        what = "Aucun titre de police : laissé de côté."
        return f"{listed}\n{what}\nUne police a un titre [policy], ou s'appelle policy.toml."
    return f"{listed}\nNo heading of a policy: left aside.\nA policy has a heading [policy], or is called policy.toml."


def no_policy_file(path: str, language: Language, *, is_there: bool) -> str:
    """A file named as a policy is not there, or is none: its name says that it holds something else."""
    if language == "fr":
        what = "Ce fichier n'est pas une police." if is_there else "Ce fichier n'existe pas."
        return f"{path}\n{what}\nNommez un fichier .toml, comme policy.toml, ou son dossier."
    what = "This file is no policy." if is_there else "There is no such file."
    return f"{path}\n{what}\nName a .toml file, such as policy.toml, or its folder."


def no_cases(path: str, language: Language) -> str:
    """Nothing is there where cases were looked for."""
    if language == "fr":
        return f"{path}\nIl n'y a rien là.\nNommez un fichier de cas, ou un dossier : encours cases [CAS ...]"
    return f"{path}\nThere is nothing there.\nName a file of cases, or a folder: encours cases [PLACES ...]"


def not_readable(path: str, reason: str, language: Language) -> str:
    """The system refuses to open a path."""
    if language == "fr":
        return f"{path[:200]}\nCe chemin ne se lit pas : {in_french(reason)}.\nVérifiez-le, et votre droit de le lire."
    return f"{path[:200]}\nThis path cannot be read: {reason}.\nCheck it, and that you may read it."


def no_rates(folder: str, lacking: Mapping[str, Day], target: str, language: Language) -> str:
    """Currencies that cannot be turned into the policy's, each with the first day that lacks a rate."""
    listed = ", ".join(lacking)
    days: dict[Day, list[str]] = {}
    for code, day in lacking.items():
        days.setdefault(day, []).append(code)
    when = [
        show_day(day, language) + (f" ({', '.join(codes)})" if len(days) > 1 else "") for day, codes in days.items()
    ]
    if language == "fr":
        return (
            f"{folder}/exchange_rates.csv   {listed}\nAucun cours vers {target} au {', au '.join(when)}.\n"
            "Ajoutez une ligne par devise : day, currency, per_euro (unités pour un euro)."
        )
    return (
        f"{folder}/exchange_rates.csv   {listed}\nThere is no rate into {target} by {', by '.join(when)}.\n"
        "Add a row for each currency: day, currency, per_euro (units for one euro)."
    )


def unknown_policies(names: Mapping[str, Sequence[str]], known: Sequence[str], language: Language) -> str:
    """Policies that limits name and the programme does not hold, with the rows that name them."""
    listed, held = ", ".join(names), ", ".join(known)
    places = [each for rows in names.values() for each in rows]
    shown, more = ", ".join(places[:SOURCES_SHOWN]), len(places) - SOURCES_SHOWN
    if language == "fr":
        shown += f" et {more} autres" if more > 0 else ""
        return (
            f"{shown}\nLe programme n'a pas de police {listed} : ces lignes n'accordent rien.\n"
            f"Rectifiez le nom s'il s'agit d'une police du programme ({held})."
        )
    shown += f" and {more} more" if more > 0 else ""
    return (
        f"{shown}\nThe programme has no policy {listed}: these rows give no limit.\n"
        f"Mend the name if it means a policy of the programme ({held})."
    )


def unborne(policy: str, key: str, value: str, near: str, language: Language) -> str:
    """A name of the schedule that no fact bears and that looks like one that is borne."""
    place = f'{policy}   {key} = "{value}"'
    if language == "fr":
        return (
            f"{place}\nAucun fait ne porte « {value} » : cette ligne de la police ne vaut pour personne.\n"
            f"Vouliez-vous dire « {near} » ?"
        )
    return f'{place}\nNo fact bears "{value}": this line of the policy holds for nobody.\nDid you mean "{near}"?'


def no_decisions(language: Language) -> str:
    """No file of decisions on limits is in the folder, which is not the same as a file that has no rows."""
    if language == "fr":
        return (
            "limit_decisions.csv   (ou agréments.csv)\n"
            "Ce fichier manque : aucun client n'a d'agrément, hors ce que la police accorde sans décision.\n"
            "Ajoutez les décisions de l'assureur ; un fichier sans ligne dit qu'il n'y en a pas."
        )
    return (
        "limit_decisions.csv\n"
        "This file is missing: no buyer has a limit, but for what the policy gives without a decision.\n"
        "Add the insurer's decisions; a file without rows says that there are none."
    )


def too_large(folder: str, sources: Sequence[str], target: str, language: Language) -> str:
    """Amounts beyond what is counted exactly once in the policy's currency."""
    most = show_amount(Money(MAXIMUM_AMOUNT, currency(target)), language)
    listed = ", ".join(sources[:SOURCES_SHOWN])
    more = len(sources) - SOURCES_SHOWN
    if language == "fr":
        listed += f" et {more} autres" if more > 0 else ""
        return (
            f"{folder}   {listed}\nConvertis en {target}, ces montants dépassent {most}, au-delà de quoi rien n'est "
            "compté au centime.\nVérifiez-les, ainsi que les cours et la devise de la police."
        )
    listed += f" and {more} more" if more > 0 else ""
    return (
        f"{folder}   {listed}\nTurned into {target}, these amounts pass {most}, the most that is counted to the cent.\n"
        "Check them, the rates of exchange and the currency of the policy."
    )


def no_invoice(number: str, near: Sequence[str], language: Language, again: Again = HERE) -> str:
    """No invoice has that number, as of that day."""
    is_later, number = number in near, shown(number)
    if is_later:
        if language == "fr":
            return f"{number}\nCette facture est au grand livre, mais pas à cette date.\nDemandez un jour plus tardif."
        return f"{number}\nThe ledger has this invoice, but not yet on that day.\nAsk about a later day: --as-of."
    listed = ", ".join(near)
    if language == "fr":
        hint = f"Vouliez-vous dire {listed} ?" if near else f"Voir les numéros : {again.of('cover', '--format', 'csv')}"
        return f"{number}\nAucune facture ne porte ce numéro à cette date.\n{hint}"
    hint = f"Did you mean {listed}?" if near else f"See the numbers: {again.of('cover', '--format', 'csv')}"
    return f"{number}\nNo invoice has that number on that day.\n{hint}"


def a_buyer_and_no_invoice(
    written: str, code: str, buyers: Sequence[str], language: Language, again: Again = HERE
) -> str:
    """No invoice has that number, and it is a part of the name of a buyer: `code` is that of the first."""
    listed, command = ", ".join(map(shown, buyers)), again.buyers(code)
    if language == "fr":
        told = (
            f"C'est une partie du nom d'un client : {listed}." if len(buyers) == 1 else f"Clients de ce nom : {listed}."
        )
        return f"{shown(written)}\nAucune facture ne porte ce numéro à cette date. {told}\nSes factures : {command}"
    told = f"It is a part of a buyer's name: {listed}." if len(buyers) == 1 else f"Buyers of that name: {listed}."
    return f"{shown(written)}\nNo invoice has that number on that day. {told}\nIts invoices: {command}"


def no_buyer(code: str, near: Sequence[str], language: Language, again: Again = HERE) -> str:
    """No buyer has that code, as of that day."""
    listed = ", ".join(map(shown, near))
    if language == "fr":
        hint = f"Vouliez-vous dire {listed} ?" if near else f"Voir les codes : {again.of('buyers', '--format', 'csv')}"
        return f"{shown(code)}\nAucun client ne porte ce code à cette date.\n{hint}"
    hint = f"Did you mean {listed}?" if near else f"See the codes: {again.of('buyers', '--format', 'csv')}"
    return f"{shown(code)}\nNo buyer has that code on that day.\n{hint}"


def no_invoice_of_buyer(number: str, buyer: str, buyers: Sequence[str], language: Language) -> str:
    """An invoice has that number, of another buyer than the one named."""
    place, listed = option_told("--buyer", buyer), ", ".join(map(shown, buyers[:5]))
    if language == "fr":
        return f"{place}\nLa facture {shown(number)} n'est pas de ce client.\nElle est de : {listed}."
    return f"{place}\nInvoice {shown(number)} is not this buyer's.\nIt is of: {listed}."


def no_document(written: str, language: Language) -> str:
    """What a word of a file is told to mean is no document."""
    place = option_told("--document-word", written)
    if language == "fr":
        return f"{place}\nUn mot veut dire facture, avoir ou règlement.\nÉcrivez par exemple FA=facture."
    return f"{place}\nA word means an invoice, a credit note or a payment.\nWrite, for example, FA=invoice."


def no_day(option: str, written: str, language: Language, *, is_impossible: bool = False) -> str:
    """A day that cannot be read, or that is not in the calendar of the years computed with."""
    place = option_told(option, written)
    if is_impossible:
        if language == "fr":
            return f"{place}\nCe jour n'existe pas, ou n'est pas entre 1990 et 2100.\nVérifiez le jour et l'année."
        return f"{place}\nThere is no such day from 1990 to 2100.\nCheck the day and the year."
    if language == "fr":
        return f"{place}\nCe n'est pas une date.\nÉcrivez-la comme 2026-06-30 ou 30/06/2026."
    return f"{place}\nThis is not a date.\nWrite it as 2026-06-30 or 30/06/2026."


def option_told(option: str, written: str) -> str:
    """An option and what was written there, short and safe to print, underlined."""
    excerpt = shown(written)
    return f'{option}   "{excerpt}"\n{" " * (len(option) + 4)}{"^" * max(1, width(excerpt))}'


def no_bounds(
    written: str, language: Language, *, is_months: bool, most: int, largest: int, wrong: tuple[str, str]
) -> str:
    """Bounds of an aged balance that are none; ``wrong`` says why in both languages."""
    place = option_told("--bounds", written)
    lowest, usual = (0, "0,1,2,3") if is_months else (1, "30,60,90,120")
    if language == "fr":
        return (
            f"{place}\n{wrong[1]}\n"
            f"Indiquez de 1 à {most} nombres entiers croissants, de {lowest} à {largest}, comme {usual}."
        )
    return f"{place}\n{wrong[0]}\nGive 1 to {most} growing whole numbers, from {lowest} to {largest}, such as {usual}."


def no_indicator(name: str, near: Sequence[str], every: Sequence[str], language: Language) -> str:
    """No indicator, or no kind of finding, has that name."""
    place, listed = option_told("--show", name), ", ".join(near or every)
    if language == "fr":
        hint = f"Vouliez-vous dire {listed} ?" if near else f"Au choix : {listed}"
        return f"{place}\nIl n'y a rien de ce nom.\n{hint}"
    return f"{place}\nNothing has that name.\n" + (f"Did you mean {listed}?" if near else f"Choose from: {listed}")


def no_period(option: str, written: str, most: int, language: Language) -> str:
    """A period of no day, or longer than any that is computed with."""
    place = option_told(option, written)
    if language == "fr":
        return f"{place}\nCette période n'a pas de jour, ou pas de fin.\nIndiquez un nombre entier, de 1 à {most}."
    return f"{place}\nThis period has no day, or no end.\nGive a whole number, from 1 to {most}."


def no_kernels(folder: str, language: Language, *, is_slow: bool) -> str:
    """The folder of compiled clauses cannot be written: the answer is the same, and comes later."""
    if language == "fr":
        then = "rien n'est compilé cette fois" if is_slow else "les clauses sont recompilées à chaque fois"
        return f"{folder}\nRien ne peut y être écrit : {then}, ce qui est plus long.\nAutre dossier : ENCOURS_CACHE."
    then = "nothing is compiled this time" if is_slow else "the clauses are compiled anew each time"
    return f"{folder}\nNothing can be written there: {then}, which takes longer.\nName a folder: ENCOURS_CACHE."


def closed_output(language: Language) -> str:
    """Standard output is closed: an answer would be lost without a word."""
    if language == "fr":
        return "encours : la sortie standard est fermée : rien n'est calculé, rien n'est écrit."
    return "encours: standard output is closed: nothing is computed, nothing is written."


def not_answered(reason: str, language: Language) -> str:
    """The system refused something that no other message tells: most often, to write the answer."""
    return f"encours : {in_french(reason)}" if language == "fr" else f"encours: {reason}"


def no_terminal(form: str, language: Language) -> str:
    """A form that no terminal shows is asked for without a file to write it in."""
    if language == "fr":
        what = f"Un terminal ne montre pas un fichier {form.upper()}."
        return f"--format {form}\n{what}\nNommez-le : --output rapport.{form}"
    return f"--format {form}\nA terminal does not show a {form.upper()} file.\nName it: --output report.{form}"


def file_exists(name: str, language: Language) -> str:
    """The file to write is there already, and nobody said that it may be replaced."""
    place = option_told("--output", name)
    if language == "fr":
        what = "Ce fichier existe déjà ; il est laissé tel quel."
        return f"{place}\n{what}\nChoisissez un autre nom, ou --force pour le remplacer."
    return f"{place}\nThis file exists already; it is left as it is.\nChoose another name, or --force to replace it."


def no_file(name: str, language: Language) -> str:
    """What is named to be written is there, and is no plain file: a folder, a device."""
    place = option_told("--output", name)
    if language == "fr":
        return f"{place}\nCe n'est pas un fichier, et ce ne sera pas remplacé.\nNommez le fichier à écrire."
    return f"{place}\nThis is no file, and will not be replaced.\nName the file to write."


def no_folder_to_write(name: str, language: Language) -> str:
    """The folder of the file to write is not there."""
    place = option_told("--output", name)
    if language == "fr":
        return f"{place}\nLe dossier de ce fichier n'existe pas.\nCréez-le, ou nommez-en un autre."
    return f"{place}\nThe folder of this file does not exist.\nCreate it, or name another."


def not_written(name: str, reason: str, language: Language) -> str:
    """The system refuses the place of the file to write."""
    place = option_told("--output", name)
    if language == "fr":
        return f"{place}\n{in_french(reason)}.\nNommez un autre fichier."
    return f"{place}\n{reason}.\nName another file."


def no_workspace_to_document(form: str, language: Language) -> str:
    """A document of two policies is asked for, and no folder whose euros it would tell."""
    if language == "fr":
        what = "Un document dit ce qu'un changement déplace, et aucun dossier n'est nommé."
        return f"--format {form}\n{what}\nAjoutez --workspace DOSSIER ; sans lui : --format table, json ou csv."
    what = "A document tells what a change moves, and no folder is named."
    return f"--format {form}\n{what}\nAdd --workspace FOLDER; without one: --format table, json or csv."


def one_buyer_is_no_document(form: str, language: Language) -> str:
    """One buyer is asked for in a form that only the list of buyers has."""
    if language == "fr":
        return (
            f"--buyer --format {form}\nUn client seul n'a pas cette forme.\n"
            "Retirez --buyer, ou demandez table, json ou csv."
        )
    return f"--buyer --format {form}\nOne buyer has no such form.\nLeave --buyer out, or ask for table, json or csv."


def no_facts(folder: str, language: Language) -> str:
    """The folder has no dated fact, so there is no day to ask about."""
    if language == "fr":
        return f"{folder}\nLe dossier ne contient aucun fait daté.\nDonnez le jour : --as-of 2026-06-30"
    return f"{folder}\nThe folder holds no dated fact.\nTell the day: --as-of 2026-06-30"


def no_subject(subject: str, near: Sequence[str], language: Language, again: Again = HERE) -> str:
    """Neither a clause nor a term has that name."""
    subject = shown(subject)
    listed = ", ".join(near)
    if language == "fr":
        hint = f"Vouliez-vous dire {listed} ?" if near else f"Toute la liste : {again.without_folder('help')}"
        return f"{subject}\nAucune clause ni aucun terme ne porte ce nom.\n{hint}"
    hint = f"Did you mean {listed}?" if near else f"The whole list: {again.without_folder('help')}"
    return f"{subject}\nNo clause and no term has that name.\n{hint}"


def nothing_to_import(language: Language) -> str:
    """No file was named."""
    if language == "fr":
        return "Aucun fichier n'est indiqué.\nNommez le fichier à importer : encours import export.csv --into dossier"
    return "No file is named.\nName the file to import: encours import export.csv --into folder"


def undo_of_a_file(language: Language) -> str:
    """A file was named beside what is to be taken back."""
    if language == "fr":
        return (
            "Un fichier est nommé à côté de --undo.\n"
            "Annulez d'abord : encours import --into dossier --undo IMPORT ; importez ensuite le fichier."
        )
    return (
        "A file is named beside --undo.\n"
        "Take back first: encours import --into folder --undo IMPORT; then import the file."
    )


def no_ending(path: str, ending: str, known: Sequence[str], language: Language) -> str:
    """The end of a file name says a form that no report has."""
    listed = ", ".join(known)
    if language == "fr":
        return f"{path}\nAucun rapport n'a la forme « {shown(ending)} ».\nTerminez le nom par {listed} ou .txt."
    return f'{path}\nNo report has the form "{shown(ending)}".\nEnd the name with {listed} or .txt.'


def file_of_a_workspace(name: str, language: Language) -> str:
    """A report would be read as a file of the workspace that it is written into, or take the place of one."""
    place = option_told("--output", name)
    if language == "fr":
        what = "Un dossier de travail lirait ce fichier comme l'un des siens, d'après son nom."
        return f"{place}\n{what}\nDonnez-lui un autre nom, comme rapport.xlsx, ou écrivez-le dans un autre dossier."
    what = "A workspace would read this file as one of its own, by its name."
    return f"{place}\n{what}\nGive it another name, such as report.xlsx, or write it into another folder."


def ending_of_another_form(name: str, form: str, endings: Sequence[str], language: Language) -> str:
    """The end of a file name says another form than the one that is asked for."""
    place, listed = option_told("--output", name), ", ".join(endings)
    if language == "fr":
        return f"{place}\nCe nom annonce une autre forme que --format {form}.\nTerminez le nom par {listed}."
    return f"{place}\nThis name says another form than --format {form}.\nEnd the name with {listed}."


def no_currency(written: str, near: Sequence[str], language: Language) -> str:
    """The currency told is none of ISO 4217."""
    place, listed = option_told("--currency", written), ", ".join(near)
    if language == "fr":
        hint = f"Vouliez-vous dire {listed} ?" if near else "Écrivez-le en trois lettres, comme EUR."
        return f"{place}\nCe n'est pas un code de devise (ISO 4217).\n{hint}"
    hint = f"Did you mean {listed}?" if near else "Write it as three letters, such as EUR."
    return f"{place}\nThis is no code of a currency (ISO 4217).\n{hint}"


def no_field(written: str, near: Sequence[str], language: Language) -> str:
    """The field that a heading is told to give is one of no table."""
    place, listed = option_told("--column", written), ", ".join(near)
    if language == "fr":
        hint = f"Vouliez-vous dire {listed} ?" if near else "Les champs : docs/reference/facts.md"
        return f"{place}\nAucune table n'a de champ de ce nom.\n{hint}"
    hint = f"Did you mean {listed}?" if near else "The fields: docs/reference/facts.md"
    return f"{place}\nNo table has a field of this name.\n{hint}"
