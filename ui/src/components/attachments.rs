//! The files of a thing: attach by button, drop or paste; progress that can be stopped; small pictures;
//! look at, save, remove.
//!
//! A file is sent in pieces from where core says it is, so a cut of the line costs a wait and no more.
//! Only what core drew itself is shown as a picture; everything else is saved and opened elsewhere.

use std::cell::Cell;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use daymark_api::domain::{AttachmentId, ObjectId};
use daymark_api::{
    ApiError, AttachmentView, BeginAttachment, CancelAttachment, Code, FilePart, FinishAttachment,
    ListAttachments, ReadAttachment, SendChunk, ShowUpload, TrashAttachments,
};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, ClipboardEvent, DataTransfer, DragEvent, File, FileList, HtmlAnchorElement,
    HtmlElement, HtmlInputElement, Url,
};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::components::{Button, Dialog, Look, Shape, use_css_vars};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{act, run, use_query};
use crate::signal::{Signal, Watched, use_signal};
use crate::{toast, transport, words};

/// How often a piece is tried again when core is away, a second apart.
const TRIES: u32 = 30;

/// A file on its way.
#[derive(Clone, Debug, PartialEq)]
struct Sending {
    key: u32,
    owner: ObjectId,
    name: String,
    size: u64,
    sent: u64,
    stopped: bool,
}

thread_local! {
    /// It goes on when the panel is closed.
    static SENDING: Signal<Vec<Sending>> = Signal::new(Vec::new());
    static NEXT: Cell<u32> = const { Cell::new(1) };
}

fn away(error: &ApiError) -> bool {
    matches!(error.code, Code::Unavailable)
}

/// Attaches files, one after the other.
fn send_all(owner: ObjectId, files: Vec<File>) {
    spawn_local(async move {
        for file in files {
            let key = NEXT.get();
            NEXT.set(key + 1);
            let (name, size) = (file.name(), file.size() as u64);
            let sending = Sending { key, owner, name: name.clone(), size, sent: 0, stopped: false };
            SENDING.change(|all| all.push(sending));
            let done = send(owner, &file, key).await;
            SENDING.change(|all| all.retain(|one| one.key != key));
            match done {
                Ok(Some(view)) => toast::done(t!("said-attached", name = view.name.as_str())),
                Ok(None) => toast::say(t!("said-attach-stopped", name = name.as_str())),
                Err(error) => toast::trouble(&error),
            }
        }
    });
}

fn stopped(key: u32) -> bool {
    SENDING.get().iter().any(|one| one.key == key && one.stopped)
}

async fn send(owner: ObjectId, file: &File, key: u32) -> Result<Option<AttachmentView>, ApiError> {
    let size = file.size() as u64;
    let mut at = transport::call(&BeginAttachment { name: file.name(), size, owner }).await?;
    let upload = at.upload.clone();
    let mut tries = 0;
    while at.offset < size {
        if stopped(key) {
            transport::call(&CancelAttachment { upload }).await?;
            return Ok(None);
        }
        let end = (at.offset + u64::from(at.piece)).min(size);
        let Some(bytes) = piece(file, at.offset, end).await else {
            let _ = transport::call(&CancelAttachment { upload }).await;
            return Err(ApiError::new(Code::Invalid, t!("attach-unreadable", name = file.name())));
        };
        let data = BASE64.encode(bytes);
        match transport::call(&SendChunk { upload: upload.clone(), offset: at.offset, data }).await {
            Ok(next) => (at, tries) = (next, 0),
            Err(error) if (away(&error) || error.code == Code::Conflict) && tries < TRIES => {
                tries += 1;
                TimeoutFuture::new(1_000).await;
                // Where core says that it is: it may have been started again meanwhile.
                if let Ok(found) = transport::call(&ShowUpload { upload: upload.clone() }).await {
                    at = found;
                }
            }
            Err(error) => {
                let _ = transport::call(&CancelAttachment { upload }).await;
                return Err(error);
            }
        }
        let sent = at.offset;
        SENDING.change(|all| {
            for one in all.iter_mut().filter(|one| one.key == key) {
                // What is shown never goes back.
                one.sent = one.sent.max(sent);
            }
        });
    }
    run(FinishAttachment { upload }).await.map(Some)
}

