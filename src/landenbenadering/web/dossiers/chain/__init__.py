"""The stages from decision to departure, as pages show them."""
