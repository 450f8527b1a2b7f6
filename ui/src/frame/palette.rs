//! The palette: everything that can be done, and everything there is, by a few letters.

use daymark_api::domain::Kind;
use daymark_api::{FilterList, FilterView, Hit, ListFilters, Search};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::commands::{COMMANDS, Command, Do, Scope, fit};
use crate::components::{Dialog, Kbd, Marked, Shape};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::keys;
use crate::overlay;
use crate::query::{use_query, use_query_when};
use crate::route::{self, Route};
use crate::screens::tasks::saved::asking;

#[derive(Clone, PartialEq)]
enum Choice {
    Do(Do, Scope),
    Go(Route),
    Add(String),
}

#[derive(Clone, PartialEq)]
struct Row {
    choice: Choice,
    sign: Sign,
    name: Html,
    hint: String,
    keys: Option<&'static str>,
}

/// The sign of a kind of thing.
pub fn sign_of(kind: Kind) -> Sign {
    match kind {
        Kind::Area => Sign::Area,
        Kind::Goal => Sign::Goals,
        Kind::Task => Sign::Tasks,
        Kind::Event => Sign::Calendar,
        Kind::Note => Sign::Note,
        Kind::Setting | Kind::Provider => Sign::Settings,
        Kind::Conversation | Kind::Message | Kind::Proposal | Kind::Memory => Sign::Assistant,
        Kind::Filter => Sign::Filter,
        Kind::Project | Kind::Section => Sign::Steps,
        Kind::Habit | Kind::Routine => Sign::Repeat,
        Kind::Entry | Kind::Template | Kind::Feedback => Sign::Note,
        Kind::Attachment => Sign::Attach,
        Kind::Feed => Sign::Calendar,
        Kind::Stretch => Sign::Timer,
    }
}

fn commands(typed: &str, in_list: bool) -> Vec<Row> {
    let mut found: Vec<(i32, &Command)> = COMMANDS
        .iter()
        .filter(|command| command.offered && (command.scope == Scope::Everywhere || in_list))
        .filter_map(|command| Some((fit(typed, &t!(command.name))?, command)))
        .collect();
    if !typed.is_empty() {
        found.sort_by_key(|(score, _)| -score);
        found.truncate(6);
    }
    let row = |command: &Command| Row {
        choice: Choice::Do(command.id, command.scope),
        sign: command.sign,
        name: html! { <>{ t!(command.name) }</> },
        hint: String::new(),
        keys: command.keys.first().copied(),
    };
    found.into_iter().map(|(_, command)| row(command)).collect()
}

fn filters(typed: &str, list: &FilterList) -> Vec<Row> {
    let mut found: Vec<_> = list
        .filters
        .iter()
        .filter_map(|view| Some((fit(typed, view.filter.title.as_str())?, view)))
        .collect();
    found.sort_by_key(|(score, _)| -score);
    found.truncate(4);
    let row = |view: &FilterView| Row {
        choice: Choice::Go(Route::Tasks(asking(view.filter.title.as_str()))),
        sign: Sign::Filter,
        name: html! { <>{ view.filter.title.as_str() }</> },
        hint: t!("nav-filters"),
        keys: None,
    };
    found.into_iter().map(|(_, view)| row(view)).collect()
}

fn hits(hits: &[Hit]) -> impl Iterator<Item = Row> + '_ {
    // Saved filters are found by their names above.
    hits.iter().filter(|hit| hit.kind != Kind::Filter).map(|hit| Row {
        choice: Choice::Go(Route::of(hit.object, hit.kind)),
        sign: sign_of(hit.kind),
        name: html! { <>{ &hit.title }</> },
        hint: if hit.open { String::new() } else { t!("palette-done") },
        keys: None,
    })
}

#[component]
pub fn Palette() -> Html {
    let typed = use_state(String::new);
    let at = use_state(|| 0_usize);
    let words = typed.trim().to_owned();
    let asked = (words.chars().count() >= 2).then(|| Search {
        text: words.clone(),
        limit: Some(8),
        kinds: Vec::new(),
    });
    let found = use_query_when(asked);
    let saved = use_query(ListFilters {});
    let in_list = *use_memo((), |()| keys::in_list());
    let mut rows = commands(&words, in_list);
    if let (Some(list), false) = (saved.ready(), words.is_empty()) {
        rows.extend(filters(&words, list));
    }
    rows.extend(found.ready().map(Vec::as_slice).map(hits).into_iter().flatten());
    if !words.is_empty() {
        rows.push(Row {
            choice: Choice::Add(words.clone()),
            sign: Sign::Plus,
            name: html! { <>{ t!("palette-add", words = words.as_str()) }</> },
            hint: String::new(),
            keys: None,
        });
    }
    let count = rows.len();
    let index = (*at).min(count.saturating_sub(1));
    let pick = {
        let choices: Vec<Choice> = rows.iter().map(|row| row.choice.clone()).collect();
        Callback::from(move |index: usize| {
            if let Some(choice) = choices.get(index) {
                choose(choice.clone());
            }
        })
    };
    let oninput = {
        let (typed, at) = (typed.clone(), at.clone());
        Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            typed.set(field.value());
            at.set(0);
        })
    };
    let onkeydown = {
        let pick = pick.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.is_composing() || count == 0 {
                return;
            }
            match event.key().as_str() {
                "ArrowDown" => at.set((index + 1) % count),
                "ArrowUp" => at.set((index + count - 1) % count),
                "Enter" => pick.emit(index),
                _ => return,
            }
            event.prevent_default();
        })
    };
    use_effect_with(index, |index| {
        let row = web_sys::window()
            .and_then(|w| w.document())
            .and_then(|d| d.get_element_by_id(&format!("palette-{index}")));
        if let Some(row) = row {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            row.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    html! {
        <Dialog label={t!("command-palette")} shape={Shape::Bar} class="palette" onclose={Callback::from(|()| overlay::close())}>
            <div class="choices-field">
                <Icon sign={Sign::Search} />
                <input type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-label={t!("command-palette")}
                    aria-activedescendant={(count > 0).then(|| format!("palette-{index}"))} autocomplete="off" spellcheck="false"
                    placeholder={t!("palette-placeholder")} value={(*typed).clone()} data-autofocus="" {oninput} {onkeydown} />
            </div>
            <ul id="palette-list" role="listbox" aria-label={t!("command-palette")} class="choices-list">
                for (number, row) in rows.into_iter().enumerate() { { line(row, number, number == index, &pick) } }
            </ul>
        </Dialog>
    }
}

fn line(row: Row, number: usize, chosen: bool, pick: &Callback<usize>) -> Html {
    html! {
        <li id={format!("palette-{number}")} role="option" class="choice" aria-selected={if chosen { "true" } else { "false" }}
            onclick={pick.reform(move |_: MouseEvent| number)}>
            <span class="choice-name"><Icon sign={row.sign} />{ row.name }</span>
            if !row.hint.is_empty() { <span class="choice-hint"><Marked text={row.hint} /></span> }
            if let Some(chord) = row.keys { <Kbd {chord} /> }
        </li>
    }
}

fn choose(choice: Choice) {
    overlay::close();
    match choice {
        Choice::Go(route) => route::go(&route),
        Choice::Add(words) => overlay::open(overlay::Overlay::Add(words)),
        // The dialog gives the focus back to the list first.
        Choice::Do(command, scope) => {
            gloo_timers::callback::Timeout::new(0, move || {
                keys::perform(command, scope);
            })
            .forget();
        }
    }
}
