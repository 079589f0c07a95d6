"""What customers of a sample branch are called, bought and say, in three languages."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Voices:
    """The words of one language. A story is one line of each part; {n}, {day} and {money} are put in."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    family_first: bool
    products: tuple[str, ...]
    brands: tuple[str, ...]
    stories: tuple[tuple[str, ...], ...]
    telephone: tuple[str, ...]
    host: str

    def name(self, chance: random.Random) -> str:
        given, family = chance.choice(self.first), chance.choice(self.last)
        return f"{family} {given}" if self.family_first else f"{given} {family}"

    def product(self, chance: random.Random) -> str:
        return f"{chance.choice(self.products)} {chance.choice(self.brands)} {chance.randrange(10, 990)}"

    def own_words(self, chance: random.Random) -> str:
        """What happened, in a few sentences that were never all said together before."""
        values = {"n": chance.randrange(2, 15), "day": chance.randrange(1, 29), "money": chance.randrange(2, 990) * 5}
        return " ".join(chance.choice(part).format(**values) for part in self.stories)

    def number(self, chance: random.Random) -> str:
        """A telephone number as people of the country write it."""
        return chance.choice(self.telephone).format(*(chance.randrange(100, 1000) for _ in range(3)))


VIETNAMESE = Voices(
    first=tuple(
        "Văn An;Thị Bình;Minh Châu;Quang Dũng;Thành Đạt;Hương Giang;Thu Hà;Ngọc Hải;Thị Hạnh;Minh Hiếu;Thanh Hoa;"
        "Văn Hùng;Thị Hương;Gia Khánh;Ngọc Lan;Mỹ Linh;Hoàng Long;Thị Mai;Hoài Nam;Thanh Nga;Hồng Nhung;Đình Phúc;"
        "Bích Phương;Anh Quân;Thái Sơn;Đức Tâm;Phương Thảo;Thị Thủy;Thùy Trang;Quốc Trung;Anh Tuấn;Tú Uyên;Hoàng Việt;"
        "Hải Yến;Thị Ngọc Ánh;Xuân Đào;Diễm Quỳnh;Khắc Vượng;Đăng Khoa;Ngọc Ước;Lệ Thu;Công Vinh".split(";")
    ),
    last=tuple("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Cao".split()),
    family_first=True,
    products=tuple(
        "Tủ lạnh;Máy giặt;Nồi cơm điện;Ấm đun nước;Quạt đứng;Điện thoại;Bếp từ;Lò vi sóng;Máy lọc nước;Giày thể thao;"
        "Áo khoác;Xe đẩy trẻ em;Bàn ủi hơi nước;Máy sấy tóc;Ti vi;Loa kéo;Vali;Nệm cao su;Máy hút bụi;Sữa".split(";")
    ),
    brands=tuple("An Tâm;Sao Mai;Hoa Sen;Đông Đô;Sông Hồng;Bình Minh;Hòa Phát;Kim Long;Đại Nam;Tân Á".split(";")),
    stories=(
        (
            "Tôi mua hàng ở đây ngày {day} tháng trước, dùng được {n} hôm thì hỏng.",
            "Mới dùng {n} ngày đã kêu rất to, cả nhà không ai ngủ được.",
            "Cửa hàng giao sai mẫu, tôi đặt màu trắng mà nhận màu xám.",
            "Nhân viên hẹn giao lúc 9 giờ, đến {n} giờ chiều vẫn chưa thấy ai.",
            "Thu ngân tính dư {money} nghìn đồng mà không chịu xem lại hóa đơn.",
            "Hàng còn trong hộp mà đã bị trầy xước và móp một góc.",
            "Máy chạy được một lúc thì bốc mùi khét, tôi phải rút điện ngay.",
            "Quà tặng kèm ghi trên bảng giá mà lúc trả tiền lại nói đã hết.",
            "Con tôi mang được {n} lần thì đế bong ra, chân phồng rộp.",
            "Đèn báo nhấp nháy rồi tắt hẳn, bấm nút nào cũng không lên.",
            "Nước rò ra sàn bếp, ướt hết tủ gỗ mới đóng.",
            "Hạn sử dụng in trên bao bì đã qua từ ngày {day}.",
        ),
        (
            "Tôi gọi lên {n} lần, lần nào cũng bảo chờ rồi không ai gọi lại.",
            "Thợ đến xem rồi bảo do tôi dùng sai, nói xong bỏ về.",
            "Người ở quầy bảo hành nói chuyện rất khó nghe trước mặt khách khác.",
            "Trung tâm bảo hành giữ máy {n} ngày mà không có giấy hẹn.",
            "Tôi đã gửi ảnh qua Zalo nhưng chưa thấy trả lời.",
            "Anh quản lý có hứa sẽ đổi, nhưng hôm sau lại bảo không được.",
            "Tôi đi xe buýt hai chuyến đến đây, mất cả buổi làm.",
            "Nhà có người già và trẻ nhỏ nên tôi rất lo.",
            "Trên mạng cửa hàng hứa đổi trong bảy ngày, đến nơi lại khác.",
        ),
        (
            "Tôi muốn được đổi cái mới trong tuần này.",
            "Tôi đề nghị hoàn lại tiền và một lời xin lỗi.",
            "Mong cửa hàng cử người đến tận nhà sửa cho xong.",
            "Tôi chỉ cần biết khi nào nhận được hàng đúng.",
            "Trả lại tôi {money} nghìn tiền chênh lệch là được.",
            "Nếu không giải quyết tôi sẽ không quay lại nữa.",
            "Tôi vẫn giữ hóa đơn và phiếu bảo hành.",
        ),
    ),
    telephone=("0912 {} {}", "0{}{}{}", "+84 98 {} {}", "028.38{1}.{2}", "03{}{}-{}"),
    host="thu.example.vn",
)

