//! Screens rendered to text, from a known day.

use std::rc::Rc;

use daymark_api::{ApiError, AsOfReply, TaskPage};
use yew::prelude::*;
use yew::{BaseComponent, LocalServerRenderer};

use super::people::{day, done, empty_day, task};
use crate::components::{Acts, TaskList, TaskListProps, Trouble, TroubleProps};
use crate::i18n;
use crate::screens::inbox::{Sorting, SortingProps};
use crate::screens::past;
use crate::screens::today::Board;

/// What a component renders, without the marks that hydration needs.
fn html<C>(props: C::Properties) -> String
where
    C: BaseComponent,
    C::Properties: Send,
{
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let local = tokio::task::LocalSet::new();
    local.block_on(&runtime, LocalServerRenderer::<C>::with_props(props).hydratable(false).render())
}

/// The text between the tags, parts separated by a bar.
fn words(html: &str) -> String {
    let mut out = String::new();
    for piece in html.split('<') {
        let text = piece.split_once('>').map_or(piece, |(_, text)| text).trim();
        if !text.is_empty() {
            out.push_str(text);
            out.push('|');
        }
    }
    out
}

fn counted(html: &str, what: &str) -> usize {
    html.matches(what).count()
}

#[derive(Properties, PartialEq)]
struct DayProps {
    empty: bool,
}

#[component]
fn DayBoard(props: &DayProps) -> Html {
    let day = if props.empty { empty_day() } else { day() };
    html! { <Board day={Rc::new(day)} /> }
}

#[test]
fn today_says_what_now_and_what_is_free() {
    let html = html::<DayBoard>(DayProps { empty: false });
    let said = words(&html);
    for wanted in [
        "Saturday, 21 November|",
        "3 h 40 free|",
        "3 h planned|",
        "Call with Ada in 1 h 03|",
        "Next|",
        "Twenty minutes fit before Ada calls.|",
        "2 of 3 to do|",
        "2 things wait from before|",
        "1 h 03 until Call with Ada|",
        "10:12|",
        "11:15–12:00|",
    ] {
        assert!(said.contains(wanted), "{wanted} is missing from {said}");
    }
    assert!(!said.to_lowercase().contains("overdue"));
}

#[test]
fn the_next_task_is_not_listed_twice() {
    let html = html::<DayBoard>(DayProps { empty: false });
    assert_eq!(counted(&html, ">Find the three tax letters<"), 1);
    assert_eq!(counted(&html, ">Reply to the landlord<"), 1);
}

#[test]
fn what_waits_is_folded_away() {
    let html = html::<DayBoard>(DayProps { empty: false });
    assert!(!html.contains("Descale the kettle"));
    assert!(html.contains("aria-expanded=\"false\""));
}

#[test]
fn an_empty_day_teaches_with_one_example_and_praises_nothing() {
    let said = words(&html::<DayBoard>(DayProps { empty: true }));
    assert!(said.contains("A day with nothing in it yet|"), "{said}");
    assert!(said.contains("Call the dentist tomorrow at 10|"), "{said}");
    assert!(!said.contains("wait from before"), "{said}");
    assert!(!said.contains("to do|"), "{said}");
}

#[test]
fn rows_have_names_and_one_of_them_takes_the_tab_key() {
    #[component]
    fn List() -> Html {
        let tasks = vec![task(1, "One"), done(task(2, "Two")), task(3, "Three")];
        let props = TaskListProps {
            tasks: Rc::new(tasks),
            label: "List".into(),
            acts: Acts::OnChosen,
            without_area: false,
            without_day: false,
            total: None,
            onwindow: Callback::noop(),
            columns: false,
            picking: None,
            reveal: None,
        };
        html! { <TaskList ..props /> }
    }
    let html = html::<List>(());
    assert_eq!(counted(&html, "role=\"checkbox\""), 3);
    assert!(html.contains("aria-label=\"Complete One\"") && html.contains("aria-label=\"Open Two again\""));
    assert_eq!(counted(&html, "aria-checked=\"true\""), 1);
    assert_eq!(
        counted(&html, "data-row=\"\" tabindex=\"0\"") + counted(&html, "tabindex=\"0\" data-row=\"\""),
        1,
        "{html}"
    );
    assert!(!html.contains("style="), "the content policy forbids it");
}

