"""What is counted by a number: a measure, a currency or a share, in en, az, tr, ru, fa and de.

5 km are not 5 kg, nor 5 miles. Only what has the same name everywhere is told apart here; the nouns
of a language ("15 tanks") are not.
"""

import re

_CURRENCIES = {
    "usd": r"(?:us)?\$|usd\b|(?:us )?dollars?\b|dollar\w*|dolar\w*|доллар\w*|دلار",
    "eur": r"€|eur\b|euros?\b|avro\w*|евро\b|یورو",
    "gbp": r"£|gbp\b|pounds? sterling\b|pounds?\b|funt\w*|sterlin\w*|фунт\w*|پوند|pfund\b",
    "azn": r"₼|azn\b|manat\w*|манат\w*|منات",
    "lira": r"₺|try\b|tl\b|lira\w*|лир\w*|لیر",
    "rub": r"₽|rub\b|roubles?\b|rubles?\b|rubl\w*|рубл\w*|руб\b|روبل|rubel\b",
    "rial": r"irr\b|rials?\b|риал\w*|ریال",
    "toman": r"tomans?\b|tümən\w*|tümen\w*|туман\w*|تومان",
    "kzt": r"₸|kzt\b|tenge\w*|təngə\w*|тенге",
    "gel": r"₾|gel\b|lari\w*|лари\b|لاری",
    "jpy": r"¥|jpy\b|yens?\b|иен\w*|ین\b",
    "cny": r"cny\b|yuan\w*|юан\w*|یوان",
    "inr": r"₹|inr\b|rupees?\b|rupi\w*|рупи\w*|روپیه",
}
_MEASURES = {
    "km2": r"km²|km2\b|sq\.? ?km\b|square kilomet\w+|kvadrat ?kilomet\w+|kv\.? ?km\b|"
    r"kilometrekare\w*|"
    r"квадратн\w+ километр\w*|кв\.? ?км\b|کیلومتر مربع|quadratkilometer\w*",
    "m2": r"m²|m2\b|sq\.? ?m\b|square met\w+|kvadrat ?metr\w*|kv\.? ?m\b|metrekare\w*|"
    r"квадратн\w+ метр\w*|кв\.? ?м\b|متر مربع|quadratmeter\w*",
    "m3": r"m³|m3\b|cubic met\w+|kub ?metr\w*|metreküp\w*|кубометр\w*|кубическ\w+ метр\w*|"
    r"куб\.? ?м\b|"
    r"متر مکعب|kubikmeter\w*",
    "kmh": r"km/h\b|kph\b|km/saat\w*|км/ч\b|kilomet\w+ (?:an|per) hour\b|kilometer pro stunde\b|"
    r"کیلومتر (?:در|بر) ساعت",
    "km": r"km\b|kilomet\w+|км\b|километр\w*|کیلومتر\w*",
    "cm": r"cm\b|centimet\w+|santimet\w+|см\b|сантиметр\w*|سانتی‌?متر\w*|zentimeter\w*",
    "mm": r"mm\b|millimet\w+|milimet\w+|мм\b|миллиметр\w*|میلی‌?متر\w*",
    "m": r"m\b(?![’'])|met(?:re|er)s?\b|metr(?:e\w*|lik|i|ə\w*|dən|də|dir)?\b|м\b|метр\w*|"
    r"متر(?!\w)|"
    r"metern?\b",
    "mile": r"miles?\b|mi\b|mil\b|mill?ik\b|мил[яьией]\w*|مایل|meilen?\b",
    "foot": r"feet\b|foot\b|ft\b|фут\w*|فوت\b|fuß\b",
    "inch": r"inch(?:es)?\b|дюйм\w*|اینچ|zoll\b",
    "kg": r"kgs?\b|kilos?\b|kilogram\w*|kiloqram\w*|кг\b|килограмм\w*|کیلوگرم|کیلو\b|kilogramm\w*",
    "g": r"g\b|gr\b|grams?\b|qram\w*|gram\w*|г\b(?!\.)|грамм\w*|گرم\b|gramm\b",
    "t": r"t\b|tons?\b|tonnes?\b|ton\w*|т\b|тонн\w*|تن\b|tonnen?\b",
    "barrel": r"barrels?\b|bbl\b|barel\w*|баррел\w*|بشکه|barrel\b",
    "litre": r"lit(?:re|er)s?\b|litr\w*|litre\w*|л\b|литр\w*|لیتر|litern?\b",
    "ha": r"ha\b|hectares?\b|hektar\w*|га\b|гектар\w*|هکتار",
    "acre": r"acres?\b|akr\w*|акр\w*|جریب",
    "kwh": r"kwh\b|kilowatt[- ]?hours?\b|kilovat[- ]?saat\w*|квт[·⋅\-/ ]?ч\w*|کیلووات ساعت|"
    r"kilowattstunden?\b",
    "gwh": r"gwh\b|gigawatt[- ]?hours?\b|гвт[·⋅\-/ ]?ч\w*|گیگاوات ساعت|gigawattstunden?\b",
    "kw": r"kw\b|kilowatts?\b|kilovat\w*|квт\b|киловатт\w*|کیلووات",
    "mw": r"mw\b|megawatts?\b|meqavat\w*|megavat\w*|мвт\b|мегаватт\w*|مگاوات",
    "gw": r"gw\b|gigawatts?\b|giqavat\w*|gigavat\w*|гвт\b|гигаватт\w*|گیگاوات",
    "degree": r"°\s?[cf]?\b|°|degrees?\b|dərəcə\w*|derece\w*|градус\w*|درجه|grad\b",
    "hour": r"hours?\b|hrs?\b|saat\w*|час(?:а|ов|у|ам|ами|ах)?\b|часов\w*|ساعت\w*|stunden?\b|"
    r"stündig\w*",
    "minute": r"minutes?\b|mins?\b|dəqiqə\w*|dakika\w*|мин\b|минут\w*|دقیقه\w*|minuten?\b",
    "day": r"days?\b|gün(?:l[üu][kq]|ə|e|ü|dən|den|də|de|dür|ün|lər\w*|ler\w*)?\b|"
    r"дн(?:я|ей|ю|ям|ями|ях|ём)\b|день\b|дневн\w+|сут(?:ки|ок)\b|روز\w*|tagen?\b|tage\b|tägig\w*",
    "week": r"weeks?\b|həftə\w*|hafta\w*|недел\w*|هفته\w*|wochen?\b|wöchig\w*",
    "month": r"months?\b|ay(?:l[ıi][kq]|a|da|dan|ı|dır|ın|lar\w*)?\b|месяц\w*|месячн\w*|ماه\w*|"
    r"monaten?\b|monate\b|monatig\w*",
    "year": r"years?\b|yrs?\b|il(?:l[iı]k|l[iı]y\w+|ə|də|dən|dir|in|i|lər\w*)?\b|yıl\w*|"
    r"лет(?:н\w+)?\b|год(?:а|у|ом|ы|ам)?\b|سال\w*|jahren?\b|jahre\b|jährig\w*",
    "decade": r"decades?\b|onillik\w*|десятилет\w*|دهه\b|jahrzehnten?\b|jahrzehnte\b",
    "century": r"centur(?:y|ies)\b|əsr\w*|yüzyıl\w*|век(?:а|е|у|ов|ом|ах|ам)?\b|столет\w*|قرن|سده|"
    r"jahrhundert\w*",
}
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_CURRENCY = re.compile("|".join(f"(?P<{code}>{words})" for code, words in _CURRENCIES.items()))
_MEASURE = re.compile(
    r"[.\s\-‑\u00a0\u202f\u200c]{0,2}"
    rf"(?:{'|'.join(f'(?P<{unit}>{words})' for unit, words in _MEASURES.items())})(?!\w)"
)
_CURRENCY_BEFORE = re.compile(rf"(?:(?<!\w)(?:{'|'.join(_CURRENCIES.values())})|[$€£¥₹₼₺₽₸₾])\s?$")
_AGED = re.compile(r"(?<!\w)(?:aged?|в возрасте|im alter von)\s(?:of\s)?(?:\d+[-–]|до\s)?$")
_SPACE = re.compile(r"\.?[\s-]?(?:us |abş |сша |آمریکا )?")
_PERCENT = re.compile(
    r"\s?(?:%|٪|per ?cent\b|pct\b|percentage points?\b|faiz\w*|процент\w*|درصد|prozent\w*\b)|"
    r"[-‑ ]percent\b"
)
_PERCENT_BEFORE = re.compile(r"(?:yüzde|%|٪)\s?$")
_ENDING = re.compile(
    r"[-‑’'](?:\w{1,4})(?=\s)|(?:st|nd|rd|th)(?=\s)|\.(?=\s(?:yüzyıl|jahrhundert))|"
    r"\u200c?ا?م(?:ین)?(?=\s)"
)
"""What hangs on a figure before what it counts: "2-ci", "20th"."""
MEASURES = frozenset(_MEASURES)
"""Units of measure, as :func:`measured` names them: neither money nor shares."""


