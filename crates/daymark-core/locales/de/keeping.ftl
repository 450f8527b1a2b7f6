# Diagnose, Anbieter, Beispieldaten, und was ein Werkzeug ergeben hat.

doctor-database = Jede Seite ist in Ordnung (Format { $format }, SQLCipher).
doctor-database-damaged = { $count ->
    [one] Eine Seite ist beschädigt
   *[other] { $count } Seiten sind beschädigt
 }, zuerst: { $first }. Kopiere den Datenordner und stelle dann die letzte Sicherung wieder her.
doctor-log = { $changes ->
    [one] Eine Änderung
   *[other] { $changes } Änderungen
 } aufgezeichnet, { $tasks ->
    [one] eine Aufgabe
   *[other] { $tasks } Aufgaben
 }.
doctor-key = Der Schlüssel der Datenbank liegt in: { $place }.
doctor-secrets = Die Schlüssel der Anbieter sind lesbar.
doctor-search = Die Suche antwortet.
doctor-reminders = Anstehend: { $count }. Sie kommen, solange Daymark läuft.
doctor-no-model = Kein Modell ist eingerichtet; der Assistent antwortet nach Regeln.

provider-local-only = Nichts verlässt dieses Gerät: „nur lokal“ ist in den Einstellungen an.
provider-late = Der Server hat nicht innerhalb von zehn Sekunden geantwortet.
provider-answers = Er antwortet und bietet { $count ->
    [one] ein Modell
   *[other] { $count } Modelle
 } an.

sample-removed = { $count ->
    [one] Ein Beispiel liegt
   *[other] { $count } Beispiele liegen
 } im Papierkorb

tool-found = { $count ->
    [one] 1 Eintrag
   *[other] { $count } Einträge
 }
tool-read = gelesen
tool-nothing-found = nichts gefunden
tool-refused = abgelehnt

doctor-attachments = { $count ->
    [0] Es gibt keine Anhänge.
    [one] Eine angehängte Datei, und sie ist heil.
   *[other] { $count } angehängte Dateien, alle heil.
 }
doctor-attachments-part = { $count } angehängte Dateien sind da; { $read } davon wurden ganz gelesen und sind heil.
doctor-attachments-bad = Von { $count } angehängten Dateien fehlen { $missing }, und { $damaged } sind beschädigt. Stelle den Ordner „attachments“ aus einer Sicherung wieder her oder hänge sie noch einmal an.
