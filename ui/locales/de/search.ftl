# Suche.
search-placeholder = Wörter aus dem, was du geschrieben hast
search-begin = Alles an seinen Wörtern finden
search-begin-text = Aufgaben, Ziele, Notizen, Termine und Bereiche, erledigt oder nicht. Ein Teil eines Wortes genügt.
search-example = Brief
search-none = Nichts enthält diese Wörter
search-none-text = Weniger Buchstaben finden mehr. Was losgelassen wurde, liegt im Papierkorb.
search-events = Termine
search-similar = Genau diese Wörter stehen nirgends; das hier ist nah dran.
search-others = Andere
search-count = { $count ->
    [one] Ein Eintrag gefunden
   *[other] { $count } Einträge gefunden
}