def measured(even: str, start: int, end: int) -> tuple[str, int, int]:
    """What the number at ``start``:``end`` counts, or "", and the bounds of both together.

    ``even`` is as ``numbers.evened`` leaves it.
    """
    if percent := _PERCENT.match(even, end):
        return "%", start, percent.end()
    if percent := _PERCENT_BEFORE.search(even, max(0, start - 8), start):
        return "%", percent.start(), end
    if money := _money(even, start, end):
        return money
    ending = _ENDING.match(even, end)
    match = _MEASURE.match(even, ending.end() if ending else end)
    if match is None and _AGED.search(even, max(0, start - 20), start):
        return "year", start, end
    if match is None or (match.lastgroup == "year" and _YEAR.fullmatch(even, start, end)):
        return "", start, end  # "2028-ci il" is a year, and no number of years
    return str(match.lastgroup), start, match.end()


def _money(even: str, start: int, end: int) -> tuple[str, int, int] | None:
    space = _SPACE.match(even, end)
    if behind := _CURRENCY.match(even, space.end() if space else end):
        return str(behind.lastgroup), start, behind.end()
    before = _CURRENCY_BEFORE.search(even, max(0, start - 9), start)
    known = _CURRENCY.match(even, before.start()) if before else None
    return (str(known.lastgroup), known.start(), end) if known else None
