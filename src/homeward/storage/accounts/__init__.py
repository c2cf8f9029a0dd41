"""Who may sign in to a workspace, with which role, in which groups, and what is kept for one group alone."""
