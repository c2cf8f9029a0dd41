"""One tree of errors; every message says what is wrong, where, and what to do.

HomewardError
├── DateRefused                 a date is not one that EDTF can say
├── TermRefused                 a term is not an ISO 8601 duration or one of our words for terms
├── YamlRefused                 a YAML file is not written as it must be
│   ├── CaseRefused             a hand-written case says what no case can
│   └── PositionsRefused        a positions file makes no sense
├── DocumentRefused             a file cannot become a document
├── SpanFromAnotherText         a span was used on a text it was not taken from
├── ClaimRefused                a claim has a value whose words the document does not hold
├── CaseIncomplete              a case file lacks what an answer cannot do without
├── PictureRefused              a picture cannot be drawn, or not be written where it was asked for
├── UnknownName                 the user named a person, document or claim that is not there
├── NameRefused                 a name that the user gives to something cannot be its name
├── EditRefused                 a change asked for cannot be made as it was asked for
├── SearchBroken                a search in a process of its own ended before it had an answer
├── TeamRefused                 somebody cannot be added to a team, or changed in it
├── TokenRefused                an access token cannot be made so, or is not taken
├── NotAllowed                  whoever asks has no right to this
├── RecordRefused               the record cannot be kept or asked so
├── StaleEdit                   somebody else changed what the user was looking at
└── WorkspaceUnusable           the folder where data lies cannot be used
"""

from homeward.basics.said import Said, joined, say


class HomewardError(Exception):
    """Root of all our errors; never raised itself.

    `command` is a sentence on what to type in a terminal; only a terminal shows it, after the message.
    """

    def __init__(self, message: str = "", command: str = "") -> None:
        self.command = command
        super().__init__(say(message))

    def __str__(self) -> str:
        sentence: str = self.args[0]
        return sentence

    @property
    def in_terminal(self) -> str:
        """The message with what to type."""
        return " ".join(part for part in (str(self), self.command) if part)


class DateRefused(HomewardError, ValueError):
    """A date is not one that EDTF can say; the message gives the date and the forms we read."""


class TermRefused(HomewardError, ValueError):
    """A term is neither an ISO 8601 duration nor one of our words for terms; the message gives the forms we read."""


class YamlRefused(HomewardError):
    """A YAML file is not written as it must be; the message gives the file, the line, what is wrong and what to do."""

    def __init__(self, where: str, line: int, why: str, what_to_do: str) -> None:
        self.where, self.line, self.why, self.what_to_do = where, line, why, what_to_do
        parts = {"where": where, "line": line, "why": say(why), "what_to_do": say(what_to_do)}
        super().__init__(Said("%(where)s, line %(line)s: %(why)s. %(what_to_do)s", parts))


class CaseRefused(YamlRefused):
    """A hand-written case says what no case can; the message gives the field, the line and the remedy."""


class PositionsRefused(YamlRefused):
    """A positions file makes no sense; the message gives the line's id, where it stands and the remedy."""


class DocumentRefused(HomewardError):
    """A file cannot become a document; the message says which, why, and what to do."""

    def __init__(self, name: str, why: str, what_to_do: str = "") -> None:
        self.name, self.why, self.what_to_do = name, why, what_to_do
        refusal = say("%(name)s: %(why)s.", name=name, why=say(why))
        super().__init__(joined(" ", [part for part in (refusal, say(what_to_do)) if part]))


class SpanFromAnotherText(HomewardError):
    """A span was used on a text it was not taken from, or points past its end."""


class ClaimRefused(HomewardError):
    """A claim has a value whose words the document does not hold."""


class CaseIncomplete(HomewardError):
    """A case file lacks what an answer cannot do without; the message says what, and how to enter it."""


class PictureRefused(HomewardError):
    """A picture cannot be drawn, or not be written where it was asked for; the message says why and what to do."""


class UnknownName(HomewardError):
    """The user named something that is not there."""


class NameRefused(HomewardError):
    """A name that the user gives to something cannot be its name; the message says why and what to do."""


class EditRefused(HomewardError):
    """A change asked for cannot be made as it was asked for; the message says what is missing and what to do."""


class SearchBroken(HomewardError):
    """A search in a process of its own ended before it had an answer; the message says what to ask instead."""


class TeamRefused(HomewardError):
    """Somebody cannot be added to a team, or changed in it; the message says why and what to do."""


class TokenRefused(HomewardError):
    """An access token cannot be made as asked for, or is not taken; the message says why and what to do."""


class NotAllowed(HomewardError):
    """Whoever asks may know of something, and has no right to do this with it; the message says who has."""


class RecordRefused(HomewardError):
    """The record cannot be kept or asked so; the message says why."""


class StaleEdit(HomewardError):
    """Somebody else changed what the user was looking at; nothing was overwritten.

    `saw` is the version that the edit was made over, `stands` the one in force; None where there is none.
    """

    def __init__(self, message: str, saw: object = None, stands: object = None) -> None:
        self.saw, self.stands = saw, stands
        super().__init__(message)


class WorkspaceUnusable(HomewardError):
    """The folder where data lies cannot be read or written."""
