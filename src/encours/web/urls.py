"""Addresses of the application."""

from __future__ import annotations

from django.urls import include, path

from encours.web.pages import health, home

urlpatterns = [
    path("", home.home, name="home"),
    path("health", health.health, name="health"),
    path("language", home.language, name="language"),
    path("account/", include("allauth.urls")),
    path("o/<slug:slug>/", include("encours.web.pages.urls")),
]
handler404 = "encours.web.pages.home.not_found"
handler403 = "encours.web.pages.home.not_found_either"