async fn piece(file: &File, from: u64, to: u64) -> Option<Vec<u8>> {
    let slice = file.slice_with_f64_and_f64(from as f64, to as f64).ok()?;
    let buffer = JsFuture::from(slice.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Reads the bytes of an attachment into a blob of this type.
async fn fetch(id: AttachmentId, part: FilePart, media: Option<&str>) -> Result<Blob, ApiError> {
    let parts = js_sys::Array::new();
    let (mut offset, mut kind) = (0, String::new());
    loop {
        let piece = transport::call(&ReadAttachment { id, part, offset, length: None }).await?;
        let bytes = BASE64.decode(&piece.data).unwrap_or_default();
        offset += bytes.len() as u64;
        parts.push(&js_sys::Uint8Array::from(bytes.as_slice()));
        kind = if kind.is_empty() { piece.media } else { kind };
        if piece.end || bytes.is_empty() {
            break;
        }
    }
    let bag = BlobPropertyBag::new();
    bag.set_type(media.unwrap_or(&kind));
    Blob::new_with_u8_array_sequence_and_options(&parts, &bag)
        .map_err(|_| ApiError::new(Code::Internal, t!("trouble-away")))
}

/// An address of bytes in memory, given back when it is dropped.
#[derive(Debug, PartialEq)]
struct Held(String);

impl Drop for Held {
    fn drop(&mut self) {
        let _ = Url::revoke_object_url(&self.0);
    }
}

#[hook]
fn use_picture(id: AttachmentId, part: FilePart) -> UseStateHandle<Option<std::rc::Rc<Held>>> {
    let held = use_state(|| None);
    {
        let held = held.clone();
        use_effect_with((id, part), move |&(id, part)| {
            let shown = std::rc::Rc::new(Cell::new(true));
            let still = shown.clone();
            spawn_local(async move {
                // Core drew it, so it is of one of the two types that core draws.
                if let Ok(blob) = fetch(id, part, None).await
                    && matches!(blob.type_().as_str(), "image/jpeg" | "image/png")
                    && let Ok(url) = Url::create_object_url_with_blob(&blob)
                {
                    let url = std::rc::Rc::new(Held(url));
                    if still.get() {
                        held.set(Some(url));
                    }
                }
            });
            move || shown.set(false)
        });
    }
    held
}

/// Offers a file for saving. The type says nothing, so that no browser opens it in this page's place.
fn save(view: &AttachmentView, part: FilePart) {
    let (id, name) = (view.id, view.name.clone());
    spawn_local(async move {
        let saved = fetch(id, part, Some("application/octet-stream")).await.map(|blob| {
            let document = web_sys::window().and_then(|window| window.document());
            let url = Url::create_object_url_with_blob(&blob).ok().map(Held);
            let anchor = document.and_then(|document| document.create_element("a").ok());
            if let (Some(url), Some(anchor)) =
                (url, anchor.and_then(|it| it.dyn_into::<HtmlAnchorElement>().ok()))
            {
                anchor.set_href(&url.0);
                anchor.set_download(&name);
                anchor.click();
                // The browser needs the address for a moment more.
                spawn_local(async move {
                    TimeoutFuture::new(60_000).await;
                    drop(url);
                });
            }
        });
        if let Err(error) = saved {
            toast::trouble(&error);
        }
    });
}

fn listed(files: Option<FileList>) -> Vec<File> {
    let Some(files) = files else { return Vec::new() };
    (0..files.length()).filter_map(|n| files.get(n)).collect()
}

fn carries_files(data: Option<DataTransfer>) -> bool {
    data.is_some_and(|data| data.types().includes(&JsValue::from_str("Files"), 0))
}

#[derive(Properties, PartialEq)]
pub struct DropFilesProps {
    pub owner: ObjectId,
    #[prop_or_default]
    pub class: Classes,
    #[prop_or_default]
    pub children: Html,
}

/// A place that takes files that are dropped on it or pasted into it.
#[component]
pub fn DropFiles(props: &DropFilesProps) -> Html {
    let over = use_state_eq(|| false);
    let owner = props.owner;
    let ondragover = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            if carries_files(event.data_transfer()) {
                event.prevent_default();
                over.set(true);
            }
        })
    };
    let ondragleave = {
        let over = over.clone();
        Callback::from(move |_: DragEvent| over.set(false))
    };
    let ondrop = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            over.set(false);
            let files = listed(event.data_transfer().and_then(|data| data.files()));
            if !files.is_empty() {
                event.prevent_default();
                send_all(owner, files);
            }
        })
    };
    let onpaste = Callback::from(move |event: Event| {
        let Some(event) = event.dyn_ref::<ClipboardEvent>() else { return };
        let files = listed(event.clipboard_data().and_then(|data| data.files()));
        if !files.is_empty() {
            event.prevent_default();
            send_all(owner, files);
        }
    });
    html! {
        <div class={classes!("drop-files", over.then_some("is-over"), props.class.clone())} {ondragover} {ondragleave} {ondrop} {onpaste}>
            { props.children.clone() }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct AttachmentsProps {
    pub owner: ObjectId,
}

/// The list of a thing's files.
#[component]
pub fn Attachments(props: &AttachmentsProps) -> Html {
    let owner = props.owner;
    let asked = use_query(ListAttachments { owner: Some(owner), limit: None });
    let sending = use_signal(&SENDING);
    let shown = use_state(|| None::<AttachmentView>);
    let field = use_node_ref();
    let pick = {
        let field = field.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(field) = field.cast::<HtmlElement>() {
                field.click();
            }
        })
    };
    let onchange = Callback::from(move |event: Event| {
        let field: HtmlInputElement = event.target_unchecked_into();
        send_all(owner, listed(field.files()));
        // So that the same file can be picked once more.
        field.set_value("");
    });
    let open = {
        let shown = shown.clone();
        Callback::from(move |view: AttachmentView| shown.set(Some(view)))
    };
    let close = {
        let shown = shown.clone();
        Callback::from(move |()| shown.set(None))
    };
    let files = asked.ready().cloned().unwrap_or_default();
    html! {
        <section class="attachments" aria-label={t!("attachments")}>
            <h3 class="cap">{ t!("attachments") }</h3>
            if !files.is_empty() {
                <ul>
                    for view in files { <Row key={view.id.to_string()} view={view.clone()} onopen={open.clone()} /> }
                </ul>
            }
            for one in sending.iter().filter(|one| one.owner == owner) { <OnItsWay key={one.key} sending={one.clone()} /> }
            <input ref={field} type="file" multiple=true hidden=true tabindex="-1" aria-hidden="true" {onchange} />
            <Button class="small" look={Look::Quiet} sign={Sign::Attach} onclick={pick}>{ t!("attach") }</Button>
            if let Some(view) = &*shown { <Viewer view={view.clone()} onclose={close} /> }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    view: AttachmentView,
    onopen: Callback<AttachmentView>,
}

