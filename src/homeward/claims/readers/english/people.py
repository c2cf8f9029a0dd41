"""Who a text is about: everyone it names, where each is meant, and what it tells of them beside the name."""

from collections.abc import Mapping, Sequence

from homeward.claims.readers.english.descriptions import Description, description_before, descriptions_after
from homeward.claims.readers.english.mentions import MentionReader, mention_at, name_tokens
from homeward.claims.readers.english.model import AnalysedText, PeopleInText, PersonInText, PersonMention
from homeward.claims.readers.english.name_groups import NameGroup, group_names


def find_people(text: AnalysedText) -> PeopleInText:
    """Return the people of the text, those held across a border not yet told from the others."""
    people, descriptions = people_of(text)
    reader = MentionReader(text, people, descriptions)
    found = PeopleInText(people, reader.read())
    in_names = name_tokens(text, people)
    for at, those in sorted(found.by_token.items()):
        if at not in in_names:
            mention = mention_at(text, at)
            for person in those:
                person.mentions.append(mention)
    for person in people:
        learnt = reader.referent_of(person)
        person.gender = learnt.gender
        person.nationality = _in_order(person.nationality, sorted(learnt.nationality))
        person.mentions.sort(key=lambda mention: mention.start)
    return found


def people_of(text: AnalysedText) -> tuple[list[PersonInText], dict[int, list[Description]]]:
    """Return the people with the places of their names, and what stands beside each one's names, by their order."""
    groups = group_names(text)
    descriptions = {at: _descriptions(text, group) for at, group in enumerate(groups)}
    return [_person(text, group, descriptions[at]) for at, group in enumerate(groups)], descriptions


def _descriptions(text: AnalysedText, group: NameGroup) -> list[Description]:
    found: list[Description] = []
    for mention in group.mentions:
        before = description_before(text, mention.start)
        found.extend([before] if before else [])
        found.extend(descriptions_after(text, mention.end))
    return found


def _person(text: AnalysedText, group: NameGroup, descriptions: Sequence[Description]) -> PersonInText:
    forms = group.forms(text.masked)
    roles = [one for one in descriptions if one.noun]
    role = max(roles, key=lambda one: (one.occupation is not None, -one.start), default=None)
    told: Mapping[str, None] = {code: None for one in descriptions for code, _ in one.nationality}
    return PersonInText(
        name=forms[0],
        forms=tuple(forms),
        mentions=[PersonMention(m.start, m.end, "name") for m in group.mentions],
        gender=group.gender or next((one.gender for one in descriptions if one.gender), ""),
        nationality=tuple(told),
        role=text.masked[role.start : role.end] if role else "",
        role_at=(role.start, role.end) if role else None,
        official=any(one.official for one in roles),
    )


def _in_order(first: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*first, *more]))
