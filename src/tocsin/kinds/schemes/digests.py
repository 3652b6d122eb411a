"""Digests: hexadecimal or Base64 and nothing else. Their length is all that their form tells."""

from __future__ import annotations

from tocsin.kinds.schemes.base import Scheme, Strength

FAST = Strength.UNSALTED


def _haval(bits: int) -> tuple[str, ...]:
    return tuple(f"HAVAL-{bits} ({rounds} rounds)" for rounds in (3, 4, 5))


def _of_each(bits: int, *more: str) -> tuple[str, ...]:
    """Functions that give so many bits among others."""
    return (f"Skein-256({bits})", f"Skein-512({bits})", f"Skein-1024({bits})", *more)


BY_LENGTH: tuple[Scheme, ...] = (
    Scheme(("CRC-32", "CRC-32B", "CRC-32C", "Adler-32", "FNV-132", "FNV-1A32", "Joaat", "xxHash32", "MurmurHash3", "ELF-32", "GHash-32", "FCS-32", "XOR-32", "Fletcher-32"), "<h8>", FAST, "CRC-32 (or another 32-bit checksum)"),
    Scheme(("MySQL323 OLD_PASSWORD()", "Half MD5", "LM (half)", "DES(Oracle)", "CRC-64", "CRC-64 Jones", "FNV-164", "FNV-1A64", "SipHash", "HighwayHash", "xxHash64", "Cisco Type 7", "VNC", "RVARY", "MySQL pre-4.1"), "<h16>", FAST, "MySQL OLD_PASSWORD() (or another 64-bit digest)"),
    Scheme(("PKZIP Master Key", "PKZIP Master Key (6 byte optimization)", "CRC-96 (ZIP)"), "<h24>", FAST),
    Scheme(("MD5", "NTLM", "LM", "MD4", "md5(md5($pass))", "md5(md5(md5($pass)))", "md5(strtoupper(md5($pass)))", "md5(sha1($pass))", "md5(sha1(md5($pass)))", "md5(utf16le($pass))", "MD2", "MD6-128", "MDC-2", "RIPEMD-128", *_haval(128), "Tiger-128", "Tiger-128 (3 rounds)", "Tiger-128 (4 rounds)", "Snefru-128", *_of_each(128), "BLAKE2-128", "Lotus Notes/Domino 5", "Domain Cached Credentials (DCC), MS Cache", "Domain Cached Credentials 2 (DCC2), MS Cache 2", "RAdmin v2.x", "ZipMonster", "LM (pair)", "Panama-128", "FNV-128", "xxHash128", "WebEdition CMS"), "<h32>", FAST, "MD5 (or another 128-bit digest)", common=True),
    Scheme(("SHA-1", "sha1(sha1($pass))", "sha1(sha1(sha1($pass)))", "sha1(md5($pass))", "MySQL4.1/MySQL5", "MySQL 4.1+", "RIPEMD-160", *_haval(160), "Tiger-160", "Tiger-160 (3 rounds)", "Tiger-160 (4 rounds)", "HAS-160", "LinkedIn", *_of_each(160), "BLAKE2-160", "SHA-0"), "<h40>", FAST, "SHA-1 (or another 160-bit digest)", common=True),
    Scheme(("Tiger-192", "Tiger-192 (3 rounds)", "Tiger-192 (4 rounds)", *_haval(192), "macOS v10.4-10.6", "Skein-256(192)", "BLAKE2-192 (blake2b)"), "<h48>", FAST, "Tiger-192 (or another 192-bit digest)", common=True),
    Scheme(("SHA-224", "SHA3-224", "Keccak-224", "sha224(sha224($pass))", "sha224(sha1($pass))", *_haval(224), "SHA-512/224", "BLAKE2-224 (blake2b)", *_of_each(224)), "<h56>", FAST, "SHA-224 (or another 224-bit digest)", common=True),
    Scheme(("SHA-256", "sha256(sha256($pass))", "sha256(sha256_raw($pass))", "sha256(md5($pass))", "sha256(sha1($pass))", "SHA3-256", "Keccak-256", "GOST R 34.11-94", "GOST CryptoPro S-Box", "RIPEMD-256", *_haval(256), "Snefru-256", "BLAKE2-256 (blake2b)", "BLAKE2-256 (blake2s)", "BLAKE3", "MD6-256", "SM3", "Streebog-256", "Shake-128 (256)", "Shake-256 (256)", "Shake-512 (256)", "SHA-512/256", "Panama", "Skein-256", *_of_each(256), "Post.Office", "HighwayHash-256"), "<h64>", FAST, "SHA-256 (or another 256-bit digest)", common=True),
    Scheme(("RIPEMD-320",), "<h80>", FAST),
    Scheme(("SHA-384", "SHA3-384", "Keccak-384", "sha384(sha384($pass))", "Skein-512(384)", "Skein-1024(384)", "BLAKE2-384 (blake2b)"), "<h96>", FAST, "SHA-384 (or another 384-bit digest)", common=True),
    Scheme(("SHA-512", "sha512(sha512($pass))", "Whirlpool", "SHA3-512", "Keccak-512", "BLAKE2-512 (blake2b)", "BLAKE-512", "Skein-512", "Skein-512(512)", "Skein-1024(512)", "MD6-512", "Streebog-512", "Shake-128 (512)", "Shake-256 (512)", "Shake-512 (512)", "Cisco-ISE Hashed Password (SHA256)", "Salsa10", "Salsa20"), "<h128>", FAST, "SHA-512 (or another 512-bit digest)", common=True),
    Scheme(("Skein-1024", "Skein-1024(1024)", "MD6-1024"), "<h256>", FAST),
    Scheme(("MD5 (Base64)", "MD4 (Base64)"), "<b16>", FAST),
    Scheme(("SHA-1 (Base64)", "Umbraco HMAC-SHA1", "EPiServer 6 (hash)"), "<b20>", FAST),
    Scheme(("SHA-256 (Base64)", "Umbraco HMAC-SHA256"), "<b32>", FAST),
    Scheme(("SHA-512 (Base64)",), "<b64>", FAST),
    Scheme(("SHA-1 with its name",), "sha1:<h40>", FAST),
    Scheme(("MD5 with its name",), "md5:<h32>", FAST),
    Scheme(("SHA-256 with its name",), "sha256:<h64>", FAST),
    Scheme(("SHA-512 with its name",), "sha512:<h128>", FAST),
)  # fmt: skip
"""What a customer database may hold first in each row; the rest is rare in one."""

