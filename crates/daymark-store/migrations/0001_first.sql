-- Migration 1. Older apps: there are none.
--
-- `op` is the truth. `object` holds the merged document of each object; the tables below it are
-- projections of those documents and are rebuilt from the log when asked.

CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- One undoable step: what one command, turn or import did.
CREATE TABLE unit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL,
    actor TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- 0 a step, 1 an undo, 2 a redo, 3 not a step (messages, what a machine keeps)
    kind INTEGER NOT NULL,
    -- the unit that an undo or redo is about
    target INTEGER,
    -- 0 done, 1 undone, 2 undone and no longer to be redone
    state INTEGER NOT NULL DEFAULT 0,
    -- how many objects it touched
    objects INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX unit_steps ON unit(state, id) WHERE kind = 0;

CREATE TABLE op (
    seq INTEGER PRIMARY KEY,
    device BLOB NOT NULL,
    counter INTEGER NOT NULL,
    stamp BLOB NOT NULL,
    object BLOB NOT NULL,
    kind INTEGER NOT NULL,
    body BLOB NOT NULL,
    -- the changes that take this op back; stays on this device
    inverse BLOB NOT NULL,
    unit INTEGER NOT NULL,
    UNIQUE (device, counter)
) STRICT;
CREATE INDEX op_object ON op(object);
CREATE INDEX op_unit ON op(unit);

CREATE TABLE object (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    kind INTEGER NOT NULL,
    -- 1 alive, 0 in the trash, -1 its making was undone
    life INTEGER NOT NULL,
    title TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    doc BLOB NOT NULL,
    -- the last four bytes: what people type of an id
    tail BLOB NOT NULL
) STRICT;
CREATE INDEX object_tail ON object(tail);
CREATE INDEX object_trash ON object(changed_at) WHERE life = 0;
CREATE INDEX object_title ON object(title COLLATE NOCASE) WHERE life = 1 AND kind < 6;
CREATE INDEX object_kind ON object(kind, changed_at) WHERE life = 1 AND kind <> 3;

-- Days count from 1970-01-01.
CREATE TABLE task (
    n INTEGER PRIMARY KEY,
    open INTEGER NOT NULL,
    inbox INTEGER NOT NULL,
    status INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    someday INTEGER NOT NULL,
    area BLOB,
    goal BLOB,
    parent BLOB,
    position TEXT NOT NULL,
    start_day INTEGER,
    due_day INTEGER,
    deadline_day INTEGER,
    estimate INTEGER,
    created_at INTEGER NOT NULL,
    completed_at INTEGER
) STRICT;
CREATE INDEX task_inbox ON task(created_at) WHERE inbox = 1;
CREATE INDEX task_open ON task(created_at) WHERE open = 1;
CREATE INDEX task_start ON task(start_day) WHERE open = 1 AND start_day IS NOT NULL;
CREATE INDEX task_due ON task(due_day) WHERE open = 1 AND due_day IS NOT NULL;
CREATE INDEX task_deadline ON task(deadline_day) WHERE open = 1 AND deadline_day IS NOT NULL;
CREATE INDEX task_priority ON task(priority, created_at) WHERE open = 1 AND priority > 1;
CREATE INDEX task_started ON task(created_at) WHERE open = 1 AND status = 1;
CREATE INDEX task_area ON task(area, open, created_at) WHERE area IS NOT NULL;
CREATE INDEX task_goal ON task(goal, open, position) WHERE goal IS NOT NULL;
CREATE INDEX task_parent ON task(parent, open, position) WHERE parent IS NOT NULL;
CREATE INDEX task_done ON task(completed_at) WHERE completed_at IS NOT NULL;

CREATE TABLE task_tag (
    tag TEXT NOT NULL COLLATE NOCASE,
    n INTEGER NOT NULL,
    PRIMARY KEY (tag, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_tag_n ON task_tag(n);

CREATE TABLE area (
    n INTEGER PRIMARY KEY,
    position TEXT NOT NULL
) STRICT;

CREATE TABLE goal (
    n INTEGER PRIMARY KEY,
    area BLOB,
    status INTEGER NOT NULL,
    position TEXT NOT NULL
) STRICT;
CREATE INDEX goal_area ON goal(area, status);

-- `last_day` is the last day a single event covers, and null for one that repeats without an end.
CREATE TABLE event (
    n INTEGER PRIMARY KEY,
    first_day INTEGER NOT NULL,
    last_day INTEGER
) STRICT;
CREATE INDEX event_days ON event(last_day, first_day);

CREATE TABLE message (
    n INTEGER PRIMARY KEY,
    conversation BLOB NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX message_conversation ON message(conversation, at);

-- When to remind, in milliseconds; a floating one is a wall clock written as if in UTC.
CREATE TABLE reminder (
    n INTEGER NOT NULL,
    at INTEGER NOT NULL,
    floating INTEGER NOT NULL,
    PRIMARY KEY (n, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX reminder_at ON reminder(floating, at);

-- Reminders that fired on this device. Not a projection: it stays when those are rebuilt.
CREATE TABLE reminded (
    object BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (object, at)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE words USING fts5(
    title, body, tags,
    content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
