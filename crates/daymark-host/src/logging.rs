//! Where the log goes. It never holds text a person typed.

use std::path::Path;

use tracing_subscriber::EnvFilter;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogTo {
    #[default]
    Quiet,
    Stderr,
    /// `logs/` in the data folder, one file a day, a week of them.
    File,
}

/// Starts logging; a second call (a second `open` in one process) changes nothing.
pub(crate) fn start(to: &LogTo, data: &Path) {
    let filter = EnvFilter::new("warn,daymark=info");
    match to {
        LogTo::Quiet => {}
        LogTo::Stderr => {
            let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
        }
        LogTo::File => {
            let folder = data.join("logs");
            // The appender looks for old logs first and complains on stderr where there is no folder.
            if std::fs::create_dir_all(&folder).is_err() {
                return;
            }
            let Ok(file) = tracing_appender::rolling::Builder::new()
                .rotation(tracing_appender::rolling::Rotation::DAILY)
                .filename_prefix("daymark")
                .filename_suffix("log")
                .max_log_files(7)
                .build(folder)
            else {
                return;
            };
            let _ = tracing_subscriber::fmt()
                .json()
                .with_env_filter(filter)
                .with_writer(std::sync::Mutex::new(file))
                .try_init();
        }
    }
}
