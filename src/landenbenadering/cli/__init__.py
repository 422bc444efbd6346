"""The command `landenbenadering`: thin commands over pipelines and web."""
