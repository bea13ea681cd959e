"""Addresses of the pages of an organisation, under ``/o/<its name>/``; each page tells its own."""

from __future__ import annotations

from encours.web.pages import (
    administration,
    ageing,
    buyer,
    dashboard,
    delivery,
    imports,
    invoices,
    journal,
    limits,
    policy,
    portfolio,
    searching,
    worklist,
)

PAGES = (
    worklist,
    dashboard,
    portfolio,
    buyer,
    ageing,
    invoices,
    limits,
    delivery,
    policy,
    imports,
    journal,
    administration,
    searching,
)
urlpatterns = [address for page in PAGES for address in page.urlpatterns]
