"""Every error of a file and of its table, one function each: what is wrong and what to do, in both languages.

Errors of one cell are in ``cell_errors``, those of the names in a folder in ``folder_errors``. A rule for all:
the user is told what to change and where.
"""

from __future__ import annotations

from collections.abc import Sequence

from encours.formats.faults import ReadError, fault, shown
from encours.formats.system_words import in_french


def file_empty(file: str) -> ReadError:
    """The file holds nothing, not even a header."""
    return fault(
        "file_empty",
        file,
        en="The file is empty: it has not even a header.",
        fr="Le fichier est vide : il n'a pas même d'en-tête.",
        hint_en="Export it again, or remove it if there is nothing of this kind.",
        hint_fr="Exportez-le de nouveau, ou retirez-le s'il n'y a rien de cette nature.",
    )


def file_too_large(file: str, *, size: int, bound: int) -> ReadError:
    """The file is larger than the bound and was not read."""
    is_text = file.lower().endswith(".toml")
    return fault(
        "file_too_large",
        file,
        en=f"The file takes {size} bytes; at most {bound} are read.",
        fr=f"Le fichier occupe {size} octets ; on en lit {bound} au plus.",
        hint_en="Is it the right file? A policy is a few pages." if is_text
        else "Split it by year (invoices-2025.csv, invoices-2026.csv), or raise the bound.",
        hint_fr="Est-ce le bon fichier ? Une police tient en quelques pages." if is_text
        else "Découpez-le par année (invoices-2025.csv, invoices-2026.csv), ou relevez la borne.",
    )  # fmt: skip


def file_unreadable(file: str, reason: str) -> ReadError:
    """The system refuses to open the file."""
    return fault(
        "file_unreadable",
        file,
        en=f"The file cannot be opened: {shown(reason)}.",
        fr=f"Le fichier ne peut pas être ouvert : {shown(in_french(reason))}.",
        hint_en="Check that it is there and that you may read it.",
        hint_fr="Vérifiez qu'il est là et que vous avez le droit de le lire.",
    )


def not_a_file(file: str) -> ReadError:
    """A folder, a broken link or a device has the name of a file of facts."""
    return fault(
        "not_a_file",
        file,
        en="This is no file: a folder, a device, or a link to a file that is not there.",
        fr="Ce n'est pas un fichier : c'est un dossier, un périphérique, ou un lien vers un fichier absent.",
        hint_en="Put the file itself there, or remove this.",
        hint_fr="Mettez-y le fichier lui-même, ou retirez ceci.",
    )


def too_many_rows(file: str, *, bound: int) -> ReadError:
    """The file has more rows than the bound and was not read further."""
    return fault(
        "too_many_rows",
        file,
        en=f"The file has more than {bound} rows.",
        fr=f"Le fichier a plus de {bound} lignes.",
        hint_en="Split it by year, or raise the bound.",
        hint_fr="Découpez-le par année, ou relevez la borne.",
    )


def too_many_columns(file: str, *, found: int, bound: int) -> ReadError:
    """The header has more columns than any ledger."""
    return fault(
        "too_many_columns",
        file,
        row=1,
        en=f"The header has {found} columns; at most {bound} are read.",
        fr=f"L'en-tête a {found} colonnes ; on en lit {bound} au plus.",
        hint_en="Is it the right file, and the right separator? Keep the columns that matter.",
        hint_fr="Est-ce le bon fichier, et le bon séparateur ? Gardez les colonnes utiles.",
    )


def cell_too_long(file: str, *, row: int, column: str, length: int, bound: int, excerpt: str) -> ReadError:
    """A cell is longer than any text of a ledger."""
    return fault(
        "cell_too_long",
        file,
        row=row,
        column=column,
        excerpt=excerpt,
        en=f"The cell has {length} characters; at most {bound} are read.",
        fr=f"La case a {length} caractères ; on en lit {bound} au plus.",
        hint_en="Is a quotation mark left open before it?",
        hint_fr="Un guillemet serait-il resté ouvert avant elle ?",
    )


def line_too_long(file: str, *, row: int, bound: int, excerpt: str) -> ReadError:
    """A line is longer than any row of a ledger; the file is not read further."""
    return fault(
        "line_too_long",
        file,
        row=row,
        excerpt=excerpt,
        en=f"The line has more than {bound} characters.",
        fr=f"La ligne a plus de {bound} caractères.",
        hint_en="Is it a table, with one fact on each line? Export it again as CSV.",
        hint_fr="Est-ce bien une table, un fait par ligne ? Exportez-la de nouveau en CSV.",
    )


