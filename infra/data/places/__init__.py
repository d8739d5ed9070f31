"""Places as packages hold them, on their way into the gazetteer."""
