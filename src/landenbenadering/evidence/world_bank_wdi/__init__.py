"""World Development Indicators, World Bank."""
