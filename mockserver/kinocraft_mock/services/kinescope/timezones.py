"""The time zones that the service knows, with their Russian names.

Offsets and abbreviations are those of the machine's time zone database at the server's time; the names are ours, for
that database has none. A zone that the machine does not know is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

__all__ = ["Zone", "zones"]

REGIONS = {
    "Africa": "Африка",
    "America": "Америка",
    "Antarctica": "Антарктида",
    "Arctic": "Арктика",
    "Asia": "Азия",
    "Atlantic": "Атлантика",
    "Australia": "Австралия",
    "Europe": "Европа",
    "Indian": "Индийский о-н",
    "Pacific": "Океания",
}

PARTS = {"Argentina": "Аргентина", "Indiana": "Индиана", "Kentucky": "Кентукки", "North_Dakota": "Северная Дакота"}
"""Parts of America whose cities are named below them."""

PLACES = {
    "Africa": """
        Abidjan=Абиджан Accra=Аккра Addis_Ababa=Аддис-Абеба Algiers=Алжир Asmara=Асмара Bamako=Бамако Bangui=Банги
        Banjul=Банжул Bissau=Бисау Blantyre=Блантайр Brazzaville=Браззавиль Bujumbura=Бужумбура Cairo=Каир
        Casablanca=Касабланка Ceuta=Сеута Conakry=Конакри Dakar=Дакар Dar_es_Salaam=Дар-эс-Салам Djibouti=Джибути
        Douala=Дуала El_Aaiun=Эль-Аюн Freetown=Фритаун Gaborone=Габороне Harare=Хараре Johannesburg=Йоханнесбург
        Juba=Джуба Kampala=Кампала Khartoum=Хартум Kigali=Кигали Kinshasa=Киншаса Lagos=Лагос Libreville=Либревиль
        Lome=Ломе Luanda=Луанда Lubumbashi=Лубумбаши Lusaka=Лусака Malabo=Малабо Maputo=Мапуту Maseru=Масеру
        Mbabane=Мбабане Mogadishu=Могадишо Monrovia=Монровия Nairobi=Найроби Ndjamena=Нджамена Niamey=Ниамей
        Nouakchott=Нуакшот Ouagadougou=Уагадугу Porto-Novo=Порто-Ново Sao_Tome=Сан-Томе Tripoli=Триполи Tunis=Тунис
        Windhoek=Виндхук""",
    "America": """
        Adak=Адак Anchorage=Анкоридж Anguilla=Ангилья Antigua=Антигуа Araguaina=Арагуаина
        Argentina/Buenos_Aires=Буэнос-Айрес Argentina/Catamarca=Катамарка Argentina/Cordoba=Кордова
        Argentina/Jujuy=Жужуй Argentina/La_Rioja=Ла-Риоха Argentina/Mendoza=Мендоса Argentina/Rio_Gallegos=Рио-Гальегос
        Argentina/Salta=Сальта Argentina/San_Juan=Сан-Хуан Argentina/San_Luis=Сан-Луис Argentina/Tucuman=Тукуман
        Argentina/Ushuaia=Ушуая Aruba=Аруба Asuncion=Асунсьон Atikokan=Атикокан Bahia=Баия
        Bahia_Banderas=Баия-де-Бандерас Barbados=Барбадос Belem=Белен Belize=Белиз Blanc-Sablon=Блан-Саблон
        Boa_Vista=Боа-Виста Bogota=Богота Boise=Бойсе Cambridge_Bay=Кембридж-Бей Campo_Grande=Кампу-Гранди
        Cancun=Канкун Caracas=Каракас Cayenne=Кайенна Cayman=Кайман Chicago=Чикаго Chihuahua=Чиуауа
        Ciudad_Juarez=Сьюдад-Хуарес Costa_Rica=Коста-Рика Coyhaique=Койайке Creston=Крестон Cuiaba=Куяба
        Curacao=Кюрасао Danmarkshavn=Данмарксхавн Dawson=Доусон Dawson_Creek=Доусон-Крик Denver=Денвер
        Detroit=Детройт Dominica=Доминика Edmonton=Эдмонтон Eirunepe=Эйрунепе El_Salvador=Сальвадор
        Fort_Nelson=Форт-Нельсон Fortaleza=Форталеза Glace_Bay=Глейс-Бей Goose_Bay=Гус-Бей Grand_Turk=Гранд-Терк
        Grenada=Гренада Guadeloupe=Гваделупа Guatemala=Гватемала Guayaquil=Гуаякиль Guyana=Гайана Halifax=Галифакс
        Havana=Гавана Hermosillo=Эрмосильо Indiana/Indianapolis=Индианаполис Indiana/Knox=Нокс
        Indiana/Marengo=Маренго Indiana/Petersburg=Питерсберг Indiana/Tell_City=Телл-Сити Indiana/Vevay=Вивей
        Indiana/Vincennes=Винсеннес Indiana/Winamac=Уинамак Inuvik=Инувик Iqaluit=Икалуит Jamaica=Ямайка Juneau=Джуно
        Kentucky/Louisville=Луисвилл Kentucky/Monticello=Монтиселло Kralendijk=Кралендейк La_Paz=Ла-Пас Lima=Лима
        Los_Angeles=Лос-Анджелес Lower_Princes=Лоуэр-Принсес-Куотер Maceio=Масейо Managua=Манагуа Manaus=Манаус
        Marigot=Мариго Martinique=Мартиника Matamoros=Матаморос Mazatlan=Масатлан Menominee=Меномини Merida=Мерида
        Metlakatla=Метлакатла Mexico_City=Мехико Miquelon=Микелон Moncton=Монктон Monterrey=Монтеррей
        Montevideo=Монтевидео Montserrat=Монтсеррат Nassau=Нассау New_York=Нью-Йорк Nipigon=Нипигон Nome=Ном
        Noronha=Норонья North_Dakota/Beulah=Бойла North_Dakota/Center=Сентер North_Dakota/New_Salem=Нью-Сейлем
        Nuuk=Нуук Ojinaga=Охинага Panama=Панама Paramaribo=Парамарибо Phoenix=Финикс Port-au-Prince=Порт-о-Пренс
        Port_of_Spain=Порт-оф-Спейн Porto_Velho=Порту-Велью Puerto_Rico=Пуэрто-Рико Punta_Arenas=Пунта-Аренас
        Rankin_Inlet=Ранкин-Инлет Recife=Ресифи Regina=Реджайна Resolute=Резольют Rio_Branco=Риу-Бранку
        Santarem=Сантарен Santiago=Сантьяго Santo_Domingo=Санто-Доминго Sao_Paulo=Сан-Паулу
        Scoresbysund=Скорсбисунн Sitka=Ситка St_Barthelemy=Сен-Бартелеми St_Johns=Сент-Джонс St_Kitts=Сент-Китс
        St_Lucia=Сент-Люсия St_Thomas=Сент-Томас St_Vincent=Сент-Винсент Swift_Current=Свифт-Каррент
        Tegucigalpa=Тегусигальпа Thule=Туле Thunder_Bay=Тандер-Бей Tijuana=Тихуана Toronto=Торонто Tortola=Тортола
        Vancouver=Ванкувер Whitehorse=Уайтхорс Winnipeg=Виннипег Yakutat=Якутат""",
    "Antarctica": """
        Casey=Кейси Davis=Дейвис DumontDUrville=Дюмон-д’Юрвиль Macquarie=Маккуори Mawson=Моусон McMurdo=Мак-Мердо
        Palmer=Палмер Rothera=Ротера Syowa=Сёва Troll=Тролль Vostok=Восток""",
    "Arctic": "Longyearbyen=Лонгйир",
    "Asia": """
        Aden=Аден Almaty=Алма-Ата Amman=Амман Anadyr=Анадырь Aqtau=Актау Aqtobe=Актобе Ashgabat=Ашхабад Atyrau=Атырау
        Baghdad=Багдад Bahrain=Бахрейн Baku=Баку Bangkok=Бангкок Barnaul=Барнаул Beirut=Бейрут Bishkek=Бишкек
        Brunei=Бруней Chita=Чита Colombo=Коломбо Damascus=Дамаск Dhaka=Дакка Dili=Дили Dubai=Дубай Dushanbe=Душанбе
        Famagusta=Фамагуста Gaza=Газа Harbin=Харбин Hebron=Хеврон Ho_Chi_Minh=Хошимин Hong_Kong=Гонконг Hovd=Ховд
        Irkutsk=Иркутск Jakarta=Джакарта Jayapura=Джаяпура Jerusalem=Иерусалим Kabul=Кабул Kamchatka=Камчатка
        Karachi=Карачи Kathmandu=Катманду Khandyga=Хандыга Kolkata=Калькутта Krasnoyarsk=Красноярск
        Kuala_Lumpur=Куала-Лумпур Kuching=Кучинг Kuwait=Кувейт Macau=Макао Magadan=Магадан Makassar=Макасар
        Manila=Манила Muscat=Маскат Nicosia=Никосия Novokuznetsk=Новокузнецк Novosibirsk=Новосибирск Omsk=Омск
        Oral=Уральск Phnom_Penh=Пномпень Pontianak=Понтианак Pyongyang=Пхеньян Qatar=Катар Qostanay=Костанай
        Qyzylorda=Кызылорда Riyadh=Эр-Рияд Sakhalin=Сахалин Samarkand=Самарканд Seoul=Сеул Shanghai=Шанхай
        Singapore=Сингапур Srednekolymsk=Среднеколымск Taipei=Тайбэй Tashkent=Ташкент Tbilisi=Тбилиси Tehran=Тегеран
        Thimphu=Тхимпху Tokyo=Токио Tomsk=Томск Ulaanbaatar=Улан-Батор Urumqi=Урумчи Ust-Nera=Усть-Нера
        Vientiane=Вьентьян Vladivostok=Владивосток Yakutsk=Якутск Yangon=Янгон Yekaterinburg=Екатеринбург
        Yerevan=Ереван""",
    "Atlantic": """
        Azores=Азорские_острова Bermuda=Бермуды Canary=Канарские_острова Cape_Verde=Кабо-Верде Faroe=Фареры
        Madeira=Мадейра Reykjavik=Рейкьявик South_Georgia=Южная_Георгия St_Helena=Святая_Елена Stanley=Стэнли""",
    "Australia": """
        Adelaide=Аделаида Brisbane=Брисбен Broken_Hill=Брокен-Хилл Darwin=Дарвин Eucla=Юкла Hobart=Хобарт
        Lindeman=Линдеман Lord_Howe=Лорд-Хау Melbourne=Мельбурн Perth=Перт Sydney=Сидней""",
    "Europe": """
        Amsterdam=Амстердам Andorra=Андорра Astrakhan=Астрахань Athens=Афины Belgrade=Белград Berlin=Берлин
        Bratislava=Братислава Brussels=Брюссель Bucharest=Бухарест Budapest=Будапешт Busingen=Бюзинген
        Chisinau=Кишинёв Copenhagen=Копенгаген Dublin=Дублин Gibraltar=Гибралтар Guernsey=Гернси Helsinki=Хельсинки
        Isle_of_Man=Остров_Мэн Istanbul=Стамбул Jersey=Джерси Kaliningrad=Калининград Kirov=Киров Kyiv=Киев
        Lisbon=Лиссабон Ljubljana=Любляна London=Лондон Luxembourg=Люксембург Madrid=Мадрид Malta=Мальта
        Mariehamn=Мариехамн Minsk=Минск Monaco=Монако Moscow=Москва Oslo=Осло Paris=Париж Podgorica=Подгорица
        Prague=Прага Riga=Рига Rome=Рим Samara=Самара San_Marino=Сан-Марино Sarajevo=Сараево Saratov=Саратов
        Simferopol=Симферополь Skopje=Скопье Sofia=София Stockholm=Стокгольм Tallinn=Таллин Tirane=Тирана
        Ulyanovsk=Ульяновск Vaduz=Вадуц Vatican=Ватикан Vienna=Вена Vilnius=Вильнюс Volgograd=Волгоград
        Warsaw=Варшава Zagreb=Загреб Zurich=Цюрих""",
    "Indian": """
        Antananarivo=Антананариву Chagos=Чагос Christmas=Рождество Cocos=Кокосовые_острова Comoro=Коморы
        Kerguelen=Кергелен Mahe=Маэ Maldives=Мальдивы Mauritius=Маврикий Mayotte=Майотта Reunion=Реюньон""",
    "Pacific": """
        Apia=Апиа Auckland=Окленд Bougainville=Бугенвиль Chatham=Чатем Chuuk=Чуук Easter=Остров_Пасхи Efate=Эфате
        Fakaofo=Факаофо Fiji=Фиджи Funafuti=Фунафути Galapagos=Галапагосы Gambier=Гамбье Guadalcanal=Гуадалканал
        Guam=Гуам Honolulu=Гонолулу Johnston=Джонстон Kanton=Кантон Kiritimati=Киритимати Kosrae=Косраэ
        Kwajalein=Кваджалейн Majuro=Маджуро Marquesas=Маркизские_острова Midway=Мидуэй Nauru=Науру Niue=Ниуэ
        Norfolk=Норфолк Noumea=Нумеа Pago_Pago=Паго-Паго Palau=Палау Pitcairn=Питкэрн Pohnpei=Понпеи
        Port_Moresby=Порт-Морсби Rarotonga=Раротонга Saipan=Сайпан Tahiti=Таити Tarawa=Тарава Tongatapu=Тонгатапу
        Wake=Уэйк Wallis=Уоллис""",
}
"""The places that zones are named after, by region, each with its Russian name; blanks are written as underscores."""


class Zone(NamedTuple):
    """A time zone as it is at one moment. `offset` is in seconds ahead of UTC."""

    name: str
    russian: str
    abbreviation: str
    offset: int


def zones(now: float) -> Iterator[Zone]:
    """Every time zone as it is at that moment, in Unix seconds."""
    moment = datetime.fromtimestamp(now, UTC)
    for name, russian, zone in _known():
        local = moment.astimezone(zone)
        offset = local.utcoffset()
        if offset is not None:
            yield Zone(name, russian, local.tzname() or "", int(offset.total_seconds()))


@lru_cache(maxsize=1)
def _known() -> list[tuple[str, str, ZoneInfo]]:
    found: list[tuple[str, str, ZoneInfo]] = []
    for region, places in PLACES.items():
        for place in places.split():
            name, _, russian = place.partition("=")
            part = name.partition("/")[0]
            full = [REGIONS[region], *([PARTS[part]] if "/" in name else ()), russian.replace("_", " ")]
            try:
                found.append((f"{region}/{name}", "/".join(full), ZoneInfo(f"{region}/{name}")))
            except ZoneInfoNotFoundError:
                continue
    return found
