//! The only room that plugs real adapters into core: paths, keys, models, logging.
//!
//! [`open`] gives a ready [`App`] over a data folder; every client starts here.

mod logging;
mod models;

use std::path::{Path, PathBuf};

use daymark_api::{ApiError, Code};
pub use daymark_core::App;
use daymark_core::{Fault, Parts};
use daymark_crypto::{Purpose, Secret};
use daymark_keychain::{Question, SecretStore, find_root_key, remember};
use daymark_store::{Blobs, Store};
use jiff::Zoned;
use jiff::tz::TimeZone;

pub use logging::LogTo;

/// Asks the person for a passphrase; the text says why. `None` when there is nobody to ask.
pub type AskPassphrase = Box<dyn FnMut(&str) -> Option<String> + Send>;

/// How to open.
#[derive(Default)]
pub struct Options {
    /// The data folder; absent is the system's place for this program's data.
    pub data: Option<PathBuf>,
    /// A clock that stands still at this moment, for scripts and tests.
    pub now: Option<Zoned>,
    /// An IANA name; absent is the system's zone.
    pub zone: Option<String>,
    pub key_file: Option<PathBuf>,
    /// systemd's `$CREDENTIALS_DIRECTORY`.
    pub credentials_dir: Option<PathBuf>,
    pub insecure_key_file: bool,
    pub log: LogTo,
    pub ask: Option<AskPassphrase>,
}

impl std::fmt::Debug for Options {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Options").field("data", &self.data).field("log", &self.log).finish_non_exhaustive()
    }
}

/// Where the data of these options lies.
pub fn data_folder(options: &Options) -> PathBuf {
    options.data.clone().unwrap_or_else(|| {
        dirs::data_dir().unwrap_or_else(|| PathBuf::from(".")).join(if cfg!(windows) {
            "Daymark"
        } else {
            "daymark"
        })
    })
}

const DATABASE: &str = "daymark.db";
const ATTACHMENTS: &str = "attachments";

/// Opens the data folder, making it on first use. Nothing is written to a database whose key or
/// format does not fit.
pub async fn open(options: Options) -> Result<App, ApiError> {
    tokio::task::spawn_blocking(move || open_now(options))
        .await
        .map_err(|_| ApiError::new(Code::Internal, "Something inside Daymark went wrong while it opened."))?
}

fn entropy(bytes: &mut [u8]) {
    // The operating system's randomness does not fail on systems that Daymark runs on; weak bytes
    // would be worse than no program.
    #[expect(clippy::expect_used, reason = "no randomness, no keys")]
    getrandom::fill(bytes).expect("the operating system gives random bytes");
}

#[expect(clippy::disallowed_methods, reason = "this is the boundary where the clock is asked")]
fn open_now(mut options: Options) -> Result<App, ApiError> {
    let data = data_folder(&options);
    let zone = zone(options.zone.as_deref())?;
    let key_options = daymark_keychain::Options {
        key_file: options.key_file.clone(),
        credentials_dir: options.credentials_dir.clone(),
        insecure_key_file: options.insecure_key_file,
        database: DATABASE.into(),
        item: item(&data),
        ..daymark_keychain::Options::default()
    };
    let mut ask = |prompt: daymark_keychain::Prompt| {
        let text = match prompt.question {
            Question::Choose | Question::Open | Question::Repeat => prompt.text,
        };
        options.ask.as_mut().and_then(|ask| ask(&text)).map(|passphrase| Secret::new(passphrase.into_bytes()))
    };
    let found = find_root_key(&key_options, &data, &mut entropy, &mut ask).map_err(vault_error)?;
    let store =
        Store::open(&data.join(DATABASE), &found.key.derive(Purpose::Database)).map_err(Fault::from)?;
    files_are_private(&data);
    remember(&data, &found).map_err(vault_error)?;
    let secrets = SecretStore::open(&data, &found.key, entropy).map_err(vault_error)?;
    logging::start(&options.log, &data);
    let clock: Box<dyn Fn() -> Zoned + Send + Sync> = match options.now.take() {
        Some(now) => {
            let now = match options.zone {
                Some(_) => now.with_time_zone(zone),
                None => now,
            };
            Box::new(move || now.clone())
        }
        None => Box::new(move || Zoned::now().with_time_zone(zone.clone())),
    };
    Ok(App::new(Parts {
        store,
        blobs: Blobs::new(data.join(ATTACHMENTS), &found.key.derive(Purpose::Attachments)),
        clock,
        entropy: Box::new(entropy),
        secrets: Box::new(secrets),
        models: Box::new(models::Adapters::default()),
        data_folder: data,
        key_home: found.home,
        key_warning: found.warning,
    }))
}

/// The keychain's item: one for each data folder, so that folders do not share a key.
fn item(data: &Path) -> String {
    let whole = std::path::absolute(data).unwrap_or_else(|_| data.to_owned());
    format!("root-key {}", whole.display()).chars().take(120).collect()
}

fn zone(name: Option<&str>) -> Result<TimeZone, ApiError> {
    match name {
        None => {
            let system = TimeZone::system();
            Ok(if system.iana_name().is_some() {
                system
            } else {
                TimeZone::get("UTC").unwrap_or(TimeZone::UTC)
            })
        }
        Some(name) => TimeZone::get(name).map_err(|_| {
            let name: String = name.chars().take(60).collect();
            ApiError::invalid(format!("'{name}' is not a time zone."))
                .hint("Use an IANA name such as Europe/Berlin.")
        }),
    }
}

fn vault_error(error: daymark_crypto::VaultError) -> ApiError {
    ApiError::new(Code::Storage, error.message).hint(error.advice)
}

/// The database and what SQLite puts beside it are for their owner alone.
fn files_are_private(data: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        for name in [DATABASE.to_owned(), format!("{DATABASE}-wal"), format!("{DATABASE}-shm")] {
            let path = data.join(name);
            if path.exists() {
                let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600));
            }
        }
    }
    #[cfg(not(unix))]
    let _ = data;
}
