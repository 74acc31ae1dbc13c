"""The same in Polish, Arabic and Japanese: as it stands in english.py.

Arabic and Japanese join what other languages write apart, so theirs are looked for inside words.
"""

from __future__ import annotations

from feedbackdesk.domain.words import Kind

NONE = None

POLISH: dict[Kind | None, tuple[str, str, str]] = {
    Kind.REQUEST: (
        """czy moglibyśmy | czy mogliby państwo | czy moglibyście | czy można by |
        czy byłoby możliwe | byłoby świetnie | byłoby dobrze | byłoby miło | byłoby super |
        byłoby fajnie | byłoby wygodniej | chciałbym | chciałabym | chcielibyśmy | chciałbym móc |
        przydałoby się | przydałaby się | przydałby się | przydałyby się | brakuje mi |
        brakuje nam | brakuje | proponuję | moja propozycja | sugestia | sugeruję |
        szkoda że nie ma | powinniście | powinni państwo | warto by | dobrze by było | może warto |
        moglibyście | mogliby państwo | prosiłbym | prosiłabym | prosilibyśmy | dlaczego nie""",
        """proszę | prosimy | poproszę | prośba | potrzebujemy | potrzebuję | na przyszłość |
        w przyszłości | następnym razem | wolałbym | wolałabym | wolelibyśmy | dodajcie | dodać |
        wyślijcie | chcę | chcemy | wprowadźcie | gdybyście""",
        """możliwość | opcj~ | gdyby | lepiej | wol~ | potrzeb~ | móc""",
    ),
    Kind.PROBLEM: (
        """nie działa | nie działają | nie działało | przestało działać | przestał działać |
        jest zepsuty | jest zepsuta | zepsuł się | zepsuła się | przyszła potłuczona |
        przyszły potłuczone | potłuczon~ | uszkodzon~ | pobrano + dwa razy | dwa razy za |
        podwójnie naliczon~ | nadal nie | wciąż nie | do tej pory nie | jeszcze nie dostałem |
        nie dostałem | nie dostałam | nie otrzymałem | nie otrzymałam | nie otrzymaliśmy |
        nie dotarł~ | nie przyszła | nie przyszedł | nikt nie | nikt nas | brak odpowiedzi |
        bez odpowiedzi | rozczarowan~ | zawiedzion~ | niezadowolon~ | niedopuszczalne | skandal |
        reklamacj~ | skarg~ | sama się zamyka | zawiesza się | komunikat o błędzie | nie mogę |
        nie możemy | nie da się | gorzej niż | znowu | po raz trzeci""",
        """niestety | spóźnion~ | opóźnion~ | za późno | za wolno | zimn~ | brudn~ | hałas |
        niemił~ | nieuprzejm~ | cieknie | przecieka | czekaliśmy | czekałem | czekałam | czekamy |
        zabrakło | brakowało | błąd | błęd~ | pomyłk~ | problem~ | zł~ rozmiar | fataln~ |
        okropn~ | zgubi~ | wygasł~ | odrzucon~ | po aktualizacji | mimo | zwrotu | awari~""",
        """nie | nikt | nigdy | nadal | wciąż | ale | szkoda""",
    ),
    Kind.PRAISE: (
        """polecam | polecamy | gorąco polecam | gratuluję | gratulacje | brawo |
        bardzo zadowolon~ | jesteśmy zadowoleni | jestem zachwycon~ | zachwycen~ | zachwycon~ |
        uwielbia~ | najlepszy | najlepsza | najlepsze | bardzo dziękuję za |
        serdecznie dziękuję za | wielkie dzięki | świetna robota | dobra robota | oby tak dalej |
        pięć gwiazdek | o wiele prostsz~ | o wiele lepsz~ | dużo łatwiej | jeszcze ładniejsz~ |
        niezwykle mił~ | bardzo mił~ | pod wrażeniem | czapki z głów""",
        """świetn~ | wspaniał~ | znakomit~ | doskonał~ | idealn~ | perfekcyjn~ | fantastyczn~ |
        cudown~ | piękn~ | pyszn~ | przepyszn~ | rewelacj~ | profesjonaln~ | uprzejm~ | pomocn~ |
        czyst~ | zadowolon~ | zadowoleni""",
        """dobr~ | ładn~ | mił~ | szybko | dziękuję za | dzięki | łatw~ | super | !""",
    ),
    Kind.QUESTION: (
        """czy dowozicie | czy macie | czy mają państwo | czy sprzedajecie | czy można | czy mogę |
        czy możemy | czy jest | czy są | czy trzeba | czy muszę | czy naprawiacie | ile kosztuje |
        ile kosztują | ile osób | ile czasu | jaka jest różnica | jaka jest | jaki jest |
        jakie są | jaki rozmiar | gdzie znajdę | gdzie mogę | gdzie jest | jak mogę | jak zmienić |
        jak często | jak długo | jak się | kiedy będzie | kiedy | co się stanie | do kogo |
        dlaczego | mam pytanie | pytanie o | zastanawiam się | chciałbym zapytać |
        chciałabym zapytać | chciałbym wiedzieć | proszę o informację |
        czy mógłby pan powiedzieć""",
        """^ czy | ^ ile | ^ jak | ^ jaka | ^ jaki | ^ gdzie | ^ kto | ^ co | ^ kiedy |
        wiedzieć czy""",
        """? | czy""",
    ),
    Kind.LOSS: (
        """innego dostawcę | innego wykonawcę | inną firmę | inna firma | innej firmy |
        konkurencj~ | za drogo | zbyt drogo | za drogie | zbyt drogie | taniej | tańsz~ |
        poza budżetem | rezygnuję | rezygnujemy | zrezygnowaliśmy | rezygnacja | wypowiadam |
        wypowiadamy | wypowiedzenie | nie przedłużamy | nie przedłużymy | nie przedłużę |
        nie odnawiamy | wybraliśmy | wybrałem inn~ | wybrałam inn~ | zdecydowaliśmy się na |
        zdecydowaliśmy | postanowiliśmy | zrobiliśmy to sami | zrobimy to sami | sami to | sam to |
        zostajemy przy | zostajemy z | przechodzimy do | przeszliśmy do | dwa razy wyższ~ |
        dwa razy droż~ | brak budżetu | nie mamy budżetu | już nie potrzebujemy |
        już nie potrzebuję | gdzie indziej | za rzadko | nie skorzystamy |
        odwołujemy zamówienie""",
        """w końcu | ostatecznie | państwa oferta | wasza oferta | od drugiej | budżet | umow~ |
        abonament~ | za długo | za daleko | zbyt skomplikowan~ | zamiast | bo ma | bo mają""",
        """bo | ponieważ | dlatego | drogo | cen~ | niestety""",
    ),
    NONE: (
        """czy możemy się spotkać | spotkajmy się | czy ma pan czas | czy ma pani czas |
        czy masz czas | czy pasuje | pasuje panu | proszę o telefon | proszę zadzwonić |
        w razie pytań | masz pytania | miłego weekendu | miłego dnia | nie ma problemu |
        do usłyszenia | numer konta | pozdrawiam | z poważaniem | w załączniku | w załączeniu |
        dziękuję za wiadomość | dziękuję za maila | wesołych świąt | do zobaczenia | do jutra |
        do czwartku | szczęśliwego nowego roku""",
        """mam nadzieję że wszystko w porządku | zapłaciłem | zapłaciłam | mój nowy numer |
        przelewem | pozdrowienia""",
        """^ dzień dobry | ^ witam | ^ cześć | ^ szanown~ | według""",
    ),
}

