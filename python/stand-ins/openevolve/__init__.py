"""Stands in for the package of OpenEvolve where that is not installed: what its evaluators import, and no more."""
