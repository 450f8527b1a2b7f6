//! Journeys through the catalogue, and screens in a window and a browser.
