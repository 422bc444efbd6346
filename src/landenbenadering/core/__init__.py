"""Values that every room shares: countries, clocks, money, citations, errors."""
