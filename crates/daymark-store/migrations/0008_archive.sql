-- Migration 8. Older apps: no; they would not know where the archived things are. A table and an
-- index are added, and nothing is drawn anew.
--
-- What has lain long enough leaves the lists and the projections; its ops stay in the log. Not a
-- projection: rebuilding leaves what is archived where it is.
CREATE TABLE archived (
    id BLOB NOT NULL PRIMARY KEY,
    kind INTEGER NOT NULL,
    title TEXT NOT NULL,
    -- milliseconds since 1970: since when it has lain, when it was changed and when it was put here
    since INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    archived_at INTEGER NOT NULL,
    doc BLOB NOT NULL
) STRICT;
-- What a person took out again: its time counts from then.
CREATE TABLE unarchived (
    id BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- The way from a step to what took it back.
CREATE INDEX unit_target ON unit(target) WHERE target IS NOT NULL;
