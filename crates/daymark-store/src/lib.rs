//! SQLite: one file per table, migrations, transactions and full text.
