"""Salted: a digest beside its salt, apart by a mark. Which of them was hashed first is not written."""

from __future__ import annotations

from tocsin.kinds.schemes.base import Scheme, Strength

FAST = Strength.SALTED


def _orders(name: str) -> tuple[str, ...]:
    """The usual orders in which password and salt go in."""
    return (
        f"{name}($pass.$salt)",
        f"{name}($salt.$pass)",
        f"{name}($salt.$pass.$salt)",
        f"{name}($salt1.$pass.$salt2)",
        f"{name}(utf16le($pass).$salt)",
        f"{name}($salt.utf16le($pass))",
        f"{name}({name}($pass).$salt)",
        f"{name}($salt.{name}($pass))",
        f"{name}({name}($pass.$salt))",
        f"{name}($salt.{name}($salt.$pass))",
        f"{name}($salt.{name}($pass.$salt))",
        f"{name}({name}_bin($pass).$salt)",
        f"HMAC-{name.upper()} (key = $pass)",
        f"HMAC-{name.upper()} (key = $salt)",
    )


MD5 = (
    *_orders("md5"),
    "Joomla < 2.5.18",
    "osCommerce, xt:Commerce",
    "vBulletin",
    "IPB 2.x (Invision Power Board)",
    "MyBB 1.2+",
    "PHPS",
    "MediaWiki",
    "PrestaShop",
    "WebEdition CMS",
    "PostgreSQL",
    "Domain Cached Credentials (DCC), MS Cache",
    "Domain Cached Credentials 2 (DCC2), MS Cache 2",
    "md5(md5($salt).md5($pass))",
    "md5(md5($salt).md5(md5($pass)))",
    "md5(md5($salt).$pass)",
    "md5($pass.md5($salt))",
    "md5($salt.md5($pass).$salt)",
    "md5($username.0.$pass)",
    "md5(md5(md5($pass).$salt1).$salt2)",
    "md5(md5(md5($pass)).$salt)",
    "md5(md5(md5($pass.$salt1)).$salt2)",
    "md5(sha1($pass).$salt)",
    "md5(sha1($pass).md5($pass).sha1($pass))",
    "md5(sha1($pass.$salt))",
    "md5(sha1($salt.$pass))",
    "md5($salt1.sha1($salt2.$pass))",
    "md5($salt1.strtoupper(md5($salt2.$pass)))",
    "md5($salt.sha1($salt.$pass))",
    "md5(strtoupper(md5($pass)))",
    "MD5(Chap), iSCSI CHAP authentication",
    "Skype",
    "Cisco-ASA MD5",
    "Dahua",
    "AES-128-ECB NOKDF (PT = $salt, key = $pass)",
    "AES-192-ECB NOKDF (PT = $salt, key = $pass)",
    "AES-256-ECB NOKDF (PT = $salt, key = $pass)",
    "DNSSEC",
    "Empire CMS",
    "SIP",
    "WPA-PMKID-PMK",
    "IPMI 2.0 RAKP HMAC-MD5",
)

SHA1 = (
    *_orders("sha1"),
    "SMF >= v1.1, SMF2",
    "Woltlab Burning Board 3.x",
    "Ruby on Rails Restful Auth",
    "Ruby on Rails Restful Auth (one round, no sitekey)",
    "Redmine",
    "OpenCart",
    "PunBB",
    "BuddyPress",
    "sha1(md5($pass).$salt)",
    "sha1(md5($pass.$salt))",
    "sha1($salt1.sha1($pass.$salt2))",
    "sha1(CX)",
    "sha1($salt.sha1(utf16le($username).':'.utf16le($pass)))",
    "IPMI 2.0 RAKP HMAC-SHA1",
    "Keyed SHA1",
    "Netscaler SHA1",
    "Authme sha1",
    "AES Crypt",
    "DNSSEC (NSEC3)",
)

DIGEST = f"<~{'|'.join(f'[0-9a-fA-F]{{{size}}}' for size in (32, 40, 48, 56, 64, 96, 128))}|[./0-9A-Za-z]{{16}}>"
"""A digest behind a mark that says how it was made, letters large or small; Cisco's PIX too."""

