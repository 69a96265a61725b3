"""In which encoding a file's text is written, decided by its bytes. Knows nothing of rows or columns."""

import codecs

UNDEFINED_IN_CP1252 = b"\x81\x8d\x8f\x90\x9d"
SHARE_THAT_DECIDES = 0.5
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class EncodingEvidence:
    """Looks at a file block by block and names its encoding at the end."""

    def __init__(self) -> None:
        self._marked: str | None = None
        self._looked = False
        self._utf8 = codecs.getincrementaldecoder("utf-8")()
        self._is_utf8 = True
        self._sample = bytearray()
        self._undefined_in_cp1252 = False

    def add(self, block: bytes) -> None:
        """Take the next block of the file into account."""
        if not self._looked:
            self._marked, self._looked = _marked(block), True
        if self._marked:
            return
        if block.isascii() and not self._utf8.getstate()[0]:
            return
        self._undefined_in_cp1252 |= any(byte in block for byte in UNDEFINED_IN_CP1252)
        if len(self._sample) < SAMPLE_BYTES:
            self._sample += _lines_beyond_ascii(block, SAMPLE_BYTES)
        if self._is_utf8:
            try:
                self._utf8.decode(block)
            except UnicodeDecodeError:
                self._is_utf8 = False

    def encoding(self) -> str:
        """The encoding, as Python names it."""
        if self._marked:
            return self._marked
        if self._is_utf8 and not self._utf8.getstate()[0]:
            return "utf-8"
        sample = bytes(self._sample)
        shares = {"cp932": _japanese_share(sample), "gb18030": _chinese_share(sample)}
        likeliest = max(shares, key=lambda name: shares[name])
        if shares[likeliest] >= SHARE_THAT_DECIDES:
            return likeliest
        return "latin-1" if self._undefined_in_cp1252 else "cp1252"


SAMPLE_BYTES = 1 << 16


def _marked(start: bytes) -> str | None:
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return encoding
    return _unmarked_utf16(start[:4096])


def _unmarked_utf16(start: bytes) -> str | None:
    """UTF-16 without a mark shows as a zero in nearly every second byte."""
    half = len(start) // 2
    if half < 2:
        return None
    if start[1::2].count(0) > half * 0.7 and start[0::2].count(0) < half * 0.1:
        return "utf-16-le"
    if start[0::2].count(0) > half * 0.7 and start[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return None


def _lines_beyond_ascii(block: bytes, limit: int) -> bytes:
    lines = bytearray()
    for line in block.split(b"\n"):
        if not line.isascii():
            lines += line + b"\n"
        if len(lines) >= limit:
            break
    return bytes(lines)


def _pairs(sample: bytes, encoding: str) -> list[bytes]:
    text = sample.decode(encoding, errors="replace")
    return [character.encode(encoding, errors="replace") for character in text if not character.isascii()]


def _japanese_share(sample: bytes) -> float:
    """How much of the sample is kana, Japanese punctuation or everyday kanji, when read as Shift-JIS."""
    pairs = _pairs(sample, "cp932")
    good = sum(len(pair) == 2 and (pair[0] in (0x81, 0x82, 0x83) or _everyday_kanji(pair)) for pair in pairs)
    return good / len(pairs) if pairs else 0.0


def _everyday_kanji(pair: bytes) -> bool:
    return 0x88 <= pair[0] <= 0x97 and pair[1] >= 0x80


def _chinese_share(sample: bytes) -> float:
    """How much of the sample is everyday Chinese or its punctuation, when read as GBK."""
    pairs = _pairs(sample, "gb18030")
    good = sum(
        len(pair) == 2 and pair[1] >= 0xA1 and (0xB0 <= pair[0] <= 0xD7 or pair[0] in (0xA1, 0xA3)) for pair in pairs
    )
    return good / len(pairs) if pairs else 0.0
