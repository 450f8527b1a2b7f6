//! The one table of what is needed, how to see that it is there, and what it is called where.

use crate::process::which;
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    Build,
    Test,
    Bench,
}

/// How to see, without starting a program, that something is installed.
#[derive(Debug)]
pub enum Probe {
    /// Any of these programs.
    Program(&'static [&'static str]),
    /// A library's `.pc` file.
    PkgConfig(&'static str),
    /// Any of these files or folders.
    File(&'static [&'static str]),
    /// Python with `venv` and `pip` in it.
    PythonVenv,
}

#[derive(Debug)]
pub struct Need {
    pub name: &'static str,
    pub probe: Probe,
    pub needed: For,
    pub linux_only: bool,
    pub apt: &'static str,
    pub dnf: &'static str,
    pub pacman: &'static str,
    pub zypper: &'static str,
    pub brew: &'static str,
    pub winget: &'static str,
}

impl Need {
    const fn new(name: &'static str, needed: For, probe: Probe, names: [&'static str; 4]) -> Self {
        let [apt, dnf, pacman, zypper] = names;
        Self { name, probe, needed, linux_only: true, apt, dnf, pacman, zypper, brew: "", winget: "" }
    }

    const fn everywhere(mut self, brew: &'static str, winget: &'static str) -> Self {
        self.linux_only = false;
        self.brew = brew;
        self.winget = winget;
        self
    }

    pub fn present(&self) -> bool {
        match &self.probe {
            Probe::Program(names) => names.iter().any(|name| which(name).is_some()),
            Probe::PkgConfig(library) => {
                pkg_config_dirs().iter().any(|dir| dir.join(format!("{library}.pc")).is_file())
            }
            Probe::File(paths) => paths.iter().any(|path| Path::new(path).exists()),
            Probe::PythonVenv => python_venv(),
        }
    }
}

use For::{Bench, Build, Test};
use Probe::{File, PkgConfig, Program, PythonVenv};

/// Package names in the order apt, dnf, pacman, zypper.
#[rustfmt::skip]
pub const NEEDS: &[Need] = &[
    Need::new("a C compiler", Build, Program(&["cc", "gcc", "clang"]), ["build-essential", "gcc gcc-c++ make", "base-devel", "gcc gcc-c++ make"]),
    Need::new("pkg-config", Build, Program(&["pkg-config", "pkgconf"]), ["pkg-config", "pkgconf", "pkgconf", "pkgconf"]),
    Need::new("perl", Build, Program(&["perl"]), ["perl", "perl", "perl", "perl"]).everywhere("perl", "StrawberryPerl.StrawberryPerl"),
    Need::new("WebKitGTK 4.1", Build, PkgConfig("webkit2gtk-4.1"), ["libwebkit2gtk-4.1-dev", "webkit2gtk4.1-devel", "webkit2gtk-4.1", "webkit2gtk3-devel"]),
    Need::new("libxdo", Build, File(&["/usr/include/xdo.h", "/usr/local/include/xdo.h"]), ["libxdo-dev", "libxdo-devel", "xdotool", "xdotool-devel"]),
    Need::new("OpenSSL headers", Build, PkgConfig("openssl"), ["libssl-dev", "openssl-devel", "openssl", "libopenssl-devel"]),
    Need::new("app indicator", Build, PkgConfig("ayatana-appindicator3-0.1"), ["libayatana-appindicator3-dev", "libayatana-appindicator-gtk3-devel", "libayatana-appindicator", "libayatana-appindicator3-devel"]),
    Need::new("librsvg", Build, PkgConfig("librsvg-2.0"), ["librsvg2-dev", "librsvg2-devel", "librsvg", "librsvg-devel"]),

    Need::new("a virtual display", Test, Program(&["Xvfb"]), ["xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb", "xorg-x11-server-Xvfb"]),
    Need::new("xvfb-run", Test, Program(&["xvfb-run"]), ["xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb", "xvfb-run"]),
    Need::new("xauth", Test, Program(&["xauth"]), ["xauth", "xorg-x11-xauth", "xorg-xauth", "xauth"]),
    Need::new("a session bus", Test, Program(&["dbus-run-session"]), ["dbus", "dbus-daemon", "dbus", "dbus-1"]),
    Need::new("dbus-launch", Test, Program(&["dbus-launch"]), ["dbus-x11", "dbus-x11", "dbus", "dbus-1-x11"]),
    Need::new("a notification daemon", Test, Program(&["dunst"]), ["dunst", "dunst", "dunst", "dunst"]),
    Need::new("WebKit's driver", Test, Program(&["WebKitWebDriver"]), ["webkit2gtk-driver", "webkit2gtk-driver", "webkit2gtk-4.1", "webkit2gtk-driver"]),
    Need::new("Chromium", Test, Program(&["chromium", "chromium-browser", "google-chrome"]), ["chromium", "chromium", "chromium", "chromium"]),
    Need::new("Chromium's driver", Test, Program(&["chromedriver"]), ["chromium-driver", "chromedriver", "chromium", "chromedriver"]),
    Need::new("the Inter font", Test, File(&["/usr/share/fonts/opentype/inter", "/usr/share/fonts/truetype/inter", "/usr/share/fonts/rsms-inter-fonts", "/usr/share/fonts/inter"]), ["fonts-inter", "rsms-inter-fonts", "inter-font", "inter-fonts"]),
    Need::new("a keyring", Test, Program(&["gnome-keyring-daemon"]), ["gnome-keyring", "gnome-keyring", "gnome-keyring", "gnome-keyring"]),
    Need::new("ImageMagick", Test, Program(&["convert", "magick"]), ["imagemagick", "ImageMagick", "imagemagick", "ImageMagick"]),
    Need::new("xwd", Test, Program(&["xwd"]), ["x11-apps", "xwd", "xorg-xwd", "xwd"]),
    Need::new("Python with venv and pip", Test, PythonVenv, ["python3-venv python3-pip", "python3 python3-pip", "python python-pip", "python3 python3-pip"]),

    Need::new("Taskwarrior", Bench, Program(&["task"]), ["taskwarrior", "task", "task", "taskwarrior"]).everywhere("task", ""),
];

fn pkg_config_dirs() -> Vec<PathBuf> {
    let mut dirs: Vec<PathBuf> = std::env::var_os("PKG_CONFIG_PATH")
        .map(|paths| std::env::split_paths(&paths).collect())
        .unwrap_or_default();
    let triplet = format!("/usr/lib/{}-linux-gnu/pkgconfig", std::env::consts::ARCH);
    dirs.push(PathBuf::from(triplet));
    let usual =
        ["/usr/lib64/pkgconfig", "/usr/lib/pkgconfig", "/usr/share/pkgconfig", "/usr/local/lib/pkgconfig"];
    dirs.extend(usual.map(PathBuf::from));
    dirs
}

fn python_venv() -> bool {
    let Some(python) = which("python3") else { return false };
    // Debian cuts venv out of its own Python; every other Python has it.
    if python.parent() != Some(Path::new("/usr/bin")) {
        return true;
    }
    let has_ensurepip = |dir: &Path| {
        let Ok(entries) = std::fs::read_dir(dir) else { return false };
        entries.flatten().any(|entry| {
            entry.file_name().to_string_lossy().starts_with("python3.")
                && entry.path().join("ensurepip").is_dir()
        })
    };
    has_ensurepip(Path::new("/usr/lib")) || has_ensurepip(Path::new("/usr/lib64"))
}
