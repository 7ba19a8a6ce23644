"""Languages told apart: surely on a paragraph, mostly on a headline, never on a name."""

import subprocess
import sys

import pytest

from index import language_of

PARAGRAPHS = {
    "az": "Nazirlik bildirib ki, yeni körpünün tikintisi may ayında başa çatacaq və yük "
    "maşınları ilk dəfə çayın üstündən birbaşa keçəcək. Xərclərin yarısını dövlət ödəyəcək.",
    "tr": "Bakanlık, yeni köprünün yapımının mayıs ayında biteceğini ve kamyonların ilk kez "
    "nehrin üzerinden doğrudan geçeceğini açıkladı. Giderlerin yarısını devlet ödeyecek.",
    "ru": "В министерстве сообщили, что строительство моста завершится в мае, и грузовики "
    "впервые смогут проехать через реку напрямую. Половину расходов возьмёт государство.",
    "fa": "وزارتخانه اعلام کرد که ساخت پل تازه در ماه مه به پایان می‌رسد و کامیون‌ها برای "
    "نخستین بار از روی رودخانه خواهند گذشت. نیمی از هزینه را دولت می‌پردازد.",
    "de": "Das Ministerium teilte mit, dass der Bau der neuen Brücke im Mai endet und Lastwagen "
    "den Fluss erstmals direkt überqueren können. Die Hälfte der Kosten trägt der Staat.",
    "en": "The ministry said that work on the new bridge would end in May, and that lorries would "
    "cross the river directly for the first time. The state pays half of the cost.",
}
HEADLINES = [
    ("az", "Zəngəzur dəhlizi nə vaxt açılacaq?"),
    ("az", "Neftin qiyməti yenidən bahalaşıb"),
    ("az", "Metronun iki stansiyası bağlanacaq"),
    ("tr", "Köprü ne zaman açılacak?"),
    ("tr", "Petrol fiyatları yükseldi"),
    ("tr", "Enflasyon rakamları açıklandı"),
    ("ru", "Когда откроется Зангезурский коридор?"),
    ("ru", "Цены на нефть выросли"),
    ("ru", "Метро закроют на ремонт"),
    ("fa", "راه زنگزور چه زمانی باز می‌شود؟"),
    ("fa", "بهای نفت افزایش یافت"),
    ("fa", "وزیر از آغاز ساخت پل خبر داد"),
    ("de", "Wann öffnet der Sangesur-Korridor?"),
    ("de", "Ölpreise steigen kräftig"),
    ("de", "Bahn sperrt die Strecke nach Bonn"),
    ("en", "When will the Zangezur corridor open?"),
    ("en", "Oil prices rise sharply"),
    ("en", "Rail line to close for repairs"),
]


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_a_paragraph_is_told(language: str) -> None:
    assert language_of(PARAGRAPHS[language]) == language


def test_most_headlines_are_told_and_hardly_any_wrongly() -> None:
    told = [(wanted, language_of(text)) for wanted, text in HEADLINES]
    assert sum(wanted == found for wanted, found in told) >= len(told) - 2
    assert sum(found not in (wanted, None) for wanted, found in told) <= 1


@pytest.mark.parametrize("text", ["", "Baku", "2026, 40 %, 3.5", "🚄🚄🚄 — …", "AZ TR"])
def test_nothing_is_said_of_what_is_too_short(text: str) -> None:
    assert language_of(text) is None


def test_importing_it_does_not_load_the_tables() -> None:
    code = "import sys, index.language; sys.exit('py3langid' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
