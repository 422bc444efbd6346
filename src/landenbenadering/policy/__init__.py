"""The approach as frozen values: what is stated, linked, promised, and by whom."""
