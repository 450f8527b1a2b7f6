//! The field of a query: what could stand at the cursor is offered, a mistake is underlined where it
//! stands with the sentence below, and what was understood is said back.

use std::rc::Rc;

use daymark_api::domain::query::CompletionKind;
use daymark_api::{ApiError, Code, CompleteQuery, ExplainQuery, QueryCompletion, QueryCompletions};
use gloo_timers::callback::Timeout;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{Asked, use_held, use_query_when};

#[derive(Properties, PartialEq)]
pub struct QueryFieldProps {
    /// What it begins with; another value replaces what is typed.
    pub value: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub placeholder: AttrValue,
    /// Called with a query that can be carried out, a little after it was typed.
    pub onask: Callback<String>,
    /// Enter was pressed, or the field was cleared.
    pub onenter: Callback<String>,
    /// What stands at the end of the line that says the query back.
    #[prop_or_default]
    pub children: Html,
}

/// Milliseconds of rest before what was typed is read.
const REST: u32 = 200;
const LIST: &str = "query-options";

#[component]
pub fn QueryField(props: &QueryFieldProps) -> Html {
    let typed = use_state_eq(|| props.value.to_string());
    let read = use_state_eq(|| props.value.to_string());
    // The cursor in characters, while something may be offered.
    let cursor = use_state_eq(|| None::<u32>);
    let chosen = use_state_eq(|| None::<usize>);
    let pause = use_mut_ref(|| None::<Timeout>);
    let (node, mirror) = (use_node_ref(), use_node_ref());
    {
        let (typed, read) = (typed.clone(), read.clone());
        use_effect_with(props.value.clone(), move |value| {
            typed.set(value.to_string());
            read.set(value.to_string());
        });
    }
    let explained =
        use_query_when((!read.trim().is_empty()).then(|| ExplainQuery { query: (*read).clone() }));
    let said_back = use_held(explained.clone());
    {
        let onask = props.onask.clone();
        let fine = read.trim().is_empty() || matches!(&*explained, Asked::Ready(_));
        use_effect_with((read.trim().to_owned(), fine), move |(query, fine)| {
            if *fine {
                onask.emit(query.clone());
            }
        });
    }
    let offered = use_query_when(cursor.map(|at| CompleteQuery { query: (*typed).clone(), at }));
    let offered = use_held(offered);
    let options: Rc<Vec<QueryCompletion>> = match (offered.ready(), *cursor) {
        (Some(offered), Some(at)) => Rc::new(worth_offering(offered, &typed, at)),
        _ => Rc::new(Vec::new()),
    };
    let open = !options.is_empty();
    let index = chosen.filter(|index| *index < options.len());

    let put = {
        let (typed, read, pause) = (typed.clone(), read.clone(), pause.clone());
        Callback::from(move |words: String| {
            typed.set(words.clone());
            let read = read.clone();
            *pause.borrow_mut() = Some(Timeout::new(REST, move || read.set(words)));
        })
    };
    let oninput = {
        let (put, cursor, chosen) = (put.clone(), cursor.clone(), chosen.clone());
        Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            put.emit(field.value());
            cursor.set(Some(cursor_of(&field)));
            chosen.set(None);
        })
    };
    let take = {
        let (put, cursor, chosen, node) = (put.clone(), cursor.clone(), chosen.clone(), node.clone());
        let (offered, options, typed) = (offered.clone(), options.clone(), typed.clone());
        Callback::from(move |index: usize| {
            let (Some(offered), Some(option)) = (offered.ready(), options.get(index)) else { return };
            let (words, at) = taken(&typed, offered, option);
            chosen.set(None);
            // A field goes on with its values, a value is an end.
            let goes_on = matches!(option.kind, CompletionKind::Field | CompletionKind::Operator);
            cursor.set(goes_on.then_some(at));
            if let Some(field) = node.cast::<HtmlInputElement>() {
                field.set_value(&words);
                let units = words.chars().take(at as usize).map(char::len_utf16).sum::<usize>();
                let units = u32::try_from(units).unwrap_or(u32::MAX);
                let _ = field.set_selection_range(units, units);
                let _ = field.focus();
            }
            put.emit(words);
        })
    };
    let clear = {
        let (typed, read, cursor, onenter) =
            (typed.clone(), read.clone(), cursor.clone(), props.onenter.clone());
        Callback::from(move |()| {
            typed.set(String::new());
            read.set(String::new());
            cursor.set(None);
            onenter.emit(String::new());
        })
    };
    let onkeydown = {
        let (cursor, chosen, take, clear) = (cursor.clone(), chosen.clone(), take.clone(), clear.clone());
        let (typed, read, onenter, count) =
            (typed.clone(), read.clone(), props.onenter.clone(), options.len());
        let begun = offered.ready().is_some_and(|offered| offered.from < offered.to);
        Callback::from(move |event: KeyboardEvent| {
            if event.is_composing() {
                return;
            }
            match (event.key().as_str(), open, index) {
                ("ArrowDown", true, None) => chosen.set(Some(0)),
                ("ArrowDown", true, Some(index)) => chosen.set(Some((index + 1) % count)),
                ("ArrowDown", false, _) => cursor.set(Some(cursor_of(&event.target_unchecked_into()))),
                ("ArrowUp", true, index) => chosen.set(Some((index.unwrap_or(0) + count - 1) % count)),
                ("Enter", true, Some(index)) => take.emit(index),
                ("Tab", true, Some(index)) if !event.shift_key() => take.emit(index),
                ("Tab", true, None) if begun && !event.shift_key() => take.emit(0),
                ("Enter", _, _) => {
                    cursor.set(None);
                    read.set((*typed).clone());
                    onenter.emit(typed.trim().to_owned());
                }
                ("Escape", true, _) => cursor.set(None),
                ("Escape", false, _) if !typed.is_empty() => clear.emit(()),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let onblur = {
        let (cursor, chosen) = (cursor.clone(), chosen.clone());
        Callback::from(move |_: FocusEvent| {
            cursor.set(None);
            chosen.set(None);
        })
    };
    let onscroll = {
        let (node, mirror) = (node.clone(), mirror.clone());
        Callback::from(move |_: Event| follow(&node, &mirror))
    };
    use_effect_with(index, |index| {
        let option = index
            .and_then(|index| web_sys::window()?.document()?.get_element_by_id(&format!("{LIST}-{index}")));
        if let Some(option) = option {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    // While the list is open the person is still at it; what is typed on is not yet what was read.
    let wrong = match &*explained {
        Asked::Failed(error) if *typed == *read && !typed.trim().is_empty() => Some(error),
        _ => None,
    };
    let said = said_back.ready().filter(|_| wrong.is_none() && !read.trim().is_empty());
    let onclear = clear.reform(|_: MouseEvent| ());
    html! {
        <div class="query">
            <div class={classes!("filter", wrong.is_some().then_some("is-wrong"))}>
                <Icon sign={Sign::Filter} />
                <div class="query-line">
                    <div class="query-mirror" aria-hidden="true" ref={mirror.clone()}>{ underlined(&typed, wrong) }</div>
                    <input ref={node} type="text" inputmode="search" enterkeyhint="search" class="filter-field" role="combobox" aria-label={props.label.clone()}
                        aria-autocomplete="list" aria-expanded={if open { "true" } else { "false" }} aria-controls={LIST}
                        aria-activedescendant={index.filter(|_| open).map(|index| format!("{LIST}-{index}"))}
                        aria-invalid={wrong.is_some().then_some("true")} aria-describedby="query-said" placeholder={props.placeholder.clone()}
                        value={(*typed).clone()} autocomplete="off" autocapitalize="off" spellcheck="false" {oninput} {onkeydown} {onblur} {onscroll} />
                </div>
                if !typed.is_empty() {
                    <button type="button" class="icon-btn" aria-label={t!("filter-clear")} onclick={onclear}><Icon sign={Sign::Close} /></button>
                }
            </div>
            <ul id={LIST} role="listbox" class="query-options" aria-label={t!("query-options")} hidden={!open}>
                for (number, option) in options.iter().enumerate() { { line(option, number, index == Some(number), &take) } }
            </ul>
            <div class="query-said" id="query-said" role="status">
                if let Some(error) = wrong {
                    <p class="filter-said"><Icon sign={Sign::Info} /><span>{ &error.message }</span></p>
                } else {
                    if let Some(said) = said { <p class="query-words">{ said.said.join(" · ") }</p> }
                    { props.children.clone() }
                }
            </div>
        </div>
    }
}

fn line(option: &QueryCompletion, number: usize, chosen: bool, take: &Callback<usize>) -> Html {
    let kind = match option.kind {
        CompletionKind::Field => t!("query-kind-field"),
        CompletionKind::Operator => t!("query-kind-operator"),
        CompletionKind::Value => String::new(),
        CompletionKind::Word => t!("query-kind-word"),
    };
    // The press would take the focus away from the field before the click comes.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <li id={format!("{LIST}-{number}")} role="option" class="choice" aria-selected={if chosen { "true" } else { "false" }} {onmousedown}
            onclick={take.reform(move |_: MouseEvent| number)}>
            <span class="choice-name">{ &option.text }</span>
            if !kind.is_empty() { <span class="choice-hint">{ kind }</span> }
        </li>
    }
}

/// Where nothing was begun, a list of everything would only be in the way.
fn worth_offering(offered: &QueryCompletions, typed: &str, at: u32) -> Vec<QueryCompletion> {
    let before = usize::try_from(offered.from).ok().and_then(|from| typed.chars().nth(from.checked_sub(1)?));
    let begun = offered.from < at || before.is_some_and(|c| ":=<>,#@".contains(c)) || typed.is_empty();
    let word: String =
        typed.chars().skip(offered.from as usize).take((offered.to - offered.from) as usize).collect();
    let whole = |option: &QueryCompletion| option.text == word;
    if !begun || (offered.completions.len() == 1 && offered.completions.iter().all(whole)) {
        return Vec::new();
    }
    offered.completions.clone()
}

/// The words with the option in its place, and where the cursor is then.
fn taken(typed: &str, offered: &QueryCompletions, option: &QueryCompletion) -> (String, u32) {
    let before: String = typed.chars().take(offered.from as usize).collect();
    let after: String = typed.chars().skip(offered.to as usize).collect();
    let goes_on = matches!(option.kind, CompletionKind::Field | CompletionKind::Operator);
    let space = if goes_on || after.starts_with([' ', ',', ')']) { "" } else { " " };
    let words = format!("{before}{}{space}", option.text);
    let at = u32::try_from(words.chars().count()).unwrap_or(u32::MAX);
    (words + &after, at)
}

/// Selections count UTF-16 units, queries count characters.
fn cursor_of(field: &HtmlInputElement) -> u32 {
    let units = field.selection_start().ok().flatten().unwrap_or(u32::MAX) as usize;
    let mut seen = 0;
    let before = field
        .value()
        .chars()
        .take_while(|c| {
            seen += c.len_utf16();
            seen <= units
        })
        .count();
    u32::try_from(before).unwrap_or(u32::MAX)
}

/// The words again, behind the field, with a mark where the mistake is.
fn underlined(typed: &str, wrong: Option<&ApiError>) -> Html {
    let Some([from, to]) = wrong.filter(|error| error.code == Code::Invalid).and_then(|error| error.at)
    else {
        return Html::default();
    };
    let part =
        |from: usize, to: usize| typed.chars().skip(from).take(to.saturating_sub(from)).collect::<String>();
    let meant = part(from, to);
    // At the end there is nothing to underline yet.
    let meant = if meant.is_empty() { "\u{a0}".to_owned() } else { meant };
    html! { <><span>{ part(0, from) }</span><mark>{ meant }</mark></> }
}

fn follow(node: &NodeRef, mirror: &NodeRef) {
    if let (Some(field), Some(mirror)) = (node.cast::<HtmlInputElement>(), mirror.cast::<web_sys::Element>())
    {
        mirror.set_scroll_left(field.scroll_left());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(from: u32, to: u32, texts: &[(&str, CompletionKind)]) -> QueryCompletions {
        let completions =
            texts.iter().map(|(text, kind)| QueryCompletion { text: (*text).into(), kind: *kind }).collect();
        QueryCompletions { from, to, completions }
    }

    #[test]
    fn an_option_is_put_in_its_place() {
        for (typed, from, to, text, kind, words, at) in [
            ("d", 0, 1, "due:", CompletionKind::Field, "due:", 4),
            ("due:tom", 4, 7, "tomorrow", CompletionKind::Value, "due:tomorrow ", 13),
            ("é due:t #x", 6, 7, "today", CompletionKind::Value, "é due:today #x", 11),
        ] {
            let offered = offered(from, to, &[(text, kind)]);
            assert_eq!(taken(typed, &offered, &offered.completions[0]), (words.to_owned(), at), "{typed}");
        }
    }

    #[test]
    fn a_list_is_offered_where_something_was_begun() {
        let fields = [("due:", CompletionKind::Field), ("deadline:", CompletionKind::Field)];
        for (typed, from, to, options, count) in [
            ("d", 0, 1, &fields[..], 2),
            ("x ", 2, 2, &fields[..], 0),
            ("", 0, 0, &fields[..], 2),
            ("due:", 4, 4, &fields[..1], 1),
            ("due:", 0, 4, &fields[..1], 0),
        ] {
            let at = typed.chars().count() as u32;
            assert_eq!(worth_offering(&offered(from, to, options), typed, at).len(), count, "{typed}");
        }
    }
}
