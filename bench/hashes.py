"""Hashes: are schemes named right, beside Name-That-Hash and hashID, on samples that others collected?

.venv/bin/python bench/hashes.py [PYTHON]

The samples are those of `$TOCSIN_CORPORA/hashes` (else `../shared/corpora/hashes`): each hash with the
name of its scheme. PYTHON is an interpreter that has `name-that-hash` and `hashid`. A scheme is named
where its name, or the mode of hashcat or the label of John the Ripper that the samples give, is among
those told: schemes that write alike count together. The class expected of a scheme is written down here
by the words of its name, and not taken from our table. A malformed hash is a sample with a character of
its longest run taken out, put in twice, or made a mark that no scheme writes there; archives, documents,
disks, wallets and network captures are not hurt, whose extracts have parts of any length. What is hurt
may come out as a whole hash of another form (`WHOLE_AGAIN`): such are counted beside.
"""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tocsin.kinds.schemes import Strength, told

CORPORA = Path(os.environ.get("TOCSIN_CORPORA", "../shared/corpora")) / "hashes"

PLAIN = "Type 7|plaintext|XOR"
SLOW = (
    "PBKDF2|scrypt|bcrypt|argon|yescrypt|MD5 Crypt|crypt\\(3\\) MD5|md5crypt|crypt\\(3\\) \\$1\\$|smd5|Type [589]|SunMD5"
    "|Sun / Solaris|SHA-(?:1|256|512) Crypt|sm3crypt|AIX|phpass|Drupal|DCC2|iSSHA|PWDSALTEDHASH|BSDi|BSDI|SCRAM|Django$|django-"
    "|Shiro|Oracle ?(?:T|12C)|Domino 8|KDFAES|macOS v10.8|GRUB|AzureAD|DPAPI|etype 1[78]|krb5-1[78]|Windows Hello|WPA|SNMP"
    "|7-zip|WinZip|RAR|BitLocker|LUKS|FileVault|FDE|VirtualBox|VMware|BestCrypt|TrueCrypt|VeraCrypt|EncFS|eCryptfs"
    "|AxCrypt [12]$|Office(?!.*2003)|ODF|Open Document|StarOffice|iWork|KeePass|Keepass|LastPass|sniffed|Bitwarden|Enpass"
    "|Padlock|Telegram(?!.*SHA256\\))|telegram|Signal|iTunes|itunes|Bitcoin(?!.*WIF)|Ethereum|Electrum|MultiBit|Blockchain|Monero|monero"
    "|MetaMask|Keplr|Armory|Terra|Exodus|Stargazer|GPG|GnuPG|PFX|pfx|PKCS#8|BouncyCastle|Keychain|KWallet|Keyring|key4"
    "|ENCsecurity.*PBKDF2|KNX|iPhone|Restic|Blackberry|SQLCipher|Stuffit5"
)  # fmt: skip
SALTED = (
    "salt|username|(?i:ssha)|SSH|HMAC|DES\\(Unix\\)|DEScrypt|Traditional DES|traditional crypt|BigCrypt|Oracle|MSSQL|MS SQL|Joomla|osCommerce"
    "|vBulletin|IPB|MyBB|PHPS|MediaWiki|PrestaShop|WebEdition|PostgreSQL|DCC|MS Cache|SMF|Woltlab|WoltLab|Ruby on Rails|Redmine"
    "|EPi|Authme|AuthMe|CRC-32|CRC32|CRC-64|CRC64|SipHash|Murmur|NetNTLM|C/R|MSCHAP|Kerberos|AFS|CHAP|SIP|[Dd]igest|IKE|IPMI|RAKP"
    "|NSEC3|TACACS|RADIUS|EIGRP|HSRP|OSPF|VTP|RSVP|AH HMAC|TCP MD5|Keyed|S/Key|ASA|Juniper|Netscreen|Forti|Citrix|Netscaler|Siemens"
    "|VNC|ArubaOS|SAP|Domino 6|AS/400|AS400|RACF|macOS v10.7|Mac OS X|Radmin3|RAdmin3|Sybase|SybaseASE|MongoDB|MySQL Network|hMail"
    "|Nuked|FormSpring|leet|Battlenet|SRP|ClearQuest|Flask|JSON Web|known_hosts|HashKnown|Teamspeak|AWS4|PDF|PKZIP|SecureZIP|OpenSSH"
    "|PuTTY|Java KeyStore|JKS|key3|Mozilla key3|Office.*2003|Money|BitShares|andOTP|OpenSSL|WIF|ENCsecurity.*MD5|Telegram Mobile"
    "|AxCrypt 1 in|Post\\.Office|OpenVMS|Purdy|AES-(?:128|192|256)-ECB|PSK|Dahua Auth|Cisco-ISE"
)  # fmt: skip
FILES = (
    "zip|ZIP|RAR|Stuffit|BitLocker|LUKS|FileVault|FDE|VirtualBox|VMware|BestCrypt|Crypt .*XTS|EncFS|eCryptfs|AxCrypt|Office|ODF"
    "|Open Document|iWork|PDF|KeePass|Keepass|LastPass|Bitwarden|Telegram|iTunes|Bitcoin|Ethereum|Electrum|MultiBit|Blockchain"
    "|MetaMask|Terra|Exodus|Stargazer|GnuPG|PFX|PKCS#8|Keychain|Mozilla|OpenSSH|PuTTY|ENCsecurity|KNX|iPhone|SQLCipher|Kerberos"
    "|NetNTLM|SIP|HTTP Digest|IPMI|WPA|SNMP|IKE|DPAPI|Hello|JSON|Flask|AWS4|NSEC3|DCC|MS Cache|Keyed|Teamspeak|Juniper Net|AES-"
    "|Shake|Crypt16|Type 7|pass|HMAC|openssl|OpenSSL|Money|[Aa]rmory|[Mm]onero|C/R|BitShares|andOTP|itunes|KWallet|Keyring"
    "|pfx|Keplr|Padlock|plain|OpenVMS|VTP|Restic|Signal|Battlenet|SRP|ClearQuest|PST|Netscreen|EIGRP|HSRP|OSPF|RSVP|TACACS|RADIUS"
    "|CHAP|AH HMAC|TCP MD5|GPG|Enpass|FDE|Clipperz|Blackberry|AWS|S/Key|AFS|known_hosts|WPA|dynamic|PSK|RAKP|Digest|hdaa|dmd5|leet"
)  # fmt: skip
"""What is not hurt: parts of any length, or a text that may be anything."""


