"""bytes → Article. Pure: the same bytes give the same Article."""
