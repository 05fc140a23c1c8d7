"""Who may be who: what the graphs say of persons, features of pairs, and the list of candidates. Nothing is merged here."""
