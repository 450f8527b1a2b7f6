"""Readings of the Python libraries: peers.py LIBRARY LANGUAGE < lines > readings.

A line is class<TAB>text. Days before months, dates ahead, as a quick-add field would set it.
"""

import datetime
import re
import sys
import warnings

warnings.filterwarnings("ignore")
NOW = datetime.datetime(2026, 11, 21, 14, 0)


def minute(at, certain):
    return at.strftime("%Y-%m-%dT%H:%M") + ("" if certain else "?")


def dateparser(language):
    import dateparser as library
    from dateparser.search import search_dates

    settings = {
        "RELATIVE_BASE": NOW,
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": "DMY",
        "TIMEZONE": "Europe/Berlin",
        "TO_TIMEZONE": "Europe/Berlin",
        "RETURN_AS_TIMEZONE_AWARE": False,
    }

    def read(kind, text):
        if kind in ("dates", "repeats"):
            whole = library.parse(text, languages=[language], settings=settings)
            if whole:
                return minute(whole, False), "", ""
        found = search_dates(text, languages=[language], settings=settings)
        return (minute(found[0][1], False), "", "") if found else None

    return read


def parsedatetime(language):
    import parsedatetime as library

    calendar = library.Calendar(
        library.Constants("en_AU", usePyICU=False), version=library.VERSION_CONTEXT_STYLE
    )

    def read(kind, text):
        at, context = calendar.parseDT(text, sourceTime=NOW)
        if not context.hasDateOrTime:
            return None
        return minute(at, context.hasTime), "", ""

    return read


def recurrent(language):
    from recurrent.event_parser import RecurringEvent

    def read(kind, text):
        found = RecurringEvent(now_date=NOW).parse(text)
        if found is None:
            return None
        if isinstance(found, datetime.datetime):
            return minute(found, False), "", ""
        rule = re.search(r"RRULE:(\S+)", found)
        start = re.search(r"DTSTART:(\d{4})(\d\d)(\d\d)", found)
        first = "-".join(start.groups()) if start else ""
        return first, "", rule.group(1) if rule else ""

    return read


def main():
    library, language = sys.argv[1:3]
    read = {"dateparser": dateparser, "parsedatetime": parsedatetime, "recurrent": recurrent}[library](language)
    for line in sys.stdin:
        kind, text = line.rstrip("\n").split("\t")
        try:
            found = read(kind, text)
        except Exception:  # What it cannot read it has not found.
            found = None
        start, end, rule = found or ("", "", "")
        print("\t".join([kind, text, "1" if found else "0", start, end, rule]))


main()
