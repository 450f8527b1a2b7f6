//! What the shell itself says: the tray, the title of quick add, the buttons of notifications.

use std::sync::{Arc, Mutex, PoisonError};

use daymark_texts::{Locales, Texts};
use tauri::{AppHandle, Manager};

const LOCALES: Locales = daymark_texts::locales!["shell.ftl"];

/// The texts in the language of the settings; English until those are read.
pub struct Spoken(Mutex<Arc<Texts>>);

impl Default for Spoken {
    fn default() -> Spoken {
        Spoken(Mutex::new(Arc::new(texts("en"))))
    }
}

fn texts(language: &str) -> Texts {
    Texts::new(language, &[LOCALES])
}

pub fn current(handle: &AppHandle) -> Arc<Texts> {
    handle.state::<Spoken>().0.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Speaks this language from now on. True when it is another one than before.
pub fn speak(handle: &AppHandle, language: &str) -> bool {
    let next = texts(language);
    let spoken = handle.state::<Spoken>();
    let mut held = spoken.0.lock().unwrap_or_else(PoisonError::into_inner);
    let other = held.tag() != next.tag();
    if other {
        *held = Arc::new(next);
    }
    other
}

#[cfg(test)]
mod tests {
    use super::*;
    use daymark_texts::{PSEUDO, say};

    #[test]
    fn the_texts_are_whole_and_follow_the_language() {
        assert_eq!(daymark_texts::faults(LOCALES), [] as [String; 0]);
        assert_eq!(say!(texts("en"), "shell-snooze", minutes = 10), "In 10 minutes");
        assert_eq!(say!(texts("de"), "shell-snooze", minutes = 1), "In einer Minute");
        assert_eq!(say!(texts("es-MX"), "shell-quit"), "Salir");
        assert_eq!(say!(texts(PSEUDO), "shell-quit"), "Qúííţ");
    }
}
