"""The programmes of the field, P01 to P14: one story each from referral to outcome, and what the file does not say."""

import pytest

pytest.register_assert_rewrite("tests.programmas.beheer", "tests.programmas.verloop")