def nul_bytes(file: str, *, row: int) -> ReadError:
    """Text files hold no zero bytes."""
    return fault(
        "nul_bytes",
        file,
        row=row,
        en="The file holds zero bytes: it is damaged, or it is not a text file.",
        fr="Le fichier contient des octets nuls : il est abîmé, ou ce n'est pas un fichier texte.",
        hint_en="Export it again as CSV in UTF-8.",
        hint_fr="Exportez-le de nouveau en CSV, en UTF-8.",
    )


def mixed_encodings(file: str, *, row: int, excerpt: str) -> ReadError:
    """Some lines are in one encoding and some in another."""
    return fault(
        "mixed_encodings",
        file,
        row=row,
        excerpt=excerpt,
        en="This line is in another encoding than the others: two exports were put together.",
        fr="Cette ligne n'a pas le même encodage que les autres : deux exports ont été mis bout à bout.",
        hint_en="Save each export in UTF-8 before joining them, or keep them as two files.",
        hint_fr="Enregistrez chaque export en UTF-8 avant de les réunir, ou gardez deux fichiers.",
    )


def encoding_unknown(file: str, *, row: int, excerpt: str) -> ReadError:
    """No encoding gives letters that make sense."""
    return fault(
        "encoding_unknown",
        file,
        row=row,
        excerpt=excerpt,
        en="In no usual encoding do the letters of this line make sense.",
        fr="Dans aucun encodage usuel les lettres de cette ligne n'ont de sens.",
        hint_en='Save the file in UTF-8, or write encoding = "..." under [reading] in workspace.toml.',
        hint_fr='Enregistrez le fichier en UTF-8, ou écrivez encoding = "..." sous [reading] dans workspace.toml.',
    )


def encoding_contradicted(file: str, *, row: int, encoding: str, is_told: bool = True) -> ReadError:
    """The encoding told in the settings, or by the mark at the head of the file, does not fit the bytes."""
    if not is_told:
        return fault(
            "encoding_contradicted",
            file,
            row=row,
            en=f"The file begins as {encoding}, and some of it cannot be read so: it is damaged or was cut.",
            fr=f"Le fichier commence en {encoding}, mais une partie ne se lit pas ainsi : il est abîmé ou tronqué.",
            hint_en="Export it again, in UTF-8 if there is a choice.",
            hint_fr="Exportez-le de nouveau, en UTF-8 si vous avez le choix.",
        )
    return fault(
        "encoding_contradicted",
        file,
        row=row,
        en=f"The settings say {encoding}, and this line cannot be read so.",
        fr=f"Les réglages annoncent {encoding}, et cette ligne ne se lit pas ainsi.",
        hint_en="Remove the setting: the encoding is found from the file.",
        hint_fr="Retirez le réglage : l'encodage est reconnu d'après le fichier.",
    )


def quote_not_closed(file: str, *, row: int) -> ReadError:
    """A quotation mark is opened and never closed."""
    return fault(
        "quote_not_closed",
        file,
        row=row,
        en="A quotation mark is opened here and never closed.",
        fr="Un guillemet s'ouvre ici et ne se referme jamais.",
        hint_en="Close it, or write it twice if it belongs to the text.",
        hint_fr="Refermez-le, ou doublez-le s'il fait partie du texte.",
    )


def header_duplicate(file: str, *, row: int, first: str, second: str, field: str) -> ReadError:
    """Two columns say the same thing, and nothing tells which one to believe."""
    same = first == second
    return fault(
        "header_duplicate",
        file,
        row=row,
        excerpt=second,
        en=f'Two columns are called "{shown(first)}".' if same
        else f'The columns "{shown(first)}" and "{shown(second)}" both give {field}.',
        fr=f"Deux colonnes s'appellent « {shown(first)} »." if same
        else f"Les colonnes « {shown(first)} » et « {shown(second)} » donnent toutes deux {field}.",
        hint_en="Remove one of them, or give it another name.",
        hint_fr="Retirez l'une d'elles, ou donnez-lui un autre nom.",
    )  # fmt: skip


def header_near(file: str, *, row: int, header: str, nearest: str) -> ReadError:
    """A column is nearly called like a field: dropping it in silence could lose facts."""
    return fault(
        "header_near",
        file,
        row=row,
        excerpt=header,
        en=f'There is no field "{shown(header)}".',
        fr=f"Il n'y a pas de champ « {shown(header)} ».",
        hint_en=f'Did you mean "{nearest}"? If not, give the column a name that is no near miss.',
        hint_fr=f"Vouliez-vous dire « {nearest} » ? Sinon, donnez à la colonne un nom moins voisin.",
    )


