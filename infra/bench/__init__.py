"""Benchmarks: figures that the README states, with the command that reproduces them. Never run as tests."""
