"""Article → what it says. Pure."""