WITH_SALT: tuple[Scheme, ...] = (
    Scheme(("LastPass / LastPass sniffed",), "<h32>:<cost>:<~[^:@]+@[^:]+><~(?::[0-9a-f]{32})?>", Strength.SLOW),
    Scheme(("WPA-PMKID-PBKDF2",), "<h32><~[*:]><h12><~[*:]><h12><~[*:]><h2-64>", Strength.SLOW),
    Scheme(("WPA-PMKID-PMK",), "<h32><~[*:]><h12><~[*:]><h12>", FAST),
    Scheme(("LM and NTLM pair",), "<h32>:<h32>", Strength.UNSALTED, "LM and NTLM, or MD5 with a salt of 32 digits"),
    Scheme(("CRC-32", "CRC-32C"), "<h8>:<h8>", FAST),
    Scheme(("CRC-64 Jones", "CRC64Jones", "SipHash", "Murmur Hash"), "<h16>:<h16>", FAST),
    Scheme(("MurmurHash", "MurmurHash3"), "<h8>:<h8>", FAST),
    Scheme(("Oracle 7-10g", "DES(Oracle)", "Oracle H: Type (Oracle 7+)", "MySQL CRAM", "half md5 with salt"), "<h16>:<~[^: ]{1,64}>", FAST, "Oracle 7 to 10g"),
    Scheme(("SipHash",), "<h16>:<n>:<n>:<h32>", FAST),
    Scheme(("Oracle S: Type (Oracle 11+)", "Oracle 11g/12c"), "<h40>:<h20>", FAST, "Oracle 11g, or SHA-1 with a salt"),
    Scheme(MD5, "<h32><~[:#|]><~[^:]{1,255}>", FAST, "MD5 with a salt", common=True),
    Scheme(("md5($salt1.$pass.$salt2)", "md5($salt1.sha1($salt2.$pass))", "md5($salt1.strtoupper(md5($salt2.$pass)))", "md5(md5(md5($pass).$salt1).$salt2)", "md5(md5(md5($pass.$salt1)).$salt2)", "SIP, HTTP digest"), "<h32>:<~[^:]{1,300}>:<~[^:]{1,300}>", FAST, "MD5 with two salts"),
    Scheme(SHA1, "<h40><~[:#|]><~[^:]{1,255}>", FAST, "SHA-1 with a salt", common=True),
    Scheme(("sha1($salt1.$pass.$salt2)", "sha1($salt1.sha1($salt2.$pass))", "sha1($salt.sha1(utf16le($username).':'.utf16le($pass)))", "Ruby on Rails Restful Auth"), "<h40>:<~[^:]{1,255}>:<~[^:]{1,255}>", FAST, "SHA-1 with two salts"),
    Scheme((*_orders("sha224"),), "<h56><~[:#|]><~[^:]{1,255}>", FAST, "SHA-224 with a salt"),
    Scheme((*_orders("sha256"), "sha256(sha256($pass).$salt)", "sha256($salt.sha256_raw($pass))", "sha256(sha256_bin($pass.$salt))", "Django (SHA-256)", "sha256(md5($pass).$salt)", "Umbraco", "Telegram Mobile App Passcode (SHA256)", "KNX IP Secure", "HMAC-Streebog-256 (key = $pass)", "HMAC-Streebog-256 (key = $salt)", "Kerberos", "BLAKE2-256($pass.$salt)", "BLAKE2-256($salt.$pass)", "SM3($pass.$salt)", "Cisco ISE", "Blockchain", "Formspring", "FormSpring", "Minecraft AuthMe"), "<h64><~[:#|$]><~[^:]{1,300}>", FAST, "SHA-256 with a salt", common=True),
    Scheme((*_orders("sha384"),), "<h96><~[:#|]><~[^:]{1,255}>", FAST, "SHA-384 with a salt"),
    Scheme((*_orders("sha512"), "Drupal (sha512)", "leet", "HMAC-Streebog-512 (key = $pass)", "HMAC-Streebog-512 (key = $salt)", "BLAKE2-512($pass.$salt)", "Whirlpool with salt"), "<h128><~[:#|]><~[^:]{1,255}>", FAST, "SHA-512 with a salt", common=True),
    Scheme(("BLAKE2-512($pass.$salt)", "BLAKE2-512($salt.$pass)"), "$BLAKE2$<h128>:<t>", FAST),
    Scheme(("BLAKE2-256($pass.$salt) (blake2b)", "BLAKE2-256($salt.$pass) (blake2b)"), "$BLAKE2$<h64>:<t>", FAST),
    Scheme(("leet", "sha512($salt.whirlpool)"), "<~[^$#: ]{1,32}>$<h128>", FAST),
    Scheme(("BRAKER (salt first)", "Keyed MD5: RIPv2, OSPF, BGP, SNMPv2", "net-md5"), "<h64-1024>$<h32>", FAST),
    Scheme(("Keyed SHA1: BFD", "net-sha1"), "<h64-1024>$<h40>", FAST),
    Scheme(("CRC-32",), "$crc32$<h8>.<h8>", FAST),
    Scheme(("CRC-32C",), "$crc32c$<h8>.<h8>", FAST),
    Scheme(("dynamic (John the Ripper)", "MD5", "SHA-1", "Cisco PIX", "LinkedIn"), f"$dynamic_<n>${DIGEST}", Strength.UNSALTED),
    Scheme(("dynamic (John the Ripper)", "md5 with salt", "Cisco ASA", "MediaWiki", "PHPS", "FormSpring", "osCommerce", "AS400-SaltedSHA1"), f"$dynamic_<n>${DIGEST}$<~.+>", FAST),
    Scheme(("dynamic (John the Ripper)", "NTLM", "MD5"), f"@dynamic=<~[^@]+>@{DIGEST}", Strength.UNSALTED),
    Scheme(("dynamic (John the Ripper)",), f"@dynamic=<~[^@]+>@{DIGEST}$<~.+>", FAST),
)  # fmt: skip

WITH_TEXT: tuple[Scheme, ...] = (
    Scheme(("HMAC-MD5", "md5 with text"), "<~(?![$]).*>#<h32>", FAST),
    Scheme(("HMAC-SHA1",), "<~(?![$]).*>#<h40>", FAST),
    Scheme(("HMAC-SHA224",), "<~(?![$]).*>#<h56>", FAST),
    Scheme(("HMAC-SHA256",), "<~(?![$]).*>#<h64>", FAST),
    Scheme(("HMAC-SHA384",), "<~(?![$]).*>#<h96>", FAST),
    Scheme(("HMAC-SHA512",), "<~(?![$]).*>#<h128>", FAST),
)  # fmt: skip
"""A key in clear before its digest: so loose that any other form goes before."""
