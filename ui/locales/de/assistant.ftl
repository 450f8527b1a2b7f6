# Der Assistent.
assistant-on-device = Auf diesem Gerät
assistant-log = Gespräch
assistant-answer = Antwort
assistant-you = Du hast gesagt:
assistant-hello = Was würde jetzt helfen?
assistant-about = Frag nach deinen Tagen, plane sie, oder verschiebe etwas. Nichts ändert sich, bevor du Ja sagst.
assistant-suggestions = Zum Sagen
suggest-now = Was soll ich jetzt tun?
suggest-plan = Plane meinen Tag
suggest-move = Alles Überfällige auf Freitag verschieben
suggest-week = Was steht diese Woche an?
assistant-waiting = { $count ->
    [one] Eine Änderung wartet auf deine Antwort
   *[other] { $count } Änderungen warten auf deine Antwort
}
assistant-thinking = Denkt nach
assistant-thinking-with = Denkt nach mit { $with }
assistant-restarted = Beginnt von vorn: { $reason }
assistant-stop = Stopp
assistant-send = Senden
assistant-provider = Wer antwortet
assistant-private = Privat
assistant-private-about = Privat: nichts aus diesem Gespräch verlässt dieses Gerät
provider-anyone = Das beste verfügbare
provider-none = Kein Modell
provider-none-set-up = Kein Modell
composer-placeholder = Frag, plane oder erzähl etwas
conversations = Gespräche
conversations-none = Noch keine Gespräche. Was du sagst, bleibt hier, auf diesem Gerät.
conversation-new = Neues Gespräch
conversation-rename = { $title } umbenennen
conversation-name = Name des Gesprächs

source-intent = Ohne Modell beantwortet in { $time }
source-model = { $model } von { $provider } in { $time }
source-provider = { $provider } in { $time }
source-built-in = Von Daymark selbst beantwortet in { $time }
source-stopped = angehalten
milliseconds = { $count } ms
seconds = { $count } s
cite-open = { $title } öffnen
cite-gone = Das ist nicht mehr da

proposal-accept = { $count } annehmen
proposal-accept-none = Annehmen
proposal-change = Ändern
proposal-no = Nein
proposal-change-hint = Nimm den Haken weg, wo alles bleiben soll, wie es ist.
proposal-tainted = Hierfür wurde etwas von außen gelesen. Sieh dir jeden Teil an und hake an, was du willst.
proposal-tick = Diese Änderung annehmen: { $title }
proposal-taken = Angenommen
proposal-left = Unverändert
proposal-nothing = nichts
proposal-accepted = { $count ->
    [one] Eine Änderung gemacht
   *[other] { $count } Änderungen gemacht
}
proposal-partly = { $count } von { $all } Änderungen gemacht
proposal-one-undo = einmal rückgängig holt es zurück
proposal-rejected = Alles blieb, wie es war
proposal-undone = Wieder wie vorher
verb-add = Neu
verb-complete = Erledigt
verb-trash = Loslassen
verb-restore = Zurück
field-title = Name
field-notes = Notizen
field-deadline = Frist
field-estimate-minutes = dauert
field-estimate = dauert
field-priority = Priorität
field-energy = Energie
field-area = Bereich
field-goal = Ziel
field-parent = Teil von
field-tags = Schlagwörter
field-repeat = wiederholt sich
field-reminders = Erinnerung
field-someday = irgendwann
field-location = Ort
field-end = bis
field-target = Zieltag
field-colour = Farbe
field-intention = Absicht
