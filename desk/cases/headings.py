"""What columns of registers are called in Vietnamese, English and Finnish, and the words for open, closed and kinds."""

from __future__ import annotations

import re

from .text import fold

_WORDS = re.compile(r"[^\W_]+")


def plain(heading: str) -> str:
    """A heading as it is compared: its words without marks or case."""
    return " ".join(_WORDS.findall(fold(heading)))


#: Headings over a yes, a mark or a day where a complaint is closed, as plain() writes them; a part of a longer one,
#: "resolved by", says no such thing.
DONE = (
    "da xong", "xong", "da giai quyet", "da dong", "done", "resolved", "settled", "hoidettu", "kasitelty", "kuitattu",
)  # fmt: skip

#: Each name as plain() writes it.
HEADINGS: dict[str, tuple[str, ...]] = {
    "customer_name": (
        "ten", "ten khach hang", "ten khach", "khach hang", "khach", "ho ten", "ho va ten", "ho ten khach hang",
        "nguoi khieu nai", "nguoi phan anh", "ten kh", "kh", "ho va ten dem",
        "nguoi mua", "ten nguoi mua", "ten nguoi khieu nai", "ten nguoi phan anh", "ho ten nguoi khieu nai",
        "customer", "customer name", "name", "full name", "client", "complainant", "who",
        "first name", "last name", "surname", "family name", "given name", "forename",
        "requester",
        "asiakas", "asiakkaan nimi", "nimi", "valittaja", "kuka", "etunimi", "sukunimi", "koko nimi",
        "palautteen antaja", "reklamoija",
    ),
    "own_words": (
        "noi dung", "noi dung khieu nai", "noi dung phan anh", "khieu nai", "mo ta", "van de", "phan anh", "su co",
        "tinh trang may", "tinh trang hang", "tinh trang san pham",
        "ly do", "ly do khieu nai", "chi tiet", "loi",
        "complaint", "description", "what happened", "details", "issue", "problem", "text", "words", "reason", "matter",
        "nature of complaint", "description of complaint", "complaint description", "complaint details",
        "what went wrong",
        "valitus", "reklamaatio", "kuvaus", "asia", "selite", "ongelma", "sisalto", "mita tapahtui", "vika", "palaute",
        "syy", "reklamaation syy", "valituksen syy", "viankuvaus", "vian kuvaus",
    ),
    "raised_at": (
        "ngay", "ngay nhan", "ngay tiep nhan", "ngay khieu nai", "ngay phan anh", "ngay thang", "ngay ghi nhan",
        "thoi gian", "ngay gio", "ngay lap", "ngay tao",
        "date", "received", "date received", "received on", "raised", "raised on", "opened", "complaint date",
        "created", "reported", "when",
        "date of complaint", "complaint received", "timestamp", "dau thoi gian",
        "pvm", "paivamaara", "paivays", "vastaanotettu", "saapunut", "saapumispaiva", "ilmoitettu", "valituspaiva",
        "ilmoituspaiva", "pvm saapunut", "milloin", "paiva", "aikaleima", "vastaanottopvm", "vastaanottopaiva",
        "reklamaatiopvm", "reklamaatiopaiva",
        "saapumispvm", "palaute saatu", "palautepvm", "tulopvm",
    ),
    "raised_time": (
        "gio", "gio nhan", "gio tiep nhan", "gio khieu nai", "gio phan anh", "gio ghi nhan", "gio phut", "luc",
        "luc may gio",
        "time", "time received", "time of complaint", "complaint time", "time raised", "time of day", "hour",
        "klo", "kello", "kellonaika", "klo aika", "saapumisaika",
    ),
    "was": (
        "trang thai", "tinh trang", "tinh trang xu ly",
        "status", "state", "open or closed", "closed y n", "closed yes no", "open closed",
        "tila", "tilanne", "vaihe", "status",
        *DONE,
    ),
    "closed_on": (
        "ngay dong", "ngay xong", "ngay hoan thanh", "ngay giai quyet", "ngay xu ly xong", "ngay ket thuc",
        "ngay xu ly", "ngay hoan tat",
        "closed", "date closed", "closed on", "resolved on", "completed", "date resolved", "closing date",
        "date completed", "closed at", "resolved at",
        "suljettu", "sulkemispaiva", "ratkaistu", "valmis pvm", "paattynyt", "ratkaisupaiva", "kasitelty pvm",
        "kasittelypvm", "kasittelypaiva", "hoidettu pvm",
        "paatospvm", "paatospaiva", "valmistumispvm",
    ),
    "old_number": (
        "so", "stt", "tt", "so vu viec",
        "ma", "ma so", "ma khieu nai", "so phieu", "ma phieu", "so ho so", "ma ho so", "so thu tu",
        "no", "nr", "number", "ticket", "case", "case number", "case no", "ref", "reference", "id", "complaint number",
        "complaint id", "complaint no", "complaint ref", "case id", "ticket id", "ticket number", "ticket no",
        "nro", "numero", "tunnus", "asianumero", "tapausnumero", "reklamaationumero", "valitusnumero", "reklamaationro",
        "reklamaatio nro", "reklamaation nro", "reklamaation numero", "valituksen numero",
    ),
    "old_result": (
        "ket qua", "xu ly", "cach xu ly", "giai phap", "huong xu ly", "ket qua xu ly", "bien phap", "da xu ly",
        "hinh thuc xu ly", "da thoa thuan", "huong giai quyet", "cach giai quyet", "giai quyet",
        "den bu", "boi thuong", "khac phuc", "cach khac phuc",
        "result", "resolution", "outcome", "solution", "action", "action taken", "remedy", "what was done",
        "what was agreed", "answer",
        "ratkaisu", "tulos", "toimenpide", "toimenpiteet", "hyvitys", "lopputulos", "mita tehtiin",
        "mita sovittiin", "vastaus", "korvaus", "miten hoidettiin",
    ),
    "wish": (
        "yeu cau", "mong muon", "de nghi", "nguyen vong", "yeu cau cua khach", "khach muon",
        "request", "wish", "demand", "wanted", "customer wants",
        "vaatimus", "toive", "pyynto", "asiakas haluaa",
    ),
    "telephone": (
        "dien thoai", "so dien thoai", "sdt", "dt", "so dt", "di dong", "lien he",
        "sdt khach hang", "sdt khach", "sdt kh", "dt khach hang", "dt khach", "dt kh", "sdt lien he", "dien thoai kh",
        "phone", "telephone", "tel", "mobile", "phone number", "telephone number", "contact", "contact number",
        "puhelin", "puhelinnumero", "puh", "puh nro", "puhelinnro", "gsm", "matkapuhelin",
    ),
    "email": (
        "email", "e mail", "mail", "email address", "e mail address", "your email", "thu dien tu", "dia chi email",
        "sahkoposti", "sahkopostiosoite",
    ),
    "address": ("dia chi", "address", "street", "osoite", "katuosoite"),
    "product": (
        "san pham", "ten san pham", "ten sp", "sp", "mat hang", "hang", "hang hoa", "ten hang", "dich vu", "model",
        "product", "item", "goods", "service", "article", "product name",
        "tuote", "tuotenimi", "tavara", "palvelu", "artikkeli", "malli", "tuotteen nimi",
    ),
    "serial": (
        "seri", "so seri", "serial", "so lo", "imei", "lot", "lot number", "serial number", "serial no", "batch",
        "sarjanumero", "era", "eranumero",
    ),
    "purchased_on": (
        "ngay mua", "ngay mua hang", "ngay ban",
        "purchased", "date of purchase", "purchase date", "bought", "bought on",
        "ostopaiva", "ostopvm", "ostettu", "ostopaivamaara",
    ),
    "price": (
        "gia", "gia tien", "gia tri", "so tien", "thanh tien", "gia mua", "tri gia", "don gia",
        "price", "amount", "price paid", "value", "hinta", "summa", "ostohinta",
    ),
    "proof": (
        "hoa don", "so hoa don", "bien lai", "ma don hang", "don hang", "so don hang", "ma don",
        "receipt", "receipt number", "invoice", "order", "order number", "order no", "proof",
        "kuitti", "kuittinumero", "lasku", "tilaus", "tilausnumero", "kuitin numero", "kuittinro", "tilausnro",
    ),
    "category": (
        "loai", "phan loai", "nhom", "loai khieu nai", "category", "type", "kind", "luokka", "tyyppi", "kategoria",
        "laji",
    ),
    "channel": (
        "kenh", "kenh tiep nhan", "nguon", "hinh thuc", "channel", "source", "via", "how", "kanava", "lahde",
        "yhteystapa", "saapumistapa",
    ),
}  # fmt: skip

