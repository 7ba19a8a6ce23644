"""Who says a short answer, and how surely: invented news in six languages, and hostile text.

Each case is an article, its answer in brackets, and below it who says it and what makes it less
than a fact ("-" for nobody and nothing). A line that starts with "|" is the next sentence.
"""

import random
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Article, Sentence, Source, split_article
from qa.attribution import Attribution, Words, attribution_of
from tests.doors import SEED

ENGLISH = """
The port is to open [[in May]], the new Ministry of Roads said in a statement on Thursday.
    the new Ministry of Roads ; is to
Mayor Tilda Brook said the pool cost [[4 million pounds]].
    Tilda Brook ; -
The pool cost [[4 million pounds]], Mayor Tilda Brook said on Monday.
    Tilda Brook ; -
The pool cost [[4 million pounds]], said Mayor Tilda Brook.
    Tilda Brook ; -
The pool cost [[4 million pounds]], according to the town council.
    the town council ; -
According to Reuters, the pool cost [[4 million pounds]].
    Reuters ; -
“It cost [[4 million pounds]],” said Brook, who opened it.
    Brook ; -
Mayor Jo Field opened it.
| “The deal between Rhodes and Corfu cost [[4 million pounds]],” he said.
    Jo Field ; -
“It cost [[4 million pounds]] in the end,” the mayor told reporters.
    the mayor ; -
Transport Minister Ilse Varnham told parliament that [[61]] bridges were unsafe.
    Ilse Varnham ; -
Its spokesman, Carl Finch, said [[61]] bridges were unsafe.
    Carl Finch ; -
Carl Finch, a spokesman for the firm, said [[61]] bridges were unsafe.
    Carl Finch ; -
The bridge, as engineer Mara Sol noted, is [[61]] years old.
    Mara Sol ; -
Police said [[two men]] had been arrested.
    Police ; -
The ministry denied that the bridge was [[61]] years old.
    The ministry ; denied
Bakery owner Jo Field wrote in a letter that she employs [[nine]] people.
    Jo Field ; -
The pool, by the council's own estimate, cost [[4 million pounds]].
    the council ; estimate
The pool could open [[in May]].
    - ; could
The pool is expected to open [[in May]].
    - ; expected to
The pool is scheduled to open [[in May]].
    - ; scheduled
The opening is planned for [[May 5]].
    - ; planned
The pool may open [[in May]], if the tiles arrive.
    - ; may
The pool opened [[in May]].
    - ; -
The pool will open [[in May]].
    - ; -
The pool is unlikely to open before [[May]].
    - ; unlikely
The pool has not been open since [[May]].
    - ; not
The pool never cost more than [[4 million pounds]].
    - ; never
It sold no fewer than [[900]] tickets.
    - ; -
The pool opened [[in May]] and might close in June.
    - ; -
The pool might close in June, which was [[a wet month]].
    - ; -
An opening [[in May]] is possible.
    - ; possible
The pool was reportedly sold for [[4 million pounds]].
    - ; reportedly
The town plans to sell the pool for [[4 million pounds]].
    The town ; plans
Tilda Brook hopes to sell it for [[4 million pounds]].
    Tilda Brook ; hopes
Analysts expect a rise of [[3 percent]].
    Analysts ; expect
The council has proposed a fee of [[9 pounds]].
    The council ; proposed
The court will rule [[on Friday]], a spokeswoman said.
    a spokeswoman ; will
Economist Ruth Bell spoke first.
|She expects a rise of [[3 percent]].
    Ruth Bell ; expects
The tunnel leaks, engineer Mara Sol said.
|“It loses [[40 litres]] a day,” she added.
    Mara Sol ; -
“We are late,” said Mara Sol.
|“The tunnel needs [[40 more pumps]] before winter.”
    Mara Sol ; -
“The tunnel needs [[40 pumps]].
|It may need more,” said Mara Sol.
    Mara Sol ; -
The tunnel lost [[40 litres]] a day.
|This was reported by the water board.
    the water board ; -
The tunnel is closed.
|[[Forty]] pumps are at work.
    - ; -
The dam, in the words of engineer Mara Sol, is [[a bathtub without a plug]].
    Mara Sol ; -
“The dam is a bathtub,” as Mara Sol puts it, [[without a plug]].
    Mara Sol ; -
The leak was caused by [[a loose bolt]], the inspectors' report says.
    the inspectors' report ; -
The company will not pay before [[June]], its lawyer Tom Reed insists.
    Tom Reed ; not
Nobody knows the cost, but [[9 million]] is likely, Reed told the Herald.
    Reed ; likely
Asked about the cost, Reed said it could reach [[9 million]].
    Reed ; could
Speaking in Leeds on Tuesday, Reed put the cost at [[9 million]].
    Reed ; put
The cost, Reed admitted, was [[9 million]].
    Reed ; -
“We were lucky,” Reed said.
|“[[Nine]] pumps failed and two held.”
    Reed ; -
Reed, who has led the board since 2019, said [[nine]] pumps had failed.
    Reed ; -
A spokeswoman for the board, Lena Hart, rejected the claim that [[nine]] pumps had failed.
    Lena Hart ; rejected
The board's chairman has denied ordering [[nine pumps]].
    The board's chairman ; denied
Hart would not say when; Reed hopes for [[June]].
    Reed ; hopes
Hart says June is possible; Reed says [[July]].
    Reed ; -
The board estimates that repairs will take [[nine weeks]].
    The board ; estimates
Repairs are estimated to take [[nine weeks]].
    - ; estimated
Repairs should take [[nine weeks]], Hart thinks.
    Hart ; should
It is not clear whether [[nine pumps]] failed.
    - ; not clear
The bridge, due to open in May, will cost [[9 million]].
    - ; -
The bridge was to open in May; it opened [[in July]].
    - ; -
If the weather holds, work will end [[in July]].
    - ; If
Work will end [[in July]] unless it rains.
    - ; unless
Police in Dorn said on Friday that they had questioned [[nine men]] and released two.
    Police in Dorn ; -
Two sources at the bank told Reuters the loan was worth [[9 million]].
    Two sources at the bank ; -
The loan was worth [[9 million]], two sources told Reuters.
    two sources ; -
The loan was worth [[9 million]], Reuters reported, citing two sources.
    Reuters ; -
Witness Omar Bell told the court that he saw [[nine men]].
    Omar Bell ; -
Critics, led by Omar Bell, say the plan will cost [[9 million]].
    Critics ; will
He is believed to have paid [[9 million]].
    - ; is believed
The firm does not expect to pay before [[June]].
    The firm ; does not expect
Prime Minister Jo Field ruled out a vote before [[June]].
    Jo Field ; ruled out
The treaty was never signed by [[Norland]].
    - ; never
In a statement, Norland's foreign ministry said [[nine]] envoys would leave.
    Norland's foreign ministry ; would
Field’s office confirmed the visit but said it would last only [[nine hours]].
    Field’s office ; would
Dr. Ana Vidal, of the Institute of Dust, found that [[nine percent]] of it is skin.
    Ana Vidal ; -
Ana Vidal was first to object.
|In her view, [[nine percent]] is too much.
    Ana Vidal ; In her view
Mayor Tilda Brook opened the pool.
|The mayor said it cost [[4 million pounds]].
    Tilda Brook ; -
Lawyer Tom Reed spoke for the firm.
|The judge said the fine was [[9 million]].
    The judge ; -
Eastmere Water wants to halve its leaks [[by 2032]], it told the regulator.
    Eastmere Water ; wants
The minister resigned and said he would travel [[in June]].
    The minister ; would
It is expected that the pool opens [[in May]].
    - ; expected
Reed thinks the firm may pay [[in June]].
    Reed ; thinks the firm may
The pool opened [[in June]], a month later than promised.
    - ; -
The council said it opened [[in June]], later than the builders had predicted.
    The council ; -
The council rejected that account of [[the leak]].
    The council ; rejected
Engineer Mara Sol, speaking in Leeds, told the weekly Argus that [[nine]] pumps had failed.
    Mara Sol ; -
The firm now puts the loss at [[9 million]].
    The firm ; puts
The family said the dog was [[nine]].
    The family ; -
[[Nine]] pumps failed; two held, Reed said.
    Reed ; -
Mara Sol led the inquiry.
|She denied that Tom Reed had paid, and said [[nine]] pumps were new.
    Mara Sol ; -
The ministry denied the report, saying [[nine]] pumps were new.
    The ministry ; -
The pool could open in May, if [[the tiles]] arrive.
    - ; could
If the tiles arrive by [[May]], the pool might open in June.
    - ; might
The pool could open in June, provided [[the tiles arrive]].
    - ; provided
Mara Sol said [[the pump did not start]].
    Mara Sol ; -
The firm would pay no more than [[9 million]].
    - ; would pay no more than
The road is shut until at least [[Friday]].
    - ; until at least
About [[90]] people came.
    - ; About
Bakers must pay [[9 pounds]].
    - ; must
Only boats built [[between March and September]] are safe, it said.
    - ; -
The study, code-named Argus, has [[nine]] authors.
    - ; -
"""
AZERBAIJANI = """
Körpü [[mayda]] açılacaq, mühəndis Elçin Quliyev çərşənbə axşamı “Səhər Xəbər”ə deyib.
    Elçin Quliyev ; açılacaq
Nazir Elçin Quliyev bildirib ki, körpü [[4 milyon manata]] başa gəlib.
    Elçin Quliyev ; -
Nazir Elçin Quliyev körpünün [[4 milyon manata]] başa gəldiyini bildirib.
    Elçin Quliyev ; -
“Körpü [[4 milyon manata]] başa gəlib”, – nazir Elçin Quliyev deyib.
    Elçin Quliyev ; -
Elçin Quliyevin sözlərinə görə, körpü [[4 milyon manata]] başa gəlib.
    Elçin Quliyevin ; -
Körpü [[4 milyon manata]] başa gəlib, nazirliyin mətbuat xidməti xəbər verir.
    nazirliyin mətbuat xidməti ; -
Nazirliyin məlumatına görə, [[iki nəfər]] xəsarət alıb.
    Nazirliyin ; -
Polis [[iki nəfərin]] saxlanıldığını açıqlayıb.
    Polis ; -
Körpü [[mayda]] açıla bilər.
    - ; açıla bilər
Körpünün [[mayda]] açılacağı gözlənilir.
    - ; gözlənilir
Körpünün [[mayda]] açılması planlaşdırılır.
    - ; planlaşdırılır
Körpünün [[mayda]] açılması nəzərdə tutulur.
    - ; nəzərdə tutulur
Körpü [[mayda]] açılıb.
    - ; -
Körpü [[mayda]] açılacaq.
    - ; -
Körpü [[mayda]] açılmayıb.
    - ; açılmayıb
Körpünün [[mayda]] açılacağı istisna olunmur.
    - ; istisna olunmur
Nazir Elçin Quliyev körpünün [[mayda]] açılacağını deyib.
    Elçin Quliyev ; açılacağını
Şirkət körpünü [[mayda]] açmağı planlaşdırır.
    Şirkət ; planlaşdırır
Şirkət körpünü [[mayda]] açmaq niyyətindədir.
    Şirkət ; niyyətindədir
Ekspert Səbinə Nağıyeva qiymətin [[üç faiz]] artacağını güman edir.
    Səbinə Nağıyeva ; güman edir
İlkin məlumata görə, [[iki nəfər]] xəsarət alıb.
    - ; İlkin məlumata görə
Yol [[mayda]] bağlanıb və iyunda açıla bilər.
    - ; -
Təmir [[mayda]] başa çatıb.
    - ; -
Mühəndis Orxan Səfərli yolu göstərdi.
|O, təmirin [[iki ay]] çəkdiyini deyib.
    Orxan Səfərli ; -
Mühəndis Orxan Səfərli yolu göstərdi.
|Onun sözlərinə görə, təmir [[iki ay]] çəkib.
    Orxan Səfərli ; -
Xəsarət alanların sayı [[ikidir]].
|Bu barədə xəstəxananın baş həkimi Tural Ağayev məlumat verib.
    Tural Ağayev ; -
Nazirlikdən bildirilib ki, [[doqquz nəfər]] xəsarət alıb.
    Nazirlikdən ; -
Nazirlikdən verilən məlumata görə, [[doqquz nəfər]] xəsarət alıb.
    Nazirlikdən ; -
“[[Doqquz nəfər]] xəsarət alıb, amma vəziyyəti yaxşıdır”, – deyə həkim Aygün Rəhimova bildirib.
    Aygün Rəhimova ; -
“[[Doqquz nəfər]] xəsarət alıb, amma vəziyyəti yaxşıdır” – bunu həkim Aygün Rəhimova deyib.
    Aygün Rəhimova ; -
“[[Doqquz nəfər]] xəsarət alıb, amma vəziyyəti yaxşıdır”, – həkim Aygün Rəhimova mızıldanıb.
    Aygün Rəhimova ; -
Həkim Aygün Rəhimova jurnalistlərə açıqlamasında bildirib ki, [[doqquz nəfər]] xəsarət alıb.
    Aygün Rəhimova ; -
Baş həkim Aygün Rəhimova hesab edir ki, virus [[martda]] geri qayıda bilər.
    Aygün Rəhimova ; qayıda bilər
Baş həkim Aygün Rəhimova virusun [[martda]] geri qayıdacağına inanır.
    Aygün Rəhimova ; inanır
Hesabatda deyilir ki, virus [[martda]] yayılıb.
    Hesabatda ; -
Komitənin hesabatında deyilir ki, virus [[martda]] yayılıb.
    Komitənin hesabatında ; -
Aygün Rəhimova təkzib edib ki, virus [[martda]] yayılıb.
    Aygün Rəhimova ; təkzib edib
Deyilənə görə, körpü [[9 milyona]] başa gəlib.
    - ; Deyilənə görə
Şirkətin rəhbəri Elnur Cəfərli sözünü qısa saxladı.
|Direktor işin [[mayda]] bitəcəyini vəd edib.
    Direktor ; vəd edib
Şirkətin rəhbəri Elnur Cəfərli yolu açdı.
|İşin [[mayda]] bitəcəyini deyib.
    Elnur Cəfərli ; bitəcəyini
Sakinlər suyun [[üç gündür]] kəsildiyini deyirlər.
    Sakinlər ; -
Alimlər sümüklərin [[VII əsrə]] aid olduğunu düşünür.
    Alimlər ; düşünür
Vəkil Kamil Həsənov müştərisinin [[9 milyonu]] götürmədiyini bildirir.
    Kamil Həsənov ; götürmədiyini
“Ola bilsin, [[mayda]] açarıq, bəlkə də iyunda”, – mühəndis Rasim Tağı deyir.
    Rasim Tağı ; Ola bilsin
Rasim Tağının hesablamasına görə, bənd [[60 il]] davam gətirəcək.
    Rasim Tağının ; hesablamasına görə
Komissiya bəndin [[60 il]] davam gətirəcəyini proqnozlaşdırır.
    Komissiya ; proqnozlaşdırır
Nazirlik isə bu rəqəmi təkzib edir və zərərin [[2 milyon]] olduğunu bildirir.
    Nazirlik ; -
Mühəndisin sözlərinə görə, körpü ən gec [[mayda]] hazır olmalıdır.
    Mühəndisin ; olmalıdır
Təşkilatçılar [[30 min]] qonaq gözləyirlər.
    Təşkilatçılar ; gözləyirlər
Qrup rəhbəri Nigar Paşa qəbrin [[III əsrə]] aid ola biləcəyini istisna etmir.
    Nigar Paşa ; ola biləcəyini istisna etmir
Birlik [[15 faizlik]] artım tələb edir.
    Birlik ; tələb edir
Şirkətin sözçüsü Elçin Mirzə xəbəri şayiə adlandırıb: “Heç bir [[satış]] olmayacaq, söz verirəm”.
    Elçin Mirzə ; olmayacaq
Bunun üçün [[2 milyon]] lazım olacaq, – deyə Nigar Paşa əlavə edib.
    Nigar Paşa ; olacaq
Nigar Paşa ümid edir ki, iş [[mayda]] bitəcək.
    Nigar Paşa ; ümid edir
Layihə təsdiqlənsə, tikinti [[2029-cu ildə]] başlayacaq.
    - ; təsdiqlənsə
Alimlərin ehtimalına görə, daş [[göydən]] düşüb.
    Alimlərin ; ehtimalına görə
Ərazidə [[20 evin]] söküləcəyi bildirilir.
    - ; bildirilir
Tarif dəyişməyəcək, [[20 qəpik]] olaraq qalacaq, – agentlik açıqlayıb.
    agentlik ; qalacaq
Kitabxananın müdiri Lalə Sona oğurluğun [[gecə saat 3-də]] baş verdiyini təxmin edir.
    Lalə Sona ; təxmin edir
Lalə Sona kitabxananın müdiridir.
|O, oğurluğun [[gecə saat 3-də]] baş verdiyini təxmin edir.
    Lalə Sona ; təxmin edir
Lalə Sona yeni müdirdir.
|Müdir deyir ki, kitabların sayı [[iki mindir]].
    Lalə Sona ; -
Sonanın fikrincə, kitabları [[siçanlar]] yeyib.
    Sonanın ; fikrincə
Bələdiyyə başçısı Kərim Dadaş yolun [[payıza qədər]] hazır olacağına söz verib.
    Kərim Dadaş ; söz verib
Kərim Dadaş: “Yol [[payıza qədər]] hazır olacaq, daha bir gün də gözləməyəcəyik”.
    Kərim Dadaş ; olacaq
Müxalifət yolun [[iki qat baha]] başa gəldiyini iddia edir.
    Müxalifət ; iddia edir
Yolun [[iki qat baha]] başa gəldiyi iddia olunur.
    - ; iddia olunur
Yolun [[payızda]] açılacağına ümid edilir.
    - ; ümid edilir
Həkimlər xəstənin [[bir aya]] sağalacağını bildirirlər.
    Həkimlər ; sağalacağını
Körpünü mer Kamil Tağı memar Nərmin Soltanla birgə açıb.
|“Körpü [[yüz il]] duracaq, bəlkə də artıq”, – o deyib.
    Kamil Tağı ; duracaq
Körpünün [[yüz il]] duracağı deyilir.
    - ; deyilir
Hələ bəlli deyil ki, körpü [[mayda]] açılacaq.
    - ; Hələ bəlli deyil
İstisna deyil ki, körpü [[mayda]] açılsın.
    - ; İstisna deyil
Çox güman, körpü [[mayda]] açılacaq.
    - ; Çox güman
Körpü [[mayda]] açılmalı idi.
    - ; açılmalı
Mer Kamil Tağı körpünün yalnız [[mayda]] açılacağını açıqlayıb.
    Kamil Tağı ; açılacağını
“Bənd” qəzeti yazır ki, körpü [[mayda]] açılıb.
    “Bənd” qəzeti ; -
Prokurorluq iddia edir ki, o, [[iki milyon]] mənimsəyib.
    Prokurorluq ; iddia edir
Məhkəmə müəyyən edib ki, o, [[iki milyon]] mənimsəyib.
    Məhkəmə ; -
Alim Ruslan Quba bunu [[küləklə]] izah edir.
    Ruslan Quba ; -
Alim Ruslan Qubanın fikrincə, səbəb [[küləkdir]].
    Ruslan Qubanın ; fikrincə
Səbəb, alimin fikrincə, [[küləkdir]].
    alimin ; fikrincə
Səbəbin [[külək]] olduğu ehtimal edilir.
    - ; ehtimal edilir
Səbəb [[külək]] ola bilərdi.
    - ; ola bilərdi
Qrant [[mayda]] bitir, uzadılması isə sual altındadır.
    - ; -
Sevda Hüseyn layihəni alqışlayıb: “Körpü [[yüz il]] duracaq, buna əminəm”.
    Sevda Hüseyn ; duracaq
Sahibkar Vaqif Nur zavodda [[200 nəfərin]] işləyəcəyini vəd edib.
    Vaqif Nur ; vəd edib
Vəkillər [[beş il]] istəyirlər.
    Vəkillər ; istəyirlər
Mühəndis Rasim Tağı gəldi.
|Tağı arxayındır: “Körpü [[yanvara kimi]] hazır olacaq, baxarsınız”.
    Tağı ; olacaq
Yol, sürücülər deyir, [[üç ton]] götürür.
    sürücülər ; -
Müxalifət susur, nazirlik isə [[beş milyon]] vəd edir.
    nazirlik ; vəd edir
“[[Yalnız yük maşınları]] pul verəcək”, – deyə o söz verib.
    - ; söz verib
Bələdiyyədə yolun [[mayda]] açılacağına ümid edirlər.
    Bələdiyyədə ; ümid edirlər
Körpü ən tezi [[mayda]] hazır olacaq.
    - ; ən tezi
“Vətən” qəzeti yazmışdı ki, körpü [[mayda]] açılıb.
    “Vətən” qəzeti ; -
Nazir Elçin Quliyev gecikməni [[yağışla]] əlaqələndirib.
    Elçin Quliyev ; əlaqələndirib
Şəhərə təxminən [[iki min nəfər]] gəlib.
    - ; təxminən
"""
TURKISH = """
Bakan Selim Arıkan, köprünün [[4 milyon liraya]] mal olduğunu söyledi.
    Selim Arıkan ; -
Belediye Başkanı Nur Ekinci köprünün [[4 milyon liraya]] mal olduğunu açıkladı.
    Nur Ekinci ; -
“Köprü [[4 milyon liraya]] mal oldu” diyen Arıkan, teşekkür etti.
    Arıkan ; -
“Köprü [[4 milyon liraya]] mal oldu, daha da artacak” dedi Selim Arıkan.
    Selim Arıkan ; -
Selim Arıkan'a göre köprü [[4 milyon liraya]] mal oldu.
    Selim Arıkan ; -
Bakanlığın açıklamasına göre [[iki kişi]] yaralandı.
    Bakanlığın ; -
Polis [[iki kişinin]] gözaltına alındığını duyurdu.
    Polis ; -
Köprü [[mayısta]] açılabilir.
    - ; açılabilir
Köprünün [[mayısta]] açılması bekleniyor.
    - ; bekleniyor
Köprünün [[mayısta]] açılması planlanıyor.
    - ; planlanıyor
Köprü [[mayısta]] açıldı.
    - ; -
Köprü [[mayısta]] açılacak.
    - ; -
Köprü [[mayısta]] açılmadı.
    - ; açılmadı
Şirket köprüyü [[mayısta]] açmayı hedefliyor.
    Şirket ; hedefliyor
Uzman Deniz Acar, fiyatların [[yüzde üç]] artabileceğini söyledi.
    Deniz Acar ; artabileceğini
Uzman Deniz Acar, fiyatların [[yüzde üç]] artacağını tahmin ediyor.
    Deniz Acar ; tahmin ediyor
Sendika, [[iki bin işçinin]] işten çıkarıldığını iddia etti.
    Sendika ; iddia etti
Bakan Selim Arıkan, köprünün [[mayısta]] açılacağını bildirdi.
    Selim Arıkan ; açılacağını
Geçen yıla göre fiyatlar [[yüzde üç]] arttı.
    - ; -
Yol [[mayısta]] kapandı ve haziranda açılabilir.
    - ; -
Mühendis Ece Polat tüneli gezdi.
|Onarımın [[iki ay]] sürdüğünü söyledi.
    Ece Polat ; -
Yaralı sayısı [[iki]].
|Bunu başhekim Kaan Yurt açıkladı.
    Kaan Yurt ; -
Bakanlıktan yapılan açıklamada, [[dokuz kişinin]] yaralandığı belirtildi.
    Bakanlıktan ; -
Valiliğin yazılı açıklamasında [[dokuz kişinin]] yaralandığı bildirildi.
    Valiliğin ; -
Raporu değerlendiren Prof. Dr. Ayla Gür, depremin [[dokuz saniye]] sürdüğünü söyledi.
    Ayla Gür ; -
Toplantının ardından konuşan Bakan Selim Arıkan, köprünün [[mayısta]] açılabileceğini ifade etti.
    Selim Arıkan ; açılabileceğini
Yeni Liman Köprüsü'nü gezen Selim Arıkan, köprünün [[mayısta]] açılacağını müjdeledi.
    Selim Arıkan ; açılacağını
Selim Arıkan ise köprünün [[mayısta]] açılmasını beklemiyor.
    Selim Arıkan ; beklemiyor
“Köprü [[mayısta]] açılacak, söz veriyoruz,” dedi Arıkan gazetecilere.
    Arıkan ; açılacak
Arıkan, “Köprü [[mayısta]] açılacak, söz veriyoruz” dedi.
    Arıkan ; açılacak
Uzmanlar, virüsün [[martta]] yayıldığını düşünüyor.
    Uzmanlar ; düşünüyor
İddiaya göre şirket [[dokuz milyon]] ödedi.
    - ; İddiaya göre
Avukatı Kemal Har, müvekkilinin [[dokuz milyonu]] almadığını söyledi.
    Kemal Har ; almadığını
Şirket, [[dokuz işçiyi]] çıkardığını yalanladı.
    Şirket ; yalanladı
Seçimin [[mayısta]] yapılacağı kesin değil.
    - ; değil
Doğu Anadolu Rehberler Derneği Başkanı Halil Koç yolun [[mayısta]] açılmasını umuyor.
    Halil Koç ; umuyor
Koç'un tahminine göre yol [[mayısta]] açılacak.
    Koç ; tahminine göre
“Olsa olsa [[mayısta]] biter, daha önce değil” diye konuştu Selim Arıkan.
    Selim Arıkan ; Olsa olsa
Kazının başkanı Prof. Zeynep Ulu, mezarın [[3. yüzyıla]] ait olabileceğini düşünüyor.
    Zeynep Ulu ; olabileceğini düşünüyor
Hükümet sözcüsü ise [[erken seçim]] iddiasını yalanladı.
    Hükümet sözcüsü ; yalanladı
Dernek, bu rakamın [[iki katı]] olduğunu öne sürüyor.
    Dernek ; öne sürüyor
Ulu'nun ekibi [[mayısta]] dönmeyi umuyor.
    Ulu'nun ekibi ; umuyor
Gelirlerin [[yüzde 5]] düşmesinden korkuluyor.
    - ; korkuluyor
Müze müdürü Ali Rıza Tan'ın verdiği bilgiye göre vazo [[Çin'den]] geldi.
    Ali Rıza Tan ; -
Tan, vazonun [[Çin'den]] geldiğini sanıyor.
    Tan ; sanıyor
Vazoyu bulan Tan değil, kızıydı.
|“Vazo [[Çin'den]] gelmiş olabilir, emin değilim” diyor Tan.
    Tan ; olabilir
Grev, sendikaya göre [[bin işçiyi]], şirkete göre 400 kişiyi kapsıyor.
    sendikaya ; -
Sendika [[yüzde 40]] zam istiyor; işveren 25 öneriyor.
    Sendika ; istiyor
Sendika yüzde 40 zam istiyor; işveren [[25]] öneriyor.
    işveren ; öneriyor
Belediye sustu, sendika ise [[yüzde kırk]] istiyor.
    sendika ; istiyor
“Köprü [[mayısta]] açılacak” sözünü verdi.
    - ; sözünü verdi
Onarım bitmedi, şirket [[iki ay]] istedi.
    şirket ; istedi
Köprü en geç [[mayısta]] açılacak.
    - ; en geç
Vali Selim Arıkan gecikmeyi [[yağmura]] bağladı.
    Selim Arıkan ; bağladı
Bakan Selim Arıkan, köprünün [[mayısta]] açılmasının planlandığını söyledi.
    Selim Arıkan ; planlandığını
Bakan Selim Arıkan, [[yolun açılmadığını]] söyledi.
    Selim Arıkan ; -
"""
RUSSIAN = """
Об этом сообщил инженер Глеб Пустоваров.
| Стоимость моста он оценил в [[4 миллиона рублей]].
    Глеб Пустоваров ; оценил
Мэр Анна Белова сообщила, что бассейн обошёлся в [[4 миллиона рублей]].
    Анна Белова ; -
Бассейн обошёлся в [[4 миллиона рублей]], сообщила мэр Анна Белова.
    Анна Белова ; -
По словам мэра Анны Беловой, бассейн обошёлся в [[4 миллиона рублей]].
    Анны Беловой ; -
«Он обошёлся в [[4 миллиона рублей]]», – заявил Пётр Сомов.
    Пётр Сомов ; -
Как сообщает пресс-служба завода, пострадали [[два человека]].
    пресс-служба завода ; -
По данным министерства, пострадали [[два человека]].
    министерства ; -
Согласно отчёту агентства, пострадали [[два человека]].
    агентства ; -
Директор завода Иван Рябов заявил журналистам, что уволены [[два человека]].
    Иван Рябов ; -
Иван Рябов, директор завода, рассказал, что уволены [[два человека]].
    Иван Рябов ; -
Мост откроют, вероятно, [[в мае]].
    - ; вероятно
Мост может открыться [[в мае]].
    - ; может
Мост планируется открыть [[в мае]].
    - ; планируется
Открытие моста ожидается [[в мае]].
    - ; ожидается
Мост открыли [[в мае]].
    - ; -
Мост откроют [[в мае]].
    - ; -
Мост откроют [[в мае]], пообещал министр Олег Дроздов.
    Олег Дроздов ; пообещал
Мост якобы продали за [[4 миллиона]].
    - ; якобы
Мост не открыли [[в мае]].
    - ; не
Пришло не менее [[двухсот человек]].
    - ; -
Власти намерены продать мост за [[4 миллиона]].
    Власти ; намерены
По предварительным данным, пострадали [[двое]].
    - ; По предварительным данным
Министр не исключил, что мост откроют [[в мае]].
    Министр ; не исключил
Инженер Ольга Зимина выступила первой.
|Она считает, что причина [[в ржавчине]].
    Ольга Зимина ; считает
Пострадали [[двое]].
|Об этом сообщил главврач Юрий Лось.
    Юрий Лось ; -
Ремонт идёт, сказала инженер Ольга Зимина.
|По её словам, нужно [[сорок насосов]].
    Ольга Зимина ; -
В компании считают, что ремонт займёт [[девять недель]].
    компании ; считают
В мэрии сообщили, что погибли [[девять человек]].
    мэрии ; -
В ответ пресс-секретарь компании Анна Лось заявила, что погибли [[девять человек]].
    Анна Лось ; -
Во вторник министр Олег Дроздов сообщил, что погибли [[девять человек]].
    Олег Дроздов ; -
Погибли [[девять человек]], сообщил в среду агентству министр Олег Дроздов.
    Олег Дроздов ; -
Погибли [[девять человек]], рассказала «Вестнику» глава района Мария Лужина.
    Мария Лужина ; -
«Погибли [[девять человек]], остальные живы», — сказал он журналистам, имея в виду министр.
    - ; -
Министр энергетики Иван Петров на заседании правительства сообщил, что погибли [[девять человек]].
    Иван Петров ; -
Глава ведомства подчеркнула: погибли [[девять человек]].
    Глава ведомства ; -
В отчёте комиссии говорится, что погибли [[девять человек]].
    комиссии ; -
Как следует из отчёта комиссии, погибли [[девять человек]].
    отчёта комиссии ; -
Мост откроют [[в мае]], надеется подрядчик.
    подрядчик ; надеется
Мост, надеется подрядчик Глеб Усов, откроют [[в мае]].
    Глеб Усов ; надеется
Мост, по расчётам инженеров, простоит [[сто лет]].
    инженеров ; по расчётам
Подрядчик уверен, что мост откроют [[в мае]].
    Подрядчик ; уверен
Если погода не подведёт, мост откроют [[в мае]].
    - ; Если
Открытие назначено [[на май]].
    - ; назначено
Открыть мост хотят [[в мае]].
    - ; хотят
Мост должны были открыть [[в мае]].
    - ; должны были
Жители требуют открыть мост [[в мае]].
    Жители ; требуют
Полиция опровергла, что задержаны [[девять человек]].
    Полиция ; опровергла
Полиция не подтвердила гибель [[девяти человек]].
    Полиция ; не подтвердила
Причиной, полагает Пётр Лис, стала [[засуха]].
    Пётр Лис ; полагает
Причиной Пётр Лис называет [[засуху]].
    Пётр Лис ; -
Пётр Лис называет причиной [[засуху]].
    Пётр Лис ; -
Ущерб оценивают в [[девять миллионов]].
    - ; оценивают
Ущерб эксперты оценили в [[девять миллионов]].
    эксперты ; оценили
Ведомство рассчитывает, что рыба вернётся [[через девять лет]].
    Ведомство ; рассчитывает
Работы, как ожидается, завершат [[в мае]].
    - ; ожидается
Стоимость пока не называют, но, по слухам, это [[девять миллионов]].
    - ; по слухам
«Мы вряд ли уложимся [[до декабря]]», – вздохнул прораб Мирон Гай.
    Мирон Гай ; вряд ли
Как надеется мэр Софья Ламм, новый маршрут разгрузит центр [[на треть]].
    Софья Ламм ; надеется
По осторожной оценке гидролога Тимура Аксёнова, уровень упадёт [[на 40 сантиметров]].
    Тимура Аксёнова ; По осторожной оценке
Завод, утверждают жители, сбрасывал [[по 20 тонн]] в сутки.
    жители ; утверждают
Банк, по слухам, продадут [[за 3 миллиарда]].
    - ; по слухам
Минздрав не подтверждает, что заболели [[90 человек]].
    Минздрав ; не подтверждает
Ремонт, скорее всего, продлится [[до весны]], предупредил инженер Лев Гай.
    Лев Гай ; скорее всего
Прокуратура подозревает, что деньги ушли [[на Кипр]].
    Прокуратура ; подозревает
Никаких переговоров [[с Китаем]] не велось, заверил Гай.
    Гай ; не
Гай опроверг слухи о продаже [[акций]].
    Гай ; опроверг
Если суд согласится, дело передадут [[в июне]].
    - ; Если
В ноябре планируют запустить [[второй реактор]].
    - ; планируют
Второй реактор должен заработать [[в ноябре]].
    - ; должен
Губернатор допускает, что выборы перенесут [[на осень]].
    Губернатор ; допускает
Пресс-секретарь Лия Мун не стала отрицать, что [[сделка сорвана]].
    Лия Мун ; не стала отрицать
«Билетов [[дешевле 500 рублей]] не будет», – отрезал Гай.
    Гай ; не
Архитектор Лия Мун, впрочем, сомневается, что крыша выдержит [[даже одну зиму]].
    Лия Мун ; сомневается
Учёные пока лишь предполагают: виновата [[плесень]].
    Учёные ; предполагают
По версии следствия, поджог устроил [[сторож]]; сам он вину отрицает.
    следствия ; По версии следствия
Мэр рассчитывает на [[две тысячи]] туристов.
    Мэр ; рассчитывает
Компания оценивает убытки в [[3 миллиарда]].
    Компания ; оценивает
Убытки, как подсчитала компания, достигли [[3 миллиардов]].
    компания ; -
Точная дата неизвестна, но, вероятно, это будет [[июнь]].
    - ; вероятно
Лия Мун, возглавляющая раскопки, полагает, что кувшин сделан [[в Персии]].
    Лия Мун ; полагает
«Кувшин, думаю, сделан [[в Персии]]», – говорит Лия Мун, возглавляющая раскопки.
    Лия Мун ; думаю
Раскопки ведёт Лия Мун.
|«Кувшин, возможно, персидский, – говорит археолог.
|– Ему [[три тысячи лет]]».
    Лия Мун ; -
Раскопки ведёт Лия Мун.
|Археолог не сомневается, что кувшину [[три тысячи лет]].
    Археолог ; не сомневается
Стоимость работ Мун оценила в [[три миллиона]].
    Мун ; оценила
Работы обойдутся, по прикидкам Мун, [[в три миллиона]].
    Мун ; по прикидкам
Ветеринар Ада Финк, осмотревшая кита, сказала, что он прожил [[сорок лет]].
    Ада Финк ; -
Финк считает вероятной причиной [[шум]].
    Финк ; считает
Глава профсоюза Ян Рогов пригрозил забастовкой [[с 1 мая]].
    Ян Рогов ; пригрозил
Рогов требует [[12 процентов]], дирекция предлагает пять.
    Рогов ; требует
Рогов требует 12 процентов, дирекция предлагает [[пять]].
    дирекция ; предлагает
Министерство пока молчит; источник в нём назвал [[сентябрь]].
    источник ; -
Начальник управления дорог сказал, что мост простоит [[сто лет]].
    Начальник управления дорог ; -
Как рассказал «Вестям» мэр Пётр Юн, мост простоит [[сто лет]].
    Пётр Юн ; -
Мост, обещает мэр, простоит [[сто лет]].
    мэр ; обещает
Мэр обещает, что мост простоит [[сто лет]].
    Мэр ; обещает
Мост простоит [[сто лет]] – так считает Пётр Юн.
    Пётр Юн ; считает
У Петра Юна своё мнение: мост простоит [[сто лет]].
    - ; -
Пётр Юн не согласился с тем, что мост простоит [[сто лет]].
    Пётр Юн ; не согласился
Пётр Юн: «Мост простоит [[сто лет]], не меньше».
    Пётр Юн ; -
Жюри присудило мосту [[первое место]].
    - ; -
В полиции заявили: задержаны [[двое]].
    полиции ; -
Адвокат просит суд назначить [[два года]].
    Адвокат ; просит
Прокурор требовал [[пять лет]], адвокат – два.
    Прокурор ; требовал
Ущерб составит, вероятно, не меньше [[пяти миллионов]].
    - ; вероятно
Пока неясно, откроют ли мост [[в мае]].
    - ; неясно
Не исключено, что мост откроют [[в мае]].
    - ; Не исключено
Есть надежда, что мост откроют [[в мае]].
    - ; Есть надежда
Скорее всего, мост откроют [[в мае]].
    - ; Скорее всего
Мост собирались открыть [[в мае]].
    - ; собирались
Мост так и не открыли [[в мае]].
    - ; не
Мост откроют не раньше [[мая]].
    - ; не раньше
Инженер Лия Мун ушла.
|Мун спокойна: «Мосты укрепим [[к январю]]».
    Мун ; -
Дорога, говорят водители, выдержит [[три тонны]].
    водители ; -
Крестьяне жалуются, что вакцина пришла [[поздно]].
    Крестьяне ; -
Адвокат Лия Мун подала жалобу.
|Прокурор просил [[семь лет]].
    Прокурор ; просил
«Мост, – говорит инженер Лия Мун, – простоит [[сто лет]]».
    Лия Мун ; -
Если лёд растает к [[маю]], мост могут открыть в июне.
    - ; могут
Мост могут открыть, если [[лёд растает]].
    - ; могут
Инженер Лия Мун сказала, что [[мост не закрывали]].
    Лия Мун ; -
Мост откроют не позднее [[мая]].
    - ; не позднее
Собралось около [[600]] человек.
    - ; около
Мост открыли [[в июне]], позже, чем обещали.
    - ; -
Владелец моста, компания «Волна», отрицает, что [[мост закрыт]].
    Волна ; отрицает
Суд согласился с тем, что [[мост закрыт]].
    Суд ; -
"""
PERSIAN = """
شهردار، مینا رستگار، گفت ساخت پل [[۴ میلیون تومان]] هزینه داشت.
    مینا رستگار ; -
مینا رستگار، شهردار، گفت ساخت پل [[۴ میلیون تومان]] هزینه داشت.
    مینا رستگار ; -
به گفتهٔ شهردار، پل [[۴ میلیون تومان]] هزینه داشت.
    شهردار ; -
پلیس اعلام کرد [[دو نفر]] بازداشت شدند.
    پلیس ; -
وزارت راه خبر داد که [[دو پل]] بسته شد.
    وزارت راه ; -
بنا بر گزارش سازمان هواشناسی، [[دو نفر]] زخمی شدند.
    سازمان هواشناسی ; -
«پل [[۴ میلیون تومان]] هزینه داشت و دیر شد»، رستگار گفت.
    رستگار ; -
پل ممکن است [[در مرداد]] باز شود.
    - ; ممکن است
پل شاید [[در مرداد]] باز شود.
    - ; شاید
قرار است پل [[در مرداد]] باز شود.
    - ; قرار است
انتظار می‌رود پل [[در مرداد]] باز شود.
    - ; انتظار می‌رود
پل احتمالا [[در مرداد]] باز می‌شود.
    - ; احتمالا
پل [[در مرداد]] باز شد.
    - ; -
پل [[در مرداد]] باز خواهد شد.
    - ; -
پل [[در مرداد]] باز نشد.
    - ; نشد
شرکت قصد دارد پل را [[در مرداد]] باز کند.
    شرکت ; قصد دارد
اقتصاددان نیما پارسا پیش‌بینی می‌کند قیمت‌ها [[سه درصد]] بالا برود.
    نیما پارسا ; پیش‌بینی می‌کند
شهردار گفت پل ممکن است [[در مرداد]] باز شود.
    شهردار ; ممکن است
مهندس نیما پارسا گفت تونل بسته است.
|او افزود که تعمیر [[دو ماه]] طول کشید.
    نیما پارسا ; -
دو پل بسته شد و [[سه راه]] باز ماند.
|این را پلیس راه اعلام کرد.
    پلیس راه ; -
روز دوشنبه وزیر راه، علی نیک‌فر، گفت [[نه نفر]] زخمی شدند.
    علی نیک‌فر ; -
علی نیک‌فر در گفت‌وگو با خبرنگاران اعلام کرد [[نه نفر]] زخمی شدند.
    علی نیک‌فر ; -
رئیس سازمان آب، علی نیک‌فر، در نشست خبری گفت [[نه نفر]] زخمی شدند.
    علی نیک‌فر ; -
سخنگوی پلیس تکذیب کرد که [[نه نفر]] بازداشت شده‌اند.
    سخنگوی پلیس ; تکذیب کرد
در بیانیهٔ وزارت راه آمده است که [[نه نفر]] زخمی شدند.
    وزارت راه ; -
اگر باران ببارد، سد [[در مهر]] پر خواهد شد.
    - ; اگر
کارشناسان معتقدند علت آن [[خشکسالی]] است.
    کارشناسان ; معتقدند
به باور نیک‌فر، علت آن [[خشکسالی]] است.
    نیک‌فر ; به باور
نیک‌فر احتمال داد که سد [[در مهر]] پر شود.
    نیک‌فر ; احتمال داد
گفته می‌شود سد [[نه میلیون]] خرج برداشت.
    - ; گفته می‌شود
هنوز معلوم نیست [[نه نفر]] کشته شده باشند.
    - ; هنوز معلوم نیست
شرکت وعده داده است که پل [[در مهر]] باز شود.
    شرکت ; وعده داده است
کارشناسان احتمال می‌دهند آتش‌سوزی [[عمدی]] بوده باشد.
    کارشناسان ; احتمال می‌دهند
مهندس ناظر، پویا رادمنش، برآورد کرد که تعمیر [[سه ماه]] طول بکشد.
    پویا رادمنش ; برآورد کرد
به گفتهٔ پویا رادمنش که طرح را نوشته است، هزینه [[۳ میلیارد]] می‌شود.
    پویا رادمنش ; -
رادمنش این خبر را تکذیب کرد و گفت هیچ [[قراردادی]] بسته نشده است.
    رادمنش ; نشده
پویا رادمنش، مهندس ناظر، بعید نمی‌داند که کار [[تا دی]] طول بکشد.
    پویا رادمنش ; بعید نمی‌داند
هیئت‌مدیره در نظر دارد [[۱۲ قطار]] بخرد.
    هیئت‌مدیره ; در نظر دارد
وزارتخانه رقم [[۳ میلیارد]] را تأیید نکرد.
    وزارتخانه ; تأیید نکرد
«شاید [[تا دی]] طول بکشد، شاید هم بیشتر»، رادمنش در پاسخ به خبرنگاران گفت.
    رادمنش ; شاید
شورای شهر هنوز تصمیم نگرفته، اما رادمنش [[دی]] را محتمل می‌داند.
    رادمنش ; محتمل می‌داند
آن‌گونه که رادمنش می‌گوید، کار [[تا دی]] طول کشید.
    رادمنش ; -
پل باید [[تا دی]] آماده شود.
    - ; باید
دولت امیدوار است پل [[تا دی]] آماده شود.
    دولت ; امیدوار است
از نگاه رادمنش، علت [[خشکسالی]] است.
    رادمنش ; از نگاه
مدیر موزه، خانم گیتی سپهر، از افزایش بازدید به [[دو هزار نفر]] خبر داد.
    گیتی سپهر ; -
گیتی سپهر که موزه را می‌گرداند، می‌گوید [[دو هزار نفر]] آمدند.
    گیتی سپهر ; -
کشاورزان می‌گویند آب [[سه روز]] است که قطع شده.
    کشاورزان ; -
تاریخ‌نگاران ساخت پل را به [[دورهٔ صفوی]] نسبت می‌دهند.
    تاریخ‌نگاران ; نسبت می‌دهند
بنا به اعلام پلیس، دزد [[از پنجره]] وارد شده است.
    پلیس ; -
پلیس گمان می‌کند دزد [[از پنجره]] وارد شده باشد.
    پلیس ; گمان می‌کند
رحمان کوهی ۷۰ ساله می‌گوید پل [[صد سال]] دارد.
    رحمان کوهی ; -
سخنگوی پلیس سروان آرمان ده‌بیدی گفت [[نه نفر]] زخمی شدند.
    آرمان ده‌بیدی ; -
کوهی، با اشاره به نقشه، گفت پل [[صد سال]] دارد.
    کوهی ; -
یکی از ساکنان، پیرمردی به نام رحمان کوهی، گفت پل [[صد سال]] دارد.
    رحمان کوهی ; -
در همین حال وزیر راه گفت پل [[صد سال]] دارد.
    وزیر راه ; -
رحمان کوهی که رئیس شوراست گفت پل [[صد سال]] دارد.
    رحمان کوهی ; -
کوهی از آغاز کار در [[مهر]] خبر داد.
    کوهی ; -
کوهی بر این باور است که پل [[صد سال]] دارد.
    کوهی ; بر این باور است
آن‌طور که کوهی می‌گوید پل [[صد سال]] دارد.
    کوهی ; -
کوهی ابراز امیدواری کرد که پل [[در مهر]] باز شود.
    کوهی ; ابراز امیدواری کرد
پل [[صد سال]] دارد، به گفتهٔ کوهی.
    کوهی ; -
در گزارش وزارت آمده است پل [[صد سال]] دارد.
    وزارت ; -
به گزارش خبرگزاری مهتاب، پل [[صد سال]] دارد.
    خبرگزاری مهتاب ; -
تیم پژوهشی دانشگاه سهند دریافت که پل [[صد سال]] دارد.
    تیم پژوهشی دانشگاه سهند ; -
دادستان می‌گوید متهم [[نه میلیون]] برداشته است.
    دادستان ; -
وکیل او، لیلا صدری، می‌گوید موکلش [[نه میلیون]] برنداشته است.
    لیلا صدری ; برنداشته
وزارت راه از توضیح خودداری کرد و قول داد [[تا جمعه]] پاسخ دهد.
    وزارت راه ; قول داد
روستاییان از [[دیر رسیدن]] واکسن گله دارند.
    روستاییان ; -
پل ممکن است باز شود، اگر [[باران بند بیاید]].
    - ; ممکن است
پلیس گفت [[پل بسته نیست]].
    پلیس ; -
پل قرار است باز شود، مشروط بر آنکه [[باران بند بیاید]].
    - ; مشروط بر آنکه
پل حداکثر تا [[مرداد]] باز می‌شود.
    - ; حداکثر تا
اتحادیه تهدید کرده است که [[از شنبه]] کار را متوقف می‌کند.
    اتحادیه ; تهدید کرده است
شهردار [[۹ میلیون]] وام می‌خواهد.
    شهردار ; می‌خواهد
"""
GERMAN = """
Ministerin Ilse Varnholt sagte, die Brücke habe [[4 Millionen Euro]] gekostet.
    Ilse Varnholt ; habe
Die Brücke kostete [[4 Millionen Euro]], sagte Ministerin Ilse Varnholt.
    Ilse Varnholt ; -
Laut Polizei wurden [[zwei Menschen]] verletzt.
    Polizei ; -
Nach Angaben der Polizei wurden [[zwei Menschen]] verletzt.
    der Polizei ; -
Dem Ministerium zufolge kostete die Brücke [[4 Millionen Euro]].
    Dem Ministerium ; -
„Sie kostete [[4 Millionen Euro]]“, erklärte Bürgermeister Jonas Weidner.
    Jonas Weidner ; -
Wie die Bahn mitteilte, fielen [[zwei Züge]] aus.
    die Bahn ; -
Die Brücke soll [[im Mai]] öffnen.
    - ; soll
Die Brücke könnte [[im Mai]] öffnen.
    - ; könnte
Die Brücke öffnet voraussichtlich [[im Mai]].
    - ; voraussichtlich
Die Eröffnung ist für [[Mai]] geplant.
    - ; geplant
Die Brücke wurde [[im Mai]] eröffnet.
    - ; -
Die Brücke wird [[im Mai]] eröffnet.
    - ; -
Die Brücke wurde [[im Mai]] nicht eröffnet.
    - ; nicht
Die Brücke wurde angeblich für [[4 Millionen Euro]] verkauft.
    - ; angeblich
Die Stadt will die Brücke [[im Mai]] öffnen.
    Die Stadt ; will
Ökonom Paul Reimann erwartet einen Anstieg um [[drei Prozent]].
    Paul Reimann ; erwartet
Ingenieurin Eva Stahl prüfte den Tunnel.
|Er sei [[61 Jahre]] alt, sagte sie.
    Eva Stahl ; sei
Es kamen nicht weniger als [[200 Menschen]].
    - ; -
Zwei Züge fielen aus, [[drei]] kamen zu spät.
|Das teilte die Bahn mit.
    die Bahn ; -
Das Ministerium teilte am Montag mit, dass [[neun Menschen]] verletzt wurden.
    Das Ministerium ; -
Am Montag teilte das Ministerium mit, dass [[neun Menschen]] verletzt wurden.
    das Ministerium ; -
Die Reparatur dauere [[neun Wochen]], so der Sprecher Paul Lind.
    Paul Lind ; dauere
Die Firma geht davon aus, dass die Reparatur [[neun Wochen]] dauert.
    Die Firma ; geht
Nach Einschätzung von Experten dauert die Reparatur [[neun Wochen]].
    Experten ; Nach Einschätzung
Wenn das Wetter hält, wird die Brücke [[im Mai]] öffnen.
    - ; Wenn
Die Behörde bestritt, dass [[neun Menschen]] verletzt wurden.
    Die Behörde ; bestritt
Der Minister schließt einen Rücktritt [[im Mai]] nicht aus.
    Der Minister ; schließt
Es wird erwartet, dass die Brücke [[im Mai]] öffnet.
    - ; wird erwartet
Sprecherin Lena Hart wies den Vorwurf zurück, [[neun Menschen]] entlassen zu haben.
    Lena Hart ; wies
Die Brücke öffnet frühestens [[im Mai]].
    - ; frühestens
"""

