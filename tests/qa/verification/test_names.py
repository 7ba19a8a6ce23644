import pytest

from index import Sentence, Source
from qa import Draft, Statement, Withheld, verify

# What is said, what it rests on, and the name that is not there; None where all are.
NAMES = [
    ("Əliyev Astanada olub.", "Aliyev was in Astana.", None),
    ("Алиев был в Астане.", "Aliyev was in Astana.", None),
    ("Aliyev war in Astana.", "Алиев был в Астане.", None),
    ("علی‌اف در آستانه بود.", "Aliyev was in Astana.", None),
    ("Ереван ответил вчера.", "Yerevan answered yesterday.", None),
    ("Tehran answered yesterday.", "تهران دیروز پاسخ داد.", None),
    ("They flew from Germany to Greece.", "Almaniyadan Yunanıstana uçdular.", None),
    ("They flew from Germany to Greece.", "Они летели из Германии в Грецию.", None),
    ("They flew from Germany to Spain.", "Они летели из Германии в Грецию.", "Spain"),
    ("Onlar Gürcüstandan gəliblər.", "They came from Georgia.", None),
    ("Onlar Ermənistandan gəliblər.", "They came from Georgia.", "Ermənistandan"),
    ("Они приехали из Турции.", "Heyet Türkiye'den geldi.", None),
    ("The United States paid for it.", "ABŞ bunun üçün ödəyib.", None),
    ("The European Union paid for it.", "За это заплатил Евросоюз.", None),
    ("آنها از آلمان آمدند.", "They came from Germany.", None),
    ("آنها از فرانسه آمدند.", "They came from Germany.", "فرانسه"),
    ("They met in Baku on Friday.", "They met in Astana on Friday.", "Baku"),
    ("Officials were met by Ilham Aliyev there.", "Ilham Aliyev met officials there.", None),
    ("Officials were met by Nikol Pashinyan there.", "Ilham Aliyev met officials there.", "Nikol"),
    ("Tokayev opened the new railway bridge.", "Aliyev opened the new railway bridge.", "Tokayev"),
    ("Yesterday Aliyev opened the bridge.", "Aliyev opened the bridge.", None),
    ("However, the new bridge was opened.", "The new bridge was opened.", None),
    ("Die Regierung baut eine neue Brücke.", "Der Staat baut eine neue Brücke.", "Regierung"),
    ("Das Kabinett von Ilham Alijew tagte.", "Ilham Alijew leitete gestern die Runde.", None),
    (
        "Gestern tagte dort auch Ilham Schmidt.",
        "Ilham Alijew leitete gestern die Runde.",
        "Schmidt",
    ),
    (
        "Gestern sprach dort auch Karl Schmidt.",
        "Yesterday the minister spoke at length.",
        "Schmidt",
    ),
]


def judged(said: str, rests_on: str, *others: Sentence) -> Statement | Withheld:
    one = Sentence(Source("a", "Bridges"), "v", 4, 100, rests_on)
    return verify(Draft(said, (one,)), (one, *others))


@pytest.mark.parametrize(("said", "rests_on", "missing"), NAMES)
def test_a_name_is_in_the_sentences_in_whatever_letters(
    said: str, rests_on: str, missing: str | None
) -> None:
    verdict = judged(said, rests_on)
    if missing is None:
        assert isinstance(verdict, Statement), verdict
    else:
        assert isinstance(verdict, Withheld)
        assert verdict.reason == f"{missing} is in none of the cited sentences"


def test_a_name_may_stand_beside_the_sentence_or_above_the_article_and_no_further() -> None:
    said, rests_on = "In Baku he opened the bridge.", "He opened the bridge."
    here = Source("a", "Bridges")
    beside = Sentence(here, "v", 5, 200, "He then left Baku.")
    far = Sentence(here, "v", 7, 300, "He then left Baku.")
    elsewhere = Sentence(Source("b", "Baku"), "v", 5, 200, "He then left Baku.")
    assert isinstance(judged(said, rests_on, beside), Statement)
    assert isinstance(judged(said, rests_on, far, elsewhere), Withheld)
    titled = Sentence(Source("a", "Bridges of Baku"), "v", 4, 100, rests_on)
    assert isinstance(verify(Draft(said, (titled,)), (titled,)), Statement)
