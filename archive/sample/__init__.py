"""A fictitious corpus for demonstrations: papers, employers, unions and people that do not exist, the same for one seed."""
