//! `cargo xtask phone`: type-checks the shell for Android where there is no Android toolchain.
//!
//! Checking compiles no C that is ever linked, so the C compiler and archiver are stand-ins that
//! write empty files. What this proves is that every `cfg` gate of the shell and of the rooms below
//! it fits together on a phone; building an app still takes the SDK and `tauri android`.

use crate::Needs;
use crate::process::{run_within, say, watch, which};
use crate::repo::Repo;
use anyhow::Result;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const TARGET: &str = "aarch64-linux-android";

const COMPILER: &str = r#"#!/bin/sh
# Writes empty objects; answers what build scripts ask of a compiler.
out=; before=
for word in "$@"; do
  case "$word" in
    --version) echo "clang version 18.0.0"; exit 0 ;;
    -E) exec cc "$@" ;;
    -o?*) out=${word#-o} ;;
  esac
  [ "$before" = -o ] && out=$word
  before=$word
done
[ -n "$out" ] && : > "$out"
exit 0
"#;

const ARCHIVER: &str = r#"#!/bin/sh
# Writes empty archives.
for word in "$@"; do
  case "$word" in *.a) printf '!<arch>\n' > "$word" ;; esac
done
"#;

pub fn verb(repo: &Repo) -> Result<bool> {
    if !cfg!(unix) {
        return Err(
            Needs("the stand-ins for C tools are shell scripts; please run this on Unix".into()).into()
        );
    }
    target()?;
    let tools = repo.scratch()?.join("phone");
    let kotlin = tools.join("kotlin");
    std::fs::create_dir_all(&kotlin)?;
    let (compiler, archiver) = (tools.join("cc"), tools.join("ar"));
    script(&compiler, COMPILER)?;
    script(&archiver, ARCHIVER)?;
    say(format!("type-checking the shell for {TARGET}"));
    let mut command = repo.cargo();
    command
        .args(["check", "--target", TARGET, "--package", "daymark-desktop", "--lib"])
        .env("CC_aarch64_linux_android", &compiler)
        .env("CXX_aarch64_linux_android", &compiler)
        .env("AR_aarch64_linux_android", &archiver)
        .env("OPENSSL_DIR", "/usr")
        .env("OPENSSL_LIB_DIR", "/usr/lib")
        .env("OPENSSL_INCLUDE_DIR", "/usr/include")
        .env("WRY_ANDROID_PACKAGE", "app.daymark")
        .env("WRY_ANDROID_LIBRARY", "daymark_desktop_lib")
        .env("WRY_ANDROID_KOTLIN_FILES_OUT_DIR", &kotlin);
    Ok(watch(&mut command)?.success)
}

fn target() -> Result<()> {
    if which("rustup").is_none() {
        return Err(
            Needs(format!("this needs the standard library for {TARGET}, which rustup brings")).into()
        );
    }
    let add = run_within(Command::new("rustup").args(["target", "add", TARGET]), Duration::from_secs(300))?;
    match add {
        Some(status) if status.success() => Ok(()),
        _ => Err(Needs(format!("rustup could not fetch {TARGET}")).into()),
    }
}

fn script(file: &Path, text: &str) -> Result<()> {
    std::fs::write(file, text)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}
