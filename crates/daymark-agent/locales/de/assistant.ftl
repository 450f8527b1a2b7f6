# Was der Assistent von sich aus sagt. Die Zeilen in Anführungszeichen sind Befehle. Die Regeln
# verstehen sie bisher nur auf Englisch; der Text darin und seine Tage dürfen deutsch sein.

assistant-help =
    Ich halte deine Tage in Ordnung, hier auf diesem Gerät. Ohne Modell verstehe ich englische Befehle:

    - Festhalten: „add Milch kaufen morgen“, „note: der Code hängt am Kühlschrank“, „new goal: 10 km laufen“
    - Ansehen: „what's on today“, „what's due this week“, „show my inbox“, „tasks in Gesundheit“
    - Entscheiden: „what should I do now“, „I have 20 minutes“, „plan my day“
    - Ändern: „move Mittagessen to friday“, „done with Bericht“, „postpone overdue“, „undo“
    - Anfangen: „break down '10 km laufen'“

    Alles andere geht an ein Modell, wenn eines eingerichtet ist.
assistant-can = Das kann ich trotzdem: „add Milch kaufen morgen“, „what's on today“, „what should I do now“, „move Mittagessen to friday“, „done with Bericht“, „find Steuer“. Mit „help“ erfährst du mehr.
assistant-no-model = Das kann ich nicht allein nach Regeln beantworten, und es ist kein Modell eingerichtet. Du kannst in den Einstellungen eines hinzufügen.
assistant-rules-only = Das kann ich nicht allein nach Regeln beantworten, und du wolltest, dass ich kein Modell frage.
assistant-kept-private = Das kann ich nicht allein nach Regeln beantworten. Dieses Gespräch bleibt auf diesem Gerät, und hier läuft kein Modell.
assistant-all-failed = Keines der Modelle hat geantwortet. Deine Worte sind gesichert; du kannst später noch einmal fragen.
assistant-keep = { $why } Um es als Aufgabe zu behalten, sag „add { $title }“.

assistant-good-morning = Guten Morgen. Frag „what's on today“ oder „what should I do now“, oder sag mir, was ich festhalten soll.
assistant-good-afternoon = Guten Tag. Frag „what's on today“ oder „what should I do now“, oder sag mir, was ich festhalten soll.
assistant-good-evening = Guten Abend. Frag „what's on today“ oder „what should I do now“, oder sag mir, was ich festhalten soll.
assistant-welcome = Gern geschehen.
assistant-consent = Worte allein ändern nichts. Nimm einen Vorschlag dort an oder lehne ihn ab, wo er steht.
assistant-clock = Es ist { $day }, { $time }, Woche { $week }.
assistant-nothing-read = Es gab nichts zu lesen. Frag „what's on today“ oder sag „help“.
assistant-too-long = Das ist zu lang, um es auf einmal zu lesen. Versuche es mit einem kürzeren Teil.
assistant-stopped = Angehalten. Was schon begonnen war, wird vielleicht noch ausgeführt; du kannst es rückgängig machen.
assistant-took-too-long = Das hat zu lange gedauert. Sieh im Verlauf nach, bevor du es noch einmal versuchst; vielleicht ist es schon geschehen.
assistant-proposed = Ich habe einen Vorschlag gemacht. Nichts ändert sich, bevor du ihn annimmst.

# Warum die Antwort eines Modells nicht übernommen wurde. { $model } ist sein Name mit dem Anbieter.
assistant-the-model = Das Modell
assistant-model-empty = { $model } hat eine leere Antwort gegeben.
assistant-model-slow = { $model } hat zu lange gebraucht.
assistant-model-late = { $model } hat nicht rechtzeitig geantwortet.
assistant-model-failed = { $model } hat nicht geantwortet: { $why }
assistant-cut-off = Die Antwort war zu lang und wurde abgeschnitten.
assistant-shortened = Das frühere Gespräch wurde weggelassen, weil es zu lang war.

# Fragen, wenn einem Befehl etwas fehlt; { $what } und { $when } sind die eigenen Worte.
ask-what-do-you-mean = Was meinst du?
ask-which-one = Welche Aufgabe meinst du? Sag ein paar Wörter aus ihrem Titel.
ask-move-when = Auf welchen Tag soll „{ $what }“ rücken?
ask-move = Was soll verschoben werden, und auf welchen Tag?
ask-move-what = Was soll dorthin verschoben werden?
ask-trash = Was soll in den Papierkorb?
ask-remind = Woran soll ich dich erinnern, und wann?
ask-remind-what = Woran soll ich dich erinnern?
ask-add = Was soll ich hinzufügen?
ask-note = Was soll in der Notiz stehen?
ask-goal = Was ist das Ziel?
ask-complete = Was ist erledigt?
ask-reopen = Was soll wieder offen sein?
ask-restore = Was soll zurückkommen?
ask-break-down = Welches Ziel oder welche Aufgabe soll ich in Schritte teilen?
ask-find = Wonach soll ich suchen?
