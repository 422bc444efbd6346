"""Countries, figures and sources as pages."""
