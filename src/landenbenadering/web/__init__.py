"""The web application: what people see of the register, figures and letters."""