@dataclass(frozen=True)
class Sample:
    """A hash and what it is, in the words, modes and labels of others."""

    value: str
    names: frozenset[str]
    codes: frozenset[str]


def samples() -> list[Sample]:
    """All that are there, each value once; the same value of two schemes is of either."""
    names: dict[str, set[str]] = {}
    codes: dict[str, set[str]] = {}
    csv.field_size_limit(10**9)
    for row in _rows("haiti_samples.csv"):
        names.setdefault(row["sample"], set()).add(row["name"])
        codes.setdefault(row["sample"], set()).update({row["hashcat_mode"], row["john"]} - {""})
    for row in _rows("john_test_vectors.csv"):
        label = row["john_label"].removesuffix("-opencl")
        names.setdefault(row["hash"], set()).update({row["format_name"], label} - {""})
        codes.setdefault(row["hash"], set()).add(label)
    return [
        Sample(value, frozenset(names[value]), frozenset(codes[value])) for value in names if value
    ]


def _rows(name: str) -> list[dict[str, str]]:
    with (CORPORA / name).open(encoding="utf-8", errors="replace", newline="") as file:
        return list(csv.DictReader(file))


SPELLED = (
    ("whirpool", "whirlpool"),
    ("^raw", ""),
    ("^md5u$", "md5"),
    ("(?:flat|linkedin|naive|long)$", ""),
    ("^nt$", "ntlm"),
    ("^md5crypt.*", "md5crypt"),
    ("genericcrypt3|^crypt$", "crypt"),
    ("^sha1?linkedin$", "sha1"),
)
"""Labels of John the Ripper that are one scheme read in another way."""


def folded(name: str) -> str:
    """A name without case and marks."""
    plain = re.sub("[^0-9a-z]", "", name.lower().replace("≥", ">="))
    for pattern, said in SPELLED:
        plain = re.sub(pattern, said, plain)
    return plain


def same(wanted: frozenset[str], named: list[str]) -> bool:
    """Whether one name is another's, or a part of it of four letters and more."""
    ours = {folded(name) for name in named}
    for name in map(folded, wanted):
        if name in ours or (name == "crypt" and any("crypt" in one for one in ours)):
            return True
        if any(len(a) >= 4 and a in b for one in ours for a, b in ((one, name), (name, one))):
            return True
    return False


def expected(sample: Sample) -> Strength:
    """The class of a scheme by the words of its names; a bare digest shows no salt and no cost."""
    words = " ; ".join(sorted(sample.names))
    if re.fullmatch("[0-9A-Fa-f]+", sample.value) and len(sample.value) in BARE:
        return Strength.UNSALTED
    for pattern, strength in (
        ("custom CRC", Strength.UNSALTED),
        ("DES\\(Unix|traditional crypt|descrypt|Keyed|etype 23", Strength.SALTED),
        (PLAIN, Strength.PLAIN),
        ("generic crypt", Strength.SLOW),
        (SLOW, Strength.SLOW),
        (SALTED, Strength.SALTED),
    ):
        if re.search(pattern, words):
            return strength
    return Strength.UNSALTED


BARE = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 128, 256)
"""Lengths of digests with nothing beside them."""


