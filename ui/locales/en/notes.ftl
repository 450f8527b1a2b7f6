# Notes.
note-new = New note
note-untitled = Untitled
note-body = Text
note-placeholder = Write. It is kept as you go.
note-saved = Kept { $when }
note-saving = Keeping…
note-drop = Let go of this note
notes-find = Find in notes
notes-none = No note has these words.
notes-pick = Choose a note, or write a new one.
notes-back = All notes
notes-empty = A place for words that are no task
notes-empty-text = Room sizes, gift ideas, what went well. Notes are plain text and belong to an area if you like.
notes-example = Write the first note
notes-example-body = What went well this week:
