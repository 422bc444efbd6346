"""Addresses of countries, figures, sources and what explains them."""

from django.urls import path

from landenbenadering.web.design.theme import theme
from landenbenadering.web.dossiers.views import (
    chain,
    cooperation,
    countries,
    country,
    figure,
    judgements,
    method,
    plain,
    sources,
    ties,
    world,
)

app_name = "dossiers"

urlpatterns = [
    path("", countries.home, name="home"),
    path("countries.csv", countries.countries_csv, name="countries-csv"),
    path("countries.json", countries.countries_json, name="countries-json"),
    path("countries/<str:iso3>", country.country, name="country"),
    path("countries/<str:iso3>/figures.csv", country.figures_file, name="figures"),
    path(
        "countries/<str:iso3>/cooperation", cooperation.cooperation, name="cooperation"
    ),
    path(
        "countries/<str:iso3>/cooperation.svg",
        cooperation.chart,
        name="cooperation-chart",
    ),
    path(
        "countries/<str:iso3>/cooperation.csv",
        cooperation.cooperation_csv,
        name="cooperation-csv",
    ),
    path(
        "countries/<str:iso3>/cooperation.json",
        cooperation.cooperation_json,
        name="cooperation-json",
    ),
    path("countries/<str:iso3>/chain.csv", chain.chain_csv, name="chain-csv"),
    path("countries/<str:iso3>/chain.json", chain.chain_json, name="chain-json"),
    path("countries/<str:iso3>/profile.csv", chain.profile_csv, name="profile-csv"),
    path("countries/<str:iso3>/profile.json", chain.profile_json, name="profile-json"),
    path("countries/<str:iso3>/ties", ties.ties, name="ties"),
    path("countries/<str:iso3>/ties.svg", ties.ties_chart, name="ties-chart"),
    path("countries/<str:iso3>/ties.csv", ties.ties_csv, name="ties-csv"),
    path("countries/<str:iso3>/ties.json", ties.ties_json, name="ties-json"),
    path("cooperation/method", method.method, name="method"),
    path("cooperation", world.world_page, name="world"),
    path("cooperation/judgements", judgements.judgements, name="judgements"),
    path(
        "cooperation/judgements.csv", judgements.judgements_csv, name="judgements-csv"
    ),
    path(
        "cooperation/judgements.json",
        judgements.judgements_json,
        name="judgements-json",
    ),
    path("cooperation.svg", world.world_svg, name="world-svg"),
    path("cooperation.csv", world.world_csv, name="world-csv"),
    path("cooperation.json", world.world_json, name="world-json"),
    path("charts/<str:iso3>.svg", country.chart, name="chart"),
    path(
        "figures/<str:indicator>/<str:reporter>/<str:citizenship>/<int:year>",
        figure.figure,
        name="figure",
    ),
    path("sources", sources.sources, name="sources"),
    path("sources/<str:source_id>", sources.source, name="source"),
    path("about", plain.about, name="about"),
    path("accessibility", plain.accessibility, name="accessibility"),
    path("theme.css", theme, name="theme"),
]
