"""Files: what opens an encrypted archive, document, disk, wallet or key store, as extracted for a test.

Named by their mark; whether what follows is whole is told by its parts, each hexadecimal, Base64 or a
number. Cost is counted by each in its own way and is not told.
"""

from __future__ import annotations

from tocsin.kinds.schemes.base import Scheme, Strength

FAST, SLOW = Strength.SALTED, Strength.SLOW

ODD = "(?:.*[*$:])?(?:[0-9a-f]{2}){8,}[0-9a-f](?:[*$:]|$)"
"""A part in hexadecimal that lacks half a byte."""

PARTS = f"<~(?!{ODD})[0-9A-Za-z+/=*$:.,_@&~ -]{{8,}}>"
"""What stands behind a mark: numbers, hexadecimal, Base64 and names, apart by marks."""

BASE_58 = "(?=.*[A-Z])(?=.*[a-km-z])"
"""Letters of both sizes, as an address has them and a digest has not."""

KEEPASS = (
    "KeePass",
    *(f"KeePass 1 {cipher} / {key}" for cipher in ("AES", "Twofish") for key in ("with keyfile", "without keyfile")),
    *(f"KeePass 2 AES / {key}" for key in ("with keyfile", "without keyfile")),
    *(f"KeePass 2 (KDBX 3) / {cipher} 256 enc. / AES-KDF / {key}" for cipher in ("AES", "Twofish", "ChaCha20") for key in ("with keyfile", "without keyfile")),
    *(f"KeePass 2 (KDBX 4) / AES-Twofish-ChaCha20 256 enc. / {kdf} / {key}" for kdf in ("AES-KDF", "Argon2d KDF", "Argon2id KDF") for key in ("with keyfile", "without keyfile")),
)  # fmt: skip

PKZIP = ("PKZIP", "PKZIP (Compressed)", "PKZIP (Uncompressed)", "PKZIP (Compressed Multi-File)", "PKZIP (Mixed Multi-File)", "PKZIP (Mixed Multi-File Checksum-Only)")  # fmt: skip

