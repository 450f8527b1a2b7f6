//! What only looks: `today`, `next`, `list`, `inbox`, `show`, `search`, `trash`, `history`.

use daymark_api::{
    ApiError, Block, Blocker, Code, DashboardView, ExplainQuery, InboxView, ListAttachments, ListHistory,
    ListTasks, ListTrash, Next, NextView, Ranked, SayWhen, Search, ShowAttachment, ShowGoal, ShowNote,
    ShowTask, TaskDetail, TaskPage, TaskView, Today, TodayView,
};
use daymark_domain::rank::{Factor, FactorName};
use daymark_domain::{Energy, Id, Kind};
use jiff::civil::Date;
use unicode_width::UnicodeWidthChar;

use crate::args::{Level, Page};
use crate::out::{Cell, Look, Out, Table, quiet};
use crate::session::{Answer, Session, word};
use crate::words::{self, TASK_HEAD, TASK_TITLE, count, id_cell, short};
use crate::{attach, filters, goals, projects, proposals};

/// Tasks of a page when nothing is said, and the step in which all are fetched.
const PAGE: u32 = 100;
const STEP: u32 = 5_000;

pub async fn today(session: &mut Session, day: String) -> Answer {
    let date = match day.trim() {
        "" => None,
        words => Some(read_day(session, words).await?),
    };
    let today = session.ask(TodayView { date }).await?;
    if session.out.json() {
        session.out.value(&today);
    } else {
        print_today(session, &today);
    }
    Ok(())
}

/// A day, from a date or from words.
pub async fn read_day(session: &Session, words: &str) -> Answer<Date> {
    if let Ok(date) = words.parse() {
        return Ok(date);
    }
    let said = session.ask(SayWhen { text: words.to_owned(), ..Default::default() }).await?;
    let start = said.start.as_deref().unwrap_or_default();
    start.get(..10).and_then(|date| date.parse().ok()).ok_or_else(|| {
        ApiError::invalid(format!("'{words}' is not a day."))
            .hint("Such as 2026-11-24, tomorrow or 'next friday'.")
    })
}

fn print_today(session: &mut Session, today: &Today) {
    let Session { out, calendar, .. } = session;
    let budget = format!(
        "planned {} · free {}",
        words::minutes(today.planned_minutes),
        words::minutes(today.free_minutes)
    );
    out.cells([crate::out::strong(today.date.strftime("%A %-d %B %Y").to_string()), quiet(budget)]);

    let mut timeline = Table::under(1);
    for event in &today.all_day {
        timeline.row([quiet("all day"), Cell::from(&event.title), quiet(&event.location)]);
    }
    for block in &today.blocks {
        timeline.row(block_row(block, today.now));
    }
    let mut open = Table::under(TASK_TITLE);
    for task in &today.tasks {
        open.row(calendar.task_row(task));
    }
    let mut habits = Table::under(2);
    for habit in &today.habits {
        habits.row(crate::habits::habit_row(habit));
    }
    let mut waiting = Table::under(TASK_TITLE);
    for task in &today.waiting {
        waiting.row(calendar.task_row(task));
    }
    let mut held = Table::under(TASK_TITLE);
    for task in &today.held {
        held.row(calendar.task_row(task));
    }
    let mut first = true;
    for (heading, table) in [
        ("Timeline", &timeline),
        ("Tasks", &open),
        ("Habits", &habits),
        ("Waiting from before", &waiting),
        ("Held up", &held),
    ] {
        if !table.is_empty() {
            out.raw("\n");
            out.heading(heading);
            out.table(table);
            first = false;
        }
    }
    if let Some(next) = &today.next {
        out.raw("\n");
        out.heading("Next");
        out.cells([
            Cell::from("  "),
            Cell::new(next.task.task.title.as_str(), Look::Lamp),
            id_cell(next.task.task.id),
        ]);
        out.cells([quiet(format!("    {}", next.why))]);
    } else if first {
        out.raw("\n");
        out.line("Nothing is planned. 'daymark add call Ada tomorrow 3pm' plans something.");
    }
}

