"""The wordings of an article: read from the inbox's own versions whenever somebody asks, and never stored."""
