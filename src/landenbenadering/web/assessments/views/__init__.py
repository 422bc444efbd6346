"""The pages of appraisals and coalitions."""
