"""Names compared: spellings, scripts, patronymics, orders, and look-alikes that must stay apart."""

import pytest

from homeward.cases.names import ALIKE, Fit, compare_names, parts_of

SAME_PERSON = [
    ("Viktor Bout", "Виктор Бут"),
    ("Viktor Bout", "Victor But"),
    ("Viktor Bout", "Виктора Бута"),
    ("Viktor Bout", "Виктором Бутом"),
    ("Konstantin Yaroshenko", "Константин Ярошенко"),
    ("Konstantin Iaroshenko", "Konstantin Jaroschenko"),
    ("Brittney Griner", "Бриттни Грайнер"),
    ("Brittney Griner", "Бритни Гринер"),
    ("Paul Whelan", "Пол Уилан"),
    ("Trevor Reed", "Тревор Рид"),
    ("Evan Gershkovich", "Эван Гершкович"),
    ("Thomas Wright", "Томас Райт"),
    ("George Hughes", "Джордж Хьюз"),
    ("Howard Knox", "Говард Нокс"),
    ("Nikolai Tsvetkov", "Nikolaj Zwetkow"),
    ("Sasha Orlov", "Александр Орлов"),
    ("Joseph Marsh", "Joe Marsh"),
    ("Xu Lin", "Lin Xu"),
    ("Khaled al-Nuri", "Халед ан-Нури"),
    ("Anna Kern-Wolf", "Анна Керн-Вольф"),
    ("Piet van der Meer", "Пит ван дер Меер"),
]


@pytest.mark.parametrize(("one", "other"), SAME_PERSON)
def test_spellings_of_one_name_are_the_same_words(one: str, other: str) -> None:
    """One name in two spellings, scripts, cases or orders fits word for word."""
    compared = compare_names(one, other)
    assert compared.fit is Fit.SAME
    assert compared.likeness >= ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Paul Whelan", "David Whelan"),
        ("Viktor Bout", "Alla Bout"),
        ("Evan Marsh", "Ivan Marsh"),
        ("Tim Marsh", "Том Марш"),
        ("Alexander Petrov", "Alexandra Petrova"),
        ("Marina Orlova", "Maria Orlova"),
        ("John Marsh Jr.", "John Marsh Sr."),
        ("Иван Петрович Орлов", "Иван Сергеевич Орлов"),
        ("Luis Vega Moreno", "Luis Vega Castro"),
    ],
)
def test_look_alikes_clash(one: str, other: str) -> None:
    """Another given name, patronymic, second surname or generation cannot be one person's."""
    assert compare_names(one, other).fit is Fit.CLASH


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        ("Viktor Bout", "Виктор Анатольевич Бут", Fit.FULLER),
        ("Бут Виктор Анатольевич", "Viktor Bout", Fit.FULLER),
        ("Robert Levin", "Robert Alan Levin", Fit.FULLER),
        ("R. Levin", "Robert Levin", Fit.INITIAL),
        ("Luis Vega", "Luis Vega Moreno", Fit.DOUBLE_SURNAME),
        ("Bout", "Viktor Bout", Fit.ONE_WORD),
        ("Brittney", "Brittney Griner", Fit.GIVEN_ONLY),
        ("Orlov", "Орлов", Fit.ONE_WORD),
    ],
)
def test_what_is_missing_is_told(one: str, other: str, fit: Fit) -> None:
    """A shorter form is known by what it leaves out."""
    assert compare_names(one, other).fit is fit
    assert compare_names(other, one).fit is fit


def test_titles_particles_and_nicknames_in_quotes_are_no_words_of_the_name() -> None:
    """Mr., Dr., al- and a nickname between quotation marks are left out; a name of two particles stays whole."""
    assert parts_of("Dr. Khaled al-Nuri").words == ("khaled", "nuri")
    assert parts_of('Luis "El Lobo" Vega').words == ("luis", "vega")
    assert parts_of("Su Bin").words == ("su", "bin")
    assert parts_of("John Marsh Jr.").suffix == "younger"


def test_every_comparison_says_why() -> None:
    """The reason is a sentence that names both."""
    reason = compare_names("Paul Whelan", "Пол Уилан").reason
    assert "Paul Whelan" in reason
    assert "Пол Уилан" in reason
    assert reason.endswith(".")