LANGUAGES = {
    "en": ENGLISH, "az": AZERBAIJANI, "tr": TURKISH, "ru": RUSSIAN, "fa": PERSIAN, "de": GERMAN,
}  # fmt: skip


def cases() -> Iterator[tuple[str, str, str, str]]:
    """The language, the article with its brackets, the speaker and the hedge of each case."""
    for language, table in LANGUAGES.items():
        article: list[str] = []
        for line in table.strip().splitlines():
            if line.startswith("    "):
                speaker, _, hedge = line.strip().partition(" ; ")
                yield language, "".join(article), speaker, hedge
                article = []
            else:
                article.append(line)


def article_of(marked: str, language: str | None) -> tuple[str, tuple[Sentence, ...], int, int]:
    """The text, its sentences, and where the answer in brackets stands."""
    source = Source("a", "A title", language=language)
    plain = marked.replace("[[", "").replace("]]", "")
    start = marked.replace("|", "\n").index("[[")
    end = marked.replace("|", "\n").index("]]") - 2
    sentences: list[Sentence] = []
    at = 0
    for part in plain.split("|"):
        sentences.append(Sentence(source, "v", len(sentences), at, part))
        at += len(part) + 1
    return plain.replace("|", "\n"), tuple(sentences), start, end


def read(marked: str, language: str | None) -> tuple[str, Attribution]:
    text, sentences, start, end = article_of(marked, language)
    return text, attribution_of(sentences, start, end)


