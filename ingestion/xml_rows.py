"""XML read as a stream, without document types, entities or anything from outside. Knows no report's elements."""

from collections.abc import Iterator
from pathlib import Path
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.expatreader import create_parser

from ingestion.refusal import FileRefused, shown
from ingestion.survey import blocks, open_to_read

CHUNK_BYTES = 1 << 20


def parsed_chunks(path: Path, handler: ContentHandler) -> Iterator[None]:
    """Feed the file to `handler`; each step ends when another chunk of it has been parsed.

    Raises FileRefused for XML that is damaged, or that declares a document type or entities.
    """
    parser = create_parser(forbid_dtd=True)
    parser.setContentHandler(handler)
    handler.setDocumentLocator(parser)
    with open_to_read(path) as file:
        try:
            for chunk in blocks(file, CHUNK_BYTES):
                parser.feed(chunk)
                yield
            parser.close()
        except DefusedXmlException as error:
            raise FileRefused(
                "the XML declares a document type or entities, which no report has and which can be used for attacks",
                "Do not load it; download the report again from where it comes.",
                parser.getLineNumber(),
            ) from error
        except SAXParseException as error:
            raise FileRefused(
                f"the XML is damaged or cut off: {shown(error.getMessage())}",
                "Download the report again, completely.",
                error.getLineNumber(),
            ) from error
        except SAXException as error:
            raise FileRefused(f"the XML cannot be read: {shown(str(error))}", "Download the report again.") from error
    yield
