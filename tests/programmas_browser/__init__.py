"""Programmes P05, P08, P10 and P11, each played by people in a real browser, from the referral to the outcome."""