MARKED: tuple[Scheme, ...] = tuple(
    Scheme(names, f"{mark}{PARTS}", strength)
    for mark, strength, names in (
        ("$7z$", SLOW, ("7-zip", "7-Zip")),
        ("$zip3$", FAST, ("SecureZIP AES-128", "SecureZIP AES-192", "SecureZIP AES-256")),
        ("$RAR3$", SLOW, ("RAR3 -hp", "RAR3 -p (Uncompressed)", "RAR3 -p (Compressed)", "RAR3")),
        ("$rar5$", SLOW, ("RAR5",)),
        ("$sitx$", SLOW, ("Stuffit5", "StuffIt5")),
        ("$stuffit5$", FAST, ("Stuffit5", "StuffIt5")),
        ("$office$", SLOW, ("MS Office 2007", "MS Office 2010", "MS Office 2013", "Office", "2007/2010/2013", "MS Office", "Microsoft Office 2016 - SheetProtection")),
        ("$oldoffice$", FAST, ("MS Office <= 2003", "oldoffice")),
        ("$odf$", SLOW, ("Open Document Format (ODF) 1.1 (SHA-1, Blowfish)", "Open Document Format (ODF) 1.2 (SHA-256, AES)", "ODF")),
        ("$sxc$", SLOW, ("Open Document Format (ODF) 1.1 (SHA-1, Blowfish) (buggy StarOffice)", "sxc", "StarOffice")),
        ("$iwork$", SLOW, ("Apple iWork",)),
        ("$ASN$", SLOW, ("Apple Secure Notes",)),
        ("$pdf$", FAST, ("PDF 1.1 - 1.3 (Acrobat 2 - 4)", "PDF 1.4 - 1.6 (Acrobat 5 - 8)", "PDF 1.4 - 1.6 (Acrobat 5 - 8) - edit password", "PDF 1.7 Level 3 (Acrobat 9)", "PDF 1.7 Level 8 (Acrobat 10 - 11)", "PDF")),
        ("$keepass$", SLOW, KEEPASS),
        ("$bitlocker$", SLOW, ("BitLocker",)),
        ("$luks$", SLOW, ("LUKS",)),
        ("$fvde$", SLOW, ("FileVault 2", "FileVault2")),
        ("$fde$", SLOW, ("Android FDE", "Android FDE <= 4.3")),
        ("$vdi$", SLOW, ("VirtualBox-VDI AES_XTS", "VirtualBox (PBKDF2-HMAC-SHA256 & AES-128-XTS)", "VirtualBox (PBKDF2-HMAC-SHA256 & AES-256-XTS)")),
        ("$vbox$", SLOW, ("VirtualBox (PBKDF2-HMAC-SHA256 & AES-128-XTS)", "VirtualBox (PBKDF2-HMAC-SHA256 & AES-256-XTS)")),
        ("$vmx$", SLOW, ("VMware VMX (PBKDF2-HMAC-SHA1 + AES-256-CBC)", "VMX")),
        ("$bcve$", SLOW, ("BestCrypt Volume Encryption v4", "Jetico BestCrypt v3 Volume Encryption", "Jetico BestCrypt v4 Volume Encryption")),
        ("$BestCrypt$", SLOW, ("Jetico BestCrypt (.jbc)", "Jetico BestCrypt Container Encryption (.jbc)")),
        ("$diskcryptor$", SLOW, ("DiskCryptor",)),
        ("$encfs$", SLOW, ("EncFS",)),
        ("$ecryptfs$", SLOW, ("eCryptfs",)),
        ("$encdv-pbkdf2$", SLOW, ("ENCsecurity Datavault (PBKDF2/no keychain)", "ENCsecurity Datavault (PBKDF2/keychain)")),
        ("$encdv$", FAST, ("ENCsecurity Datavault (MD5/no keychain)", "ENCsecurity Datavault (MD5/keychain)")),
        ("$axcrypt_sha1$", FAST, ("AxCrypt 1 in-memory SHA1", "AxCrypt 1")),
        ("$axcrypt$", SLOW, ("AxCrypt 1", "AxCrypt 2", "AxCrypt", "AxCrypt 2 AES-128", "AxCrypt 2 AES-256")),
        ("$aescrypt$", SLOW, ("AES Crypt (SHA256)",)),
        ("$openssl$", FAST, ('OpenSSL "enc" encryption', "openssl-enc")),
        ("$sshng$", FAST, ("OpenSSH private key (RSA/DSA/EC)", "OpenSSH private key (RSA/DSA + AES-128)", "OpenSSH private key (RSA/DSA + AES-192)", "OpenSSH private key (RSA/DSA + AES-256)", "OpenSSH private key (RSA/DSA + 3DES)", "OpenSSH private key (EC + AES-128)", "OpenSSH private key (RSA/DSA/EC + Bcrypt PBKDF + AES-256-CBC)", "OpenSSH private key (RSA/DSA/EC + Bcrypt PBKDF + AES-256-CTR)", "RSA/DSA/EC/OPENSSH Private Keys", "SSH")),
        ("$gpg$", SLOW, ("OpenPGP / GnuPG Secret Key", "GPG")),
        ("$pgpwde$", SLOW, ("Symantec PGP WDE",)),
        ("$pgpsda$", SLOW, ("PGP Self Decrypting Archive",)),
        ("$pgpdisk$", SLOW, ("PGP Disk / Virtual Disk",)),
        ("$putty$", FAST, ("PuTTY Private Key", "PuTTY", "Private Key (RSA/DSA/ECDSA/ED25519)")),
        ("$PEM$", SLOW, ("PKCS#8 Private Keys (PBKDF2-HMAC-SHA1 + 3DES/AES)", "PKCS#8 Private Keys (PBKDF2-HMAC-SHA256 + 3DES/AES)")),
        ("$pfxng$", SLOW, ("PFX (PKCS#12 PBE) (SHA1/SHA2)", "(.pfx, .p12)", "PFX")),
        ("$keystore$", FAST, ("Java KeyStore",)),
        ("$jksprivk$", FAST, ("JKS Java Key Store Private Keys (SHA1)", "JKS Java Key Store Private Keys")),
        ("$bks$", SLOW, ("BouncyCastle", "BKS")),
        ("$keychain$", SLOW, ("Apple macOS Keychain", "Mac OS X Keychain")),
        ("$keyring$", SLOW, ("GNOME Keyring",)),
        ("$kwallet$", SLOW, ("KDE KWallet",)),
        ("$mozilla$*AES*", SLOW, ("Mozilla key4.db",)),
        ("$mozilla$", FAST, ("Mozilla key3.db",)),
        ("$itunes_backup$", SLOW, ("iTunes backup < 10.0", "iTunes backup >= 10.0", "itunes-backup")),
        ("$ab$", SLOW, ("Android Backup",)),
        ("$signal$", SLOW, ("Signal Android", "Signal")),
        ("$telegram$0*", FAST, ("Telegram Mobile App Passcode (SHA256)", "telegram")),
        ("$telegram$", SLOW, ("Telegram Desktop < v2.1.14 (PBKDF2-HMAC-SHA1)", "Telegram Desktop >= v2.1.14 (PBKDF2-HMAC-SHA512)", "telegram", "Telegram Mobile App Passcode (SHA256)")),
        ("$bitwarden$", SLOW, ("Bitwarden",)),
        ("$agilekeychain$", SLOW, ("1Password, agilekeychain", "1Password Agile Keychain")),
        ("$cloudkeychain$", SLOW, ("1Password, cloudkeychain", "1Password Cloud Keychain")),
        ("$mobilekeychain$", SLOW, ("1Password, mobilekeychain",)),
        ("$opvault$", SLOW, ("1Password OPVault",)),
        ("$dashlane$", SLOW, ("Dashlane Password Manager",)),
        ("$enpass$", SLOW, ("Enpass Password Manager",)),
        ("$padlock$", SLOW, ("Padlock",)),
        ("$pwsafe$", SLOW, ("Password Safe v3", "Password Safe")),
        ("$pst$", Strength.UNSALTED, ("PST", "custom CRC-32")),
        ("$andotp$", FAST, ("andOTP",)),
        ("$ansible$", SLOW, ("Ansible Vault",)),
        ("$restic$", SLOW, ("Restic Repository", "restic")),
        ("$vbk$", SLOW, ("Veeam VBK",)),
        ("$money$", FAST, ("Microsoft Money (2002 to Money Plus)",)),
        ("$bitcoin$", SLOW, ("Bitcoin/Litecoin wallet.dat", "Bitcoin/Litecoin Wallet", "Bitcoin Core")),
        ("$ethereum$w*", SLOW, ("Ethereum Presale Wallet (PBKDF2-HMAC-SHA256)", "Ethereum Presale Wallet")),
        ("$ethereum$p*", SLOW, ("Ethereum Wallet (PBKDF2-HMAC-SHA256)", "Ethereum Wallet")),
        ("$ethereum$s*", SLOW, ("Ethereum Wallet (SCRYPT)", "Ethereum Wallet")),
        ("$electrum$", SLOW, ("Electrum Wallet", "Electrum Wallet 2.8+", "Electrum Wallet (Salt-Type 1-3)", "Electrum Wallet (Salt-Type 4)", "Electrum Wallet (Salt-Type 5)")),
        ("$multibit$", SLOW, ("MultiBit Classic .wallet (scrypt)", "MultiBit Classic >= 0.5.19 .wallet", "MultiBit HD wallet >= 0.5.0", "MultiBit or Coinomi Wallet", "MultiBit Classic .key (MD5)", "MultiBit Classic =< 0.5.18 .wallet")),
        ("$blockchain$", SLOW, ("Blockchain, My Wallet", "Blockchain, My Wallet, V2", "Blockchain, My Wallet, Legacy Wallets", "My Wallet")),
        ("$monero$", SLOW, ("Monero Wallet", "monero Wallet")),
        ("$metamask$", SLOW, ("MetaMask Wallet",)),
        ("$metamaskMobile$", SLOW, ("MetaMask Wallet (mobile)",)),
        ("$BitShares$", FAST, ("BitShares Wallet", "bitshares")),
        ("$keplr$", SLOW, ("Keplr Wallet",)),
        ("$tezos$", SLOW, ("Tezos Key",)),
        ("$stellar$", SLOW, ("Stargazer Stellar Wallet XLM",)),
        ("$solana$", SLOW, ("Solana Wallet",)),
        ("$cardano$", SLOW, ("Cardano Wallet",)),
        ("$ripple$", SLOW, ("Ripple Wallet",)),
        ("$armory$", SLOW, ("Armory wallet",)),
        ("$oubliette-blowfish$", SLOW, ("Oubliette",)),
        ("$strip$", SLOW, ("STRIP Password Manager",)),
        ("$efs$", SLOW, ("Windows EFS",)),
        ("$dmg$", SLOW, ("Apple DMG",)),
        ("$dpapimk$", SLOW, ("DPAPI masterkey",)),
        ("$ldap$", FAST, ("LDAP",)),
        ("$geli$", SLOW, ("FreeBSD GELI",)),
        ("$qnx$", SLOW, ("QNX 7",)),
        ("$lpcli$", SLOW, ("LastPass CLI",)),
        ("$sspr$", SLOW, ("NetIQ SSPR",)),
        ("$peoplesoft$", FAST, ("PeopleSoft token",)),
        ("$ansi$", SLOW, ("ANSI",)),
        ("$ssh2$", FAST, ("OpenSSH private key",)),
        ("$snmp$", SLOW, ("SNMPv3 USM",)),
        ("$tc_", SLOW, ("tc_aes_xts",)),
        ("EXODUS:", SLOW, ("Exodus Desktop Wallet (scrypt)",)),
    )
)  # fmt: skip


