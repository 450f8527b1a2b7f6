-- Migration 7. Older apps: no, they know format 5 only. Reminders of what repeats, tracked time, the
-- journal; what is there already is drawn into them anew.

-- Things that remind again and again. `next` is the earliest moment at which one has to be looked
-- at, reckoned in `zone`; 0 is not known yet. It is found out by core, which has a clock.
CREATE TABLE alarm (
    n INTEGER PRIMARY KEY,
    next INTEGER NOT NULL DEFAULT 0,
    zone TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX alarm_next ON alarm(next);

-- Reminders of this device that ask again, or later. Not a projection.
CREATE TABLE nag (
    object BLOB NOT NULL PRIMARY KEY,
    -- when to ask
    next INTEGER NOT NULL,
    -- every so many minutes; 0 is once
    every INTEGER NOT NULL,
    -- how many more times
    times INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stretch (
    n INTEGER PRIMARY KEY,
    about BLOB,
    began INTEGER NOT NULL,
    -- null while it runs
    ended INTEGER
) STRICT;
CREATE INDEX stretch_began ON stretch(began);
CREATE INDEX stretch_about ON stretch(about, began) WHERE about IS NOT NULL;
CREATE INDEX stretch_running ON stretch(began) WHERE ended IS NULL;

-- A story is what a session wrote; retention goes by it and by the moment it was made.
CREATE TABLE entry (
    n INTEGER PRIMARY KEY,
    day INTEGER NOT NULL,
    story INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    about BLOB
) STRICT;
CREATE INDEX entry_day ON entry(day, created_at);
CREATE INDEX entry_story ON entry(story, created_at);
