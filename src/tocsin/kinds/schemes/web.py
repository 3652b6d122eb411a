"""Web: what frameworks, shops and boards write into their tables of users."""

from __future__ import annotations

from tocsin.kinds.schemes.base import Scheme, Strength

FAST, SLOW = Strength.SALTED, Strength.SLOW


def _werkzeug(mark: str, name: str, digits: int) -> tuple[Scheme, ...]:
    """Salted digests (HMAC) and PBKDF2 as Werkzeug and early Django write them."""
    return (
        Scheme((f"Python Werkzeug {name} (HMAC-{name} (key = $salt))", f"Django ({name})", f"Django ({name[:3]}-{name[3:]})"), f"{mark}$<s>$<h{digits}>", FAST, f"{name} with a salt (Werkzeug, Django)", common=True),
        Scheme((f"Python Werkzeug PBKDF2-HMAC-{name} (key = $salt)", f"PBKDF2-{name} (Werkzeug)"), f"pbkdf2:{mark}<iterations>$<s>$<h{digits}>", SLOW, f"PBKDF2-{name} (Werkzeug)", common=True),
    )  # fmt: skip


WEB: tuple[Scheme, ...] = (
    Scheme(("phpass", "phpass, WordPress (MD5), phpBB3 (MD5), Joomla (MD5)", "WordPress ≥ v2.6.2", "Joomla ≥ v2.5.18", "phpBB ≥ v3", "PHPass' Portable Hash"), "$<~[PH]>$<~[./0-9A-Za-z]><c8><d22:16>", SLOW, "phpass (WordPress, phpBB)", common=True),
    Scheme(("WordPress bcrypt (6.8)", "bcrypt(HMAC-SHA384($pass))"), "$wp$2y$<two>$<~[./0-9A-Za-z]{52}[.CGKOSWaeimquy26]>", SLOW, common=True),
    Scheme(("Drupal7", "Drupal 7", "Drupal > v7.x"), "$S$<~[./0-9A-Za-z]><c8><c43>", SLOW, "Drupal 7 SHA-512", common=True),
    Scheme(("Drupal 7 over MD5",), "U$S$<~[./0-9A-Za-z]><c8><c43>", SLOW),
    Scheme(("PBKDF2-SHA256 (Django)", "Django (PBKDF2-HMAC-SHA256)", "Django(PBKDF2-HMAC-SHA256)"), "pbkdf2_sha256$<cost>$<s>$<b32>", SLOW, "PBKDF2-SHA256", common=True),
    Scheme(("PBKDF2-SHA1 (Django)", "Django (PBKDF2-HMAC-SHA1)"), "pbkdf2_sha1$<cost>$<s>$<b20>", SLOW, "PBKDF2-SHA1", common=True),
    Scheme(("Django (PBKDF2-HMAC-SHA256)", "Django"), "$django$*1*pbkdf2_sha256$<cost>$<s>$<b32>", SLOW, "PBKDF2-SHA256"),
    Scheme(("bcrypt (Django)", "bcrypt", "Django (bcrypt)"), "bcrypt$$2<~[abxy]>$<two>$<~[./0-9A-Za-z]{52}[.CGKOSWaeimquy26]>", SLOW, "bcrypt", common=True),
    Scheme(("bcrypt over SHA-256 (Django)", "Django (bcrypt-SHA256)", "bcrypt(sha256($pass)) / bcryptsha256"), "bcrypt_sha256$$2<~[abxy]>$<two>$<~[./0-9A-Za-z]{52}[.CGKOSWaeimquy26]>", SLOW, common=True),
    Scheme(("Argon2 (Django)", "Argon2id", "Argon2i"), "argon2$argon2<~(?:id|i|d)\\$(?:v=[0-9]+\\$)?>m=<n>,t=<cost>,p=<n>$<u4-96>$<u4-256>", SLOW, common=True),
    Scheme(("scrypt (Django)", "django-scrypt", "scrypt"), "scrypt$<s>$<log>$<n>$<n>$64$<b64>", SLOW),
    Scheme(("scrypt (Django 4)", "scrypt"), "scrypt$<cost>$<s>$<n>$<n>$<b64>", SLOW, "scrypt", common=True),
    Scheme(("Django (DES Crypt Wrapper)",), "crypt$<~[./0-9A-Za-z]{0,2}>$<~[./0-9A-Za-z]{12}[.26AEIMQUYcgkosw]>", FAST),
    Scheme(("Django (MD5), unsalted", "MD5"), "md5$$<h32>", Strength.UNSALTED),
    Scheme(("Django (SHA-1), unsalted", "SHA-1"), "sha1$$<h40>", Strength.UNSALTED),
    Scheme(("Python Werkzeug scrypt (scrypt (key = $salt))", "scrypt (Werkzeug)"), "scrypt:<cost>:<n>:<n>$<s>$<h128>", SLOW, "scrypt (Werkzeug)", common=True),
    *_werkzeug("md5", "MD5", 32),
    *_werkzeug("sha1", "SHA1", 40),
    *_werkzeug("sha224", "SHA224", 56),
    *_werkzeug("sha256", "SHA256", 64),
    *_werkzeug("sha384", "SHA384", 96),
    *_werkzeug("sha512", "SHA512", 128),
    Scheme(("Web2py (PBKDF2-HMAC-SHA512)", "Web2py pbkdf2-sha512"), "pbkdf2(<cost>,20,sha512)$<s>$<h40>", SLOW),
    Scheme(("Web2py (PBKDF2)",), "pbkdf2(<cost>,<n>,<~sha(?:1|224|256|384|512)>)$<s>$<h32-128>", SLOW),
    Scheme(("ASP.NET Identity v3", "ASP.NET Core Identity PBKDF2"), "<~AQAAAA[A-D](?:[0-9A-Za-z+/]{4}){18,40}[0-9A-Za-z+/]{1,4}={0,2}>", SLOW, "PBKDF2 (ASP.NET Identity 3)", common=True),
    Scheme(("ASP.NET Identity v2", "PBKDF2-HMAC-SHA1 (ASP.NET Identity)"), "<~A[A-P][0-9A-Za-z+/]{63}[AQgw]==>", SLOW, "PBKDF2-SHA1 (ASP.NET Identity 2)", common=True),
    Scheme(("Atlassian (PBKDF2-HMAC-SHA1)", "Atlassian PKCS5S2"), "{PKCS5S2}<b48>", SLOW, "PBKDF2-SHA1 (Atlassian)", common=True),
    Scheme(("Symfony, FOSUserBundle (iterated SHA-512)", "SHA-512 (Base64)"), "<b64>{<~[^}]{1,64}>}", SLOW),
    Scheme(("PeopleSoft", "SHA-1 (Base64)"), "<b20>", Strength.UNSALTED),
    Scheme(("PeopleSoft PS_TOKEN",), "<h40>:<h32-2048>", FAST, "SHA-1 with a salt"),
    Scheme(("Minecraft (AuthMe Reloaded sha256)", "Authme"), "$SHA$<~[0-9a-zA-Z]{1,32}>$<h64>", FAST),
    Scheme(("Joomla < 2.5.18", "md5 with salt"), "<h32>:<~[0-9A-Za-z]{32}>", FAST, "MD5 with a salt", common=True),
    Scheme(("osCommerce", "osCommerce, xt:Commerce"), "$OSC$<h2-64>$<h32>", FAST),
    Scheme(("PHPS",), "$PHPS$<h2-64>$<h32>", FAST),
    Scheme(("IPB 2.x (Invision Power Board)", "IPB2, MyBB 1.2+"), "$IPB2$<h2-64>$<h32>", FAST),
    Scheme(("MediaWiki", "MediaWiki B type"), "$B$<t>$<h32>", FAST),
    Scheme(("MediaWiki B type",), ":B:<~[0-9a-f]{1,16}>:<h32>", FAST, "MD5 with a salt (MediaWiki)"),
    Scheme(("MediaWiki A type", "MD5"), ":A:<h32>", Strength.UNSALTED, "MD5 (MediaWiki)"),
    Scheme(("MediaWiki PBKDF2", "PBKDF2-SHA512 (MediaWiki)"), ":pbkdf2:sha<~(?:1|256|512)>:<cost>:<n>:<b4-64>:<b16-128>", SLOW),
    Scheme(("Woltlab Burning Board 3.x", "WoltLab BB3"), "$wbb3$*1*<h40>*<h40>", FAST),
    Scheme(("Nuked-Klan CMS",), "$nk$*<h40>*#<~[0-9a-f]><h32>", FAST),
    Scheme(("EPiServer", "EPi", "EPiServer 6.x < v4"), "$episerver$*0*<b4-64>*<u20><~=?>", FAST),
    Scheme(("EPiServer", "EPi", "EPiServer 6.x ≥ v4"), "$episerver$*1*<b4-64>*<u32><~=?>", FAST),
    Scheme(("EPi", "EPiServer"), "0x<h60> 0x<h40>", FAST),
    Scheme(("PrestaShop",), "<h32>:<~[0-9A-Za-z]{56}>", FAST, "MD5 with a salt"),
    Scheme(("Ruby on Rails Restful Auth",), "<h40>:<h40>", FAST, "SHA-1 with a salt"),
    Scheme(("Umbraco HMAC-SHA1", "SHA-1 (Base64)"), "<b20>", Strength.UNSALTED),
    Scheme(("Redmine", "Redmine Project Management Web App"), "<h40>:<h32>", FAST, "SHA-1 with a salt"),
    Scheme(("Palshop", "MD5(Palshop)"), "<~(?:\\$palshop\\$)?[0-9a-f]{51}>", Strength.UNSALTED),
    Scheme(("Plone, Zope SSHA", "SSHA-1 (Base64)"), "{SSHA}<b22-84>", FAST),
    Scheme(("hMailServer", "hMailServer (SHA-256)"), "<~[0-9a-f]{70}>", FAST),
    Scheme(("hMailServer",), "$dynamic_61$<~[0-9a-f]{64}\\$.{1,16}>", FAST),
    Scheme(("Clipperz", "SRP"), "$clipperz$<~[0-9a-f]{32,65}>$<~.+>", FAST),
    Scheme(("WoWSRP", "Battlenet"), "$WoWSRP$<~[0-9A-F]{16,80}>$<h><~(?:\\*.+)?>", FAST),
    Scheme(("ClearQuest",), "$cq$<x>$<h8>", FAST),
    Scheme(("Flask Session Cookie ($salt.$salt.$pass)", "Flask session"), "<~[0-9A-Za-z_.-]{10,}\\.[0-9A-Za-z_-]{6}\\.[0-9A-Za-z_-]{27,43}>", FAST),
    *(
        Scheme(("JSON Web Token (JWT)", f"HMAC-SHA{bits}"), f"<~eyJ[0-9A-Za-z_-]{{5,}}\\.[0-9A-Za-z_-]+\\.[0-9A-Za-z_-]{{{letters}}}>", FAST)
        for bits, letters in ((256, 43), (384, 64), (512, 86))
    ),
    Scheme(("JSON Web Token (JWT)",), "<~eyJ[0-9A-Za-z_-]{5,}\\.[0-9A-Za-z_-]+\\.[0-9A-Za-z_-]{87,}>", FAST),
    Scheme(("known_hosts (HashKnownHosts)", "HashKnownHosts HMAC-SHA1"), "<~(?:\\$known_hosts\\$)?>|1|<b20>|<b20>", FAST),
)  # fmt: skip