def _disks() -> tuple[str, ...]:
    names = []
    for tool, digests in (
        ("TrueCrypt", ("RIPEMD160", "SHA512", "Whirlpool")),
        ("VeraCrypt", ("RIPEMD160", "SHA512", "SHA256", "Whirlpool", "Streebog-512")),
    ):
        for digest in digests:
            for bits in (256, 512, 1024, 1536):
                for boot in ("", " + boot-mode"):
                    names += [
                        f"{tool} {digest} + XTS {bits} bit{boot}{old}" for old in ("", " (legacy)")
                    ]
    return tuple(names)


DISKS = _disks()
VERACRYPT = tuple(name for name in DISKS if "Vera" in name)
TRUECRYPT = tuple(name for name in DISKS if "True" in name)

FILES: tuple[Scheme, ...] = (
    Scheme(VERACRYPT, "$veracrypt$<h128>$<h896>", SLOW, "VeraCrypt"),
    Scheme(TRUECRYPT, "$truecrypt$<h128>$<h896>", SLOW, "TrueCrypt"),
    Scheme(TRUECRYPT, "truecrypt_<~(?:RIPEMD_160|SHA_512|WHIRLPOOL)(?:_BOOT)?>$<h1024><~(?:.*)>", SLOW, "TrueCrypt"),
    Scheme((*VERACRYPT, *TRUECRYPT, "Windows Phone, LUKS and others of 512 bytes"), "<h1024>", SLOW, "TrueCrypt or VeraCrypt header"),
    Scheme(("Armory wallet",), "YXI6<~[0-9A-Za-z+/]{96,}={0,2}(?::.*)?>", SLOW),
    Scheme(("Blockchain, My Wallet, Second Password (SHA256)",), "<b59>", SLOW),
    Scheme(("Bitcoin WIF private key (P2PKH), compressed", "Bitcoin WIF private key (P2PKH), uncompressed", "Bitcoin address (P2PKH)"), f"<~{BASE_58}1[1-9A-HJ-NP-Za-km-z]{{25,34}}>", FAST),
    Scheme(("Bitcoin WIF private key (P2SH(P2WPKH)), compressed", "Bitcoin WIF private key (P2SH(P2WPKH)), uncompressed"), f"<~{BASE_58}3[1-9A-HJ-NP-Za-km-z]{{25,34}}>", FAST),
    Scheme(("Bitcoin WIF private key (P2WPKH, Bech32), compressed", "Bitcoin WIF private key (P2WPKH, Bech32), uncompressed"), "<~bc1[02-9ac-hj-np-z]{39,59}>", FAST),
    Scheme(("Terra Station Wallet (AES256-CBC(PBKDF2($pass)))",), "<h64><b64-256>", SLOW),
    Scheme(("Password Safe v2", "Filezilla Server >= 0.9.55"), "<h128>:<~.{64}>", FAST),
    Scheme(("WinZip", "ZIP"), f"$zip2$*{PARTS}*$/zip2$", SLOW),
    *(Scheme(PKZIP, f"${mark}$<n>*{PARTS}*$/{mark}$", FAST) for mark in ("pkzip", "pkzip2")),
    *MARKED,
)  # fmt: skip
