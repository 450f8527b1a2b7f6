//! Notes, and one note.

use daymark_api::domain::NoteId;
use yew::prelude::*;

use crate::components::Page;
use crate::i18n::t;

#[derive(Properties, PartialEq)]
pub struct NotesProps {
    pub note: Option<NoteId>,
}

#[component]
pub fn Notes(_props: &NotesProps) -> Html {
    html! { <Page title={t!("nav-notes")} /> }
}
