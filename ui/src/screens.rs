//! The screens, one file each.

pub mod add;
pub mod area;
pub mod assistant;
pub mod calendar;
pub mod diagnostics;
pub mod goals;
pub mod habits;
pub mod history;
pub mod inbox;
pub mod journal;
pub mod notes;
pub mod past;
pub mod search;
pub mod settings;
pub mod task;
pub mod tasks;
pub mod today;
pub mod trash;
pub mod welcome;

use yew::prelude::*;

use crate::route::Route;

/// The screen of a route.
pub fn of(route: &Route) -> Html {
    match route {
        // A task is shown beside a screen; the address alone is never the screen.
        Route::Today | Route::Task(_) => html! { <today::Today /> },
        Route::Inbox => html! { <inbox::Inbox /> },
        Route::Tasks(query) => html! { <tasks::Tasks query={query.clone()} /> },
        Route::Calendar => html! { <calendar::Calendar /> },
        Route::Habits => html! { <habits::Habits /> },
        Route::Journal => html! { <journal::Journal /> },
        Route::Goals => html! { <goals::Goals /> },
        Route::Goal(id) => html! { <goals::GoalScreen key={id.to_string()} id={*id} /> },
        Route::Area(id) => html! { <area::AreaScreen key={id.to_string()} id={*id} /> },
        Route::Notes => html! { <notes::Notes note={None} /> },
        Route::Note(id) => html! { <notes::Notes note={Some(*id)} /> },
        Route::Assistant => html! { <assistant::Assistant conversation={None} /> },
        Route::Conversation(id) => html! { <assistant::Assistant conversation={Some(*id)} /> },
        Route::Search(text) => html! { <search::Search text={text.clone()} /> },
        Route::Trash => html! { <trash::Trash /> },
        Route::History => html! { <history::History /> },
        Route::Past(at) => html! { <past::Past at={at.clone()} /> },
        Route::Settings(section) => html! { <settings::Settings section={section.clone()} /> },
        Route::Diagnostics => html! { <diagnostics::Diagnostics /> },
        Route::Welcome => html! { <welcome::Welcome /> },
    }
}
