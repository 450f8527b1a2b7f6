//! `--safe-graphics`: a way out where WebKitGTK draws nothing (some drivers and virtual machines).

use std::os::unix::process::CommandExt;
use std::process::Command;

/// Each is set only where the person has not set it.
const SAFE: [&str; 2] = ["WEBKIT_DISABLE_DMABUF_RENDERER", "WEBKIT_DISABLE_COMPOSITING_MODE"];

/// Starts the program anew with drawing on the safe side when that is asked for. The variables must
/// stand before GTK starts, and a running process cannot set them safely.
#[allow(clippy::disallowed_methods, reason = "WebKitGTK is told by its environment")]
pub fn choose() {
    let asked = std::env::args_os().any(|word| word == "--safe-graphics");
    let missing: Vec<&str> = SAFE.into_iter().filter(|name| std::env::var_os(name).is_none()).collect();
    if !asked || missing.is_empty() {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let error = Command::new(program)
        .args(std::env::args_os().skip(1))
        .envs(missing.into_iter().map(|name| (name, "1")))
        .exec();
    tracing::warn!(%error, "safe graphics could not be chosen");
}