def shown(words: Words | None) -> str:
    return words.text if words else "-"


@pytest.mark.parametrize(("language", "marked", "speaker", "hedge"), list(cases()))
def test_the_speaker_and_the_hedge(language: str, marked: str, speaker: str, hedge: str) -> None:
    text, found = read(marked, language)
    assert (shown(found.speaker), shown(found.hedge)) == (speaker, hedge)
    assert_verbatim(text, found)


def assert_verbatim(text: str, found: Attribution) -> None:
    for words in (found.speaker, found.hedge):
        assert words is None or (words.text and text[words.start : words.end] == words.text)


def test_every_language_is_held_both_ways() -> None:
    for language, table in LANGUAGES.items():
        held = [(speaker, hedge) for one, _, speaker, hedge in cases() if one == language]
        assert table.count("[[") == len(held) >= 25
        for part in zip(*held, strict=True):
            assert 4 <= part.count("-") <= len(held) - 10


# What an article says of its language may be missing or wrong.
@pytest.mark.parametrize("told", [None, "fr", "tr", "xx"])
@pytest.mark.parametrize(
    ("marked", "speaker", "hedge"),
    [
        ("Police said that the bridge might open [[in May]].", "Police", "might"),
        ("Polis bildirib ki, körpü [[mayda]] açıla bilər.", "Polis", "açıla bilər"),
        ("Polis, bu köprünün [[mayısta]] açılabileceğini söyledi.", "Polis", "açılabileceğini"),
        ("В полиции сообщили, что мост может открыться [[в мае]].", "полиции", "может"),
        ("پلیس گفت که این پل شاید [[در مرداد]] باز شود.", "پلیس", "شاید"),
        ("Laut Polizei könnte die Brücke [[im Mai]] öffnen.", "Polizei", "könnte"),
    ],
)
def test_the_words_tell_the_language(
    told: str | None, marked: str, speaker: str, hedge: str
) -> None:
    _, found = read(marked, told)
    assert (shown(found.speaker), shown(found.hedge)) == (speaker, hedge)


