//! The only room that plugs real adapters into core: paths, settings, logging.
