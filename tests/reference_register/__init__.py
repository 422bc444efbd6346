"""What the product ships about the letter of 6 March 2013."""
