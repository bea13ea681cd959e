"""Addresses of the application."""

from __future__ import annotations

from django.urls import include, path

from encours.web.pages import accounts, founding, health, home

urlpatterns = [
    path("", home.home, name="home"),
    path("health", health.health, name="health"),
    path("language", home.language, name="set_language"),
    path("o/<slug:slug>/", home.landing_page, name="organisation"),
    *founding.urlpatterns,
    path("account/", include(accounts.urlpatterns)),
    path("o/<slug:slug>/", include("encours.web.pages.urls")),
]
handler404 = "encours.web.pages.home.not_found"
handler403 = "encours.web.pages.home.not_found_either"
