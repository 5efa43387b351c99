"""Plain text and names, without a model: what every stage may ask of words.

stems          normalised words, content stems, numbers, negations
alignment      two wordings laid on each other, word for word
opposites      words that cannot both be true of one thing
contradiction  whether two statements on one topic can both be true
quotes         quotation marks read: where quotes begin, end, go on
names          names of people: parts, titles, the same person
lexicon        the lists in data/: bodies, titles, first names, places
dates          dates as news writes them
"""
