#!/usr/bin/env python3
"""Writes the golden tables of recurrences beside this file.

    apt-get install libical-dev cc pkg-config     # libical 3.0
    pip install python-dateutil==4.0.0 freezegun pytest tzdata
    python3 make.py

- rfc5545.jsonl: every example rule of RFC 5545 sections 3.3.10 and 3.8.5.3.
- dateutil.jsonl: the cases of python-dateutil's own test_rrule.py. Its source package is fetched,
  the tests are run, and what they compare is written down: nothing of them is kept here.
- random.jsonl: valid rules of every frequency from a fixed seed.
- zones.jsonl: rules in zones whose clocks change.

A line is one case: the start, its zone, the lines of the rule, how many instances were asked for,
whether that was all of them, the instances, and who says so. Where the sources differ, `follow`
names the one that the instances are taken from and `why` the reason; README.md has the list.
"""

import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import tarfile
import unittest
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from dateutil import rrule as dateutil_rrule
from dateutil.rrule import rruleset, rrulestr

HERE = pathlib.Path(__file__).resolve().parent
DATEUTIL = "4.0.0"
SEED = 5545
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
#: Past this year nothing is compared: libical's calendar ends.
LAST = datetime(2200, 1, 1)


class Slow(Exception):
    pass


def hurry(seconds):
    def late(*_):
        raise Slow

    signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)


def dateutil_says(start, rules, most):
    """The instances on the wall clock, or None where dateutil takes too long or refuses."""
    hurry(1)
    try:
        every = rruleset()
        for rule in rules:
            every.rrule(rrulestr(rule, dtstart=start))
        found = []
        for at in every:
            if at >= LAST or len(found) >= most:
                break
            found.append(at)
        return found
    except ValueError as error:
        # What it finds out beforehand to fall never.
        return [] if "empty rule" in str(error) else None
    except (Slow, OverflowError):
        return None
    finally:
        signal.alarm(0)


