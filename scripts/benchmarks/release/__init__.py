"""Figures of a release: the size of the wheel, and the time to generate code and to propose a release."""
