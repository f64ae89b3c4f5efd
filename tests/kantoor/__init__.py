"""The office in which the stories are played: one browser, a moving clock, and the steps that several stories share."""
