"""Names of months and of time zones as reports print them, in the languages of the marketplaces. Nothing else."""

_MONTHS_BY_LANGUAGE = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
}
_SHORT_FORMS = {
    "sept": 9, "mrz": 3, "mär": 3, "févr": 2, "fév": 2, "janv": 1, "avr": 4, "juil": 7, "déc": 12, "dic": 12,
    "dez": 12, "okt": 10, "ott": 10, "out": 10, "set": 9, "ene": 1, "gen": 1, "abr": 4, "ago": 8, "mag": 5, "giu": 6,
    "lug": 7, "mei": 5, "maj": 5, "maja": 5, "mrt": 3, "aoû": 8, "fev": 2, "sty": 1, "lut": 2, "kwi": 4, "cze": 6,
    "lip": 7, "sie": 8, "wrz": 9, "paź": 10, "lis": 11, "gru": 12, "juni": 6, "juli": 7,
}  # fmt: skip


def _all_months() -> dict[str, int]:
    names: dict[str, int] = dict(_SHORT_FORMS)
    for words in _MONTHS_BY_LANGUAGE.values():
        for number, word in enumerate(words.split(), 1):
            names[word] = number
    for number, word in enumerate(_MONTHS_BY_LANGUAGE["en"].split(), 1):
        names[word[:3]] = number
    return names


MONTHS = _all_months()

_HOURS_FROM_UTC = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2,
    "EEST": 3, "TRT": 3, "GST": 4, "SGT": 8, "JST": 9, "AEST": 10, "AEDT": 11, "PST": -8, "PDT": -7, "MST": -7,
    "MDT": -6, "CDT": -5, "EST": -5, "EDT": -4, "BRT": -3,
}  # fmt: skip
ZONES = {name: hours * 60 for name, hours in _HOURS_FROM_UTC.items()}
"""Minutes that each zone's clock is ahead of UTC. Names that mean two zones (CST, IST) are left out on purpose."""