ENGLISH = Voices(
    first=tuple(
        "James Mary Robert Linda Susan David Emma Oliver Grace Noah Priya Ahmed Chloe Daniel Fiona George Hannah Ian"
        " Jasmine Kofi Laura Mohammed Nadia Owen Peter Rachel Simon Tessa Victor Wendy".split()
    ),
    last=tuple(
        "Smith Jones Brown Taylor Wilson Evans Walker Wright Green Hall O'Brien Patel Khan Murphy Campbell Fraser"
        " MacDonald Okafor Singh Whitehead Ashworth Bennett Coleman Dawson".split()
    ),
    family_first=False,
    products=tuple(
        "Fridge freezer;Washing machine;Kettle;Toaster;Running shoes;Rain jacket;Pushchair;Steam iron;Hairdryer;"
        "Television;Suitcase;Mattress;Vacuum cleaner;Phone;Headphones;Sandwich maker;Garden chair;Desk lamp".split(";")
    ),
    brands=tuple("Norwood;Bluebird;Ashdown;Kestrel;Harlow;Finch;Ridgeway;Calder;Pemberton;Lark".split(";")),
    stories=(
        (
            "I bought it on the {day}th and it stopped working after {n} days.",
            "It was delivered {n} days late and nobody rang to tell me.",
            "The box was sealed but the corner was dented and the handle was missing.",
            "I was charged {money} more than the price on the shelf.",
            "It gets so hot that the plug has gone brown.",
            "The sole came off the second time my daughter wore them.",
            "The wrong colour was sent, and the receipt shows what I ordered.",
            "It leaked all over the kitchen floor while we were away.",
            "The gift that was advertised was not in the parcel.",
            "The screen flickers and then goes completely black.",
        ),
        (
            "I have called {n} times and was told each time that somebody would ring back.",
            "The person at the till would not look at my receipt.",
            "Your technician said I had used it wrongly and walked out.",
            "I was spoken to very rudely in front of a queue of other customers.",
            "I had to take half a day off work to come here.",
            "The warranty card says two years, so I do not see why I should pay.",
            "I sent photographs by e-mail and never had an answer.",
            "My mother is eighty and could not manage without it.",
        ),
        (
            "I would like a replacement this week.",
            "I want my money back and an apology.",
            "Please send somebody who can actually repair it.",
            "I only want to know when the right one will arrive.",
            "Refund the {money} and I will say no more about it.",
            "I do not want another one of the same make.",
            "I have kept the receipt and the packaging.",
        ),
    ),
    telephone=("+44 7{} {}{}", "07{} {} {}", "(0)20 7{} {}", "07{}-{}-{}"),
    host="post.example.com",
)

