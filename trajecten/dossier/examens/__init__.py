"""Screens of the exams of a cohort. They stand here because the facts beside them are of training and of work."""
