# Was Import und Export ablehnen und sagen.

error-import-large = Die Datei ist größer als 64 MiB; teile sie auf.
error-import-refused = { $count } der Einträge sind nicht lesbar, daher wurde nichts importiert. Der erste steht in Zeile { $line }: { $reason }
error-import-refused-hint = Bessere die Datei aus, sieh dir alle in einem Probelauf an, oder importiere die guten Einträge mit --partial.
error-import-format = „{ $format }“ ist kein Format, das sich importieren lässt; es gibt daymark, json, csv, ics, markdown, org, taskwarrior, todoist, ticktick, superproductivity, vikunja und things.
error-import-unknown = Die Datei sagt auf keine bekannte Weise, was sie ist. Nenne ihr Format.
error-import-binary = Die Datei ist kein Text. Ein ZIP muss zuerst entpackt werden.
error-import-daymark = Zeile { $line }: die Datei ist nicht vollständig ({ $why }).
error-import-not-daymark = Das ist keine Datei, die Daymark exportiert hat; sie sollte das Format daymark nennen.
error-import-newer = Eine neuere Version von Daymark hat diese Datei geschrieben; aktualisiere Daymark, um sie zu lesen.
error-import-object = der Eintrag ist von einer Art, die diese Version nicht kennt, oder ein Feld ist nicht lesbar.
error-import-other-kind = die ID { $id } gehört hier zu einem Eintrag anderer Art.
error-import-no-start = ein Termin braucht einen Beginn.
error-export-format = „{ $format }“ ist kein Format, in das sich exportieren lässt; es gibt daymark, json, csv, ics, markdown, org, taskwarrior, todoist, ticktick, superproductivity, vikunja und things.
error-export-whole = Das Format daymark enthält alles; lass die Abfrage weg oder nimm json.
export-providers = Anbieter von Modellen und ihre Schlüssel
export-proposals = Vorschläge, die auf Zustimmung warten
export-stays = bleibt auf diesem Gerät
export-left-thing = { $what ->
    [checklist] Checklisten von Aufgaben
    [waiting] worauf Aufgaben warten
    [links] Adressen an Aufgaben
    [project] Projekte, außer ihren Namen an Aufgaben
    [section] Abschnitte, außer ihren Namen an Aufgaben
    [habit] Gewohnheiten und ihre Häkchen
    [routine] Routinen
    [entry] Einträge im Tagebuch
    [attachment] angehängte Dateien
    [filter] gespeicherte Filter
    [template] Vorlagen
    [stretch] erfasste Zeiten
   *[other] Dinge einer anderen Art
}
export-left-why = nur Daymarks eigenes Format enthält sie
import-lost-dependencies = Abhängigkeiten von Aufgaben, die nicht in der Datei stehen (behalten, nicht angezeigt)
import-lost-sections = Abschnitte (behalten, nicht angezeigt)