@pytest.mark.parametrize(
    "marked",
    [
        "Поліція повідомила, що міст може відкритися [[у травні]].",
        "Полиция көпірдің [[мамырда]] ашылуы мүмкін екенін хабарлады.",
        "قالت الشرطة إن الجسر قد يفتح [[في مايو]].",
        "警察は橋が[[五月]]に開通する可能性があると述べた。",
        "[[2028]]",
    ],
)
def test_other_languages_are_left_to_the_sentence(marked: str) -> None:
    assert read(marked, None)[1] == Attribution()


def test_the_seeds_opening_is_possible_and_is_aliyevs_word() -> None:
    text = SEED.read_text("utf-8")
    sentences = split_article(Article.of(Source("seed", text.splitlines()[0], language="en"), text))
    start = text.index("the end of 2028")
    found = attribution_of(sentences, start, start + len("the end of 2028"))
    assert (shown(found.speaker), shown(found.hedge)) == ("Aliyev", "possible")


def test_an_answer_over_two_sentences_is_read_from_its_first() -> None:
    text, sentences, start, _ = article_of("Police said [[two|men were seen]].", "en")
    found = attribution_of(sentences, start, len(text) - 1)
    assert shown(found.speaker) == "Police"


def test_a_name_is_looked_for_in_neighbours_alone() -> None:
    away = "|".join(["Engineer Mara Sol spoke.", *["The rain fell."] * 9])
    assert shown(read(f"{away}|She said it was [[cold]].", "en")[1].speaker) == "-"


