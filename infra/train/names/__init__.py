"""Learning what the tagger of names weighs: corpora, the same with other names, and made-up reports → `names.bin`."""
