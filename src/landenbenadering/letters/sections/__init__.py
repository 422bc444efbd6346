"""One module per section of the letter, each a function from draft to blocks."""
