"""What a dump tells beside its story: headline, authors, publisher, trail, keywords, and what else its lines state."""