pub async fn dashboard(session: &mut Session) -> Answer {
    let seen = session.ask(DashboardView {}).await?;
    let Session { out, calendar, .. } = session;
    if out.json() {
        out.value(&seen);
        return Ok(());
    }
    let budget = format!(
        "planned {} · free {}",
        words::minutes(seen.planned_minutes),
        words::minutes(seen.free_minutes)
    );
    out.cells([crate::out::strong(seen.date.strftime("%A %-d %B %Y").to_string()), quiet(budget)]);
    if let Some(next) = &seen.next {
        out.raw("\n");
        out.heading("Next");
        out.cells([Cell::from("  "), Cell::new(next.task.task.title.as_str(), Look::Lamp), quiet(&next.why)]);
    }
    let (mut today, mut wins) = (Table::under(TASK_TITLE), Table::under(TASK_TITLE));
    seen.today.iter().for_each(|task| today.row(calendar.task_row(task)));
    seen.wins.iter().for_each(|task| wins.row(calendar.task_row(task)));
    let mut goals = Table::under(1);
    for goal in &seen.goals {
        let done = format!("{} of {}", goal.tasks_done, goal.tasks);
        goals.row([id_cell(goal.goal.id), Cell::from(goal.goal.title.as_str()), quiet(done)]);
    }
    let mut balance = Table::under(0);
    for area in seen.balance.iter().filter(|area| area.planned + area.done > 0) {
        let planned = format!("{} planned", words::minutes(area.planned_minutes));
        let done = format!("{} done", words::minutes(area.done_minutes));
        balance.row([Cell::from(&area.name), quiet(planned), quiet(done)]);
    }
    let done = format!("Done this week: {}", seen.wins_total);
    for (heading, table) in
        [("Today", &today), ("Goals", &goals), ("This week", &balance), (done.as_str(), &wins)]
    {
        if !table.is_empty() {
            out.raw("\n");
            out.heading(heading);
            out.table(table);
        }
    }
    if seen.waiting > 0 {
        out.raw("\n");
        out.cells([quiet(format!(
            "{} from before: daymark list due:overdue",
            count(seen.waiting as usize, "task waits", "tasks wait")
        ))]);
    }
    Ok(())
}

fn block_row(block: &Block, now: Option<u16>) -> [Cell; 3] {
    let time = format!("{}–{}", words::minute_of_day(block.start), words::minute_of_day(block.end));
    let current = now.is_some_and(|now| (block.start..block.end).contains(&now));
    let look = match (block.done, current) {
        (true, _) => Look::Quiet,
        (false, true) => Look::Lamp,
        (false, false) => Look::Plain,
    };
    [Cell::new(time, look), Cell::new(&block.title, look), quiet(&block.detail)]
}

impl From<Level> for Energy {
    fn from(level: Level) -> Energy {
        match level {
            Level::Low => Energy::Low,
            Level::Medium => Energy::Medium,
            Level::High => Energy::High,
        }
    }
}

pub async fn next(session: &mut Session, why: bool, energy: Option<Level>, limit: u32) -> Answer {
    let next: Next = session.ask(NextView { energy: energy.map(Energy::from), limit: Some(limit) }).await?;
    if session.out.json() {
        session.out.values(&next.ranked);
        return Ok(());
    }
    if next.ranked.is_empty() {
        session.out.line("Nothing waits. Enjoy it, or add something.");
        return Ok(());
    }
    for (place, ranked) in next.ranked.iter().enumerate() {
        print_ranked(session, ranked, place == 0, why);
    }
    if let Some(free) = next.free_minutes {
        session.out.cells([quiet(format!("{} until the next fixed thing.", words::minutes(free)))]);
    }
    Ok(())
}

fn print_ranked(session: &mut Session, ranked: &Ranked, first: bool, why: bool) {
    let Session { out, calendar, .. } = session;
    let task = &ranked.task.task;
    let look = if first { Look::Lamp } else { Look::Plain };
    out.cells([
        id_cell(task.id),
        Cell::new(task.title.as_str(), look),
        quiet(calendar.task_when(&ranked.task)),
    ]);
    if !why {
        out.cells([quiet(format!("          {}", ranked.why))]);
        return;
    }
    let mut table = Table::under(1);
    for factor in &ranked.factors {
        table.row([quiet(format!("      {:+}", factor.points)), Cell::from(reason(factor))]);
    }
    table.row([quiet(format!("      ={:+}", ranked.score)), quiet("in all")]);
    out.table(&table);
}

/// A factor in words.
fn reason(factor: &Factor) -> String {
    let days = |past: &str, today: &str, ahead: &str| match factor.amount {
        0 => today.to_owned(),
        ..=-1 => format!("{past} {} ago", count(factor.amount.unsigned_abs() as usize, "day", "days")),
        1.. => format!("{ahead} in {}", count(factor.amount as usize, "day", "days")),
    };
    match factor.name {
        FactorName::Deadline => days("its deadline was", "its deadline is today", "its deadline is"),
        FactorName::Due => days("was due", "due today", "due"),
        FactorName::Planned => days("planned from", "planned for today", "planned for later:"),
        FactorName::Priority if factor.points > 0 => "its priority".to_owned(),
        FactorName::Priority => "its low priority".to_owned(),
        FactorName::Started => "already started".to_owned(),
        FactorName::Short => format!("short: {} min", factor.amount),
        FactorName::FitsBefore if factor.points > 0 => format!("fits into the free {} min", factor.amount),
        FactorName::FitsBefore => format!("longer than the free {} min", factor.amount),
        FactorName::Energy if factor.points > 0 => "suits the energy there is".to_owned(),
        FactorName::Energy => "asks for more energy than there is".to_owned(),
        FactorName::Age => {
            format!("has waited {}", count(factor.amount.unsigned_abs() as usize, "day", "days"))
        }
        FactorName::Someday => "put aside for someday".to_owned(),
    }
}

pub async fn list(session: &mut Session, query: String, page: Page) -> Answer {
    let mut offset = page.offset;
    let all = session.out.json() && page.limit.is_none();
    loop {
        let limit = Some(if all { STEP } else { page.limit.unwrap_or(PAGE) });
        let found = session
            .ask(ListTasks { query: query.clone(), limit, offset })
            .await
            .map_err(|error| pointed(session, error, &query))?;
        let here = found.tasks.len() as u32;
        print_page(session, &found, offset);
        offset += here;
        if !all || here == 0 || offset >= found.total {
            return Ok(());
        }
    }
}

/// How a query is read, in words, and SQLite's plan for it.
pub async fn explain(session: &mut Session, query: String) -> Answer {
    let explained = session
        .ask(ExplainQuery { query: query.clone() })
        .await
        .map_err(|error| pointed(session, error, &query))?;
    let Session { out, .. } = session;
    if out.json() {
        out.value(&explained);
        return Ok(());
    }
    if !explained.query.is_empty() {
        out.cells([Cell::new(&explained.query, Look::Tide)]);
    }
    let list = |out: &mut Out, lines: &[String], look: Look| {
        let mut table = Table::under(0);
        lines.iter().for_each(|line| table.row([Cell::new(line, look)]));
        out.table(&table);
    };
    list(out, &explained.said, Look::Plain);
    out.raw("\n");
    out.heading("Plan");
    list(out, &explained.plan, Look::Quiet);
    Ok(())
}

/// The query below its error, with a mark under the characters that are meant.
pub fn pointed(session: &Session, mut error: ApiError, query: &str) -> ApiError {
    // Scripts have the numbers.
    let (Some([from, to]), false) = (error.at, session.out.json()) else { return error };
    // What steers a terminal or has no width would move the mark.
    let shown: Vec<char> = query.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let width = |from: usize, to: usize| -> usize {
        shown
            .get(from.min(shown.len())..to.min(shown.len()))
            .unwrap_or_default()
            .iter()
            .map(|c| c.width().unwrap_or(0))
            .sum()
    };
    // A long query is shown around the place.
    let first = from.saturating_sub(60);
    let line: String = shown.iter().skip(first).take(100).collect();
    let mark = "^".repeat(width(from, to.min(from + 40)).max(1));
    let picture = format!("{line}\n{}{mark}", " ".repeat(width(first, from)));
    error.hint = Some(match error.hint {
        Some(hint) => format!("{picture}\n{hint}"),
        None => picture,
    });
    error
}

pub async fn inbox(session: &mut Session, page: Page) -> Answer {
    let mut offset = page.offset;
    let all = session.out.json() && page.limit.is_none();
    loop {
        let limit = Some(if all { STEP } else { page.limit.unwrap_or(PAGE) });
        let found = session.ask(InboxView { limit, offset }).await?;
        let here = found.tasks.len() as u32;
        if found.total == 0 && !session.out.json() {
            session.out.line("The inbox is empty.");
            return Ok(());
        }
        print_page(session, &found, offset);
        offset += here;
        if !all || here == 0 || offset >= found.total {
            return Ok(());
        }
    }
}

fn print_page(session: &mut Session, page: &TaskPage, offset: u32) {
    let Session { out, calendar, .. } = session;
    if out.json() {
        out.values(&page.tasks);
        return;
    }
    let mut tasks = page.tasks.iter();
    for group in &page.groups {
        out.heading(&group.name);
        let mut table = Table::under(TASK_TITLE);
        for task in tasks.by_ref().take(group.tasks as usize) {
            table.row(calendar.task_row(task));
        }
        out.table(&table);
    }
    let mut table = Table::new(&TASK_HEAD).giving(TASK_TITLE);
    for task in tasks {
        table.row(calendar.task_row(task));
    }
    if page.groups.is_empty() {
        out.table(&table);
    }
    let shown = offset + page.tasks.len() as u32;
    let total = count(page.total as usize, "task", "tasks");
    match page.total.saturating_sub(shown) {
        0 => out.cells([quiet(total)]),
        _ => out.cells([quiet(format!("{shown} of {total}; --limit and --offset show the others"))]),
    }
}

pub async fn show(session: &mut Session, id: &str, kinds: &[Kind]) -> Answer {
    let found = session.find(id, kinds).await?;
    match found.kind {
        Kind::Task => {
            let detail = session.ask(ShowTask { id: Id::of(found.object) }).await?;
            if session.out.json() {
                let of = ListAttachments { owner: Some(found.object), limit: None };
                let attachments = session.ask(of).await?;
                session.out.value(&WithAttachments { detail: &detail, attachments: &attachments });
            } else {
                print_detail(session, &detail);
            }
        }
        Kind::Goal => {
            let detail = session.ask(ShowGoal { id: Id::of(found.object) }).await?;
            goals::print_goal_detail(session, &detail);
        }
        Kind::Note => {
            let note = session.ask(ShowNote { id: Id::of(found.object) }).await?;
            goals::print_note(session, &note);
        }
        Kind::Attachment => {
            let view = session.ask(ShowAttachment { id: Id::of(found.object) }).await?;
            attach::print(session, std::slice::from_ref(&view));
        }
        Kind::Project => projects::show(session, Id::of(found.object)).await?,
        Kind::Area => goals::show_area(session, found.object).await?,
        Kind::Event => goals::show_event(session, &found).await?,
        Kind::Habit => crate::habits::show_habit(session, found.object).await?,
        Kind::Routine => crate::habits::show_routine(session, found.object).await?,
        Kind::Entry => crate::living::show_entry(session, found.object).await?,
        Kind::Filter => filters::show(session, found.object).await?,
        Kind::Proposal => proposals::show(session, &found.object.to_string()).await?,
        other => {
            return Err(ApiError::new(Code::Invalid, format!("A {} cannot be shown here.", word(other))));
        }
    }
    attach::of(session, found.object).await
}

/// A task's JSON, with its files beside what was there before.
#[derive(serde::Serialize)]
struct WithAttachments<'a> {
    #[serde(flatten)]
    detail: &'a TaskDetail,
    attachments: &'a [daymark_api::AttachmentView],
}

/// A task after a change: its row, or its JSON.
pub fn print_task(session: &mut Session, view: &TaskView) {
    let Session { out, calendar, .. } = session;
    if out.json() {
        out.value(view);
        return;
    }
    let mut table = Table::under(TASK_TITLE);
    table.row(calendar.task_row(view));
    out.table(&table);
}

fn print_detail(session: &mut Session, detail: &TaskDetail) {
    let Session { out, calendar, .. } = session;
    let (view, task) = (&detail.task, &detail.task.task);
    out.cells([crate::out::strong(task.title.as_str()), quiet(task.id.to_string())]);
    let mut table = Table::under(1);
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            table.row([quiet(name), Cell::from(value)]);
        }
    };
    field("status", Some(task.status.word().replace('_', " ")));
    field("done", task.completed_at.map(|at| calendar.stamp(at)));
    field("start", task.start.as_ref().map(|when| calendar.when(when)));
    field("due", task.due.as_ref().map(|when| calendar.when(when)));
    field("deadline", task.deadline.as_ref().map(|when| calendar.when(when)));
    field("takes", task.estimate_minutes.map(words::minutes));
    field("priority", task.priority.map(|priority| priority.word().to_owned()));
    field("energy", task.energy.map(|energy| energy.word().to_owned()));
    field("area", view.area_name.clone());
    field("goal", view.goal_title.clone());
    field("project", view.project_title.clone());
    field("section", detail.section_title.clone());
    let titles = |tasks: &[Blocker]| tasks.iter().map(|one| format!("'{}'", one.title)).collect::<Vec<_>>();
    field("after", Some(titles(&view.blockers).join(", ")));
    field("before", Some(titles(&detail.blocks).join(", ")));
    if !detail.circle.is_empty() {
        let way = titles(&detail.circle);
        let first = way.first().cloned().unwrap_or_default();
        field(
            "circle",
            Some(format!("{} → {first}: these wait for one another; take one out", way.join(" → "))),
        );
    }
    let waiting = task.waiting.as_ref();
    field(
        "waiting",
        waiting.map(|waiting| format!("for {} since {}", waiting.on, calendar.stamp(waiting.since))),
    );
    let links = task.links.iter().map(|link| match link.title.as_str() {
        "" => link.url.clone(),
        title => format!("{title} {}", link.url),
    });
    field("links", Some(links.collect::<Vec<_>>().join(", ")));
    field("tags", Some(words::tags(task.tags.iter().map(|tag| tag.as_str()))));
    field("repeats", detail.repeat_said.clone().or_else(|| task.repeat.as_ref().map(words::repeat)));
    let dates: Vec<String> = detail.repeat_dates.iter().map(|&date| calendar.day(date)).collect();
    field("then", Some(dates.join(", ")));
    let reminders: Vec<String> =
        task.reminders.iter().map(|reminder| words::reminder(reminder, calendar)).collect();
    field("remind", Some(reminders.join(", ")));
    field("someday", task.someday.then(|| "yes".to_owned()));
    field("from", task.source.as_ref().map(|(provider, id)| format!("{provider} {id}")));
    field("added", Some(calendar.stamp(task.created_at)));
    field("trash", task.trashed.then(|| "lies in the trash".to_owned()));
    out.table(&table);
    if !task.notes.is_empty() {
        out.raw("\n");
        out.line(task.notes.as_str());
    }
    if !task.checklist.is_empty() {
        out.raw("\n");
        out.heading("Checklist");
        crate::check::print_lines(out, &task.checklist);
    }
    if !detail.subtasks.is_empty() {
        out.raw("\n");
        out.heading("Steps");
        let mut steps = Table::under(TASK_TITLE);
        for step in &detail.subtasks {
            steps.row(calendar.task_row(step));
        }
        out.table(&steps);
    }
    if !detail.history.is_empty() {
        out.raw("\n");
        out.heading("History");
        let mut history = Table::under(1);
        for entry in &detail.history {
            history.row(words::history_row(entry, calendar));
        }
        out.table(&history);
    }
}