def header_unknown(file: str, *, row: int, headers: tuple[str, ...], nearest: str) -> ReadError:
    """Columns that are no fields were not read (a warning)."""
    named_en = ", ".join(f'"{shown(header)}"' for header in headers[:8])
    named_fr = ", ".join(f"« {shown(header)} »" for header in headers[:8])
    more_en = f" and {len(headers) - 8} more" if len(headers) > 8 else ""
    more_fr = f" et {len(headers) - 8} autres" if len(headers) > 8 else ""
    several, one_fr = len(headers) > 1, "Cette colonne n'est pas lue"
    return fault(
        "header_unknown",
        file,
        row=row,
        en=f"{'These columns are' if several else 'This column is'} not read: {named_en}{more_en}.",
        fr=f"{'Ces colonnes ne sont pas lues' if several else one_fr} : "
        f"{named_fr}{more_fr}.",
        hint_en=f'The nearest field is "{nearest}"; workspace.toml can rename a column.' if nearest else "",
        hint_fr=f"Le champ le plus proche est « {nearest} » ; workspace.toml peut renommer une colonne."
        if nearest else "",
    )  # fmt: skip


def header_missing(
    file: str, *, row: int, field: str, french: str, meaning: tuple[str, str], hints: tuple[str, str]
) -> ReadError:
    """A column that the facts cannot do without is absent; ``hints`` say how to give it, in both languages."""
    return fault(
        "header_missing",
        file,
        row=row,
        column=field,
        en=f'The column "{field}" is missing: {_continued(meaning[0])}',
        fr=f"La colonne « {field} » (en français « {french} ») manque : {_continued(meaning[1])}",
        hint_en=hints[0],
        hint_fr=hints[1],
    )


def header_told_missing(file: str, *, row: int, field: str, header: str) -> ReadError:
    """The settings name a column that the file does not have."""
    return fault(
        "header_told_missing",
        file,
        row=row,
        column=field,
        excerpt=header,
        en="The settings name this column, and the file does not have it.",
        fr="Les réglages nomment cette colonne, et le fichier ne l'a pas.",
        hint_en="Write the header as it stands in the file, or remove the setting.",
        hint_fr="Écrivez l'en-tête tel qu'il figure dans le fichier, ou retirez le réglage.",
    )


def _continued(sentence: str) -> str:
    """Sentence continued after a colon: a lower first letter, unless it opens an abbreviation."""
    keeps = len(sentence) < 2 or sentence[1].isupper()
    return sentence if keeps else sentence[:1].lower() + sentence[1:]


def row_too_long(file: str, *, row: int, found: int, expected: int, excerpt: str) -> ReadError:
    """A row has more cells than the header: which cell is which cannot be told."""
    return fault(
        "row_too_long",
        file,
        row=row,
        excerpt=excerpt,
        en=f"The row has {found} cells and the header {expected}; these are left over.",
        fr=f"La ligne a {found} cases et l'en-tête {expected} ; voici celles de trop.",
        hint_en="Put quotation marks around a text that holds the separator.",
        hint_fr="Mettez entre guillemets un texte qui contient le séparateur.",
    )


def file_name_near(file: str, *, nearest: str) -> ReadError:
    """A file is nearly called like a table: dropping it in silence could lose facts."""
    return fault(
        "file_name_near",
        file,
        en="No table has this name, and the file was not read.",
        fr="Aucune table ne porte ce nom, et le fichier n'a pas été lu.",
        hint_en=f'Did you mean "{nearest}"? Several files of one kind are called {nearest}-2025.csv.',
        hint_fr=f"Vouliez-vous dire « {nearest} » ? Plusieurs fichiers d'une même nature s'appellent "
        f"{nearest}-2025.csv.",
    )


def file_missing(file: str) -> ReadError:
    """The settings describe a file that is not there."""
    return fault(
        "file_missing",
        file,
        en="workspace.toml describes this file, and it is not there.",
        fr="workspace.toml décrit ce fichier, et il n'est pas là.",
        hint_en="Copy it into the folder, or remove its description.",
        hint_fr="Copiez-le dans le dossier, ou retirez sa description.",
    )


def folder_missing(folder: str, *, is_file: bool = False) -> ReadError:
    """The workspace is no folder."""
    if is_file:
        return fault(
            "folder_missing",
            folder,
            en="This is a file, and a folder is expected.",
            fr="C'est un fichier, et un dossier est attendu.",
            hint_en="Name the folder that holds it.",
            hint_fr="Nommez le dossier qui le contient.",
        )
    return fault(
        "folder_missing",
        folder,
        en="There is no such folder.",
        fr="Ce dossier n'existe pas.",
        hint_en='Write an example to start from with "encours demo".',
        hint_fr="Créez un exemple pour commencer avec « encours demo ».",
    )


def rows_repeated(file: str, *, count: int, before: str) -> ReadError:
    """Rows were already read in an earlier file and change nothing (a warning)."""
    return fault(
        "rows_repeated",
        file,
        en=f"Rows that are also in {before}, read once: {count}.",
        fr=f"Lignes déjà présentes dans {before}, lues une seule fois : {count}.",
    )


