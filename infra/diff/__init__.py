"""What would a new parser change? Stored originals through the code at hand, compared with the rows that stand."""