NAMED = tuple(
    Scheme((name, *more), f"${mark}${form}", FAST)
    for mark, form, name, *more in (
        ("LM", "<~[0-9A-Fa-f]{16}>", "LM"),
        ("NT", "<h32>", "NTLM", "NT"),
        ("MD4", "<h32>", "MD4", "Raw-MD4"),
        ("MD5", "<h32>", "MD5", "Raw-MD5"),
        ("md2", "<h32>", "MD2"),
        ("md4", "<h32>", "MD4"),
        ("mdc2", "<h32>", "MDC-2"),
        ("SHA1", "<h40>", "SHA-1"),
        ("ripemd", "<~(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9A-F]{40})>", "RIPEMD-160", "RIPEMD-128"),
        ("SHA224", "<h56>", "SHA-224", "Raw-SHA224"),
        ("SHA256", "<h64>", "SHA-256", "Raw-SHA256"),
        ("SHA384", "<h96>", "SHA-384", "Raw-SHA384"),
        ("SHA512", "<h128>", "SHA-512", "Raw-SHA512"),
        ("keccak", "<h128>", "Keccak-512"),
        ("keccak256", "<h64>", "Keccak-256"),
        ("BLAKE2", "<~(?:[0-9a-f]{64}|[0-9a-f]{128}|[0-9A-F]{128})>", "BLAKE2-512 (blake2b)", "BLAKE2-256 (blake2b)"),
        ("gost", "<h64>", "GOST R 34.11-94"),
        ("gost-cp", "<h64>", "GOST CryptoPro S-Box"),
        ("haval", "<~(?:[0-9a-f]{32}|[0-9a-f]{64})>", "HAVAL-256", "HAVAL-128", "HAVAL-128-4", "HAVAL-256-3"),
        ("panama", "<h64>", "Panama"),
        ("skein", "<~(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{128})>", "Skein-512", "Skein-256"),
        ("snefru", "<~(?:[0-9a-f]{32}|[0-9a-f]{64})>", "Snefru-256", "Snefru-128"),
        ("tiger", "<h48>", "Tiger-192", "Tiger"),
        ("whirlpool", "<h128>", "Whirlpool"),
        ("whirlpool0", "<h128>", "Whirlpool-0"),
        ("whirlpool1", "<h128>", "Whirlpool-1"),
        ("zipmonster", "<h32>", "ZipMonster"),
        ("pst", "<h8>", "PST (Outlook, CRC-32)"),
        ("radmin2", "<h32>", "RAdmin v2.x"),
        ("oracle", "<h16>", "Oracle 7-10g"),
        ("cisco4", "<c43>", "Cisco Type 4 (Raw SHA256)"),
    )
)  # fmt: skip
"""The same with their names before them, as John the Ripper writes them."""
