"""How a story of the sample is told: numbers, sentences, facts, and the forms that put them together."""
