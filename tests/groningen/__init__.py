"""Groningen 2020 (programme P02) played by real people in a real browser: one chapter per module."""
