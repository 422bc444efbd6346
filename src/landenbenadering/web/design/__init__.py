"""Page frame, components, the moment of a request, refusals."""
