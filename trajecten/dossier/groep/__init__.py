"""Group actions on people chosen in a list: choose what, look once more, do it, and undo it for ten minutes."""
