"""Business: SAP, Lotus Domino, IBM's larger machines, and the accounts of operating systems on desks."""

from __future__ import annotations

from tocsin.kinds.schemes.base import Scheme, Strength

FAST, SLOW = Strength.SALTED, Strength.SLOW

BUSINESS: tuple[Scheme, ...] = (
    Scheme(("SAP CODVN B (BCODE)", "SAP CODVN B (BCODE) from RFC_READ_TABLE", "SAP CODVN B (BCODE) mangled from RFC_READ_TABLE"), "<~[^$].{0,39}>$<~[0-9A-F]{16}>", FAST, "SAP BCODE"),
    Scheme(("SAP CODVN F/G (PASSCODE)", "SAP CODVN F/G (PASSCODE) from RFC_READ_TABLE", "SAP CODVN F/G (PASSCODE) mangled from RFC_READ_TABLE"), "<~[^$].{0,39}>$<~[0-9A-F]{40}>", FAST, "SAP PASSCODE"),
    Scheme(("SAP CODVN H (PWDSALTEDHASH) iSSHA-1", "SAP CODVN H (PWDSALTEDHASH)"), "{x-issha, <cost>}<b21-84>", SLOW),
    Scheme(("SAP CODVN H (PWDSALTEDHASH) iSSHA-256", "SAP CODVN H (PWDSALTEDHASH)"), "{x-isSHA256, <cost>}<b33-96>", SLOW),
    Scheme(("SAP CODVN H (PWDSALTEDHASH) iSSHA-384", "SAP CODVN H (PWDSALTEDHASH)"), "{x-isSHA384, <cost>}<b49-112>", SLOW),
    Scheme(("SAP CODVN H (PWDSALTEDHASH) iSSHA-512", "SAP CODVN H (PWDSALTEDHASH)"), "{x-isSHA512, <cost>}<b65-128>", SLOW),
    Scheme(("Lotus Notes/Domino 5", "lotus5"), "<~[0-9A-F]{32}>", Strength.UNSALTED),
    Scheme(("Lotus Notes/Domino 6", "Lotus Notes/Domino 6 More Secure Internet Password", "dominosec"), "(G<~[0-9A-Za-z+/]{19}>)", FAST, "Lotus Domino 6"),
    Scheme(("Lotus Notes/Domino 8", "dominosec8"), "(H<~[0-9A-Za-z+/]{48}>)", SLOW, "Lotus Domino 8"),
    Scheme(("Lotus Notes/Domino 8.5", "lotus85"), "<~(?:[0-9A-F]{2}){50,100}>", SLOW),
    Scheme(("AS/400 DES", "as400-des"), "$as400<~(?:des\\$|\\$des\\$\\*)[^*]{1,10}>*<h16>", FAST),
    Scheme(("AS/400 SSHA1", "AS400-SaltedSHA1"), "$as400<~(?:\\$ssha1\\$\\*|ssha1\\$)><~(?:[^*]{1,10}\\*[0-9A-F]{40}|[0-9A-F]{40}\\$.{1,10})>", FAST),
    Scheme(("RACF",), "$racf$*<~[^*]{1,10}>*<h16>", FAST),
    Scheme(("RACF KDFAES", "RACF-KDFAES"), "$racf$*<~[^*]{1,10}>*<h80-128>", SLOW),
    Scheme(("RVARY",), "$rvary$<h16>", Strength.UNSALTED),
    Scheme(("IBM/Toshiba 4690", "adxcrypt"), "$adxcrypt$<n>", Strength.UNSALTED),
    Scheme(("macOS v10.4-10.6", "Mac OS X 10.4 - 10.6", "xsha", "macOS v10.4, macOS v10.5, macOS v10.6"), "<h48>", FAST),
    Scheme(("macOS v10.7", "Mac OS X 10.7", "macOS v10.7 (salted SHA-512)", "xsha512"), "<~(?:\\$LION\\$)?><h136>", FAST),
    Scheme(("macOS v10.8+ (PBKDF2-HMAC-SHA512)", "PBKDF2-HMAC-SHA512"), "$ml$<cost>$<h64>$<h128-256>", SLOW),
    Scheme(("GRUB 2 (PBKDF2-HMAC-SHA512)", "PBKDF2-HMAC-SHA512"), "<~(?:grub|\\$pbkdf2-hmac-sha512)>.<~(?:pbkdf2\\.sha512\\.)?><cost>.<h16-256>.<h32-256>", SLOW),
    Scheme(("GRUB 2 (PBKDF2-HMAC-SHA512)", "PBKDF2-HMAC-SHA512"), "grub.pbkdf2.sha512.<cost>.<h16-256>.<h32-256>", SLOW),
    Scheme(("iPhone passcode (UID key + System Keybag)",), "$uido$<x>", SLOW),
    Scheme(("Samsung Android Password/PIN",), "<h40>:<h16>", SLOW),
    Scheme(("Radmin3",), "$radmin3$<h>*<h32-128>*<h128-1024>", FAST),
    Scheme(("RAdmin v2.x",), "<h32>", Strength.UNSALTED),
    Scheme(("Ansible Vault",), "$ansible$0*0*<h64>*<h>*<h64>", SLOW),
    Scheme(("PTDL1, PWM and other signed tokens",), "$pwm$<x>", SLOW),
)  # fmt: skip