ARABIC: dict[Kind | None, tuple[str, str, str]] = {
    Kind.REQUEST: (
        """هل يمكنكم | هل بإمكانكم | هل من الممكن | من فضلكم | من فضلك | نرجو منكم | أرجو منكم |
        نرجو | أرجو أن | أتمنى | نتمنى | أقترح | نقترح | اقتراح | اقتراحي | سيكون من الرائع |
        سيكون من الجيد | سيكون رائعا | من الأفضل أن | من الأفضل لو | يا ليت | ليتكم | حبذا لو |
        ياريت | نحتاج إلى | أحتاج إلى | نود أن | أود أن | نود لو | أود لو | ينقصنا | ينقصني |
        لماذا لا توفرون | ينبغي أن | نريد | أريد""",
        """لو سمحت | لو سمحتم | الرجاء | رجاء | نحتاج | أحتاج | في المرة القادمة | مستقبلا |
        أفضل أن | نفضل | إضافة | أضف | أرسلوا | ذكرني | اضبط | احجز | شغل | ألغ""",
        """يمكن | خيار | إمكانية | طلب""",
    ),
    Kind.PROBLEM: (
        """لا يعمل | لا تعمل | لم يعمل | لم تعمل | توقف عن العمل | مكسور | تالف |
        خصم المبلغ مرتين | خصم مرتين | مرتين | لم أستلم | لم نستلم | لم يصل | لم تصل | حتى الآن |
        ما زلت أنتظر | مازلنا ننتظر | لا أحد | لم يخبرنا أحد | لم يرد أحد | دون رد | بدون رد |
        خيبة أمل | محبط | غير راض | غير مقبول | شكوى | أشتكي | رسالة خطأ | لا أستطيع | لا نستطيع |
        لا يمكنني | أسوأ | للمرة الثالثة | مرة أخرى نفس""",
        """متأخر | تأخر | تأخير | بطيء | بارد | متسخ | وسخ | ضوضاء | إزعاج | فظ | تسرب | يسرب |
        انتظرنا | انتظرت | ناقص | ينقص | خطأ | مشكلة | مشاكل | سيئ | سيء | سيئة | رديء | ضاع |
        منتهي | مرفوض | رغم أن | منذ التحديث | المسترد | استرداد | يغلق""",
        """لم | لا | ليس | لكن | للأسف""",
    ),
    Kind.PRAISE: (
        """أحسنتم | أحسنت | شكرا جزيلا على | شكرا لكم على | أنصح | ننصح | أوصي | راضون جدا |
        راض جدا | سعيد جدا | سعداء جدا | ممتنون | أجمل | أسهل بكثير | أفضل بكثير | خدمة ممتازة |
        عمل رائع | تهانينا | مبروك | بارك الله | يعطيكم العافية | أعجبني | أعجبنا | أحببت | تحب |
        نحب""",
        """رائع | رائعة | ممتاز | ممتازة | جميل | جميلة | لذيذ | مذهل | مميز | محترف | لطيف |
        لطيفة | نظيف | راضون | سعيد | سريع | خمس نجوم""",
        """جيد | جيدة | شكرا على | حلو | سهل | أفضل""",
    ),
    Kind.QUESTION: (
        """هل توصلون | هل لديكم | هل عندكم | هل تبيعون | هل تقبلون | هل يوجد | هل هناك |
        هل أستطيع | هل يجب | هل يمكنني | هل يسمح | كم سعر | كم يكلف | كم تكلفة | كم شخصا | كم |
        ما الفرق | ما هو | ما هي | أين أجد | أين يمكنني | أين | كيف أستطيع | كيف يمكنني | كيف |
        متى | ماذا يحدث | لماذا | أي مقاس | لدي سؤال | عندي سؤال | سؤال عن | أود أن أعرف |
        أريد أن أعرف | أتساءل""",
        """^ هل | ^ ما | ^ من | ^ أي | هل""",
        """?""",
    ),
    Kind.LOSS: (
        """شركة أخرى | مورد آخر | مزود آخر | المنافس | منافس | مرتفع جدا | غال جدا | غالي جدا |
        باهظ | أرخص | سعرها أقل | سعره أقل | خارج الميزانية | لن نجدد | لن أجدد | سألغي | سنلغي |
        إلغاء اشتراكي | إلغاء الاشتراك | إلغاء العقد | ألغيت | ألغينا | اخترنا | اخترت شركة |
        قررنا | قررت ألا | قررت عدم | بأنفسنا | بنفسي | لن نكمل | لن نتابع | لن نمضي |
        انتقلنا إلى | سننتقل | سنبقى مع | ضعف | لا ميزانية | لم نعد بحاجة | لم أعد بحاجة |
        لم نعد نحتاج | مكان آخر | لا أستخدمه كثيرا""",
        """في النهاية | عرضكم | العرض الآخر | السعر | الميزانية | العقد | اشتراك | طويلة جدا |
        بعيد جدا | معقد | بدلا من""",
        """لأن | لأنني | لذلك | للأسف | سعر""",
    ),
    NONE: (
        """هل يمكننا أن نلتقي | هل نلتقي | هل أنت متفرغ | هل يناسبك | هل يناسبكم | اتصل بي |
        اتصلوا بي | إذا كان لديك أسئلة | هل لديك أسئلة | عطلة سعيدة | لا مشكلة | نراكم |
        مع أطيب التحيات | مع التحية | تحياتي | مرفق | شكرا على رسالتكم | شكرا على رسالتك |
        شكرا على ردكم | كل عام وأنتم بخير | إلى اللقاء | عيد مبارك""",
        """أرجو أن تكونوا بخير | أرجو أن تكون بخير | دفعت | رقمي الجديد | سلامنا | بالتحويل""",
        """^ مرحبا | ^ السلام عليكم | ^ صباح الخير | ^ مساء الخير | ^ عزيزي""",
    ),
}