FINNISH = Voices(
    first=tuple(
        "Aino Eero Helmi Jukka Kaisa Lauri Mika Niina Olli Päivi Riitta Sami Tiina Väinö Äijä Yrjö Anneli Pekka"
        " Hanna-Leena Tuula Örjan Åke Markku Satu Ilkka".split()
    ),
    last=tuple(
        "Korhonen Virtanen Mäkinen Nieminen Mäkelä Hämäläinen Laine Heikkinen Koskinen Järvinen Lehtonen Åkerlund"
        " Österberg Väisänen Kärkkäinen Rantanen Salonen Yli-Ojanperä Wirtanen Öhman".split()
    ),
    family_first=False,
    products=tuple(
        "Jääkaappi;Pesukone;Vedenkeitin;Pölynimuri;Lastenrattaat;Juoksukengät;Talvitakki;Puhelin;Televisio;Patja;"
        "Kylpyhuonekaappi;Silitysrauta;Kahvinkeitin;Matkalaukku;Leivänpaahdin;Sadetakki".split(";")
    ),
    brands=tuple("Aalto;Kaiku;Meri;Tunturi;Halla;Saimaa;Kuura;Lahti;Revontuli;Pihka".split(";")),
    stories=(
        (
            "Ostin laitteen {day}. päivä ja se lakkasi toimimasta {n} päivän jälkeen.",
            "Tilauksesta puuttui {n} osaa, vaikka paketti oli avaamaton.",
            "Kone vuotaa lattialle ja parketti on turvonnut.",
            "Kassalla veloitettiin {money} euroa liikaa, vaikka hyllyssä luki tarjous.",
            "Toimitus myöhästyi {n} päivää eikä kukaan ilmoittanut mitään.",
            "Väri on väärä: tilasin valkoisen ja sain harmaan.",
            "Kengän pohja irtosi toisella käyttökerralla.",
            "Laitteesta nousi savua ja pistoke muuttui ruskeaksi.",
            "Vetoketju hajosi heti ja takin sauma repesi.",
            "Näyttö vilkkuu ja sammuu kokonaan.",
        ),
        (
            "Olen soittanut {n} kertaa, ja joka kerta on luvattu palata asiaan.",
            "Asentaja kävi turhaan ja siitäkin piti maksaa.",
            "Myyjä puhui minulle töykeästi muiden asiakkaiden kuullen.",
            "Lähetin kuvat sähköpostilla, mutta vastausta ei ole tullut.",
            "Huolto piti laitetta {n} viikkoa ja palautti sen rikkinäisenä.",
            "Jouduin ottamaan töistä vapaata päästäkseni myymälään.",
            "Takuuajasta on vielä yli vuosi jäljellä.",
            "Vanha äitini ei pärjää ilman sitä.",
        ),
        (
            "Haluan rahat takaisin.",
            "Haluaisin uuden tilalle vielä tällä viikolla.",
            "Toivon, että joku tulee kotiin korjaamaan sen kunnolla.",
            "Pyydän hyvitystä {money} euroa ja anteeksipyyntöä.",
            "Riittää, että saan tietää milloin oikea tuote tulee.",
            "En halua samanmerkkistä uudestaan.",
            "Kuitti ja pakkaus ovat tallessa.",
        ),
    ),
    telephone=("040 {} {}", "+358 50 {} {}", "045-{}{}", "(09) {} {}"),
    host="posti.example.fi",
)

#: How often each is heard in a sample branch, in per cent.
SHARES = ((VIETNAMESE, 60), (ENGLISH, 25), (FINNISH, 15))
VOICES = {"vi": VIETNAMESE, "en": ENGLISH, "fi": FINNISH}
