# Assistant.