class Libical:
    def __init__(self, folder):
        flags = subprocess.check_output(["pkg-config", "--cflags", "--libs", "libical"], text=True).split()
        self.program = os.path.join(folder, "walk")
        subprocess.check_call(["cc", "-O1", "-o", self.program, str(HERE / "walk.c"), *flags])
        self.open()

    def open(self):
        self.process = subprocess.Popen(
            [self.program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def says(self, start, rules, most):
        if len(rules) != 1:
            return None
        self.process.stdin.write(f"{start:%Y%m%dT%H%M%S}\t{most}\t{rules[0]}\n")
        line = self.process.stdout.readline()
        if not line.endswith("\n"):
            self.open()
            return None
        if line.strip() == "!":
            return None
        return [datetime.fromisoformat(at) for at in line.split()]


def local_until(rule, zone):
    """UNTIL in UTC as the wall clock of a zone; both sources walk wall clocks."""

    def local(found):
        at = datetime.strptime(found.group(1), "%Y%m%dT%H%M%S").replace(tzinfo=timezone.utc)
        return at.astimezone(zone).strftime("UNTIL=%Y%m%dT%H%M%S")

    return re.sub(r"UNTIL=(\d{8}T\d{6})Z", local, rule)


def parts_of(rule):
    return dict(part.split("=") for part in rule.split(";"))


#: What libical 3.0 reads otherwise. A difference outside these ends the run.
FINE = ("HOURLY", "MINUTELY", "SECONDLY")


def decide(rule, aligned=True):
    """Whom to follow where they differ, and why. README.md says the same in sentences."""
    parts = parts_of(rule)
    freq = parts["FREQ"]
    days = parts.get("BYDAY", "").split(",")
    numbered = [day for day in days if len(day) > 2]
    if freq in ("MONTHLY", "YEARLY") and numbered and len(numbered) < len(days):
        return "libical", "BYDAY is a union"
    if freq in FINE and ("INTERVAL" in parts or any(part.startswith("BY") for part in parts)):
        return "dateutil", "libical limits rules more frequent than daily in its own way"
    if "BYSETPOS" in parts and freq in ("DAILY", "WEEKLY"):
        return "dateutil", "libical leaves BYSETPOS out of daily and weekly rules"
    if "BYSETPOS" in parts:
        return "dateutil", "libical counts BYSETPOS before it sorts"
    if freq == "DAILY" and "BYMONTHDAY" in parts:
        return "dateutil", "libical does not limit daily rules by days from the end of the month"
    if freq == "YEARLY" and "BYMONTHDAY" in parts and "BYMONTH" not in parts:
        return "dateutil", "BYMONTHDAY without BYMONTH is of every month"
    if freq == "YEARLY" and "BYWEEKNO" in parts:
        return "dateutil", "weeks at the edge of the year"
    if freq == "YEARLY" and "BYYEARDAY" in parts:
        return "dateutil", "BYYEARDAY with other parts that name days"
    if {"BYHOUR", "BYMINUTE", "BYSECOND"} & set(parts):
        return "dateutil", "libical passes over times of the first day, or the first period that is after its start"
    if not aligned:
        return "dateutil", "the start is not an instance, for which the standard defines nothing"
    return None, None


def whole_week(start, rule, most):
    """What dateutil says of a weekly rule with BYSETPOS when its first week is a whole one."""
    parts = parts_of(rule)
    count = int(parts.pop("COUNT", most))
    parts.setdefault("BYDAY", DAYS[start.weekday()])
    back = (start.weekday() - DAYS.index(parts.get("WKST", "MO"))) % 7
    times = {"BYHOUR": start.hour, "BYMINUTE": start.minute, "BYSECOND": start.second}
    parts = {**{name: str(value) for name, value in times.items()}, **parts}
    begin = (start - timedelta(days=back)).replace(hour=0, minute=0, second=0)
    found = dateutil_says(begin, [";".join(f"{k}={v}" for k, v in parts.items())], most + 500)
    return found and [at for at in found if at >= start][: min(count, most)]


def offset_of(at, zone):
    """A wall clock in its zone: a gap with the offset before it, a fold the first (3.3.5)."""
    return at.replace(tzinfo=zone, fold=0).astimezone(timezone.utc).astimezone(zone)


def case(libical, name, start, rules, zone=None, also=(), skipped=(), most=20, expected=None):
    """A line of a table, or why there is none."""
    wall = [local_until(rule, ZoneInfo(zone)) if zone else rule.replace("Z;", ";").rstrip("Z") for rule in rules]
    weekly = len(wall) == 1 and "FREQ=WEEKLY" in wall[0] and "BYSETPOS" in wall[0]
    answers = {
        "dateutil": whole_week(start, wall[0], most) if weekly else dateutil_says(start, wall, most),
        "libical": None if expected is not None and (also or skipped) else libical.says(start, wall, most),
    }
    if expected is not None:
        answers["dateutil"] = expected
    said = {who: found for who, found in answers.items() if found is not None}
    if not said:
        return None, "neither source answers in time"
    if "dateutil" not in said and decide(wall[0])[0] == "dateutil":
        return None, "only libical answers, and of such rules it knows too little"
    lists = list(said.values())
    row = {"name": name, "start": start.isoformat(), "zone": zone}
    row["lines"] = ["RRULE:" + rule for rule in rules]
    row["lines"] += ["RDATE:" + at.strftime("%Y%m%dT%H%M%S") for at in also]
    row["lines"] += ["EXDATE:" + at.strftime("%Y%m%dT%H%M%S") for at in skipped]
    instances = lists[0]
    if any(found != instances for found in lists):
        follow, why = decide(wall[0], start in said.get("dateutil", []))
        if follow is None:
            sys.exit(f"{name} {start} {rules}: {said}")
        row["follow"], row["why"], instances = follow, why, said[follow]
    walked = len(instances)
    ended = walked < most
    if expected is None:
        instances = sorted((set(instances) | set(also)) - set(skipped))
    if zone:
        tz = ZoneInfo(zone)
        stamps = sorted({offset_of(at, tz) for at in instances}, key=lambda at: at.timestamp())
        if re.search(r"UNTIL=\d{8}T\d{6}Z", rules[0]):
            until = datetime.strptime(parts_of(rules[0])["UNTIL"], "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)
            stamps = [at for at in stamps if at <= until]
        row["instances"] = [at.isoformat() for at in stamps]
    else:
        row["instances"] = [at.isoformat() for at in instances]
    # The end is known where COUNT is reached, or UNTIL was asked for.
    count = parts_of(rules[0]).get("COUNT")
    row["all"] = ended and ("UNTIL" in rules[0] or (count is not None and walked == int(count)))
    row["by"] = sorted(said)
    return row, None


def write(name, rows, left_out):
    with open(HERE / name, "w") as to:
        for row in rows:
            to.write(json.dumps(row, ensure_ascii=False) + "\n")
    differ = sum("follow" in row for row in rows)
    both = sum(len(row["by"]) == 2 for row in rows)
    whys = [row["why"] for row in rows if "why" in row]
    print(f"{name}: {len(rows)} cases, {both} by both sources, {differ} where they differ, {len(left_out)} left out")
    for why in sorted(set(whys)):
        print(f"  {whys.count(why)} differ: {why}")
    for reason in sorted(set(left_out)):
        print(f"  {left_out.count(reason)} left out: {reason}")


# --- RFC 5545 -------------------------------------------------------------------------------------

#: Start and rule of each example, in the order of section 3.8.5.3; starts are at nine in New York.
RFC = """
19970902 FREQ=DAILY;COUNT=10
19970902 FREQ=DAILY;UNTIL=19971224T000000Z
19970902 FREQ=DAILY;INTERVAL=2
19970902 FREQ=DAILY;INTERVAL=10;COUNT=5
19980101 FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA
19980101 FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1
19970902 FREQ=WEEKLY;COUNT=10
19970902 FREQ=WEEKLY;UNTIL=19971224T000000Z
19970902 FREQ=WEEKLY;INTERVAL=2;WKST=SU
19970902 FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH
19970902 FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH
19970901 FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR
19970902 FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH
19970905 FREQ=MONTHLY;COUNT=10;BYDAY=1FR
19970905 FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR
19970907 FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU
19970922 FREQ=MONTHLY;COUNT=6;BYDAY=-2MO
19970928 FREQ=MONTHLY;BYMONTHDAY=-3
19970902 FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15
19970930 FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1
19970910 FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15
19970902 FREQ=MONTHLY;INTERVAL=2;BYDAY=TU
19970610 FREQ=YEARLY;COUNT=10;BYMONTH=6,7
19970310 FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3
19970101 FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200
19970519 FREQ=YEARLY;BYDAY=20MO
19970512 FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO
19970313 FREQ=YEARLY;BYMONTH=3;BYDAY=TH
19970605 FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8
19970902 FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13 EXDATE
19970913 FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13
19961105 FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8
19970904 FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3
19970929 FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2
19970902 FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z
19970902 FREQ=MINUTELY;INTERVAL=15;COUNT=6
19970902 FREQ=MINUTELY;INTERVAL=90;COUNT=4
19970902 FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40
19970902 FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16
19970805 FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO
19970805 FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU
20070115 FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5
19970902 FREQ=DAILY;COUNT=10;INTERVAL=2
19970105 FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYDAY=SU;BYHOUR=8,9;BYMINUTE=30
19970930 FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1
"""


def rfc(libical):
    rows, left_out = [], []
    for line in RFC.strip().splitlines():
        day, rule, *skip = line.split()
        start = datetime.strptime(day, "%Y%m%d").replace(hour=9)
        row, why = case(
            libical, rule, start, [rule], "America/New_York", skipped=[start] if skip else [], most=60
        )
        (rows if row else left_out).append(row or why)
    write("rfc5545.jsonl", rows, left_out)


# --- dateutil's tests -----------------------------------------------------------------------------


def fetch_tests(folder):
    subprocess.check_call(
        [sys.executable, "-m", "pip", "download", "-q", "--no-binary", ":all:", "--no-deps"]
        + ["-d", folder, f"python-dateutil=={DATEUTIL}"]
    )
    with tarfile.open(next(pathlib.Path(folder).glob("python*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
    return next(pathlib.Path(folder).glob("python*/tests"))


def dateutil_tests(libical, folder):
    tests = fetch_tests(folder)
    sys.path.insert(0, str(tests.parent))
    import importlib

    module = importlib.import_module("tests.test_rrule")
    made = []

    def watch(kind):
        build = kind.__init__

        def built(self, *args, **kwargs):
            build(self, *args, **kwargs)
            made.append(self)

        kind.__init__ = built
        return build

    undo = [(kind, watch(kind)) for kind in (dateutil_rrule.rrule, dateutil_rrule.rruleset)]
    compared = []

    class Watched(module.RRuleTest):
        def assertEqual(self, first, second, msg=None):
            if isinstance(first, list) and isinstance(second, list):
                compared.append((list(made), second))
            super().assertEqual(first, second, msg)

    found, left_out = [], []
    for name in sorted(unittest.TestLoader().getTestCaseNames(Watched)):
        made.clear(), compared.clear()
        result = unittest.TestResult()
        Watched(name).run(result)
        for number, (rules, second) in enumerate(compared):
            reason = None
            sets = [one for one in rules if isinstance(one, rruleset)]
            plain = [one for one in rules if not isinstance(one, rruleset)]
            also, skipped = [], []
            if result.failures or result.errors:
                reason = "fails in dateutil itself"
            elif not second or not all(isinstance(at, datetime) for at in second):
                reason = "compares no instances"
            elif any(at.tzinfo for at in second):
                reason = "has a zone of dateutil's"
            elif len(sets) > 1 or any(one._exrule for one in sets):
                reason = "EXRULE, which RFC 5545 took out, or sets in sets"
            elif any(one._byeaster for one in plain):
                reason = "BYEASTER is dateutil's own"
            if reason is None and sets:
                also, skipped, plain = sets[0]._rdate, sets[0]._exdate, sets[0]._rrule
            starts = {one._dtstart for one in plain}
            if reason is None and (len(starts) != 1 or (len(plain) != 1 and not sets)):
                reason = "compares a rule with its text, not with instances"
            if reason is None:
                texts = [str(one).split("RRULE:")[1] for one in plain]
                texts = [re.sub(r"UNTIL=(\d{8})T000000(?=;|$)", r"UNTIL=\1T000000", text) for text in texts]
                whole = set(second) == set(
                    dateutil_says(starts.copy().pop(), texts, 10_000) or []
                ) | set(also) - set(skipped) or bool(sets)
                if not whole:
                    reason = "compares a part of the instances"
            if reason:
                left_out.append(reason)
                continue
            start = starts.pop()
            row, why = case(
                libical, f"{name}/{number}" if number else name, start, texts, None, also, skipped, 10_000, second
            )
            if row is None:
                left_out.append(why)
                continue
            row["all"] = True
            found.append(row)
    for kind, build in undo:
        kind.__init__ = build
    write("dateutil.jsonl", found, left_out)


# --- random ---------------------------------------------------------------------------------------

def some(choose, values, most):
    return ",".join(str(value) for value in sorted(choose.sample(list(values), choose.randint(1, most))))


def signed(values):
    return [*values, *(-value for value in values)]


def random_rule(choose):
    """A rule that the table of section 3.3.10 allows."""
    freq = choose.choice(["YEARLY", "YEARLY", "MONTHLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"])
    parts = {"FREQ": freq}
    chance = choose.random
    if chance() < 0.5:
        top = {"YEARLY": 5, "MONTHLY": 20, "WEEKLY": 9, "DAILY": 70, "HOURLY": 60, "MINUTELY": 2000, "SECONDLY": 100000}
        parts["INTERVAL"] = choose.randint(2, top[freq])
    fine = freq in ("HOURLY", "MINUTELY", "SECONDLY")
    if chance() < 0.3:
        parts["BYMONTH"] = some(choose, range(1, 13), 3)
    if freq == "YEARLY" and chance() < 0.25:
        # Not -52 and -53: dateutil forgets that the first week may begin in December.
        parts["BYWEEKNO"] = some(choose, [*range(1, 54), *range(-51, 0)], 3)
        parts["BYDAY"] = some(choose, DAYS, 3)
        parts.pop("BYMONTH", None)
    elif freq in ("YEARLY", "HOURLY", "MINUTELY", "SECONDLY") and chance() < 0.25:
        parts["BYYEARDAY"] = some(choose, signed(range(1, 367)), 6)
        parts.pop("BYMONTH", None)
    elif freq != "WEEKLY" and chance() < 0.4:
        parts["BYMONTHDAY"] = some(choose, signed(range(1, 32)), 4)
    if "BYDAY" not in parts and chance() < 0.4:
        if freq in ("MONTHLY", "YEARLY") and not set(parts) & {"BYYEARDAY", "BYMONTHDAY"} and chance() < 0.6:
            most = 5 if freq == "MONTHLY" or "BYMONTH" in parts else 53
            parts["BYDAY"] = ",".join(
                f"{choose.choice(signed(range(1, most + 1)))}{day}" for day in choose.sample(DAYS, choose.randint(1, 2))
            )
        else:
            parts["BYDAY"] = some(choose, DAYS, 4)
    if chance() < (0.5 if fine else 0.2):
        parts["BYHOUR"] = some(choose, range(24), 4)
    if chance() < 0.2:
        parts["BYMINUTE"] = some(choose, range(60), 3)
    if chance() < 0.15:
        parts["BYSECOND"] = some(choose, range(60), 3)
    if freq in ("MONTHLY", "YEARLY", "WEEKLY", "DAILY") and len(parts) > 2 and chance() < 0.25:
        parts["BYSETPOS"] = some(choose, signed(range(1, 6)), 3)
    if chance() < 0.3:
        parts["WKST"] = choose.choice(DAYS)
    if chance() < 0.3:
        parts["COUNT"] = choose.randint(1, 15)
    return ";".join(f"{name}={value}" for name, value in parts.items())


def randoms(libical):
    choose = random.Random(SEED)
    rows, left_out = [], []
    while len(rows) < 700:
        rule = random_rule(choose)
        start = datetime(choose.randint(1995, 2030), choose.randint(1, 12), choose.randint(1, 28)) + timedelta(
            seconds=choose.randint(0, 86_399), days=choose.randint(0, 3)
        )
        row, why = case(libical, f"random {len(rows) + len(left_out)}", start, [rule])
        if row is None:
            left_out.append(why)
        elif row["instances"] or choose.random() < 0.2:
            rows.append(row)
    write("random.jsonl", rows, left_out)


# --- zones ----------------------------------------------------------------------------------------

ZONES = [
    # zone, the days before its clock goes forward and before it goes back
    ("America/New_York", "2026-03-07", "2026-10-31"),
    ("Europe/Berlin", "2026-03-28", "2026-10-24"),
    ("Australia/Lord_Howe", "2026-10-03", "2026-04-04"),
    ("America/Sao_Paulo", "2018-11-03", "2018-02-17"),
    ("Africa/Casablanca", "2026-03-21", "2026-02-14"),
    ("Pacific/Apia", "2011-12-29", "2011-04-01"),
    ("Asia/Kolkata", "2026-03-07", "2026-10-31"),
]
CLOCKS = ["00:00:00", "01:30:00", "02:00:00", "02:30:00", "03:00:00", "09:00:00"]
RULES = [
    "FREQ=DAILY;COUNT=4",
    "FREQ=WEEKLY;BYDAY=SA,SU;COUNT=4",
    "FREQ=DAILY;BYHOUR=0,1,2,3;BYMINUTE=0,30;COUNT=20",
    "FREQ=HOURLY;COUNT=36",
    "FREQ=HOURLY;INTERVAL=5;COUNT=12",
    "FREQ=MINUTELY;INTERVAL=45;COUNT=48",
    "FREQ=YEARLY;COUNT=3",
    "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4",
]


def zones(libical):
    rows, left_out = [], []
    for zone, *days in ZONES:
        for day in days:
            for clock in CLOCKS:
                for rule in RULES:
                    start = datetime.fromisoformat(f"{day}T{clock}")
                    row, why = case(libical, f"{zone} {day} {clock}", start, [rule], zone, most=400)
                    (rows if row else left_out).append(row or why)
    write("zones.jsonl", rows, left_out)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        ical = Libical(folder)
        rfc(ical)
        zones(ical)
        randoms(ical)
        dateutil_tests(ical, folder)
