-- Migration 4. Older apps: no. Writing that does not part words by spaces is indexed character by
-- character, so everything is drawn again; the words in use can be listed.
CREATE VIRTUAL TABLE word USING fts5vocab('words', 'row');
