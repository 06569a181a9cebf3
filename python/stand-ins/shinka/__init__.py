"""Stands in for the package of ShinkaEvolve where that is not installed: what its evaluators import, and no more."""
