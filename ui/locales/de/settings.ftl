# Einstellungen.
settings-look = Aussehen
settings-day = Tag und Zeit
settings-models = Modelle
settings-data = Daten
settings-keys = Kürzel
setting-theme = Farbschema
theme-system = Wie das System
theme-light = Hell
theme-dark = Dunkel
setting-density = Dichte
setting-density-about = Kompakt zeigt mehr Zeilen auf einmal.
density-comfortable = Bequem
density-compact = Kompakt
setting-language = Sprache
setting-language-about = Die Pseudosprache zeigt, welche Wörter sich noch nicht übersetzen lassen.
language-en = English
language-de = Deutsch
language-es = Español
language-en-XA = Pseudo
setting-tray = In der Leiste weiterlaufen
setting-tray-about = Ist das Fenster zu, bleiben Erinnerungen und das Eintragen zur Hand.
setting-cycle = Uhr
cycle-24 = 15:00
cycle-12 = 3:00 PM
setting-week = Die Woche beginnt am
setting-hours = Stunden des Tages
setting-hours-about = Was der Tageslauf zeigt.
hours-from = Von
hours-to = bis
hours-until = Bis
hours-midnight = 24:00
setting-day-first = Tag vor Monat
setting-day-first-about = Liest 3/4 als dritten April.
setting-keys-about = Alle Tasten auf einem Blatt.
setting-keys-show = Zeigen
setting-quick-add = Von überall eintragen
setting-quick-add-about = Geht auch, wenn Daymark im Hintergrund läuft. Lass es leer, wenn du keines willst.
setting-history-about = Jede Änderung, wer sie gemacht hat, und der Weg zurück.

models-none = Kein Modell ist eingerichtet
models-none-text = Daymark antwortet nach Regeln, auf diesem Gerät. Ein Modell bringt freies Gespräch und bessere Schritte; nötig ist es nie.
model-add = Modell hinzufügen
model-first = antwortet zuerst
model-has-key = Schlüssel sicher verwahrt
model-prefer = Zuerst fragen
model-test = Prüfen
model-testing = Wird geprüft
model-took = ({ $milliseconds } ms)
model-offers = Bietet { $models }
model-remove = { $name } mit Schlüssel entfernen
model-remove-short = Entfernen
model-kind = Art
model-kind-openai = OpenAI-kompatibel
model-kind-scripted = Demo nach Drehbuch
model-openai-about = Jeder Server, der wie OpenAI spricht (chat completions): Ollama, LM Studio, llama.cpp, oder ein Dienst mit Schlüssel.
model-scripted = nach Drehbuch, zum Ausprobieren
model-scripted-about = Gibt immer dieselben Antworten, auf diesem Gerät. Gut zum Umsehen.
model-name = Name
model-name-example = Ollama
model-url = Adresse
model-url-example = http://localhost:11434/v1
model-model = Modell
model-model-example = smollm2:1.7b
model-key = Schlüssel
model-key-about = Kommt in den Schlüsselbund dieses Computers und sonst nirgendwohin. Lass es leer, wo keiner nötig ist.
model-needs = Das Modell braucht einen Namen und eine Adresse.
model-save = Anlegen
said-model-added = { $name } kann jetzt antworten
said-model-removed = { $name } und der Schlüssel sind entfernt
local-only = Nichts verlässt dieses Gerät
local-only-about = Nur Modelle auf diesem Gerät werden gefragt, was auch immer ein Gespräch sagt.

import = Datei übernehmen
import-about = Aufgaben, Notizen und Kalender aus anderen Programmen: Todoist, TickTick, Taskwarrior, Super Productivity, Vikunja, Things, Markdown, Org, CSV, JSON oder .ics. Du siehst, was hereinkäme, bevor sich etwas ändert, und ein Rückgängig nimmt es zurück.
import-choose = Datei wählen
import-reading = Die Datei wird gelesen
import-too-large = Die Datei ist größer als 64 MB
import-do = { $count ->
    [0] Nichts zu übernehmen
    [one] Einen übernehmen
   *[other] { $count } übernehmen
}
said-imported = { $count } übernommen aus { $name }
report-added = neu
report-updated = geändert
report-unchanged = schon hier
report-refused = weggelassen
report-why = Warum einige fehlen
report-line = Zeile { $line }
report-more = und { $count } mehr
report-lost = Was nicht übernommen werden kann
report-times = { $count } ×
sample = Beispieldaten
sample-about = Nimmt weg, was zum Umsehen dazukam. Deine eigenen Sachen bleiben.
sample-remove = Wegnehmen
sample-none = Es gibt keine Beispieldaten
said-sample-removed = Die Beispieldaten sind weg

about = Über Daymark
about-folder = Datenordner
about-key = Schlüssel
about-device = Gerät
about-zone = Zeitzone
about-version = Version { $version }

settings-keeping = Aufbewahren
import-undone = Der Import ist zurückgenommen. Was vorher da war, ist wie zuvor.

export = Datei herausgeben
export-about = Deine Sachen als Datei, für ein anderes Programm oder zum Aufheben. Dabei ändert sich nichts.
export-format = Format
export-only = Nur Aufgaben, die passen
export-only-example = area:zuhause due<=freitag
export-do = Exportieren
export-making = Die Datei wird erstellt
export-saved = { $name } liegt bei den Downloads deines Browsers.
export-window = { $name } ist fertig. Dieses Fenster kann keine Dateien schreiben: Kopiere den Text und lege ihn ab, wo du willst, oder nimm „daymark export“ im Terminal.
export-copy = Text kopieren
export-copied = Kopiert
export-not-copied = Die Zwischenablage hat es nicht angenommen. „daymark export“ im Terminal schreibt dieselbe Datei.
export-left-out = Was das andere Programm nicht sehen wird
export-kind-task = { $count ->
    [one] eine Aufgabe
   *[other] { $count } Aufgaben
}
export-kind-event = { $count ->
    [one] ein Termin
   *[other] { $count } Termine
}
export-kind-note = { $count ->
    [one] eine Notiz
   *[other] { $count } Notizen
}
export-kind-area = { $count ->
    [one] ein Bereich
   *[other] { $count } Bereiche
}
export-kind-goal = { $count ->
    [one] ein Ziel
   *[other] { $count } Ziele
}
export-kind-other = { $count ->
    [one] ein weiterer Eintrag
   *[other] { $count } weitere Einträge
}
format-daymark = Daymark, alles
format-json = JSON
format-csv = CSV-Tabelle
format-ics = Kalenderdatei (.ics)
format-markdown = Markdown
format-org = Org
format-todoist = Todoist
format-ticktick = TickTick
format-taskwarrior = Taskwarrior
format-superproductivity = Super Productivity
format-vikunja = Vikunja
format-things = Things