@pytest.mark.parametrize(("start", "end"), [(90, 95), (5, 5), (9, 4)])
def test_an_answer_outside_the_sentences_is_a_mistake(start: int, end: int) -> None:
    _, sentences, _, _ = article_of("Police said [[two]] men were seen.", "en")
    with pytest.raises(ValueError, match="no sentence of the run"):
        attribution_of(sentences, start, end)


# --- properties ---

WORDS = sorted(
    {word for table in LANGUAGES.values() for word in table.replace("[[", "").split()}
    | {*"“”«»„\"'’,،;:.–—-()[]?!…İıß🚄\u200c\u0654", "ki", "que", "2028"}
)
HOSTILE = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join),
    st.text(min_size=1, max_size=120),
    st.text(alphabet="“”«»„\"'’,،;:–—-()[] \n\u200cabВы", min_size=1, max_size=80),
)


@settings(max_examples=400, deadline=None)
@given(
    texts=st.lists(HOSTILE.filter(str.strip), min_size=1, max_size=5),
    language=st.sampled_from([None, *LANGUAGES, "xx"]),
    place=st.randoms(use_true_random=False),
)
def test_the_words_are_verbatim_whatever_the_text(
    texts: list[str], language: str | None, place: random.Random
) -> None:
    source = Source("a", "A title", language=language)
    sentences: list[Sentence] = []
    at = place.randrange(5)
    text = " " * at
    for number, part in enumerate(texts):
        sentences.append(Sentence(source, "v", number, at, part))
        text += part + " "
        at = len(text)
    start = place.choice([i for s in sentences for i in range(s.start, s.end)])
    end = place.randrange(start + 1, len(text) + 1)
    assert_verbatim(text, attribution_of(sentences, start, end))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "filler", ["said that ", "” ", "«", ", he said, ", "не ", "А Б ", "və ", "a"]
)
def test_long_text_takes_no_longer_than_its_length(language: str, filler: str) -> None:
    def seconds(length: int) -> float:
        part = (filler * length)[:length]
        marked = f"{part}[[2028]] {part}|{part}"
        start = time.perf_counter()
        read(marked, language)
        return time.perf_counter() - start

    seconds(2_000)
    short = min(seconds(20_000) for _ in range(2))
    long = min(seconds(200_000) for _ in range(2))
    # Ten times the text may take ten times as long; quadratic work would take a hundred times.
    assert long < 30 * max(short, 0.005)
