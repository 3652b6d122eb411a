"""Databases: the passwords of their own users."""

from __future__ import annotations

from tocsin.kinds.schemes.base import Scheme, Strength

FAST, SLOW = Strength.SALTED, Strength.SLOW

DATABASES: tuple[Scheme, ...] = (
    Scheme(("MySQL 4.1 PASSWORD()", "MySQL4.1/MySQL5", "MySQL4.1", "MySQL5.x", "MySQL 4.1+", "MySQL5"), "*<h40>", Strength.UNSALTED, common=True),
    Scheme(("MySQL caching_sha2_password", "MySQL $A$ (sha256crypt)", "SHA-256 crypt"), "$A$<~[0-9A-F]{3}><~[$*].+[./0-9A-Za-z]{43}>", SLOW),
    Scheme(("MySQL $A$ (sha256crypt)",), "$mysql$A$<~[0-9A-F]{3}>*<h40>*<h86>", SLOW),
    Scheme(("MySQL CRAM (SHA1)", "MySQL Network Authentication", "MySQL challenge-response authentication (SHA1)"), "$mysqlna$<h40>*<h40>", FAST),
    Scheme(("MSSQL (2000)", "MS SQL 2000", "mssql"), "0x0100<h88>", FAST, "SQL Server 2000", common=True),
    Scheme(("MSSQL (2005)", "MS SQL 2005", "mssql05", "MSSQL(2008)"), "0x0100<h48>", FAST, "SQL Server 2005", common=True),
    Scheme(("MSSQL (2012)", "MSSQL (2014)", "MSSQL (2012, 2014)", "MS SQL 2012/2014", "mssql12"), "0x0200<h136>", FAST, "SQL Server 2012", common=True),
    Scheme(("PostgreSQL", "MD5", "PostgreSQL MD5"), "md5<h32>", FAST, "MD5 with the user's name (PostgreSQL)", common=True),
    Scheme(("PostgreSQL SCRAM-SHA-256",), "SCRAM-SHA-256$<cost>:<b1-64>$<b32>:<b32>", SLOW, common=True),
    Scheme(("PostgreSQL CRAM (MD5)", "PostgreSQL challenge-response authentication (MD5)", "PostgreSQL C/R"), "$postgre<~s?>$<~[^*]*>*<h8>*<h32>", FAST),
    Scheme(("MongoDB ServerKey SCRAM-SHA-1", "MongoDB SCRAM PBKDF2-SHA1"), "$mongodb-scram$*0*<~[^*]+>*<cost>*<b4-64>*<b20>", SLOW),
    Scheme(("MongoDB ServerKey SCRAM-SHA-256",), "$mongodb-scram$*1*<~[^*]+>*<cost>*<b4-64>*<b32>", SLOW),
    Scheme(("MongoDB SCRAM PBKDF2-SHA1", "SCRAM"), "$scram$<~[^$]+>$<cost>$<b4-64>$<b20-64>", SLOW),
    Scheme(("SCRAM (Passlib)",), "$scram$<cost>$<~[./0-9A-Za-z]+>$<~[-./0-9A-Za-z=,]+>", SLOW),
    Scheme(("MongoDB (system / network)", "MongoDB"), "$mongodb$0$<~[^$]+>$<h32>", FAST),
    Scheme(("MongoDB (system / network)", "MongoDB"), "$mongodb$1$<~[^$]+>$<h16>$<h32>", FAST),
    Scheme(("XMPP SCRAM PBKDF2-SHA1", "xmpp-scram"), "$xmpp-scram$0$<cost>$<n>$<h>$<h40>", SLOW),
    Scheme(("Oracle S: Type (Oracle 11+)", "Oracle 11g/12c", "Oracle 11g"), "S:<h60>", FAST, "Oracle 11g", common=True),
    Scheme(("Oracle 11g", "Oracle S: Type (Oracle 11+)"), "$oracle11$<h60>", FAST),
    Scheme(("Oracle 11g", "Oracle S: Type (Oracle 11+)"), "<~[0-9A-F]{60}>", FAST),
    Scheme(("Oracle T: Type (Oracle 12+)", "Oracle 12C", "Oracle12C"), "T:<h160>", SLOW, "Oracle 12c", common=True),
    Scheme(("Oracle T: Type (Oracle 12+)", "Oracle 12C", "Oracle12C"), "$oracle12c$<h160>", SLOW, "Oracle 12c", common=True),
    Scheme(("Oracle T: Type (Oracle 12+)", "Oracle 12C"), "<h128>:<h32>", SLOW),
    Scheme(("Oracle 12c with its older forms",), "S:<h60><~;(?:H:[0-9A-F]{32};)?>T:<h160>", SLOW),
    Scheme(("Oracle 7-10g", "Oracle 10", "DES(Oracle)"), "O$<~[^#]+>#<h16>", FAST),
    Scheme(("Oracle O3LOGON protocol",), "$o3logon$<~[^$]+>$<h32>$<h32-64>", FAST),
    Scheme(("Oracle O5LOGON protocol", "Oracle O5LOGON"), "$o5logon$<h96>*<h20><~(?:\\*.*)?>", FAST),
    Scheme(("Oracle 10g-logon protocol",), "$o10glogon$<~[^$]+>$<h64>$<h64>$<h32-256>", FAST),
    Scheme(("Sybase ASE", "SybaseASE"), "0xc007<h16><h64>", FAST, common=True),
    Scheme(("Sybase-PROP", "Sybase ASE (proprietary)"), "0x<h60>", FAST),
    Scheme(("SQLCipher",), "<~(?:\\$sqlcipher\\$|SQLCIPHER)[*]?><~[0-9*]*>*<x>", SLOW),
    Scheme(("OpenEdge Progress 4GL Encode",), "<~(?=.*[a-z])(?=.*[A-Z])[a-zA-Z]{16}>", Strength.UNSALTED),
)  # fmt: skip