#: What may be the day, or its time of day where another column has the day; and what is a day and no time.
DAY_OR_HOUR = ("thoi gian", "aika")
DAYS = ("ngay", "ngay thang", "ngay nhan", "ngay tiep nhan", "ngay khieu nai", "ngay phan anh", "ngay ghi nhan", "pvm",
        "paivamaara", "paiva", "paivays", "date")  # fmt: skip

#: A year beside a day that has none.
YEAR_OF = ("nam", "year", "vuosi")

#: What the desk has no place for, though it is called like something that it has one for.
OTHERS = (
    "nguoi xu ly", "nguoi giai quyet", "nhan vien xu ly", "nv xu ly", "thoi gian xu ly", "han xu ly", "han giai quyet",
    "ngay hen", "ngay nhan hang", "ngay giao hang", "so tien hoan", "so tien den bu", "so tien boi thuong",
)  # fmt: skip

#: A name in two columns: the family's name and the given one. "Tên" and "Name" are half a name beside the other half.
FAMILY = {
    "vi": ("ho", "ho dem", "ho lot", "ho va dem", "ho va lot", "ho ten dem", "ho va ten dem", "ho va ten lot",
           "ho va chu lot", "ho chu lot"),
    "en": ("last name", "surname", "family name", "second name"),
    "fi": ("sukunimi",),
}  # fmt: skip
GIVEN = {
    "vi": ("ten",),
    "en": ("first name", "first names", "given name", "given names", "forename", "name"),
    "fi": ("etunimi", "etunimet", "nimi"),
}
WHOLE = ("ho ten", "ho va ten", "ten day du", "full name", "koko nimi")
SOMEBODY = ("khach hang", "khach", "customer", "client", "complainant", "asiakas", "valittaja")
OF_CUSTOMER = ("khach hang", "khach", "kh", "customer s", "customer", "client", "asiakkaan")

