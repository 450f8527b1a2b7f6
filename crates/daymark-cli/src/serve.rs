//! `serve`: Daymark in a browser on this device.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use daymark_api::{ApiError, Code};
use daymark_bridge::{Assets, BridgeError, ServeOptions};

use crate::args::Serve;
use crate::out::quiet;
use crate::session::{Answer, Session};

pub async fn serve(session: &mut Session, options: Serve) -> Answer {
    let assets = assets(options.assets)?;
    let token = token()?;
    session.app.start_jobs();
    let app = session.app.clone();
    let notices = {
        let app = app.clone();
        move || app.notices()
    };
    let serve = ServeOptions { port: options.port, token: token.clone() };
    let ready = |at: SocketAddr| announce(session, at, &token, options.no_open);
    daymark_bridge::serve(app, notices, Assets::Folder(assets), serve, ready, stopped()).await.map_err(
        |error| {
            let hint = match error {
                BridgeError::Listen { .. } => {
                    "Another program may listen there; leave --port out to take a free one."
                }
                BridgeError::WeakToken | BridgeError::Randomness => "Try again.",
            };
            ApiError::new(Code::Unavailable, error.to_string()).hint(hint)
        },
    )
}

fn announce(session: &mut Session, at: SocketAddr, token: &str, no_open: bool) {
    let url = format!("http://{at}/?token={token}");
    if session.out.json() {
        session.out.value(&serde_json::json!({ "url": url, "port": at.port() }));
    } else {
        session.out.line("Daymark is open on this device only. The link works once:");
        session.out.line(format!("  {url}"));
        session.out.cells([quiet("Ctrl-C stops it.")]);
    }
    session.out.flush();
    if !no_open && !open_browser(&url) && !session.out.json() {
        session.out.line("No browser could be started; open the link yourself.");
        session.out.flush();
    }
}

/// Done at Ctrl-C, and at the polite signal of a service manager.
async fn stopped() {
    #[cfg(unix)]
    if let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        return;
    }
    let _ = tokio::signal::ctrl_c().await;
}

fn token() -> Answer<String> {
    let mut random = [0u8; 32];
    getrandom::fill(&mut random)
        .map_err(|_| ApiError::new(Code::Internal, "The system gives no random bytes."))?;
    Ok(random.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The folder of the UI: the one named, the nearest `ui/dist` above the program, or the installed one.
fn assets(named: Option<PathBuf>) -> Answer<PathBuf> {
    let has_index = |folder: &Path| folder.join("index.html").is_file();
    if let Some(folder) = named {
        return match has_index(&folder) {
            true => Ok(folder),
            false => Err(ApiError::not_found(format!("{} has no index.html.", folder.display()))
                .hint("Name the folder that 'cargo xtask ui' made.")),
        };
    }
    let program = std::env::current_exe().and_then(|path| path.canonicalize()).unwrap_or_default();
    let near = program.ancestors().skip(1).map(|folder| folder.join("ui/dist"));
    let installed = [PathBuf::from("/usr/share/daymark/ui"), PathBuf::from("/usr/local/share/daymark/ui")];
    near.chain(installed).find(|folder| has_index(folder)).ok_or_else(|| {
        ApiError::not_found("The files of the UI are not here.")
            .hint("'cargo xtask ui' builds them; --assets DIR says where they are.")
    })
}

/// Starts the person's browser and does not wait for it.
fn open_browser(url: &str) -> bool {
    let (program, before): (&str, &[&str]) = match () {
        () if cfg!(target_os = "macos") => ("open", &[]),
        () if cfg!(windows) => ("rundll32", &["url.dll,FileProtocolHandler"]),
        () => ("xdg-open", &[]),
    };
    Command::new(program)
        .args(before)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .is_ok()
}
