-- Migration 2. Older apps: no, they know format 1 only. Nothing but indexes is added.
--
-- Queries may ask for tasks whether open or completed. A task is in one of each pair of indexes, so
-- that writing one costs what it did.
CREATE INDEX task_created ON task(created_at);
CREATE INDEX task_closed ON task(completed_at) WHERE open = 0;
CREATE INDEX task_start_done ON task(start_day) WHERE open = 0 AND start_day IS NOT NULL;
CREATE INDEX task_due_done ON task(due_day) WHERE open = 0 AND due_day IS NOT NULL;
CREATE INDEX task_deadline_done ON task(deadline_day) WHERE open = 0 AND deadline_day IS NOT NULL;
CREATE INDEX task_estimate ON task(estimate) WHERE estimate IS NOT NULL;