#: The desk's own list of cases, as it is saved, and what its columns are when it comes in again.
SAVED = {
    "Number": "old_number", "Customer": "customer_name", "About": "own_words", "State": "was", "Step": "", "With": "",
    "Raised": "raised_at", "Recorded": "", "Due": "", "Closed on": "closed_on",
}  # fmt: skip
SAVED_TOO = {
    "Telephone": "telephone", "E-mail": "email", "Product or service": "product", "Price paid": "price",
    "What happened": "own_words", "What the customer would find right": "wish", "What was agreed": "old_result",
    "How it ended": "", "Cause": "",
}  # fmt: skip

OPEN = (
    "mở", "đang mở", "chưa", "chưa xong", "chưa xử lý", "chưa giải quyết", "đang xử lý", "mới", "chờ", "chưa đóng",
    "chưa hoàn thành", "chưa hoàn tất", "chưa giải quyết xong", "tồn đọng", "đang chờ", "false", "epätosi",
    "open", "new", "pending", "in progress", "in process", "waiting", "unresolved", "no", "n", "to do", "ongoing",
    "avoin", "avoinna", "auki", "kesken", "uusi", "odottaa", "käsittelyssä", "käsittelemättä", "ei",
)
CLOSED = (
    "đóng", "đã đóng", "xong", "đã xong", "hoàn thành", "đã hoàn thành", "đã xử lý", "đã giải quyết", "kết thúc", "ok",
    "hoàn tất", "đã hoàn tất", "rồi", "huỷ", "đã huỷ", "true", "tosi", "hyvitetty", "peruttu", "cancelled",
    "xử lý xong", "đã xử lý xong", "giải quyết xong", "đã giải quyết xong",
    "closed", "done", "resolved", "finished", "y", "completed", "settled", "solved", "yes",
    "päätetty", "suljettu", "kiinni", "valmis", "ratkaistu", "hoidettu", "käsitelty", "päättynyt", "kyllä",
    "loppuunkäsitelty", "loppuun käsitelty", "kuitattu",
    "đã hoàn tiền", "đã đổi hàng", "đã đổi mới", "đã bồi thường", "đã đền bù", "đóng hồ sơ", "khách rút khiếu nại",
    "korvattu", "vaihdettu", "rahat palautettu", "refunded", "replaced", "withdrawn",
)
KINDS: dict[str, tuple[str, ...]] = {
    "product": ("sản phẩm", "hàng hoá", "hàng hóa", "chất lượng", "hàng lỗi", "product", "quality", "tuote", "laatu"),
    "service": ("dịch vụ", "phục vụ", "service", "palvelu"),
    "delivery": ("giao hàng", "vận chuyển", "delivery", "shipping", "toimitus", "kuljetus"),
    "price": ("giá", "hoá đơn", "hóa đơn", "thanh toán", "price", "bill", "billing", "payment", "hinta", "lasku"),
    "staff": ("nhân viên", "thái độ", "staff", "behaviour", "attitude", "henkilökunta", "käytös", "myyjä"),
    "food_safety": ("an toàn thực phẩm", "thực phẩm", "food", "food safety", "elintarvike", "ruoka"),
    "other": ("khác", "other", "misc", "muu", "muut"),
}
CHANNELS: dict[str, tuple[str, ...]] = {
    "counter": ("quầy", "tại quầy", "trực tiếp", "cửa hàng", "counter", "in person", "store", "shop", "tiski",
                "kassa", "myymälä", "paikan päällä"),
    "telephone": ("điện thoại", "gọi điện", "hotline", "phone", "telephone", "call", "puhelin", "puhelu", "soitto"),
    "email": ("email", "e-mail", "mail", "thư điện tử", "sähköposti"),
    "chat": ("zalo", "tin nhắn", "chat", "sms", "messenger", "whatsapp", "viesti", "tekstiviesti"),
    "social": ("facebook", "mạng xã hội", "social media", "instagram", "tiktok", "google", "some",
               "sosiaalinen media"),
    "letter": ("thư", "văn bản", "letter", "post", "kirje", "posti"),
}  # fmt: skip
