"""What is found in stored articles becomes rows: names, figures and reprints, and what people decide on them."""
