"""Pages that show a notice in place of their article, in the languages of the world's press."""

from __future__ import annotations

import pytest

from variorum.errors import InputError
from variorum.model import Article
from variorum.sources.document import document
from variorum.stages.article import article

TEXT = "The harbour of Veldara will close for three days after a crane fell, officials said on Tuesday."


def read(*lines: str, lang: str) -> Article:
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    html = (
        f'<!DOCTYPE html><html lang="{lang}"><head></head><body><article>{paragraphs}</article></body></html>'
    )
    (made,) = article.run(document(html.encode(), "a.html", "html"))
    return made


@pytest.mark.parametrize(
    ("lang", "notice"),
    [
        ("en", "We and our 120 partners store cookies on your device and use them for advertising."),
        ("de", "Wir und unsere Partner verwenden Cookies, um Ihnen Inhalte und Anzeigen zu zeigen."),
        ("de", "Mit Werbung weiterlesen oder für 3,99 Euro im Monat ohne Werbung im Abo."),
        ("fr", "Nous et nos partenaires déposons des cookies pour mesurer l’audience de ce site."),
        ("es", "Nosotros y nuestros socios usamos cookies para mostrar publicidad a su medida."),
        ("it", "Noi e i nostri partner usiamo cookie per mostrare annunci adatti ai lettori."),
        ("nl", "Wij en onze partners plaatsen cookies om de site te meten en te verbeteren."),
        ("sv", "Vi och våra partner använder cookies för att mäta hur sidan används av läsarna."),
    ],
)
def test_a_cookie_wall_is_named(lang: str, notice: str) -> None:
    with pytest.raises(InputError, match="cookie or consent notice"):
        read(notice, lang=lang)


@pytest.mark.parametrize(
    ("lang", "notice"),
    [
        ("en", "Subscribe now to continue reading this article and all others."),
        ("de", "Dieser Artikel ist nur für Abonnenten. Schon ab einem Euro im ersten Monat."),
        ("fr", "Cet article est réservé aux abonnés. Il vous reste 82 % de cet article à lire."),
        ("es", "Contenido exclusivo para suscriptores. Pruebe un mes por un euro."),
        ("pt", "Conteúdo exclusivo para assinantes. Assine por um real no primeiro mês."),
        ("it", "Questo articolo è riservato agli abbonati. Prova gratis per un mese."),
        ("no", "Denne saken er kun for abonnenter. Prøv en måned for én krone."),
        ("pl", "Artykuł dostępny tylko dla subskrybentów. Pierwszy miesiąc za złotówkę."),
        ("ja", "この記事は有料会員限定です。残り1234文字をお読みいただけます。"),
    ],
)
def test_a_paywall_stub_is_named(lang: str, notice: str) -> None:
    with pytest.raises(InputError, match="subscription notice"):
        read(TEXT, notice, lang=lang)


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("de", ["Der Hafen von Veldara bleibt drei Tage geschlossen, teilte das Amt am Dienstag mit.",
                "Zwei Schiffe wurden in den Hafen von Anselm geschickt, der nur ein Gleis und kein Lager hat.",
                "Der Kran wurde 1974 gebaut und im März zuletzt geprüft, teilte die Hafenbehörde am Abend mit.",
                "Händler in der Altstadt rechnen damit, dass Fisch bis zum Ende der Woche teurer wird."]),
        ("ja", ["ベルダラ港は起重機が倒れたため三日間閉鎖されると当局が火曜日に発表した。",
                "「すべての索を調べるまで再開しない」と港長のブランツェン氏は岸壁で述べた。",
                "二隻の船が隣のアンセルム港に向かったが、そこには鉄道が一本しかない。"]),
        ("ar", ["أعلنت السلطات يوم الثلاثاء أن ميناء فلدارا سيغلق ثلاثة أيام بعد سقوط رافعة.",
                "وقالت مديرة الميناء إن العمل لن يستأنف قبل فحص كل الكابلات في الموقع.",
                "وأرسلت سفينتان إلى ميناء أنسلم المجاور الذي لا يملك سوى خط سكة واحد."]),
        ("ru", ["Порт Велдара закроют на три дня после падения крана, сообщили власти во вторник.",
                "Работа не возобновится, пока не проверят все тросы, сказала начальница порта.",
                "Два судна отправили в соседний порт Ансельм, где есть только одна железная дорога."]),
    ],
)  # fmt: skip
def test_an_article_in_another_language_is_read_whole(lang: str, lines: list[str]) -> None:
    assert lines == read(*lines, lang=lang).text.split("\n")
