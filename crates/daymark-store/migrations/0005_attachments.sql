-- Migration 5. Older apps: no. Attachments by what they belong to, and every sealed file that an op ever named.
CREATE TABLE attachment (
    n INTEGER PRIMARY KEY,
    owner BLOB NOT NULL,
    position TEXT NOT NULL
) STRICT;
CREATE INDEX attachment_owner ON attachment(owner, position);
CREATE TABLE blob (address BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
