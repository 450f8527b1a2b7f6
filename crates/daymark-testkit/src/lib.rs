//! People, clocks and fakes for tests.
