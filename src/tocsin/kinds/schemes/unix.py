"""Unix: crypt(3) and what writes like it. Sources: crypt(5) of libxcrypt, PHC string format, Passlib."""

from __future__ import annotations

from tocsin.kinds.schemes.base import Scheme, Strength

FAST, SLOW = Strength.SALTED, Strength.SLOW
PHC = "m=<n>,t=<cost>,p=<n>"
SUN = "<~[./0-9A-Za-z]{8}(?:[./0-9A-Za-z]{8})?>"
"""A salt of Sun MD5: eight letters, or sixteen."""

UNIX: tuple[Scheme, ...] = (
    Scheme(("bcrypt", "bcrypt $2*$, Blowfish (Unix)", "Blowfish(OpenBSD)", "bcrypt(md5($pass)) / bcryptmd5", "bcrypt(sha1($pass)) / bcryptsha1", "bcrypt(sha256($pass)) / bcryptsha256", "bcrypt(sha512($pass)) / bcryptsha512", "Woltlab Burning Board 4.x"), "$2<~[abxy]?>$<two>$<~[./0-9A-Za-z]{52}[.CGKOSWaeimquy26]>", SLOW, common=True),
    Scheme(("bcrypt_sha256 (Passlib)", "bcrypt(sha256($pass)) / bcryptsha256", "bcrypt-sha256"), "$bcrypt-sha256$2<~[aby]>,<two>$<c22>$<~[./0-9A-Za-z]{30}[.CGKOSWaeimquy26]>", SLOW),
    Scheme(("bcrypt_sha256 v2 (Passlib)", "bcrypt(HMAC-SHA256($pass)) / bcryptsha256 v2"), "$bcrypt-sha256$v=2,t=2<~[aby]>,r=<two>$<c22>$<~[./0-9A-Za-z]{30}[.CGKOSWaeimquy26]>", SLOW),
    Scheme(("Argon2id",), f"$argon2id$<~(?:v=[0-9]+\\$)?>{PHC}<~(?:,(?:keyid|data)=[^,$]*)*>$<u8-96>$<u4-256>", SLOW, common=True),
    Scheme(("Argon2i", "argon2"), f"$argon2i$<~(?:v=[0-9]+\\$)?>{PHC}<~(?:,(?:keyid|data)=[^,$]*)*>$<u8-96>$<u4-256>", SLOW, common=True),
    Scheme(("Argon2d", "argon2"), f"$argon2d$<~(?:v=[0-9]+\\$)?>{PHC}<~(?:,(?:keyid|data)=[^,$]*)*>$<u8-96>$<u4-256>", SLOW),
    Scheme(("scrypt (libxcrypt)", "scrypt Crypt", "scrypt"), "$7$<~[./0-9A-Za-z]{11}><~[^$]{0,64}>$<d43:32>", SLOW, "scrypt", common=True),
    Scheme(("scrypt (Passlib)", "scrypt"), "$scrypt$ln=<log>,r=<n>,p=<n>$<u4-96>$<u16-64>", SLOW, "scrypt", common=True),
    Scheme(("scrypt (ScryptKDF)", "ScryptKDF", "scrypt"), "$ScryptKDF.pm$<cost>*<n>*<n>*<b1-96>*<b16-64>", SLOW),
    Scheme(("scrypt", "scrypt (SCRYPT of hashcat)"), "SCRYPT:<cost>:<n>:<n>:<b1-96>:<b16-128>", SLOW),
    Scheme(("scrypt (Ruby)", "scrypt"), "<~[0-9a-f]{1,8}>$<~[0-9a-f]{1,4}>$<~[0-9a-f]{1,4}>$<h8-128>$<h32-128>", SLOW),
    Scheme(("yescrypt",), "$y$<~[./0-9A-Za-z]{2,16}>$<k0-64>$<d43:32>", SLOW, common=True),
    Scheme(("gost-yescrypt",), "$gy$<~[./0-9A-Za-z]{2,16}>$<k0-64>$<d43:32>", SLOW),
    Scheme(("SHA-512 crypt", "SHA-512 Crypt", "sha512crypt $6$, SHA512 (Unix)"), "$6$<rounds><~[^$:\\n]{0,16}>$<d86:64>", SLOW, common=True),
    Scheme(("SHA-256 crypt", "SHA-256 Crypt", "sha256crypt $5$, SHA256 (Unix)"), "$5$<rounds><~[^$:\\n]{0,16}>$<d43:32>", SLOW, common=True),
    Scheme(("MD5 crypt", "md5crypt, MD5 (Unix), Cisco-IOS $1$ (MD5)", "crypt(3) MD5", "Cisco Type 5 (MD5)", "FreeBSD MD5"), "$1$<~[^$:\\n]{0,8}>$<d22:16>", SLOW, common=True),
    Scheme(("Apache MD5", "Apache $apr1$ MD5, md5apr1, MD5 (APR)", "MD5 crypt", "crypt(3) MD5", "md5crypt"), "$apr1$<~[^$:\\n]{0,8}>$<d22:16>", SLOW, common=True),
    Scheme(("MD5 crypt (AIX smd5)", "AIX (smd5)", "AIX {smd5}", "crypt(3) MD5", "md5crypt"), "{smd5}<~[^$:\\n]{0,8}>$<d22:16>", SLOW),
    Scheme(("SHA-1 crypt (AIX)", "AIX (ssha1)", "AIX {ssha1}"), "{ssha1}<two>$<c8-64>$<c27>", SLOW),
    Scheme(("SHA-256 crypt (AIX)", "AIX (ssha256)", "AIX {ssha256}"), "{ssha256}<two>$<c8-64>$<~[./0-9A-Za-z]{43}>", SLOW),
    Scheme(("SHA-512 crypt (AIX)", "AIX (ssha512)", "AIX {ssha512}"), "{ssha512}<two>$<c8-64>$<~[./0-9A-Za-z]{86}>", SLOW),
    Scheme(("SHA-1 crypt", "SHA-1 Crypt (Juniper/NetBSD)", "Juniper/NetBSD sha1crypt", "sha1crypt"), "$sha1$<cost>$<c1-64>$<c28>", SLOW),
    Scheme(("Sun MD5", "Sun / Solaris MD5 Crypt", "SunMD5"), f"$md5<~[,$]>rounds=<cost>${SUN}$<~\\$?><d22:16>", SLOW),
    Scheme(("Sun MD5", "Sun / Solaris MD5 Crypt", "SunMD5"), f"$md5${SUN}$<~\\$?><d22:16>", SLOW),
    Scheme(("SM3 crypt", "sm3crypt, SM3 (Unix)"), "$sm3$<rounds><~[^$:\\n]{0,16}>$<d43:32>", SLOW),
    Scheme(("BSDi crypt", "BSDi Crypt", "BSDI crypt(3)", "BSDi Crypt, Extended DES"), "_<c8><~[./0-9A-Za-z]{10}[.26AEIMQUYcgkosw]>", SLOW, common=True),
    Scheme(("DES crypt", "descrypt", "DEScrypt", "BigCrypt (descrypt extension, DES-based crypt(3))", "DES(Unix)", "Traditional DES", "traditional crypt(3)", "descrypt, DES (Unix), Traditional DES", "Eggdrop"), "<~(?=.*[a-z])(?=.*[A-Z])[./0-9A-Za-z]{12}[.26AEIMQUYcgkosw]>", FAST, "DES crypt"),
    Scheme(("BigCrypt", "bigcrypt", "BigCrypt (descrypt extension, DES-based crypt(3))", "DES crypt, longer"), "<~(?=.*[a-z])(?=.*[A-Z])[./0-9A-Za-z]{2}(?:[./0-9A-Za-z]{10}[.26AEIMQUYcgkosw]){2,16}>", FAST),
    Scheme(("Crypt16",), "<~(?=.*[a-z])(?=.*[A-Z])[./0-9A-Za-z]{24}>", FAST),
    Scheme(("NTHash (FreeBSD Variant)", "FreeBSD NTHash", "NT hash of FreeBSD"), "$3$$<h32>", Strength.UNSALTED, "NTLM"),
    Scheme(("PBKDF2-SHA1 (crypt)", "Python passlib (PBKDF2-HMAC-SHA1)", "Passlib PBKDF2-SHA1"), "$pbkdf2$<cost>$<~[./0-9A-Za-z]{0,900}>$<~[./0-9A-Za-z]{27}>", SLOW, "PBKDF2-SHA1", common=True),
    Scheme(("PBKDF2-SHA256 (Passlib)", "Python passlib (PBKDF2-HMAC-SHA256)", "PBKDF2-HMAC-SHA256"), "$pbkdf2-sha256$<cost>$<~[./+0-9A-Za-z]{0,900}>$<~[./+0-9A-Za-z]{43}>", SLOW, "PBKDF2-SHA256", common=True),
    Scheme(("PBKDF2-SHA512 (Passlib)", "Python passlib (PBKDF2-HMAC-SHA512)", "PBKDF2-HMAC-SHA512"), "$pbkdf2-sha512$<cost>$<~[./+0-9A-Za-z]{0,900}>$<~[./+0-9A-Za-z]{86}>", SLOW, "PBKDF2-SHA512", common=True),
    Scheme(("PBKDF2-HMAC-SHA1 (John the Ripper)", "PBKDF2-HMAC-SHA1"), "$pbkdf2-hmac-sha1$<cost><~[.$]><h0-1024><~[.$]><h32-256>", SLOW),
    Scheme(("PBKDF2-HMAC-SHA256 (John the Ripper)", "PBKDF2-HMAC-SHA256"), "$pbkdf2-hmac-sha256$<cost><~[.$]><h0-1024><~[.$]><h32-256>", SLOW),
    Scheme(("PBKDF2-HMAC-SHA512 (John the Ripper)", "PBKDF2-HMAC-SHA512"), "$pbkdf2-hmac-sha512$<cost><~[.$]><h0-1024><~[.$]><h32-256>", SLOW),
    Scheme(("PBKDF2-HMAC-MD5 (John the Ripper)", "PBKDF2-HMAC-MD5"), "$pbkdf2-hmac-md5$<cost><~[.$]><h0-1024><~[.$]><h32-256>", SLOW),
    Scheme(("PBKDF2-HMAC-MD4 (John the Ripper)", "PBKDF2-HMAC-MD4"), "$pbkdf2-hmac-md4$<cost><~[.$]><h0-1024><~[.$]><h32-256>", SLOW),
    Scheme(("PBKDF2-HMAC-SHA1 (Cryptacular)", "Cryptacular PBKDF2"), "$p5k2$<~[0-9a-f]{1,8}>$<~[+/_=0-9A-Za-z-]{4,128}>$<~[+/_=0-9A-Za-z-]{27,28}>", SLOW),
    Scheme(("PBKDF2-HMAC-MD5", "PBKDF2-HMAC-MD4"), "md<~[45]>:<cost>:<b1-96>:<b8-128>", SLOW),
    Scheme(("PBKDF2-HMAC-SHA1", "PBKDF2-HMAC-SHA1 (hashcat)"), "sha1:<cost>:<b1-96>:<b8-128>", SLOW),
    Scheme(("PBKDF2-HMAC-SHA256", "PBKDF2-HMAC-SHA256 (hashcat)"), "sha256:<cost>:<b1-96>:<b8-128>", SLOW),
    Scheme(("PBKDF2-HMAC-SHA512", "PBKDF2-HMAC-SHA512 (hashcat)"), "sha512:<cost>:<b1-96>:<b8-128>", SLOW),
    Scheme(("OpenVMS", "Purdy"), "$V$<~[0-9A-Za-z_-]{10,}>", FAST),
    Scheme(("plain text", "plaintext"), "$0$<x>", Strength.PLAIN),
)  # fmt: skip

LDAP: tuple[Scheme, ...] = (
    Scheme(("SHA-1 (LDAP)", "nsldap, SHA-1(Base64), Netscape LDAP SHA", "SHA-1 (Base64)", "Raw-SHA1"), "{SHA}<b20>", Strength.UNSALTED, common=True),
    Scheme(("MD5 (LDAP)", "MD5 (Base64)", "Raw-MD5"), "{MD5}<b16>", Strength.UNSALTED, common=True),
    Scheme(("SHA-256 (LDAP)", "Raw-SHA256"), "{SHA256}<b32>", Strength.UNSALTED),
    Scheme(("SHA-384 (LDAP)",), "{SHA384}<b48>", Strength.UNSALTED),
    Scheme(("SHA-512 (LDAP)", "Raw-SHA512"), "{SHA512}<b64>", Strength.UNSALTED),
    Scheme(("salted MD5 (LDAP)", "SMD5"), "{SMD5}<b18-80>", FAST, common=True),
    Scheme(("salted SHA-1 (LDAP)", "SSHA-1 (Base64)", "nsldaps, SSHA-1(Base64), Netscape LDAP SSHA", "Netscape LDAP SSHA", "NSLDAPS (ssha)", "OPENLDAPS (openssha)", "Salted-SHA1"), "{SSHA}<b22-84>", FAST, common=True),
    Scheme(("salted SHA-256 (LDAP)", "SSHA-256 (Base64)", "SSHA256"), "{SSHA256}<b34-96>", FAST, common=True),
    Scheme(("salted SHA-384 (LDAP)",), "{SSHA384}<b50-112>", FAST),
    Scheme(("salted SHA-512 (LDAP)", "SSHA-512 (Base64)", "SSHA512"), "{SSHA512}<b66-128>", FAST, common=True),
    Scheme(("RedHat 389-DS LDAP (PBKDF2-HMAC-SHA256)", "PBKDF2-SHA256 (389 DS)"), "{PBKDF2_SHA256}<b300-400>", SLOW),
    Scheme(("PBKDF2 (LDAP, Passlib)", "PBKDF2-HMAC-SHA256", "PBKDF2-HMAC-SHA512", "PBKDF2-HMAC-SHA1"), "{PBKDF2<~(?:-SHA(?:1|256|512))?>}<cost>$<~[./+0-9A-Za-z]{1,128}>$<~[./+0-9A-Za-z]{27,86}>", SLOW),
    Scheme(("PBKDF2-HMAC-SHA512 (RedHat 389-DS 2)", "PBKDF2-HMAC-SHA256"), "{PBKDF2-SHA<~(?:1|256|512)>}<cost>$<b4-64>$<b20-64>", SLOW),
    Scheme(("crypt (LDAP)", "DES crypt"), "{<~(?i:crypt)>}<~[./0-9A-Za-z]{12}[.26AEIMQUYcgkosw]>", FAST),
    Scheme(("crypt (LDAP)", "MD5 crypt, SHA-256 crypt or SHA-512 crypt"), "{<~(?i:crypt)>}$<~(?:1\\$.{0,8}\\$[./0-9A-Za-z]{21}[./01]|5\\$.{0,40}\\$[./0-9A-Za-z]{43}|6\\$.{0,40}\\$[./0-9A-Za-z]{86}|2[aby]\\$[0-9]{2}\\$[./0-9A-Za-z]{53})>", SLOW),
    Scheme(("Apache Shiro", "Apache Shiro 1 SHA-512", "shiro1"), "$shiro1$SHA-<~(?:1|256|384|512)>$<cost>$<b4-64>$<b20-64>", SLOW),
    Scheme(("Dovecot plain text",), "{PLAIN}<x>", Strength.PLAIN),
    Scheme(("NTLM (LDAP)",), "{<~(?:NT|MD4|SAMBA-NT)>}<h32>", Strength.UNSALTED),
    Scheme(("LM (LDAP)",), "{<~(?:LANMAN|LM)>}<h32>", Strength.UNSALTED),
    Scheme(("CRAM-MD5 (Dovecot)",), "{CRAM-MD5}<h64>", Strength.UNSALTED),
)  # fmt: skip
