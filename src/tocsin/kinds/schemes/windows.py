"""Windows: its own stores, and what it sends over a network (NTLM, Kerberos)."""

from __future__ import annotations

from tocsin.kinds.schemes.base import Scheme, Strength

FAST, SLOW = Strength.SALTED, Strength.SLOW

WINDOWS: tuple[Scheme, ...] = (
    Scheme(("LM and NTLM (pwdump)", "NTLM", "LM", "NT"), "<~[^:]*>:<n>:<~(?:[0-9a-fA-F]{32}|NO PASSWORD\\*{21}|\\*{32})>:<~(?:[0-9a-fA-F]{32}|NO PASSWORD\\*{21}|\\*{32})>:<x>", Strength.UNSALTED, "LM and NTLM"),
    Scheme(("Domain Cached Credentials (DCC), MS Cache", "mscash", "MS Cache Hash"), "M$<~.+>#<h32>", FAST),
    Scheme(("Domain Cached Credentials 2 (DCC2), MS Cache 2", "mscash2", "MS Cache Hash 2 (DCC2)"), "$DCC2$<cost>#<~[^#]+>#<h32>", SLOW),
    Scheme(("Domain Cached Credentials 2 (DCC2), MS Cache 2", "mscash2", "MS Cache Hash 2 (DCC2)"), "$DCC2$<~[^#]*>#<h32>", SLOW),
    Scheme(("Domain Cached Credentials (DCC), MS Cache", "MS Cache"), "$DCC$<~[^#]+>#<h32>", FAST),
    Scheme(("NetNTLMv1 / NetNTLMv1+ESS (vanilla)", "NetNTLMv1 / NetNTLMv1+ESS (NT)", "NTLMv1 C/R", "NetNTLMv1"), "<~[^:]*>::<~[^:]*>:<~(?:[0-9a-fA-F]{48})?>:<h48>:<h16>", FAST),
    Scheme(("NetNTLMv2 (vanilla)", "NetNTLMv2 (NT)", "NTLMv2 C/R", "NetNTLMv2"), "<~[^:]*>::<~[^:]*>:<h16>:<h32>:<h>", FAST),
    Scheme(("LM C/R", "NetLM", "LMv2 C/R"), "$NETLM$<h16>$<h48>", FAST),
    Scheme(("LMv2 C/R", "NetLMv2"), "$NETLMv2$<~[^$]*>$<h16>$<h32>$<h16>", FAST),
    Scheme(("NTLMv1 C/R", "NetNTLMv1"), "$NETNTLM$<h16-48><~(?:\\$)?><h48>", FAST),
    Scheme(("NTLMv1 C/R", "NetNTLMv1+ESS"), "$NETNTLM$<h16>$<~[0-9a-fA-F]+>", FAST),
    Scheme(("NTLMv2 C/R", "NetNTLMv2"), "$NETNTLMv2$<~[^$]*>$<h16>$<h32>$<h>", FAST),
    Scheme(("HalfLM C/R", "nethalflm"), "$NETHALFLM$<h16>$<h48>", FAST),
    Scheme(("MSCHAPv2 C/R", "MS-CHAPv2"), "$MSCHAPv2$<h16-64>$<h48><~(?:\\$[0-9a-fA-F]*)?(?:\\$.*)?>", FAST),
    Scheme(("MSCHAPv2 C/R",), "$NETNTLM$<h16>*<h48>", FAST),
    Scheme(("AzureAD (MS-AzureSync) PBKDF2-HMAC-SHA256", "MS-AzureSync PBKDF2-HMAC-SHA256"), "v1;PPH1_MD4,<h20>,<cost>,<h64><~;?>", SLOW),
    Scheme(("Windows Hello PIN/Password",), "$WINHELLO$*<x>", SLOW),
    Scheme(("Windows Phone 8+ PIN/password",), "<h64>:<h256>", FAST),
    Scheme(("DPAPI masterkey file v1 (context 1 and 2)", "DPAPI masterkey file v2 (context 1 and 2)", "DPAPI masterkey file v1 (context 3)", "DPAPI masterkey file v2 (context 3)", "DPAPI masterkey file v1 and v2"), "$DPAPImk$<~[12]>*<~[123]>*<~S-[0-9-]+>*<t>*<t>*<cost>*<h32>*<n>*<h>", SLOW),
    Scheme(("Kerberos 5 TGS-REP etype 23", "krb5tgs"), "$krb5tgs$<~(?:23\\$)?(?:\\*[^$]*\\$[^$]*\\$[^*]*\\*\\$)?><h32>$<h>", FAST),
    Scheme(("Kerberos 5 TGS-REP etype 23",), "$krb5tgs$23$<~[^$]*>$<~[^$]*>$<~[^$]*>$<h32>$<h>", FAST),
    Scheme(("Kerberos 5 TGS-REP etype 17 (AES128-CTS-HMAC-SHA1-96)", "Kerberos 5, etype 17, TGS-REP"), "$krb5tgs$17$<~[^$]*>$<~[^$]*>$<~(?:\\*[^*]*\\*\\$)?><h24>$<h>", SLOW),
    Scheme(("Kerberos 5 TGS-REP etype 18 (AES256-CTS-HMAC-SHA1-96)", "Kerberos 5, etype 18, TGS-REP"), "$krb5tgs$18$<~[^$]*>$<~[^$]*>$<~(?:\\*[^*]*\\*\\$)?><h24>$<h>", SLOW),
    Scheme(("Kerberos 5 AS-REP etype 23", "Kerberos 5 AS-REP etype 17/18/23"), "$krb5asrep$<~(?:23\\$)?(?:[^:$]*:)?><h32>$<h>", FAST),
    Scheme(("Kerberos 5 AS-REP etype 17", "Kerberos 5 AS-REP etype 17/18/23"), "$krb5asrep$17$<~[^$]*(?:\\$[^$]*)?>$<~[0-9a-fA-F]{24}\\$[0-9a-fA-F]+|[0-9a-fA-F]+\\$[0-9a-fA-F]{24}>", SLOW),
    Scheme(("Kerberos 5 AS-REP etype 18", "Kerberos 5 AS-REP etype 17/18/23"), "$krb5asrep$18$<~[^$]*(?:\\$[^$]*)?>$<~[0-9a-fA-F]{24}\\$[0-9a-fA-F]+|[0-9a-fA-F]+\\$[0-9a-fA-F]{24}>", SLOW),
    Scheme(("Kerberos 5 AS-REP etype 23", "Kerberos 5 AS-REP etype 17/18/23"), "<h32>$<h64-8192>", FAST),
    Scheme(("Kerberos 5 AS-REQ Pre-Auth etype 23", "krb5pa-md5"), "$krb5pa$23$<~[^$]*>$<~[^$]*>$<~[^$]*>$<h104>", FAST),
    Scheme(("Kerberos 5 AS-REQ Pre-Auth etype 23", "krb5pa-md5"), "$mskrb5$<~[^$]*>$<~[^$]*>$<h32>$<h72>", FAST),
    Scheme(("Kerberos 5 AS-REQ Pre-Auth etype 17", "Kerberos 5 AS-REQ Pre-Auth etype 17/18"), "$krb5pa$17$<~[^$]*>$<~[^$]*>$<~(?:[^$]*\\$)?><h104-112>", SLOW),
    Scheme(("Kerberos 5 AS-REQ Pre-Auth etype 18", "Kerberos 5 AS-REQ Pre-Auth etype 17/18"), "$krb5pa$18$<~[^$]*>$<~[^$]*>$<~(?:[^$]*\\$)?><h104-112>", SLOW),
    Scheme(("Kerberos 5 DB etype 17",), "$krb5db$17$<~[^$]*>$<~[^$]*>$<h32>", SLOW),
    Scheme(("Kerberos 5 DB etype 18",), "$krb5db$18$<~[^$]*>$<~[^$]*>$<h64>", SLOW),
    Scheme(("Kerberos 5 DB etype 17", "krb5-17"), "$krb17$<~[^$]*>$<h32>", SLOW),
    Scheme(("Kerberos 5 DB etype 18", "krb5-18"), "$krb18$<~[^$]*>$<h64>", SLOW),
    Scheme(("Kerberos 5 DB etype 18", "krb5-18"), "<~[0-9A-Z.][^$]*>$<h64>", SLOW),
    Scheme(("Kerberos 5 DB etype 3", "krb5-3"), "$krb3$<~[^$]*>$<h16>", FAST),
    Scheme(("Kerberos 5 DB etype 3",), "$krb5db$3$<~[^$]*>$<~[^$]*>$<h16>", FAST),
    Scheme(("Kerberos 5 DB etype 23", "NTLM"), "$krb23$<~[^$]*>$<h32>", Strength.UNSALTED),
    Scheme(("Kerberos 5 TGT", "Kerberos v5 TGT"), "$krb5$<~[^$]*>$<~[^$]*>$<h>", FAST),
    Scheme(("Kerberos 4 TGT", "Kerberos v4 TGT"), "$<~(?:af|k4)>$<~[^$]*>$<h16-256>", FAST),
    Scheme(("Kerberos 4 TGT", "Kerberos v4 TGT"), "$krb4$<~[^$]*>$<h16-256>", FAST),
    Scheme(("Kerberos AFS", "AFS"), "$K4$<h16>,<x>", FAST),
    Scheme(("Active Directory, supplementalCredentials (AES)",), "<~[^:]+:aes(?:128|256)-cts-hmac-sha1-96:>:<h32-64>", SLOW),
)  # fmt: skip
