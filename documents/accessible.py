"""What PDF/UA-1 needs and WeasyPrint 70 does not write: the claim itself, languages of elements, scopes of table heads.

WeasyPrint takes one variant only; we ask it for PDF/A-3a and add the claim of PDF/UA-1 to the metadata
(WeasyPrint issues 2467 and 2783). `mark_languages_and_scopes` wraps a private function: the version is pinned,
and tests watch it.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint import Document
from weasyprint.pdf import tags

SCOPES = {"row": "/Row", "rowgroup": "/Row"}

# ISO 14289-1, 5 (identification); ISO 19005-1, 6.7.8 (extension schema: PDF/A wants to know what pdfuaid means)
CLAIM = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def claim_ua(document: Document) -> None:
    """Makes the document say that it is PDF/UA-1 as well."""
    original = document.metadata.generate_rdf_metadata

    def with_claim(*variant: object) -> bytes:
        written: bytes = original(*variant)
        return written.replace(b"</rdf:RDF>", CLAIM + b"</rdf:RDF>")

    document.metadata.generate_rdf_metadata = with_claim


@cache
def mark_languages_and_scopes() -> None:
    """From now on elements say their language and table heads whether they head a row or a column; once per process."""
    original = tags._build_box_tree

    def marked(box: Any, *rest: Any) -> Iterator[Any]:
        for element in original(box, *rest):
            _mark(element, getattr(box, "_box", box))
            yield element

    tags._build_box_tree = marked


def _mark(element: Any, box: Any) -> None:
    source = box.element
    if source is None or not hasattr(source, "get"):
        return
    if source.get("lang") and source.tag != "html" and box.element_tag == source.tag:
        element["Lang"] = pydyf.String(source.get("lang"))
    if element["S"] == "/TH" and "A" in element:
        element["A"]["Scope"] = SCOPES.get(source.get("scope"), "/Column")
