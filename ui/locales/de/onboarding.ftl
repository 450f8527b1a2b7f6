# Die ersten Schritte.
first-step = { $step } von { $of }
first-next = Weiter
first-done = Daymark öffnen
first-skip = Überspringen
first-back = Zurück
first-leave = Rest überspringen

first-areas = Welche Teile deines Lebens soll es fassen?
first-areas-about = Bereiche halten die Dinge getrennt und im Gleichgewicht. Alles hier lässt sich später ändern.
first-area-other = Noch einer
first-health = Gesundheit
first-people = Familie und Freunde
first-work = Arbeit
first-learning = Lernen
first-home = Zuhause
first-money = Geld

first-thoughts = Was geht dir durch den Kopf?
first-thoughts-about = Drei Dinge, groß oder klein. Sie warten im Eingang, bis du entscheidest. Tage und Uhrzeiten werden verstanden.
first-thought = Gedanke { $number }
first-thought-1 = Zahnarzt anrufen morgen um 10
first-thought-2 = Geburtstagsgeschenk für Jonas bis Freitag
first-thought-3 = Brot backen lernen

first-sample = Dich erst umsehen?
first-sample-about = Beispieldaten zeigen, wie eine volle Woche aussieht. Ein Druck nimmt sie wieder weg.
first-sample-no = Leer beginnen
first-sample-no-text = Nur, was du schreibst.
first-sample-yes = Mit Beispieldaten
first-sample-yes-text = Ziele, Aufgaben und Termine einer erfundenen Person.

first-calendar = Deinen Kalender mitbringen?
first-calendar-about = Exportiere ihn als .ics-Datei aus deiner Kalender-App. Er wird hier gelesen, auf diesem Gerät.
first-calendar-choose = Kalenderdatei wählen
first-calendar-other = Eine andere nehmen, oder keine
first-calendar-found = { $count ->
    [0] Darin wurde nichts gefunden.
    [one] Ein Eintrag kommt dazu.
   *[other] { $count } Einträge kommen dazu.
}

first-model = Soll ein Modell dir beim Denken helfen?
first-model-about = Nötig ist es nie: Daymark plant und antwortet nach Regeln, auf diesem Gerät.
first-model-none = Jetzt nicht
first-model-none-text = Du kannst es in den Einstellungen hinzufügen.
first-model-here = Eines auf diesem Computer
first-model-here-text = Ollama, LM Studio oder llama.cpp. Nichts verlässt das Gerät.
first-model-here-name = Dieser Computer
first-model-service = Ein Dienst
first-model-service-text = Jede Adresse, die wie OpenAI spricht, mit einem Schlüssel.
first-model-service-name = Dienst
first-model-scripted = Eines nach Drehbuch
first-model-scripted-text = Immer dieselben Antworten, zum Umsehen.
first-model-scripted-name = Demo
