"""Laplace approximation of models with crossed Gaussian effects."""
