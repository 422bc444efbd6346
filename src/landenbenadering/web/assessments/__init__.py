"""The appraisal room and its list, the frozen appraisals, the coalitions."""
