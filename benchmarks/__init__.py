"""What was asked of the software against what is measured, side by side."""
