"""The turnover declared for the premium: insurable sales, less those that the schedule leaves out."""

from encours.clauses.charge_choices import OnRefusedBuyers
from encours.clauses.choices import LimitKind
from encours.clauses.declaration_choices import CountedAsRefused, CreditNotePeriod, Declared, PeriodsBegin, TurnoverDay
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, NEEDS_INFORMATION, REFUSED, Verdict
from encours.units import MISSING, Code, Day, Flag, Span, after
from encours.units.kinds import Unit

_CODE = Unit("code")

declared_private_persons = Term(
    unit=_CODE,
    choices=Declared,
    english="Whether sales to private persons are part of the turnover declared.",
    french="Si les ventes aux particuliers font partie du chiffre d'affaires déclaré.",
    default="left out",
)
declared_public_buyers = Term(
    unit=_CODE,
    choices=Declared,
    english="Whether sales to the State and to public bodies are part of the turnover declared.",
    french="Si les ventes à l'État et aux organismes publics font partie du chiffre d'affaires déclaré.",
    default="left out",
)
declared_related_companies = Term(
    unit=_CODE,
    choices=Declared,
    english="Whether sales to companies related to the insured are part of the turnover declared.",
    french="Si les ventes aux sociétés liées à l'assuré font partie du chiffre d'affaires déclaré.",
    default="left out",
)
buyers_counted_as_refused = Term(
    unit=_CODE,
    choices=CountedAsRefused,
    english="Which buyers count as refused where sales to them are left out: those that the insurer refused, or "
    "withdrew its limit from; or every buyer without a limit.",
    french="Acheteurs comptés comme refusés quand leurs ventes sont exclues : ceux que l'assureur a refusés, ou dont "
    "il a résilié l'agrément ; ou tout acheteur sans agrément.",
    default="refused or withdrawn",
    varies_by_limit=False,
)
declared_cash_sales = Term(
    unit=_CODE,
    choices=Declared,
    english="Whether sales paid in cash or in advance are part of the turnover declared.",
    french="Si les ventes au comptant ou payées d'avance font partie du chiffre d'affaires déclaré.",
    default="left out",
)
declared_buyers_in_proceedings = Term(
    unit=_CODE,
    choices=Declared,
    english="Whether deliveries to buyers in insolvency proceedings are part of the turnover declared.",
    french="Si les livraisons aux acheteurs en procédure collective font partie du chiffre d'affaires déclaré.",
    default="left out",
)
declared_turnover_day = Term(
    unit=_CODE,
    choices=TurnoverDay,
    english="Day by which a sale belongs to a period of declaration.",
    french="Jour qui rattache une vente à une période de déclaration.",
    default="invoice date",
    policy_wide=True,
)
declared_credit_notes = Term(
    unit=_CODE,
    choices=CreditNotePeriod,
    english="Declaration that a credit note is taken off: that of its own day, or that of the sale it reduces.",
    french="Déclaration dont un avoir est déduit : celle de sa date, ou celle de la vente qu'il réduit.",
    default="period of issue",
    policy_wide=True,
)
declaration_periods_begin = Term(
    unit=_CODE,
    choices=PeriodsBegin,
    english="Whether periods of declaration are counted from the first day of each policy year, or are those of the "
    "calendar.",
    french="Si les périodes de déclaration partent du premier jour de chaque année de la police, ou sont celles du "
    "calendrier.",
    default="policy start",
    policy_wide=True,
)
declaration_time = Term(
    unit=Unit("span"),
    english="Time to declare the turnover of a period, from its last day.",
    french="Délai pour déclarer le chiffre d'affaires d'une période, à compter de son dernier jour.",
    low="0 days",
    high="365 days",
    default="30 days",
    policy_wide=True,
    example="0 days on the 20th",
)


def asked(is_so: Flag, declared: Code) -> Flag:
    """Whether a sale is left out for one reason: not where the schedule declares such sales, whoever the buyer is."""
    return 0 if declared == Declared.DECLARED else is_so


def refused(limit_kind: Code, premium_on_refused_buyers: Code, buyers_counted_as_refused: Code) -> Flag:
    """Whether the limit that governs a delivery leaves its sale out."""
    if premium_on_refused_buyers == OnRefusedBuyers.COUNTED:
        return 0
    if limit_kind == LimitKind.REFUSED or limit_kind == LimitKind.WITHDRAWN:
        return 1
    without = limit_kind == LimitKind.NONE or limit_kind == LimitKind.EXPIRED
    return 1 if without and buyers_counted_as_refused == CountedAsRefused.WITHOUT_LIMIT else 0


def rule(
    outside_the_policy: Flag,
    private_person: Flag,
    public_buyer: Flag,
    related_company: Flag,
    refused_buyer: Flag,
    paid_at_once: Flag,
    in_proceedings: Flag,
) -> Verdict:
    """Declare a sale that nothing leaves out; what nobody knows matters only where nothing known leaves it out."""
    of_buyer = private_person == 1 or public_buyer == 1 or related_company == 1
    if of_buyer or outside_the_policy == 1 or refused_buyer == 1 or paid_at_once == 1 or in_proceedings == 1:
        return REFUSED
    unknown = outside_the_policy == MISSING or private_person == MISSING or public_buyer == MISSING
    unknown = unknown or related_company == MISSING or refused_buyer == MISSING
    if unknown or paid_at_once == MISSING or in_proceedings == MISSING:
        return NEEDS_INFORMATION
    return KEPT


def last_day_to_declare(period_end: Day, declaration_time: Span) -> Day:
    """Last day on which the turnover of a period is declared in time."""
    return after(period_end, declaration_time)
