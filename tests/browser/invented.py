"""Two invented reports on one person, which contradict each other on the day and the term."""

FIRST = (
    "Ana Quillfeather, 34, a Norwegian teacher, was arrested in Russia on 5 March 2021. A Moscow court sentenced her to"
    ' nine years in prison on 4 August 2022. "She is innocent," her lawyer Oleg Marsh told Reuters on Tuesday.\n\n'
    "Norway demands her release, Foreign Minister Tor Lund said."
)
SECOND = (
    "Ana Quillfeather, 35, a Norwegian teacher, was detained at a Moscow airport in Russia on 7 March 2021. A Russian"
    " court sentenced Quillfeather to ten years in a penal colony in August 2022. Norway's Foreign Ministry demands her"
    " release. Russia and Norway are negotiating an exchange of prisoners, an official said."
)


def report(title: str, publisher: str, day: str, text: str) -> str:
    """Return a report as somebody pastes it who knows who wrote it, and when."""
    return f"---\ntitle: {title}\npublisher: {publisher}\ndate: {day}\nlang: en\n---\n{text}\n"
