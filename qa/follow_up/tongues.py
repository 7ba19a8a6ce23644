"""The words of six languages by which a question leans on what was said before it.

A language is told by these words themselves: a follow-up is too short for anything else.
Azerbaijani and Turkish are one here, their words of this kind being the same, or disjoint.
"""

import re
from collections.abc import Sequence

from qa.follow_up.referring import Tongue, bared, build_tongue
from qa.words import tokens_of

ENGLISH = build_tongue(
    "en",
    hollow="""a an the of to in on at by for with from and or but is are was were be been being has
    have had do does did will would shall should can could may might must as into over between
    about after before than then so if not no yes any some also our your my we you i me us please
    exactly precisely really actually just very too only s t re ve ll m d isn aren wasn don doesn
    didn won still yet ever again ok okay thanks thank well hmm oh wow interesting like kind tell
    during under against because while lot lots going next back much many good great right sure
    true legit way""",
    person="he she him her his hers himself herself",
    thing="it its itself this that",
    several="they them their theirs these those themselves",
    place="there here",
    rest="else another other others one ones same such both latter former either neither more",
    opener="(?:(?:ok|okay|and|but|so|or|also|then|now|well|yes|no),? )*(?:(?:what|how) about|"
    "what of|as for|and|but|or|also|plus)",
    closer="then|too|though|instead|as well",
    asking="by when|since when|until when|how (?:much|many|long|far|big|often|soon)|what time|"
    "what for|who else|what else|where else|when|where|why|how|whom|whose|who|what|which",
    who="who|whom|whose",
    about="about|regarding|concerning",
    fixed="(?:this|that) (?:year|week|month|time|morning|afternoon|evening|century|season|summer|"
    "winter|spring|autumn|article|story|text|report|news|collection|context)|(?:is|was|will|would|"
    "can|could|might|does|did|has) it (?:be )?(?:possible|true|necessary|likely|better|legal|worth|"
    "take|rain|cost to|mean to|make sense)|(?:is|are|was|were|be|been|will|would|s|re) there|there "
    "(?:is|are|was|were|be|s)|(?:more|other) than|(?:each|one an)other|one of|no one|such as|"
    "the same time|more (?:and more|about|on)|(?:does|did) (?:this|that) mean|that(?:'s|’s| sounds)"
    "|it(?:'s|’s| is| was| takes) (?:possible|true|good|important|not|a|said)|according to",
    speech="""say says said saying tells told claim claims claimed state states stated stating
    announce announces announced mention mentioned add added adding promise promised warn warned
    call called describe described declare declared emphasised emphasized reaffirmed noted noting
    praised underlined argued insisted confirmed reported explained pledged""",
    verb="ing|ed",
    piece="""part section portion half rest stage phase domestic foreign first second third last
    next final remaining infrastructure""",
    property="""cost price length size purpose aim goal reason cause result outcome effect impact
    risk benefit advantage disadvantage symptom treatment difference date deadline budget role
    condition detail volume amount number share consequence significance importance finding feature
    origin founding member type kind sort series list history story meaning definition pros cons fee
    rule requirement step process example use turnover capacity main side key best worst most
    largest biggest smallest oldest youngest important popular common famous""",
)
_TURKIC = build_tongue(
    "az",
    hollow="""və ve ilə ile üçün için da də de bir ki olacaq olacak edəcək edecek qədər kadar vaxt
    zaman idi mi mı mu mü yox yok bəli evet xeyr hayır haqqında hakkında barədə haqda tam dəqiq məhz
    daha çox çok sonra əvvəl önce var vardı oldu olub olan görə
    göre tərəfindən tarafından artıq artık""",
    thing="onda ondan bu bunu bunun buna bunda bundan bununla həmin şu şunu şunun",
    either="o onu onun ona onunla özü kendisi",
    several="""onlar onları onların onlara onlardan onlarla onların bunlar bunları bunların
    bunlara bunlardan""",
    place="orada oraya ora oradan burada bura buraya",
    rest="başqa başka digər diğer başqaları diğerleri eyni aynı",
    opener="(?:(?:yaxşı|tamam|peki|bəs|ya|və|ve|amma|ama),? )*"
    "(?:bəs|peki ya|peki|ya|və|ve|amma|ama)",
    closer="necə|haqqında|haqda|barədə|hakkında|nə olsun|nasıl|ne olacak|nə olacaq|ne oldu|nə oldu",
    asking="nə vaxt|nə zaman|nə qədərdir|nə qədər|nə üçün|nəyə görə|ne zaman|ne kadar|ne için|"
    "haçan|haradan|haraya|haradadır|harada|hara|nereden|nereye|nerede|nere|niyə|niye|neden|niçin|necə|"
    "nasıl|hansılar|hansı|hangileri|hangisi|hangi|kimlər|kimler|kimin|kimə|kime|kimi|kimdir|kim|"
    "neçə|kaç|nədir|nedir|nəyini|nəyi|nəyə|nədən|neyi|nəydi|neydi|nə|ne",
    who="kim",
    about="haqqında|haqda|barədə|barəsində|hakkında",
    fixed="bu (?:il|gün|ay|həftə|yıl|sene|hafta|günlər|məqalə|makale|haber|xəbər)|o cümlədən|"
    "o zaman|bundan (?:sonra|əvvəl|önce)|bunun (?:üçün|için)|başqa sözlə",
    speech="""dedi deyib deyir deyilib demiş diyor söylədi söyləyib söyledi söylemiş bildirdi
    bildirib açıqladı açıkladı açıklamış belirtti dedilər dediler adlandırdı adlandırıb nitelendirdi
    tanımladı vurğuladı vurguladı""",
    verb="acaq|acak|ecek|d[iu]|[fhkpst]t[iu]|[iu]b|yor|m[iu]s|maq|mak|mek",
    piece="""hissə daxili xarici ikinci birinci üçüncü sonuncu digər qalan kısm kısım bölüm iç ilk
    son infrastruktur altyapı""",
    property="""qiymət dəyər məbləğ yük həcm uzunlu tarix səbəb nəticə məqsəd şərt xərc say rol
    dövriyyə fiyat maliyet tutar hacm hacim sonuç amaç koşul ciro məsafə mesafe tam adı""",
)
_RUSSIAN = build_tongue(
    "ru",
    hollow="""и в во на по с со из за о об про для от до был была было были будет будут ли не а но
    да нет же бы у к при именно точно еще вообще есть быть так если или только уже""",
    thing="это этого этому этим этом эта этот эту этой тот та того тому тем том той",
    either="он она оно его ее ему ей ею им нем ней него нее нему",
    several="они их ими ним ними них эти этих этими те тех теми",
    place="там туда оттуда здесь тут",
    rest="другой другая другие других другое остальные остальных такой такая такие такое обе оба",
    opener="(?:(?:хорошо|ладно|ну|а|и|но|тогда),? )*(?:(?:что|как) (?:насчет|насчёт)|"
    "что (?:касается|с|со|до)|а|и|но|или|также)",
    closer="тоже|тогда",
    asking="с каких пор|до каких пор|в каком году|во сколько|для чего|из-за чего|почему|зачем|"
    "когда|откуда|куда|где|сколько|насколько|как|какого|какой|какая|какое|какие|каких|каким|какую|кому|"
    "кого|кем|ком|кто|чья|чей|чьи|чем|чему|чего|что",
    who="кто|кого|кому|кем|ком|чей|чья|чьи",
    about="о|об|обо|про|насчет|насчёт",
    fixed="(?:в |на )?эт(?:ом|ой|им|от|у|о) (?:году|неделе|месяце|летом|год|неделю|раз|статье|"
    "новости)|что (?:это )?такое|кроме того|тем более|в том числе|вместе с тем|до того|о том,? что|"
    "то есть|из того|с тех пор",
    speech="""сказал сказала сказали говорил говорила говорит заявил заявила заявили объявил
    объявила отметил отметила сообщил сообщила назвал назвала добавил утверждал утверждает описал
    подчеркнул""",
    verb="ся|сь|[аяуе]ет|[аяу]ют|[аяи]л[аио]|[аяеиыу]ть|(?:пис|зд|ов)ан[аоы]?|[влмщчж]ен[аоы]?",
    piece="част внутренн внешн втор перв трет последн остальн друг инфраструктур",
    property="""цен стоимост длин объем размер цел причин результат последств итог срок дат бюджет
    рол услови количеств числ сумм дол грузооборот протяженност значени детал подробност""",
)
_PERSIAN = build_tongue(
    "fa",
    hollow="""و در به از که را با است بود شد می برای های ها شده میشود خواهد کرد میکند شود باشد هست
    هستند بودند شدند کردند کنند یک دارد داشت نیز هم آیا تا بر درباره مورد دقیقا هنوز باز داده وصل
    انجام""",
    person="او وی ایشان",
    thing="آن این همان همین آنرا اینرا",
    several="آنها آنان اینها اینان",
    place="آنجا اینجا",
    rest="دیگر دیگری دیگران بقیه چنین سایر",
    opener="(?:(?:خب|خوب|باشه|پس|و|اما),? )*(?:پس|در مورد|درباره|راجع به|و|اما|ولی)",
    closer="چطور است|چطور|چی شد|چی|چه می‌شود|چگونه",
    asking="چه زمانی|چه وقت|چه سالی|چه کسانی|چه کسی|چه مقدار|چه تعداد|به چه دلیل|از کجا|به کجا"
    "|کجاست|کجا|چقدر|چند|چرا|چگونه|چطور|کدامیک|کدام|کیست|کی|چیست|چی|چه",
    who="چه کسی|چه کسانی|کیست",
    about="درباره|درباره‌ی|در مورد|راجع به",
    fixed="این (?:هفته|سال|ماه|مقاله|خبر|روزها|متن)|"
    "(?:علاوه بر|پیش از|بیش از|از|با) این(?: حال| رو)?",
    speech="گفت گفته گفتند میگوید اعلام تاکید تأکید افزود خواند نامید توصیف",
    piece="بخش داخلی خارجی دوم اول سوم آخر زیرساخت",
    property="""هزینه قیمت طول حجم اندازه هدف دلیل علت نتیجه پیامد تاریخ بودجه نقش شرط تعداد مبلغ
    سهم گردش جزئیات مسافت اهمیت""",
)
_GERMAN = build_tongue(
    "de",
    hollow="""der die das den dem des ein eine einen einer eines und ist sind wird werden wurde
    wurden war waren von zu zum zur im in am an mit für auf hat haben hatte nicht auch noch genau
    denn es sich nach aus bei als oder aber ob kann soll sollen so nur schon gab gibt über""",
    thing="""dies dieser diese dieses diesen diesem jener jene jenes dessen deren davon dazu dafür
    darüber damit dabei daran darauf daraus""",
    either="er sie ihn ihm ihr sein seine seinen seinem seiner ihre ihren ihrem ihrer",
    several="ihnen",
    place="dort dorthin da hier",
    rest="andere anderen anderer anderes weitere weiteren beide beiden sonst",
    opener="(?:(?:ok|okay|gut|na|und|aber|also),? )*(?:was ist mit|wie (?:steht|sieht) es mit|und|"
    "aber|oder|auch)",
    closer="aus|dann|auch",
    asking="wie (?:viel|viele|hoch|lange|lang|weit|groß|oft)|seit wann|bis wann|wieviel|wann|wohin|"
    "woher|wo|warum|wieso|weshalb|wie|wessen|wem|wen|wer|welcher|welches|welchem|welchen|welche|"
    "was",
    who="wer|wen|wem|wessen",
    about="über",
    fixed="diese[srmn]? (?:Jahr|Jahres|Woche|Monat|Artikel|Meldung)|es gibt|gibt es|das heißt",
    speech="""sagte sagten gesagt sagt erklärte erklärt behauptete behauptet kündigte nannte
    genannt""",
    verb="[bcdefghklmnprz]t",
    piece="teil hälfte inländisch ausländisch zweite erste letzte übrige infrastruktur",
    property="""kosten preis länge größe zweck ziel grund ursache ergebnis folge datum frist budget
    rolle bedingung umfang anzahl anteil""",
)
TITLES = frozenset(
    bared(
        """president presidents minister ministers chancellor king queen governor mayor senator
        secretary general pope mr mrs ms dr professor prezident prezidenti nazir naziri başbakan
        bakan bakanı cumhurbaşkanı президент президента министр премьер канцлер präsident kanzler"""
    )
)
"""What a name of a person may begin with."""
CALENDAR = frozenset(
    bared(
        """monday tuesday wednesday thursday friday saturday sunday january february march april
        june july august september october november december"""
    )
)
"""Written with a capital, and no names."""
_LATIN = (ENGLISH, _TURKIC, _GERMAN)
_ARABIC, _CYRILLIC = re.compile("[؀-ۿ]"), re.compile("[Ѐ-ӿ]")
_TURKIC_LETTER = re.compile("[əğışİ]")


def tongue_of(question: str, before: Sequence[str] = ()) -> Tongue:
    """The language of a question; of the newest of ``before`` where it has no word of any."""
    found = (_by_words(text) for text in (question, *reversed(before)))
    return next((tongue for tongue in found if tongue), ENGLISH)


def _by_words(text: str) -> Tongue | None:
    if _ARABIC.search(text):
        return _PERSIAN
    if _CYRILLIC.search(text):
        return _RUSSIAN
    # What follows an apostrophe is an ending: "Ermenistan'a" has no English article.
    words = [t.plain for t in tokens_of(text) if text[t.start - 1 : t.start] not in ("'", "’")]
    hits = [
        sum(word in one.hollow or word in one.stands for word in words)
        + 2 * bool(one.opener.match(text))
        + (one is _TURKIC and bool(_TURKIC_LETTER.search(text)))
        for one in _LATIN
    ]
    return _LATIN[hits.index(max(hits))] if max(hits) else None
