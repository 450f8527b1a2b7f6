//! The catalogue: commands, queries, views, topics, notices, error codes.
