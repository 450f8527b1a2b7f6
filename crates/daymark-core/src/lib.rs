//! The application: handlers, unit of work, drivers, jobs and the notice bus; headless.
