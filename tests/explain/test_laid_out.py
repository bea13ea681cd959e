"""What an eye would check of a document: letters of drawings on a telephone, feet of pages, a title said once."""

import functools
import io
import re
from html import unescape
from itertools import combinations

import pytest
from pypdf import PdfReader

from encours.explain.document.html import page
from encours.explain.document.model import Heading
from encours.explain.document.pdf import pdf
from encours.explain.document.svg import drawing
from tests.cli.commands import WORKSPACE
from tests.explain.documents import COMMANDS, LANGUAGES, document, squeezed, text_of_page, text_of_pdf

EXAMPLES = WORKSPACE.parents[2] / "examples"
SETTLED = {
    "layers of losses": ("layer-of-losses/losses.toml", "layer-of-losses/programme.toml"),
    "excess of loss": ("excess-of-loss/losses.toml", "excess-of-loss/policy.toml"),
    "several insurers": ("syndication/losses.toml", "syndication/policy.toml"),
    "perils": ("political-and-production/losses.toml", "political-and-production/policy.toml"),
}
NAMES = (*COMMANDS, *SETTLED, "reverse", "certificate")
TELEPHONE = {"": 15, "quiet": 14, "badge": 12}
"""Sizes of the letters of a drawing on a telephone, by their class, as page.css has them."""
NARROW = frozenset(",.;:'|!-/()iltfj \u00a0\u202f\u2009")


@functools.cache
def made(name, language):
    if name in SETTLED:
        losses, policy = SETTLED[name]
        return document("settle", language, folder=EXAMPLES / losses, more=("--policy", str(EXAMPLES / policy)))
    if name == "reverse":
        more = ("--as-of", "2026-07-31", "--failed-on", "2026-07-06")
        return document("reverse", language, folder=EXAMPLES / "reverse", more=more)
    if name == "certificate":
        more = ("--as-of", "2026-05-31", "--certificate", "F2")
        return document("reverse", language, folder=EXAMPLES / "reverse", more=more)
    return document(name, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_words_of_a_drawing_meet_on_a_telephone(name, language):
    for chart in made(name, language).charts():
        by_line = {}
        for x, y, end, look, words in re.findall(
            r'<text x="(\d+)" y="(\d+)"(?: text-anchor="(\w+)")?([^>]*)>([^<]*)</text>', drawing(chart, language)
        ):
            size = TELEPHONE[(re.findall('class="(.*?)"', look) or [""])[0]]
            width = sum(map(thousandths, unescape(words))) * size // 1000
            left = int(x) - {"": 0, "middle": width // 2, "end": width}[end]
            by_line.setdefault(y, []).append((left, left + width, unescape(words)))
        for line in by_line.values():
            for one, other in combinations(sorted(line), 2):
                assert one[1] <= other[0], (chart.name, one, other)


def thousandths(letter):
    """Width of a letter of a usual sans serif, of its height."""
    return 290 if letter in NARROW else 720 if letter.isupper() else 540


def test_letters_of_drawings_are_larger_on_a_telephone():
    on_screen = page(made("cover", "en"))
    small = on_screen.partition("@media (max-width: 32rem)")[2]
    assert f"figure svg text:not(.badge) {{ font-size: {TELEPHONE['']}px; }}" in small
    assert f"figure svg text.quiet {{ font-size: {TELEPHONE['quiet']}px; }}" in small


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_heading_stays_alone_at_the_foot_of_a_page(name, language):
    document_ = made(name, language)
    titles = {squeezed(each.title) for each in document_.parts}
    titles |= {squeezed(each.title) for part in document_.parts for each in part.blocks if isinstance(each, Heading)}
    for each in PdfReader(io.BytesIO(pdf(document_))).pages:
        *lines, _foot = filter(None, map(squeezed, each.extract_text().splitlines()))
        assert lines[-1] not in titles


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_of_a_certificate_is_said_once(language):
    document_ = made("certificate", language)
    title = {"en": "Certificate of cover", "fr": "Certificat de garantie"}[language]
    assert document_.title == title
    body = re.sub("<title>.*?</title>", "", page(document_), flags=re.DOTALL)
    assert squeezed(text_of_page(body)).count(squeezed(title)) == 1
    assert squeezed(text_of_pdf(pdf(document_))).count(squeezed(title)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_of_figures_take_two_lines_on_paper_where_there_is_room(language):
    words = {"en": "By this loss", "fr": "Par cette perte"}[language].split()
    lines = text_of_pdf(pdf(made("perils", language))).splitlines()
    assert all(" ".join(each.split()) != word for each in lines for word in words[1:-1])
