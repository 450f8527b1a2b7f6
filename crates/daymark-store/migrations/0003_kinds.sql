-- Migration 3. Older apps: no, they know format 2 only. Things of more kinds are found by their title.
DROP INDEX object_title;
CREATE INDEX object_title ON object(title COLLATE NOCASE)
    WHERE life = 1 AND kind NOT BETWEEN 6 AND 10 AND kind < 30;