#[test]
fn the_inbox_shows_its_keys() {
    #[component]
    fn Inbox() -> Html {
        let page = TaskPage { tasks: vec![task(1, "Ask Ada")], total: 1, groups: vec![] };
        let props = SortingProps { page: Rc::new(page), onwindow: Callback::noop() };
        html! { <Sorting ..props /> }
    }
    let said = words(&html::<Inbox>(()));
    assert!(
        said.contains("One thing to decide|") && said.contains("T|Today|") && said.contains("D|Let go|"),
        "{said}"
    );
}

#[test]
fn another_time_is_shown_and_cannot_be_touched() {
    #[derive(Properties, PartialEq)]
    struct PastProps {
        tasks: bool,
    }
    #[component]
    fn Seen(props: &PastProps) -> Html {
        let page =
            TaskPage { tasks: vec![task(1, "Ask Ada"), done(task(2, "Easy run"))], total: 2, groups: vec![] };
        let reply = if props.tasks { serde_json::to_value(page) } else { serde_json::to_value(day()) };
        let at = "2026-11-17T17:00:00Z".parse().expect("a time");
        past::seen(&AsOfReply { at, reply: reply.expect("a reply is JSON") })
    }
    for (tasks, wanted) in [
        (false, ["11:15–12:00|Call with Ada|", "Reply to the landlord|", "Waiting from before|2|"]),
        (true, ["Tasks|2|", "Ask Ada|", "Easy run|done|"]),
    ] {
        let html = html::<Seen>(PastProps { tasks });
        let said = words(&html);
        for wanted in wanted {
            assert!(said.contains(wanted), "{wanted} is missing from {said}");
        }
        for control in ["<button", "<a ", "<input", "tabindex"] {
            assert!(!html.contains(control), "{control} in {html}");
        }
    }
}

#[test]
fn a_list_of_thousands_renders_the_rows_near_the_window() {
    #[component]
    fn Many() -> Html {
        let tasks = (0..200_u8).map(|n| task(n, &format!("Task {n}"))).collect();
        let props = TaskListProps {
            tasks: Rc::new(tasks),
            label: "List".into(),
            acts: Acts::OnChosen,
            without_area: false,
            without_day: false,
            total: Some(100_000),
            onwindow: Callback::noop(),
            columns: false,
            picking: None,
            reveal: None,
        };
        html! { <TaskList ..props /> }
    }
    let html = html::<Many>(());
    let rows = counted(&html, "role=\"checkbox\"");
    assert!((10..60).contains(&rows), "{rows} rows");
}

#[test]
fn trouble_says_what_to_do() {
    #[component]
    fn Broken() -> Html {
        let error = ApiError::not_found("there is no such task").hint("It may have been let go.");
        let props = TroubleProps { error };
        html! { <Trouble ..props /> }
    }
    let said = words(&html::<Broken>(()));
    assert_eq!(said, "This is not here any more|there is no such task|It may have been let go.|Try again|");
}

#[test]
fn no_word_of_today_comes_from_elsewhere_than_the_files() {
    i18n::speak(i18n::PSEUDO);
    let said = words(&html::<DayBoard>(DayProps { empty: true }));
    i18n::speak("en");
    for piece in said.split('|').filter(|piece| piece.chars().any(char::is_alphabetic)) {
        assert!(!piece.is_ascii(), "'{piece}' was not translated");
    }
}

#[test]
fn today_speaks_german_and_spanish() {
    for (language, expected) in [
        (
            "de",
            [
                "Samstag, 21. November|",
                "3:40 h frei|",
                "2 von 3 zu tun|",
                "2 Einträge warten von früher|",
                "1:03 h bis Call with Ada|",
                "Als Nächstes|",
            ],
        ),
        (
            "es",
            [
                "Sábado, 21 de noviembre|",
                "3 h 40 libres|",
                "2 de 3 por hacer|",
                "2 cosas esperan desde antes|",
                "1 h 03 hasta Call with Ada|",
                "Lo siguiente|",
            ],
        ),
    ] {
        i18n::speak(language);
        let said = words(&html::<DayBoard>(DayProps { empty: false }));
        i18n::speak("en");
        for wanted in expected {
            assert!(said.contains(wanted), "{language}: {wanted} is missing from {said}");
        }
    }
}