#[component]
fn Row(props: &RowProps) -> Html {
    let view = &props.view;
    let open = {
        let (view, onopen) = (view.clone(), props.onopen.clone());
        Callback::from(move |_: MouseEvent| match view.picture {
            true => onopen.emit(view.clone()),
            false => save(&view, FilePart::File),
        })
    };
    let keep = {
        let view = view.clone();
        Callback::from(move |_: MouseEvent| save(&view, FilePart::File))
    };
    let drop = {
        let view = view.clone();
        Callback::from(move |_: MouseEvent| {
            act(
                TrashAttachments { ids: vec![view.id] },
                t!("said-attachment-removed", name = view.name.as_str()),
            );
        })
    };
    let claim = view.claimed.as_ref().map(|_| t!("attachment-claims", media = view.media.as_str()));
    let kind = claim.unwrap_or_else(|| view.media.rsplit(['/', '.']).next().unwrap_or("").to_uppercase());
    let label = match view.picture {
        true => t!("attachment-open", name = view.name.as_str()),
        false => t!("attachment-save", name = view.name.as_str()),
    };
    html! {
        <li class="attachment">
            <button type="button" class="attachment-face" aria-label={label} onclick={open}>
                if view.thumbnail { <Thumbnail id={view.id} /> } else { <span class="attachment-sign"><Icon sign={Sign::Note} /></span> }
                <span class="attachment-words"><b dir="auto">{ &view.name }</b><small class="num">{ words::dotted([size(view.size), kind]) }</small></span>
            </button>
            <button type="button" class="icon-btn" aria-label={t!("attachment-save", name = view.name.as_str())} title={t!("save")} onclick={keep}><Icon sign={Sign::Download} /></button>
            <button type="button" class="icon-btn" aria-label={t!("attachment-remove", name = view.name.as_str())} title={t!("attachment-remove-word")} onclick={drop}><Icon sign={Sign::Trash} /></button>
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct ThumbnailProps {
    id: AttachmentId,
}

#[component]
fn Thumbnail(props: &ThumbnailProps) -> Html {
    let held = use_picture(props.id, FilePart::Thumbnail);
    html! {
        <span class="attachment-sign">
            if let Some(held) = &*held { <img src={held.0.clone()} alt="" /> } else { <Icon sign={Sign::Note} /> }
        </span>
    }
}

#[derive(Properties, PartialEq)]
struct ViewerProps {
    view: AttachmentView,
    onclose: Callback<()>,
}

#[component]
fn Viewer(props: &ViewerProps) -> Html {
    let view = &props.view;
    let held = use_picture(view.id, FilePart::File);
    let keep = {
        let view = view.clone();
        Callback::from(move |_: MouseEvent| save(&view, FilePart::File))
    };
    let close = props.onclose.reform(|_: MouseEvent| ());
    html! {
        <Dialog label={view.name.clone()} shape={Shape::Card} class="viewer" onclose={props.onclose.clone()}>
            <header class="viewer-head">
                <b dir="auto">{ &view.name }</b>
                <button type="button" class="icon-btn" aria-label={t!("attachment-save", name = view.name.as_str())} onclick={keep}><Icon sign={Sign::Download} /></button>
                <button type="button" class="icon-btn" data-autofocus="true" aria-label={t!("close")} onclick={close}><Icon sign={Sign::Close} /></button>
            </header>
            if let Some(held) = &*held { <img src={held.0.clone()} alt={view.name.clone()} /> } else { <div class="viewer-wait" role="status">{ t!("attachment-opens") }</div> }
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
struct OnItsWayProps {
    sending: Sending,
}

#[component]
fn OnItsWay(props: &OnItsWayProps) -> Html {
    let one = &props.sending;
    let percent = (one.sent * 100).checked_div(one.size).unwrap_or(100);
    let bar = use_node_ref();
    use_css_vars(&bar, vec![("--part", format!("{percent}%"))]);
    let key = one.key;
    let stop = Callback::from(move |_: MouseEvent| {
        SENDING.change(|all| {
            for one in all.iter_mut().filter(|one| one.key == key) {
                one.stopped = true;
            }
        });
    });
    let label = t!("attach-progress", name = one.name.as_str());
    html! {
        <div class="attachment is-sending">
            <span class="attachment-words"><b dir="auto">{ &one.name }</b>
                <span class="attachment-bar" ref={bar} role="progressbar" aria-label={label} aria-valuemin="0" aria-valuemax="100" aria-valuenow={percent.to_string()}></span>
            </span>
            <small class="num">{ format!("{percent} %") }</small>
            <button type="button" class="icon-btn" aria-label={t!("attach-stop", name = one.name.as_str())} title={t!("cancel")} onclick={stop}><Icon sign={Sign::Close} /></button>
        </div>
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => t!("size-bytes", count = bytes),
        1_000..1_000_000 => t!("size-kilobytes", count = bytes.div_ceil(1_000)),
        _ => t!("size-megabytes", count = bytes.div_ceil(1_000_000)),
    }
}
