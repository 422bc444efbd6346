"""Addresses of the work list and its feeds."""

from django.urls import path

from landenbenadering.web.register.list_files import SUFFIXES
from landenbenadering.web.worklist.views import feeds, overview, work

app_name = "worklist"

urlpatterns = [
    path("work", work.work, name="work"),
    path("feed", feeds.feed_page, name="feed"),
    path("feed/make", feeds.make_feed, name="make-feed"),
    path("feed/revoke", feeds.revoke_feed, name="revoke-feed"),
    path("feed/digest", feeds.choose_digest, name="choose-digest"),
    path("feeds/<str:token>/work.atom", feeds.feed_atom, name="feed-atom"),
    path("feeds/<str:token>/work.ics", feeds.feed_ics, name="feed-ics"),
    path("overview", overview.overview, name="overview"),
    path("overview/linkages.svg", overview.chart, name="overview-chart"),
    *(
        path(
            f"overview/<slug:part>.{suffix}",
            overview.behind_file,
            {"suffix": suffix},
            name=f"overview-list-{suffix}",
        )
        for suffix in SUFFIXES
    ),
    path("overview/<slug:part>", overview.behind, name="overview-list"),
]
