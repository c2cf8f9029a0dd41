"""Access tokens: what lets a program speak for a member of the team, with less right and not for ever."""
