"""Every page that the dossiers and letters offer, without its language."""

PAGES = (
    "/",
    "/?q=gha&judgement=less_smooth&linkage=yes&sort=-ratio",
    "/countries/GHA",
    "/countries/IRQ?reporter=EU28",
    "/countries/NOR",
    "/countries/GHA/cooperation",
    "/countries/GHA/ties",
    "/countries/MAR/ties?sender=circle&state=NLD&state=BEL",
    "/cooperation",
    "/cooperation/judgements",
    "/cooperation/method",
    "/figures/returned/NLD/GHA/2014",
    "/sources",
    "/sources/eurostat-eil",
    "/sources/kst-29344-116",
    "/letter",
    "/letter?later-figures=yes&language=en",
    "/about",
    "/accessibility",
)
FILES = (
    "/countries.csv",
    "/countries.json",
    "/countries/GHA/figures.csv",
    "/charts/GHA.svg",
    "/countries/GHA/ties.csv",
    "/letter.pdf",
    "/letter.docx",
    "/letter-download.html",
)
LANGUAGES = ("nl", "en")


def known_on(address: str, day: str) -> str:
    """Give an address as known on a day."""
    return f"{address}{'&' if '?' in address else '?'}known-on={day}"
