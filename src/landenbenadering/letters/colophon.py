"""What a letter says about itself: its moment, its facts, its hash."""

from landenbenadering.core.clocks import DAY_ZONE
from landenbenadering.core.language import format_day
from landenbenadering.letters.blocks import LateEntries, Letter
from landenbenadering.letters.formats import format_count
from landenbenadering.letters.wording import Phrasebook, phrasebook


def colophon(letter: Letter) -> tuple[str, ...]:
    """Give the lines of the colophon.

    They name the moment of the register, the number of facts, how many of them
    were entered later than they were known, and the hash of the letter's data.
    """
    phrases = phrasebook(letter.language)
    day = format_day(letter.known_on, letter.language)
    known = "colophon.known_final" if letter.standing else "colophon.known"
    lines = [phrases.say(known, day=day)]
    if letter.entered_by is not None:
        entered_by = letter.entered_by.astimezone(DAY_ZONE)
        moment = f"{format_day(entered_by, letter.language)}, {entered_by:%H:%M}"
        lines.append(phrases.say("colophon.entered_by", moment=moment))
    lines.append(_facts(letter.entries, phrases))
    lines.append(_late(letter.entries, phrases))
    if letter.own_paper:
        lines.append(phrases.say("colophon.own_paper", paper=letter.own_paper))
    lines.append(phrases.say("colophon.digest", digest=letter.digest))
    return tuple(lines)


def draft_line(letter: Letter) -> str:
    """Say at the head how far this is, of which moment, and for whose eyes.

    It is a draft, unless the letter has a standing of its own.
    """
    phrases = phrasebook(letter.language)
    day = format_day(letter.known_on, letter.language)
    line = letter.standing or phrases.say("draft", day=day)
    level = f"head.level.{letter.level}"
    return f"{phrases.say(level)} · {line}" if level in phrases.frames else line


def _facts(entries: LateEntries, phrases: Phrasebook) -> str:
    if entries.facts == 1:
        return phrases.say("colophon.facts_one")
    count = format_count(entries.facts, phrases.language)
    return phrases.say("colophon.facts", count=count)


def _late(entries: LateEntries, phrases: Phrasebook) -> str:
    if entries.latest is None:
        return phrases.say("colophon.late_none")
    latest = format_day(entries.latest, phrases.language)
    if entries.late == 1:
        return phrases.say("colophon.late_one", latest=latest)
    late = format_count(entries.late, phrases.language)
    return phrases.say("colophon.late", late=late, latest=latest)
