//! Op log codec, hybrid clock and merge; no IO.