def hurt(value: str) -> list[str]:
    """The value with one character taken out, put in twice, and made a mark."""
    run = max(re.finditer("[0-9A-Za-z]+", value), key=lambda found: len(found[0]), default=None)
    if run is None or len(run[0]) < 8:
        return []
    middle = (run.start() + run.end()) // 2
    before, one, behind = value[:middle], value[middle], value[middle + 1 :]
    return [before + behind, before + one + one + behind, before + "!" + behind]


WHOLE_AGAIN = (
    "^(?:[0-9a-f]{32}|[0-9A-F]{32}):[^:]{1,255}$",  # a digest is whole whatever its salt
    "^1?(?:[0-9a-f]{48}|[0-9A-F]{48})$",  # Tiger and macOS have one digit less than NetScaler, which begins with 1
    "^[$]argon2[id]{1,2}[$].*[$][+/0-9A-Za-z]+[$][+/0-9A-Za-z]+$",  # RFC 9106, 3.1: salt and tag of any length
    "^[$]1[$][^$:\\n]{1,8}[$][./0-9A-Za-z]{21}[./01]$",  # crypt(5): up to eight of any characters but three
)
"""Malformed hashes of one scheme that are well-formed ones of another, or of the same."""

PEERS = """
import json, sys
from name_that_hash import runner
import hashid
teller = hashid.HashID()
for line in sys.stdin:
    value = json.loads(line)
    try:
        told = json.loads(runner.api_return_hashes_as_json([value]))[value]
    except Exception:
        told = []
    nth = [[m["name"], *(str(m[k]) for k in ("hashcat", "john") if m.get(k) is not None)] for m in told]
    other = [[m.name, *(str(c) for c in (m.hashcat, m.john) if c is not None)] for m in teller.identifyHash(value)]
    print(json.dumps([nth, other]))
"""


def peers(python: str, values: list[str]) -> list[list[list[list[str]]]]:
    """What Name-That-Hash and hashID say of each value: candidates, each a name and its codes."""
    said = subprocess.run(
        [python, "-c", PEERS],
        input="".join(json.dumps(value) + "\n" for value in values),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [json.loads(line) for line in said.splitlines()]


def named_by_peer(sample: Sample, candidates: list[list[str]]) -> bool:
    """By name, or by a mode or label."""
    codes = {code for candidate in candidates for code in candidate[1:]}
    return bool(codes & sample.codes) or same(sample.names, [one[0] for one in candidates])


def main(python: str | None = None, *, verbose: bool = False) -> None:
    """Score us, and the others where PYTHON has them."""
    if not CORPORA.is_dir():
        print(f"skipped: {CORPORA} is not there")
        return
    found = samples()
    stored = [one for one in found if not any(re.search(FILES, name) for name in one.names)]
    whole = {one.value for one in found}
    broken = [value for one in stored for value in hurt(one.value) if value not in whole]
    started = time.process_time()
    ours = [told(one.value) for one in found]
    took = time.process_time() - started
    right = [
        answer is not None and same(one.names, list(answer.names))
        for one, answer in zip(found, ours, strict=True)
    ]
    classed = [
        answer is not None and answer.strength is expected(one)
        for one, answer in zip(found, ours, strict=True)
    ]
    false = [value for value in broken if told(value)]
    print(f"{len(found):,} samples, {len(broken):,} malformed ones of {len(stored):,} of them")
    print(f"{'':16}{'named':>9}{'class':>9}{'malformed named':>18}")
    print(f"{'tocsin':16}{_share(right):9.2%}{_share(classed):9.2%}{len(false):11,} {len(false) / len(broken):.2%}")  # fmt: skip
    again = [value for value in false if any(re.search(shape, value) for shape in WHOLE_AGAIN)]
    print(f"{'':16}of them whole hashes of another form: {len(again):,}")
    if python:
        said = peers(python, [one.value for one in found] + broken)
        for place, name in enumerate(("Name-That-Hash", "hashID")):
            score = [named_by_peer(one, said[at][place]) for at, one in enumerate(found)]
            wrong = sum(bool(answer[place]) for answer in said[len(found) :])
            print(f"{name:16}{_share(score):9.2%}{'-':>9}{wrong:11,} {wrong / len(broken):.2%}")
    print(f"tocsin: {took / len(found) * 1e6:.0f} microseconds of processor time a value")
    if verbose:
        for one, answer, good, sort in zip(found, ours, right, classed, strict=True):
            if not good or not sort:
                says = answer and (answer.says, answer.strength.value)
                print(good, sort, sorted(one.names), expected(one).value, one.value[:60], says)
        print(Counter(told(value).says for value in false).most_common(40))


def _share(each: list[bool]) -> float:
    return sum(each) / len(each)


if __name__ == "__main__":
    arguments = [one for one in sys.argv[1:] if one != "-v"]
    main(*arguments, verbose="-v" in sys.argv)
