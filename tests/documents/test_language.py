"""The language of a text is told where there is enough of it."""

import subprocess
import sys

import pytest

from homeward.documents.language import language_of

LONG = {
    "en": "The man who was held in the prison for two years is free, and he has been flown home, the ministry said. "
    "It was not said what had been given in return for him, but his family had asked for it to be done.",
    "ru": "Мужчина, который два года находился в тюрьме, вышел на свободу, и его отправили домой, сообщили в суде. "
    "Что отдали взамен, не говорят, но как сообщила его семья, они просили об этом после суда, который был зимой.",
    "uk": "Чоловіка, який два роки був у в'язниці, звільнили, і його відправили додому, повідомили у міністерстві. "
    "Що віддали натомість, не кажуть, але його родина просила про це після суду, який був взимку, тільки їх не чули.",
    "bg": "Мъжът, който две години беше в затвора, е на свобода и вече е изпратен у дома, съобщиха от министерството. "
    "Не се казва какво е дадено в замяна, но семейството му е поискало това след делото, което беше през зимата.",
    "de": "Der Mann, der zwei Jahre im Gefängnis war, ist frei und wurde nach Hause gebracht, sagte das Ministerium. "
    "Was für ihn gegeben wurde, ist nicht bekannt, aber die Familie hat das auch nach dem Urteil immer gefordert.",
    "fr": "L'homme qui était en prison depuis deux ans est libre et il a été ramené chez lui, a dit le ministère. "
    "On ne sait pas ce qui a été donné en échange, mais sa famille le demandait depuis le procès dans la ville.",
}
SHORT = {"en": "He was released from prison yesterday.", "ru": "Его вчера освободили из тюрьмы."}


@pytest.mark.parametrize(("language", "text"), [*LONG.items(), *SHORT.items()])
def test_the_language_is_told(language: str, text: str) -> None:
    """By the commonest words of a longer text, by the model for a sentence."""
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "OK", "12.03.2019 14:05", "--- *** ---", "John Smith"])
def test_too_little_text_has_no_language(text: str) -> None:
    """A few letters say nothing, and no language is made up for them."""
    assert language_of(text) is None


def test_the_model_is_not_loaded_for_plain_cases() -> None:
    """Telling a longer English text does not load the language model."""
    code = f"""
import sys
from homeward.documents.language import language_of
language_of({LONG["en"]!r})
print("py3langid" in sys.modules)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
