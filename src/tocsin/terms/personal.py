"""Personal: a value about a person, which hides itself from every repr, log and error.

>>> Personal("anna@post.example", kind="email")
<email, 17 characters>
>>> f"{Personal('anna@post.example', kind='email')}"
'<email, 17 characters>'
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class Personal:
    """A value about a person. Only who asks for `untrusted` sees it."""

    untrusted: str
    kind: str

    def __repr__(self) -> str:
        return f"<{self.kind}, {len(self.untrusted)} characters>"
