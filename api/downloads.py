"""How a file that somebody uploaded is handed out: under its own name, and so that it cannot act."""

from __future__ import annotations

INLINE = frozenset({"application/pdf", "image/png", "image/jpeg"})
"""What a browser may show by itself."""


def handed_out(name: str, media_type: str) -> dict[str, str]:
    """The headers of the answer. The name was cleaned when the file came (``rules.uploads.file_name``)."""
    plain = "".join(sign if sign.isascii() else "_" for sign in name)
    how = "inline" if media_type in INLINE else "attachment"
    return {
        "Content-Disposition": f'{how}; filename="{plain}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