JAPANESE: dict[Kind | None, tuple[str, str, str]] = {
    Kind.REQUEST: (
        """ていただけませんか | ていただけますか | ていただけないでしょうか | いただけると助かり |
        いただけると嬉しい | もらえると嬉しい | もらえると助かり | てもらえませんか |
        てもらえますか | てくれませんか | てほしい | て欲しい | にしてほしい | できるように |
        できるようにして | があるといい | があると助かり | があると嬉しい | あれば嬉しい |
        あれば助かり | といいのですが | といいな | 要望 | 希望します | を希望 | 提案 | ご検討 |
        検討してください | やめてください | やめてほしい | たいのですが | たいです | 追加して |
        増やして | 改善して""",
        """してください | てください | 下さい | お願いできますか | お願いしたい | ほしいです |
        欲しいです | が必要です | 必要なので | できれば | 次回から | 今後は | リマインド |
        予約して | 設定して | 教えて | 再生して | 追加""",
        """ほしい | たい | できれば | もっと | もう少し | お願い""",
    ),
    Kind.PROBLEM: (
        """動かない | 動きません | 動かなく | 使えない | 使えません | 壊れて | 壊れた |
        壊れました | 割れて | 破れて | 故障 | 不具合 | 二重に請求 | 二回請求 | 間違って | 間違え |
        違う商品 | まだ届 | 届きません | 届かない | 届いていません | 届いてない | 待たされ |
        返事がない | 返信がありません | 連絡がない | 連絡がありません | がっかり | 残念でした |
        不満 | 不愉快 | 失礼な | 対応が悪い | ひどい | 最悪 | クレーム | 苦情 | 落ちます | 落ちる |
        エラー | ログインできません | ログインできない | できません | 効きません | 効かない |
        漏れて | 漏れます | 足りません | 足りない | 入っていません | 入っていなかった""",
        """遅い | 遅れ | 遅すぎ | 冷めて | 冷たい | 冷たく | 汚れ | 汚い | うるさい | 傷が | 返金 |
        困って | 困ります | 問題 | ミス | 悪い | のに | なのに | また | 期限切れ | 拒否""",
        """ない | ません | まだ | しかし | ですが | けど""",
    ),
    Kind.PRAISE: (
        """素晴らしい | 素晴らしかった | すばらしい | 最高 | 一番おいしい | 一番美味しい |
        大変満足 | とても満足 | 満足しています | 満足です | 大好き | とても気に入 | 気に入って |
        感謝しています | 感謝します | 親切に | ありがとうございました | 助かりました |
        とても使いやすく | 使いやすくなり | 感動し | おすすめです | おすすめします | 期待以上 |
        想像以上 | 見事 | さすが | 写真より | 丁寧に対応""",
        """おいしい | 美味しい | 美しい | きれい | 綺麗 | 素敵 | 丁寧 | 親切 | 便利 | 快適 |
        嬉しい | 楽しかった | 楽しく | 使いやすい | 満足 | 喜んで""",
        """良い | 良かった | よかった | いい | 好き | ありがとう | 簡単""",
    ),
    Kind.QUESTION: (
        """ていますか | ありますか | できますか | でしょうか | もらえますか | いいですか |
        よいですか | 何ですか | いくらですか | いくら | いつですか | いつ | どこですか | どこで |
        どこに | どうすれば | どうやって | どのくらい | どれくらい | どのように | 何人 | 何時 |
        何個 | 違いは | なぜ | どうして | 必要ですか | 可能ですか | 大丈夫ですか | 入れますか |
        質問です | 質問があり | 質問 | 教えてください | 教えていただけ | 知りたい | 伺いたい |
        ますか""",
        """ですか | ませんか | か? | かな | どんな | どの""",
        """?""",
    ),
    Kind.LOSS: (
        """別の会社 | 他の会社 | 他社 | 別の業者 | 他の業者 | 競合 | 高すぎ | 高いので | 予算 |
        予算が | 安い方 | もっと安い | 解約 | 退会 | キャンセルします | キャンセルしたい |
        更新しません | 更新しない | 継続しません | 見送り | 見送る | 見送ります | 見送らせて |
        お断り | 辞退 | 自分たちで | 自分で | 自社で | 乗り換え | 切り替え | 必要なくなり |
        不要になり | 使わないので | 使わなくなった | 倍だった | 倍でした | 別のところ |
        他のところ | やめることにし""",
        """ことにしました | にしました | 結局 | 最終的に | 見積もり | お見積 | 契約 | あまり使わ |
        遠い | 長すぎ | 複雑""",
        """ので | ため | から | 残念 | 高い | 価格""",
    ),
    NONE: (
        """お会いできますか | ご都合はいかが | ご都合の良い | 打ち合わせ | お電話ください |
        電話をください | ご不明な点 | ご質問がございましたら | ご確認ください | お送りします |
        お送りいたします | 良い週末 | 問題ありません | 大丈夫です | お世話になって |
        よろしくお願い | ご連絡ありがとう | 添付します | 添付いたし | 敬具 | おはようございます |
        お疲れ様 | 明けましておめでとう | メリークリスマス | 良いお年を""",
        """振り込みました | 振込みました | 電話番号は | 伺います | よろしくお伝え | 戻ります |
        木曜日に | 承知しました""",
        """^ こんにちは | ^ こんばんは | 様""",
    ),
}
