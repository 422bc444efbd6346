"""What readers of tables share: text, rows, columns, cells, checks."""
