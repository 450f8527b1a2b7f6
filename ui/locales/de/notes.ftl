# Notizen.
note-new = Neue Notiz
note-untitled = Ohne Titel
note-body = Text
note-placeholder = Schreib. Alles wird laufend gesichert.
note-saved = Gesichert: { $when }
note-saving = Wird gesichert…
note-drop = Diese Notiz loslassen
notes-find = In Notizen suchen
notes-none = Keine Notiz enthält diese Wörter.
notes-pick = Wähle eine Notiz, oder schreib eine neue.
notes-back = Alle Notizen
notes-empty = Ein Platz für Worte, die keine Aufgabe sind
notes-empty-text = Zimmermaße, Geschenkideen, was gut lief. Notizen sind einfacher Text und gehören zu einem Bereich, wenn du magst.
notes-example = Die erste Notiz schreiben
notes-example-body = Was diese Woche gut lief:
