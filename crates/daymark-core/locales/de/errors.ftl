# Was schiefging, und was zu tun ist. Was jemand eingegeben hat, steht in Anführungszeichen.

error-the-title = Der Titel
error-the-name = Der Name
error-the-tag = Das Schlagwort
error-the-text = Der Text
error-text-empty = { $what } ist leer; gib mindestens einen Buchstaben ein.
error-text-too-long = { $what } hat { $length } Zeichen, und höchstens { $most } passen; kürze oder schreib den Rest in die Notizen.
error-text-character = { $what } darf { $found } nicht enthalten; nimm Buchstaben, Ziffern, „-“, „_“, „/“ oder „.“.

error-no-task = Diese Aufgabe gibt es nicht.
error-no-parent = Diese übergeordnete Aufgabe gibt es nicht.
error-no-neighbour = Die Aufgabe, vor der sie stehen soll, gibt es nicht.
error-no-area = Diesen Bereich gibt es nicht.
error-no-goal = Dieses Ziel gibt es nicht.
error-no-event = Diesen Termin gibt es nicht.
error-no-note = Diese Notiz gibt es nicht.
error-no-proposal = Diesen Vorschlag gibt es nicht.
error-no-provider = Diesen Anbieter gibt es nicht.
error-no-conversation = Dieses Gespräch gibt es nicht.
error-no-thing = Das gibt es nicht.
error-look-in-the-trash = Vielleicht wurde es entfernt; suche danach oder sieh im Papierkorb nach.

error-inside = In Daymark ist etwas schiefgegangen; nichts wurde geändert.
error-inside-hint = Bitte melde es mit dem Protokoll aus der Diagnose.

error-not-a-date = „{ $words }“ ist als Datum nicht verständlich; versuche „morgen 15 Uhr“ oder „2026-11-24“.
error-not-a-zone = „{ $zone }“ ist keine Zeitzone; nimm einen Namen wie Europe/Berlin.
error-not-a-day = Diese Worte sind als Datum nicht verständlich.
error-not-a-day-hint = Versuche „nächsten Dienstag 15 Uhr“ oder „jeden zweiten Freitag“.
error-capture-long = Das sind mehr als { $most } Zeichen; schreib den Text in eine Notiz.
error-dump-long = Das sind mehr als { $most } Zeichen; füge den Text in Teilen hinzu.
error-dump-many = Das sind mehr als { $most } Gedanken; füge sie in Teilen hinzu.
error-not-a-language = „{ $word }“ ist keine Sprache, die gelesen wird; es gibt { $known }.
error-not-a-dialect = „{ $word }“ ist keine Schreibweise der Schnelleingabe; es gibt { $known }.
error-say-something = Sag etwas, in höchstens { $most } Zeichen.

error-name-a-task = Nenne mindestens eine Aufgabe.
error-name-a-thing = Nenne mindestens einen Eintrag.
error-no-trash = So etwas kann nicht in den Papierkorb.
error-area-taken = Einen Bereich namens „{ $name }“ gibt es schon.
error-goal-becomes = Ein Ziel, das { $from } ist, kann nicht { $to } werden; mach es zuerst aktiv.
error-granularity = Die Feinheit reicht von 1 (wenige große Schritte) bis 5 (viele kleine).
error-below-itself = Eine Aufgabe kann nicht unter sich selbst stehen.
error-circle = Die Aufgaben über dieser bilden einen Kreis.
error-estimate-short = Eine Schätzung beträgt mindestens eine Minute.
error-estimate-long = Eine Schätzung beträgt höchstens ein Jahr.
error-many-tags = Eine Aufgabe hat höchstens { $most } Schlagwörter.
error-many-reminders = Eine Aufgabe hat höchstens { $most } Erinnerungen.
error-repeat-never = Diese Wiederholung fällt nie auf einen Tag.
error-which-instance = Sag, welches Mal gemeint ist: der Tag, oder Tag und Uhrzeit, wie die Wiederholung sie vorgibt.
error-no-instance = Am { $instance } findet nichts statt.
error-instance-repeats = Ein einzelnes Mal kann sich nicht wiederholen; ändere dieses und die folgenden, oder alle.
error-not-repeating = „{ $title }“ wiederholt sich nicht.
error-last-instance = „{ $title }“ kommt nicht wieder; schließe es ab oder leg es in den Papierkorb.
error-repeat = Diese Wiederholung kann nicht gespeichert werden: { $why }.
error-too-many-days = Frage nach höchstens { $most } Tagen, vom früheren zum späteren.
error-both-times = Gib Beginn und Ende beide mit Uhrzeit an, oder keines von beiden.
error-ends-early = Der Termin endet, bevor er beginnt.
error-snooze = Verschiebe die Erinnerung um eine Minute bis dreißig Tage.
error-too-late = Das ist zu spät.
error-begin-small = Beginne mit höchstens 24 Bereichen und 100 Gedanken.
error-turned-back = Dieser Schritt wurde inzwischen anderswo zurückgenommen; sieh im Verlauf nach und versuche es noch einmal.

error-setting-name = Der Name einer Einstellung besteht aus Kleinbuchstaben, Ziffern und „_“, höchstens 64 Zeichen.
error-setting-long = Der Wert von „{ $key }“ ist zu lang.
error-setting-value = Die Einstellung „{ $key }“ kann das nicht annehmen: { $why }.
error-setting-day = Ein Tag beginnt, bevor er endet, zwischen 0 und 24.

error-nothing-to-propose = Es gibt nichts vorzuschlagen.
error-decided = Über diesen Vorschlag ist schon entschieden.
error-no-part = Der Vorschlag hat keinen Teil { $part }; er hat 1 bis { $most }.
error-part-needs = Teil { $part } braucht auch Teil { $other }.

error-server-address = Gib die Adresse des Servers an, etwa http://127.0.0.1:8080/v1 oder https://api.example.com/v1.
error-model-name = Der Name des Modells ist zu lang.
error-no-provider-named = Einen Anbieter namens „{ $name }“ gibt es nicht.
error-list-providers = „daymark models list“ zeigt die Anbieter.

error-no-attachment = Diesen Anhang gibt es nicht.
error-setting-attachments = Ein Anhang darf 1 bis 4096 MB haben, alle zusammen 1 bis 1048576 MB.
error-attachment-owner = Daran lässt sich nichts anhängen.
error-attachment-many = Dort sind schon { $most } Anhänge; mehr passen nicht.
error-attachment-large = „{ $name }“ hat { $size } MB, und ein Anhang darf { $most } MB haben.
error-attachment-large-hint = Wie groß ein Anhang sein darf, steht in den Einstellungen.
error-attachment-total = Mit „{ $name }“ hätten alle Anhänge zusammen mehr als { $most } MB.
error-attachment-disk = Auf dem Datenträger ist zu wenig Platz für „{ $name }“.
error-attachment-disk-hint = Schaffe etwas Platz und versuche es noch einmal; alles bisher Gespeicherte ist sicher.
error-attachment-refused = „{ $name }“ wurde nicht angehängt: { $why }.
error-attachment-refused-named = „{ $name }“ wurde nicht angehängt: { $why }, obwohl der Name { $claimed } behauptet.
error-attachment-refused-hint = Anhängen lassen sich Bilder, Dokumente, Texte, Töne, Filme und Archive.
error-attachment-name = Der Name endet auf .{ $ending }, und eine Datei, die so heißt, würde das System ausführen.
why-file-program = es ist ein Programm
why-file-script = es ist ein Skript
why-file-shortcut = es ist eine Verknüpfung mit einem Programm
why-file-kind = diese Art von Datei ({ $media }) wird nicht angenommen
why-file-unknown = am Inhalt ist nicht zu erkennen, was für eine Datei es ist
why-file-empty = die Datei ist leer
why-file-ending = der Name endet auf .{ $ending }, und das System würde die Datei ausführen
why-picture-pixels = das Bild hat { $width } mal { $height } Bildpunkte, mehr als gelesen werden
why-picture-unreadable = das Bild lässt sich nicht lesen
why-picture-large = das Bild hat mehr als { $most } MB, mehr als gelesen werden
error-ids-or-query = Entweder Aufgaben nennen oder eine Abfrage angeben, nicht beides.
error-too-many-tasks = Das würde mehr als { $most } Aufgaben auf einmal ändern.
