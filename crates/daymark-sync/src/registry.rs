//! The numbers of kinds and fields. Append only: a number is never reused and never changes its
//! meaning, because ops that carry it live for ever. `tests/golden` pins them.

use daymark_domain::Kind;

/// A field by number and name; the name is for people (history, diffs), the number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    pub number: u16,
    pub name: &'static str,
    pub set: bool,
}

macro_rules! fields {
    ($($constant:ident = $number:literal $name:literal $($set:ident)?;)*) => {
        /// The field numbers.
        pub mod field {
            $(pub const $constant: u16 = $number;)*
        }
        /// All fields, by number.
        pub const FIELDS: &[Field] = &[$(Field { number: $number, name: $name, set: fields!(@ $($set)?) }),*];
    };
    (@ set) => { true };
    (@) => { false };
}

fields! {
    // true: there; false: in the trash; null: its making was undone.
    ALIVE = 1 "alive";
    CREATED_AT = 2 "created";
    TITLE = 3 "title";
    NOTES = 4 "notes";
    // [parent id or null, position]
    PLACED = 5 "place";
    AREA = 6 "area";
    GOAL = 7 "goal";
    STATUS = 8 "status";
    PRIORITY = 9 "priority";
    ENERGY = 10 "energy";
    START = 11 "start";
    DUE = 12 "due";
    DEADLINE = 13 "deadline";
    ESTIMATE = 14 "estimate";
    TAGS = 15 "tags" set;
    REPEAT = 16 "repeat";
    REMINDERS = 17 "reminders";
    SOMEDAY = 18 "someday";
    SOURCE = 19 "source";
    COMPLETED_AT = 20 "completed";
    COLOUR = 21 "colour";
    TARGET = 22 "target";
    END = 23 "end";
    LOCATION = 24 "location";
    SKIPPED = 25 "skipped" set;
    UPDATED_AT = 26 "updated";
    // Made by onboarding as an example; goes with one click.
    SAMPLE = 27 "sample";
    // JSON text.
    CONTENT = 28 "content";
    CONVERSATION = 29 "conversation";
    // Fields of an import that no field of ours holds, as JSON text: kept and exported again.
    FOREIGN = 30 "foreign";
    // Instances put in beside the rule, as text like those of SKIPPED: a day, or a day and a time.
    ALSO = 31 "also" set;
    // [instance, event id] of instances that are events of their own.
    CHANGED = 32 "changed instances" set;
    // [event id of the series, instance]
    INSTANCE_OF = 33 "instance of";
    // [project id, section id or null]: one register, so that a section never lies in another project.
    FILED = 40 "project";
    // Task ids.
    BLOCKED_BY = 41 "blocked by" set;
    // [who or what, since]
    WAITING = 42 "waiting for";
    // A checklist is three sets, so that lines are added, worded, moved and ticked apart from one
    // another: [item id, text], [item id, position], item id.
    CHECK_TEXTS = 43 "checklist" set;
    CHECK_PLACES = 44 "checklist order" set;
    CHECK_DONE = 45 "checklist done" set;
    // [address, title]
    LINKS = 46 "links" set;
    // How often an area is looked over, and when it last was.
    REVIEW = 47 "review";
    REVIEWED_AT = 48 "reviewed";
    // [times, "day" | "week" | "month"], or the text of a rule.
    RHYTHM = 60 "how often";
    // As text: a wall clock wherever the person is.
    TIME_OF_DAY = 61 "time of day";
    // [thousandths, unit]
    QUANTITY = 62 "quantity";
    // [day], where a day holds one, or [day, instant, thousandths or null].
    CHECKS = 63 "check-ins" set;
    // [first day, last day or null]
    PAUSES = 64 "pauses" set;
    // Minutes after which a reminder asks again until it is answered.
    NAG = 65 "asks again";
    // [id, place, title, minutes, what it is linked to]
    STEPS = 66 "steps" set;
    RUN = 67 "run";
    // [kind, id] of what a stretch or an entry is about.
    ABOUT = 68 "about";
    BEGAN = 69 "began";
    ENDED = 70 "ended";
    DEVICE = 71 "device";
    // Of an entry: a session wrote it. Of a stretch: it is a session of Focus.
    STORY = 72 "story";
    MOOD = 73 "mood";
    // 1 to 5; ENERGY is a word.
    LEVEL = 74 "energy level";
    MINUTES = 75 "minutes";
    FEEDBACK = 76 "kind of feedback";
    RATING = 77 "rating";
    ARCHIVED = 78 "archived";
    // The thing that an attachment belongs to, by its id.
    OWNER = 110 "belongs to";
    // Sealed bytes: [keyed hash, size, media type].
    FILE = 111 "file";
    THUMBNAIL = 112 "thumbnail";
    ORIGINAL = 113 "original";
    // [width, height]
    PICTURE = 114 "picture";
    HANDLED = 115 "handled";
    // The type that the name claims, where the content is of another.
    CLAIMED = 116 "claimed type";
    // Of saved filters.
    QUERY = 100 "query";
    SHOWN = 102 "shown as";
    PINNED = 103 "pinned";
}

const KINDS: &[(Kind, u16)] = &[
    (Kind::Area, 1),
    (Kind::Goal, 2),
    (Kind::Task, 3),
    (Kind::Event, 4),
    (Kind::Note, 5),
    (Kind::Setting, 6),
    (Kind::Conversation, 7),
    (Kind::Message, 8),
    (Kind::Proposal, 9),
    (Kind::Provider, 10),
    // From 11 on things of the person's, from 30 on records: the store's indexes go by that.
    (Kind::Filter, 11),
    (Kind::Project, 12),
    (Kind::Section, 13),
    (Kind::Habit, 14),
    (Kind::Routine, 15),
    (Kind::Entry, 16),
    (Kind::Template, 17),
    (Kind::Attachment, 18),
    (Kind::Memory, 19),
    (Kind::Feed, 20),
    (Kind::Stretch, 30),
    (Kind::Feedback, 31),
];

pub fn kind_number(kind: Kind) -> u16 {
    KINDS.iter().find(|(k, _)| *k == kind).map_or(0, |(_, number)| *number)
}

/// `None` for a kind that a newer version made.
pub fn number_kind(number: u16) -> Option<Kind> {
    KINDS.iter().find(|(_, n)| *n == number).map(|(kind, _)| *kind)
}

pub fn field_name(number: u16) -> &'static str {
    FIELDS.iter().find(|field| field.number == number).map_or("a newer field", |field| field.name)
}
