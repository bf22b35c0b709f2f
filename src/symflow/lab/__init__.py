"""The lab: questions of a user's own, answered by search, by proof and by covering."""
