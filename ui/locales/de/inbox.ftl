# Der Eingang.
inbox-count = { $count ->
    [one] Ein Eintrag zu entscheiden
   *[other] { $count } Einträge zu entscheiden
}
inbox-file = Bereich oder Ziel
inbox-done = Erledigt
inbox-rename = Umbenennen
inbox-empty = Nichts wartet auf eine Entscheidung
inbox-empty-text = Was du ohne Tag oder Ort einträgst, landet zuerst hier, etwa „Ada nach den Zimmern fragen“. Ein Tastendruck entscheidet dann, was daraus wird.
