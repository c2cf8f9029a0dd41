"""Who looks at a workspace: the name the record has for them, what they may do, and what does not exist for them."""

import getpass
import os
import sys
from contextlib import suppress
from dataclasses import dataclass

from homeward.storage.accounts.model import Role

if sys.platform != "win32":
    import pwd


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whoever has a workspace open. `hidden` are the ids of documents that this viewer is not to know of.

    `by_token` is true of a program that speaks for a member: a token may be lost, and nobody gives a password with it.
    """

    name: str
    role: Role
    hidden: frozenset[str] = frozenset()
    by_token: bool = False

    def may(self, role: Role) -> bool:
        """Return whether the viewer may all that this role may."""
        return self.role.may(role)

    @property
    def reviews(self) -> bool:
        """Whether the viewer may rule on claims, conflicts and names."""
        return self.may(Role.REVIEWER)

    @property
    def adds(self) -> bool:
        """Whether the viewer may add reports, keep exchanges and restrict cases."""
        return self.may(Role.CASEWORKER)

    @property
    def administers(self) -> bool:
        """Whether the viewer may look after people, groups and the record."""
        return self.may(Role.ADMINISTRATOR)


def owner() -> Viewer:
    """Return whoever runs this program on the machine where the data lies: they may and see everything."""
    return Viewer(user_of_this_machine(), Role.ADMINISTRATOR)


def user_of_this_machine() -> str:
    """Return the name that the operating system has for whoever runs this."""
    if sys.platform != "win32":
        with suppress(KeyError):  # a user id without a name, as in some containers
            return pwd.getpwuid(os.getuid()).pw_name
        return f"user {os.getuid()}"
    return getpass.getuser()
