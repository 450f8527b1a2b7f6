//! An open application and the way to talk to it and to the person.

use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::path::Path;

use daymark_api::{ApiError, AsOf, Audience, Call, CallKind, Caller, Code, Find, Handle, ObjectRef};
use daymark_domain::{Id, Kind, ObjectId};
use daymark_host::App;
use jiff::Timestamp;

use crate::out::{Look, Out};
use crate::words::{Calendar, short};

pub type Answer<T = ()> = Result<T, ApiError>;

/// The most bytes that are read of a file or of standard input.
const MOST: u64 = 64 << 20;

pub struct Session {
    pub app: App,
    pub out: Out,
    pub calendar: Calendar,
    /// The person said yes to questions of consent beforehand.
    pub yes: bool,
    /// Questions are asked of this time.
    pub past: Option<Timestamp>,
}

impl Session {
    pub async fn ask<C: Call>(&self, call: C) -> Answer<C::Reply>
    where
        App: Handle<C>,
    {
        let caller = Caller::person(Audience::Cli);
        let (Some(at), true) = (self.past, C::KIND == CallKind::Query) else {
            return self.app.handle(caller, call).await;
        };
        let wrong = |error| ApiError::new(Code::Internal, format!("{} cannot be carried: {error}.", C::NAME));
        let body = serde_json::to_value(call).map_err(wrong)?;
        let asked = AsOf { at: at.to_string(), call: C::NAME.into(), body };
        let answer = <App as Handle<AsOf>>::handle(&self.app, caller, asked).await?;
        serde_json::from_value(answer.reply).map_err(wrong)
    }

    /// The one thing of these kinds that an id, the end of an id or a title names.
    pub async fn find(&self, text: &str, kinds: &[Kind]) -> Answer<ObjectRef> {
        let mut found = self.ask(Find { text: text.to_owned() }).await?;
        found.retain(|object| kinds.is_empty() || kinds.contains(&object.kind));
        one(text, kinds, found)
    }

    /// [`find`](Self::find) for each; nothing is done before all are found.
    pub async fn find_all<T: Id>(&self, texts: &[String], kinds: &[Kind]) -> Answer<Vec<T>> {
        let mut ids = Vec::with_capacity(texts.len());
        for text in texts {
            ids.push(self.id(text, kinds).await?);
        }
        Ok(ids)
    }

    /// The id alone. A whole id needs no search; core refuses it where the kind does not fit.
    pub async fn id<T: Id>(&self, text: &str, kinds: &[Kind]) -> Answer<T> {
        if let Ok(id) = text.parse::<ObjectId>() {
            return Ok(T::of(id));
        }
        Ok(T::of(self.find(text, kinds).await?.object))
    }

    /// Puts a question to the person. Without a terminal on both ends there is no answer.
    pub fn question(&mut self, question: &str) -> Option<String> {
        if !asks(&self.out) {
            return None;
        }
        self.out.piece(question, Look::Plain);
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line).ok()?;
        Some(line.trim().to_owned())
    }
}

/// Whether there is a person to ask.
pub fn asks(out: &Out) -> bool {
    !out.json() && io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// The only one found, or why there is not one.
pub fn one(text: &str, kinds: &[Kind], mut found: Vec<ObjectRef>) -> Answer<ObjectRef> {
    match found.len() {
        0 => {
            let what = match kinds {
                [kind] => format!("No {}", word(*kind)),
                _ => "Nothing".to_owned(),
            };
            Err(ApiError::not_found(format!("{what} has the id or title '{text}'."))
                .hint(format!("daymark search '{text}' looks inside texts too.")))
        }
        1 => Ok(found.remove(0)),
        many => {
            let mut list: Vec<String> = found
                .iter()
                .take(10)
                .map(|object| format!("{}  {} '{}'", short(object.object), word(object.kind), object.title))
                .collect();
            if many > 10 {
                list.push(format!("and {} more", many - 10));
            }
            Err(ApiError::new(Code::Conflict, format!("'{text}' fits {many} things."))
                .hint(format!("Name one by its id:\n{}", list.join("\n"))))
        }
    }
}

pub fn word(kind: Kind) -> &'static str {
    kind.word()
}

/// What a word list says of a word it does not have, as an error.
pub fn unfit(words: String) -> ApiError {
    ApiError::invalid(format!("{words}."))
}

/// The text of a file, or of standard input for `-`.
pub fn read_text(file: &Path) -> Answer<String> {
    let refused =
        |error: io::Error| ApiError::not_found(format!("{} cannot be read: {error}.", file.display()));
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        io::stdin().lock().take(MOST + 1).read_to_end(&mut bytes).map_err(refused)?;
    } else {
        std::fs::File::open(file)
            .and_then(|file| file.take(MOST + 1).read_to_end(&mut bytes))
            .map_err(refused)?;
    }
    if bytes.len() as u64 > MOST {
        return Err(ApiError::invalid(format!("{} is larger than 64 MiB.", file.display())).hint("Split it."));
    }
    String::from_utf8(bytes).map_err(|_| {
        ApiError::invalid(format!("{} is not UTF-8 text.", file.display()))
            .hint("Convert it, for example with iconv.")
    })
}

/// The first line of standard input, for secrets that must not stand on a command line.
pub fn read_secret_line() -> Answer<String> {
    let mut line = String::new();
    io::stdin()
        .lock()
        .take(64 << 10)
        .read_line(&mut line)
        .map_err(|_| ApiError::invalid("Standard input cannot be read as text."))?;
    let line = line.trim().to_owned();
    if line.is_empty() {
        return Err(ApiError::invalid("No key came on standard input.")
            .hint("daymark models add NAME --url URL --key-stdin < key.txt"));
    }
    Ok(line)
}

/// An error as people read it, on stderr.
pub fn print_error(error: &ApiError, json: bool) {
    let mut stderr = io::stderr().lock();
    // Nothing is left to tell it to when stderr is closed.
    if json {
        let _ = writeln!(stderr, "{}", serde_json::json!({ "error": error }));
        return;
    }
    let _ = writeln!(stderr, "{}", crate::out::clean(&error.message));
    for line in error.hint.iter().flat_map(|hint| hint.lines()) {
        let _ = writeln!(stderr, "  {}", crate::out::clean(line));
    }
}
