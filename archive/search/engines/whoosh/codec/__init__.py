"""A codec for Whoosh 2.7.4 that keeps everything in numpy arrays; Whoosh searches it as it searches its own."""