def rows_left_out(file: str, *, count: int) -> ReadError:
    """Rows with errors were left out, as asked (a warning)."""
    return fault(
        "rows_left_out",
        file,
        en=f"Rows with errors, left out: {count}.",
        fr=f"Lignes en erreur, laissées de côté : {count}.",
        hint_en="What is computed does not count them.",
        hint_fr="Ce qui est calculé n'en tient pas compte.",
    )


def parquet_malformed(file: str) -> ReadError:
    """The file is called Parquet and is not, or is damaged."""
    return fault(
        "parquet_malformed",
        file,
        en="The file is no Parquet table that can be read.",
        fr="Le fichier n'est pas une table Parquet lisible.",
        hint_en="Write it again, or use CSV.",
        hint_fr="Écrivez-le de nouveau, ou utilisez le CSV.",
    )


def json_malformed(file: str, *, row: int, reason: tuple[str, str]) -> ReadError:
    """The file is called JSON and is not; ``reason`` says where, or why, in both languages."""
    return fault(
        "json_malformed",
        file,
        row=row,
        en=f"The file is no JSON that can be read: {shown(reason[0])}.",
        fr=f"Le fichier n'est pas du JSON lisible : {shown(reason[1])}.",
        hint_en="Export it again.",
        hint_fr="Exportez-le de nouveau.",
    )


def json_no_records(file: str, *, path: str, held: Sequence[str] = ()) -> ReadError:
    """The path told leads to no list of records; ``held`` are the paths of several that the file holds."""
    listed = ", ".join(map(shown, held))
    return fault(
        "json_no_records",
        file,
        column=path,
        en="There is no list of records at this place of the file.",
        fr="Il n'y a pas de liste d'enregistrements à cet endroit du fichier.",
        hint_en="path names the keys that lead to the list, with points between them"
        + (f"; here: {listed}." if held else "."),
        hint_fr="path donne les clés qui mènent à la liste, séparées par des points"
        + (f" ; ici : {listed}." if held else "."),
    )


def settings_malformed(file: str, *, row: int, reason: tuple[str, str], excerpt: str = "") -> ReadError:
    """A TOML file is not TOML; ``reason`` says where, or why, in both languages."""
    return fault(
        "settings_malformed",
        file,
        row=row,
        excerpt=excerpt,
        en=f"The file is no TOML: {shown(reason[0])}.",
        fr=f"Le fichier n'est pas du TOML : {shown(reason[1])}.",
        hint_en="Texts are between quotation marks; tables begin with their name in brackets.",
        hint_fr="Les textes sont entre guillemets ; une table commence par son nom entre crochets.",
    )


def setting_unknown(file: str, *, row: int, setting: str, nearest: str, known: tuple[str, ...]) -> ReadError:
    """A setting has a name that nothing reads."""
    return fault(
        "setting_unknown",
        file,
        row=row,
        excerpt=setting,
        en="There is no such setting.",
        fr="Ce réglage n'existe pas.",
        hint_en=f'Did you mean "{nearest}"?' if nearest else f"Known here: {', '.join(known)}.",
        hint_fr=f"Vouliez-vous dire « {nearest} » ?" if nearest else f"Connus ici : {', '.join(known)}.",
    )


def setting_value(file: str, *, row: int, setting: str, value: str, expected: tuple[str, str]) -> ReadError:
    """A setting has a value that means nothing."""
    return fault(
        "setting_value",
        file,
        row=row,
        column=setting,
        excerpt=value,
        en=f"{setting} must be {expected[0]}.",
        fr=f"{setting} doit être {expected[1]}.",
    )


def setting_type(
    file: str,
    *,
    row: int,
    setting: str,
    line: str,
    expected: tuple[str, str],
    found: tuple[str, str],
    quoted: str,
) -> ReadError:
    """A setting is of another type than the one asked, both told in both languages; ``quoted`` is what to write."""
    return fault(
        "setting_type",
        file,
        row=row,
        excerpt=line,
        en=f"{shown(setting)} must be {expected[0]}, and this is {found[0]}.",
        fr=f"{shown(setting)} doit être {expected[1]}, et c'est ici {found[1]}.",
        hint_en=f"Write {shown(quoted)}" if quoted else "",
        hint_fr=f"Écrivez {shown(quoted)}" if quoted else "",
    )


def story_malformed(file: str, *, row: int, excerpt: str, en: str, fr: str) -> ReadError:
    """A Markdown story has a table or a heading that cannot be read."""
    return fault("story_malformed", file, row=row, excerpt=excerpt, en=en, fr=fr)