pub async fn search(session: &mut Session, text: String, limit: Option<u32>, kinds: Vec<Kind>) -> Answer {
    let hits = session.ask(Search { text, limit, kinds }).await?;
    if session.out.json() {
        session.out.values(&hits);
        return Ok(());
    }
    if hits.is_empty() {
        session.out.line("Nothing has these words.");
    }
    if !hits.is_empty() && hits.iter().all(|hit| hit.similar) {
        session.out.line("Nothing has just these words; these are close.");
    }
    let mut table = Table::under(2);
    for hit in &hits {
        let look = if hit.open { Look::Plain } else { Look::Quiet };
        // The marks around found words are for screens that can draw them.
        let snippet = hit.snippet.replace(['\u{e000}', '\u{e001}'], "");
        let snippet = if snippet.trim() == hit.title.trim() { String::new() } else { snippet };
        table.row([id_cell(hit.object), quiet(word(hit.kind)), Cell::new(&hit.title, look), quiet(snippet)]);
    }
    session.out.table(&table);
    Ok(())
}

pub async fn trash(session: &mut Session, limit: Option<u32>) -> Answer {
    let rows = session.ask(ListTrash { limit }).await?;
    let Session { out, calendar, .. } = session;
    if out.json() {
        out.values(&rows);
        return Ok(());
    }
    if rows.is_empty() {
        out.line("The trash is empty.");
    }
    let mut table = Table::under(2);
    for row in &rows {
        let at = quiet(calendar.stamp(row.trashed_at));
        table.row([id_cell(row.object), quiet(word(row.kind)), Cell::from(&row.title), at]);
    }
    out.table(&table);
    Ok(())
}

pub async fn history(session: &mut Session, id: Option<&str>, limit: Option<u32>) -> Answer {
    let object = match id {
        Some(id) => Some(session.id(id, &[]).await?),
        None => None,
    };
    let history = session.ask(ListHistory { limit, object }).await?;
    let Session { out, calendar, .. } = session;
    if out.json() {
        out.values(&history.entries);
        return Ok(());
    }
    if object.is_some() && !history.entries.is_empty() {
        crate::past::print_object_history(session, &history.entries);
        return Ok(());
    }
    let mut table = Table::under(2);
    for entry in &history.entries {
        let [at, label, objects, actor] = words::history_row(entry, calendar);
        table.row([quiet(entry.unit.to_string()), at, label, objects, actor]);
    }
    out.table(&table);
    for (verb, label) in [("undo", &history.undo), ("redo", &history.redo)] {
        if let Some(label) = label {
            out.cells([quiet(format!("'daymark {verb}' would {verb}: {label}"))]);
        }
    }
    if history.entries.is_empty() {
        out.line(
            object.map_or("Nothing has been done yet.".to_owned(), |id| {
                format!("{} has no history.", short(id))
            }),
        );
    }
    Ok(())
}
