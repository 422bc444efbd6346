"""From observations to indicators, with what rounding and gaps leave open."""
