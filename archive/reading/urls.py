"""Addresses of the public pages. They never change; what stands first cannot be a newspaper's slug."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import URLPattern, path, register_converter

from archive.reading import converters
from archive.reading.article import article
from archive.reading.browse import about, home, issue, month, newspaper, page, year
from archive.reading.comparison.views import codebook, compare, compare_csv, compare_xlsx
from archive.reading.concordance import concordance, concordance_csv
from archive.reading.help import help_page
from archive.reading.initiative import initiative
from archive.reading.organization import organization
from archive.reading.regions import region, regions
from archive.reading.search import search
from archive.reading.subjects import initiatives, organizations
from archive.reading.suggest import suggest
from archive.reading.trend import trend, trend_csv

register_converter(converters.Day, "day")
register_converter(converters.PageCode, "code")
register_converter(converters.Year, "year")
register_converter(converters.Month, "month")

urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
    path("search/", search, name="search"),
    path("search/concordance/", concordance, name="concordance"),
    path("search/concordance.csv", concordance_csv, name="concordance-csv"),
    path("search/trend/", trend, name="trend"),
    path("search/trend.csv", trend_csv, name="trend-csv"),
    path("suggest/", suggest, name="suggest"),
    path("help/", help_page, name="help"),
    path("about/", about, name="about"),
    path("accounts/login/", LoginView.as_view(template_name="reading/login.html"), name="login"),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("articles/<int:pk>/", article, name="article"),
    path("compare/", compare, name="compare"),
    path("compare/figures.csv", compare_csv, name="compare-csv"),
    path("compare/figures.xlsx", compare_xlsx, name="compare-xlsx"),
    path("compare/codebook/", codebook, name="codebook"),
    path("organizations/", organizations, name="organizations"),
    path("initiatives/", initiatives, name="initiatives"),
    path("regions/", regions, name="regions"),
    path("organizations/<int:pk>/", organization, name="organization"),
    path("initiatives/<int:pk>/", initiative, name="initiative"),
    path("regions/<str:code>/", region, name="region"),
    path("<slug:slug>/", newspaper, name="newspaper"),
    path("<slug:slug>/<year:number>/", year, name="year"),
    path("<slug:slug>/<year:number>/<month:month_number>/", month, name="month"),
    path("<slug:slug>/<day:day>/", issue, name="issue"),
    path("<slug:slug>/<day:day>/<code:code>/", page, name="page"),
]
