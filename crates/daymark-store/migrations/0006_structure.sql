-- Migration 6. Older apps: no, they know format 5 only. Everything is drawn anew.
--
-- `area`, `goal` and `project` of a task are where it counts: its own where that lives, or else what
-- its project or goal gives it. What its own fields say stands beside them, so that a thing that comes
-- back from the trash gets its tasks back.
ALTER TABLE task ADD COLUMN own_area BLOB;
ALTER TABLE task ADD COLUMN own_goal BLOB;
ALTER TABLE task ADD COLUMN own_project BLOB;
ALTER TABLE task ADD COLUMN project BLOB;
-- 1 while another task that is open must be done before.
ALTER TABLE task ADD COLUMN blocked INTEGER NOT NULL DEFAULT 0;
-- 1 while it is somebody else's turn.
ALTER TABLE task ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;

CREATE TABLE project (
    n INTEGER PRIMARY KEY,
    area BLOB,
    goal BLOB,
    status INTEGER NOT NULL,
    position TEXT NOT NULL
) STRICT;
CREATE INDEX project_area ON project(area) WHERE area IS NOT NULL;
CREATE INDEX project_goal ON project(goal) WHERE goal IS NOT NULL;

CREATE TABLE section (
    n INTEGER PRIMARY KEY,
    project BLOB,
    position TEXT NOT NULL
) STRICT;
CREATE INDEX section_project ON section(project, position);

-- `blocker` must be done before the task `n`.
CREATE TABLE task_block (
    n INTEGER NOT NULL,
    blocker BLOB NOT NULL,
    PRIMARY KEY (n, blocker)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_block_blocker ON task_block(blocker);

-- With the estimate in it, progress is read from the index alone.
DROP INDEX task_goal;
CREATE INDEX task_goal ON task(goal, open, position, estimate) WHERE goal IS NOT NULL;
CREATE INDEX task_project ON task(project, open, position, estimate) WHERE project IS NOT NULL;
CREATE INDEX task_blocked ON task(created_at) WHERE blocked = 1;
CREATE INDEX task_waiting ON task(created_at) WHERE waiting = 1;
-- Those whose own place lies in the trash.
CREATE INDEX task_lost_area ON task(own_area) WHERE own_area IS NOT NULL AND own_area IS NOT area;
CREATE INDEX task_lost_goal ON task(own_goal) WHERE own_goal IS NOT NULL AND own_goal IS NOT goal;
CREATE INDEX task_lost_project ON task(own_project) WHERE own_project IS NOT NULL AND own_project IS NOT project;
