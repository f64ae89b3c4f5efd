"""Mijn week: why somebody of the caseload asks for attention, one module per subject."""
