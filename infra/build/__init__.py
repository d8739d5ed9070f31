"""Makes the functions' artefacts: what `make build` runs."""
