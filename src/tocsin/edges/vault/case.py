"""Case: one case at rest, as the desk meets it (`ports.Vault`).

A folder is made where no reader looks, moved into place in one motion, then entered in the ledger;
each command ends with a signed checkpoint. Killed at any point, the next command that writes
removes what was unfinished, and enters what was moved but not entered.
"""

from __future__ import annotations

import getpass
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from tocsin import __version__
from tocsin.edges.vault import disk, exhibits, lock, sealed
from tocsin.edges.vault.chain import Ledger
from tocsin.edges.vault.keys import Secrets, wrapped
from tocsin.edges.vault.layout import MANIFEST, Home, described
from tocsin.edges.vault.parquet import Tables
from tocsin.edges.vault.steps import FolderMade, FolderMaking
from tocsin.ledger import chain
from tocsin.ledger.chain import Act
from tocsin.ports import Clock, Made, Making
from tocsin.terms.case import Case, Entry, Exhibit, Role, Step
from tocsin.terms.errors import Refused

TOOL = f"tocsin {__version__}"


def now() -> datetime:
    """Tell the time, with the machine's zone."""
    return datetime.now(UTC).astimezone()


class DiskVault:
    """One case on disk. Reading needs no lock; each act that writes takes it, or `writing` does."""

    def __init__(self, home: Home, case: Case, secrets: Secrets, clock: Clock = now) -> None:
        self._home = home
        self._case = case
        self._secrets = secrets
        self._clock = clock
        self._ledger = Ledger(home, case.ledger_key)
        self._tables = Tables(secrets.key("parquet"))
        self._writing = False

    @property
    def case(self) -> Case:
        """What stands in clear."""
        return self._case

    @contextmanager
    def writing(self) -> Iterator[DiskVault]:
        """Hold the case for the time of one command: recover first, sign a checkpoint last.

        Once inside is enough: the acts below use the lock that is held. A second process is told
        who is at work (`Unavailable`). A changed ledger is `Refused` before anything is written.
        """
        if self._writing:
            yield self
            return
        with ExitStack() as command:
            with disk.answers():
                command.enter_context(lock.held(self._home.lock, self._clock()))
                self._ledger.check()
                self._recover()
            command.enter_context(self._signing())
            yield self

    def exhibits(self) -> tuple[Exhibit, ...]:
        """In the order they were taken."""
        places = dict.fromkeys(
            place for _, place, _ in self._sealed() if place.startswith("exhibits/")
        )
        return tuple(exhibits.described(self._home.root / place, self._secrets) for place in places)

    def open(self, exhibit: Exhibit) -> AbstractContextManager[BinaryIO]:
        """Give the exhibit's bytes as acquired, decrypted as they are read (to go back costs a new beginning)."""
        return exhibits.reading(self._home.exhibit(exhibit.sha256), self._secrets, exhibit.bytes)

    def take(self, stream: BinaryIO, role: Role, name: str, why: str) -> Exhibit:
        """Seal a file into custody; the same bytes twice are one exhibit, and one entry."""
        with self.writing(), sealed.making(self._home.exhibits) as folder, disk.answers():
            sha256, length = exhibits.encrypt(stream, folder, self._secrets)
            place = self._home.exhibit(sha256)
            if self._known(place):
                return exhibits.described(place, self._secrets)
            exhibit = Exhibit(sha256, length, role, name)
            exhibits.describe(exhibit, folder, self._secrets)
            keyed = self._secrets.keyed("digest", name.encode("utf-8", "surrogatepass"))
            self._publish(folder, place, self._act("add", (keyed,), (sha256,), why), {})
            return exhibit

    def find(self, step: Step) -> Made | None:
        """Give the result of a step already done."""
        return self._made(self._home.step(step))

    def work(self, step: Step, how: Callable[[Making], None], why: str = "") -> Made:
        """Give the result of a step: found, or made by `how`, whole or not at all, with its Entry."""
        found = self.find(step)
        if found is not None:
            return found
        with self.writing(), sealed.making(self._home.steps) as folder:
            place = self._home.step(step)
            found = self._made(place)  # recovery may just have entered it
            if found is not None:
                return found
            making = FolderMaking(folder, self._secrets, self._tables)
            how(making)
            with disk.answers():
                making.close()
                act = self._act(step.name, step.inputs, (), why)
                manifest = self._publish(folder, place, act, {"step": described(step)})
            return FolderMade(place, manifest, self._secrets, self._tables)

    def latest(self, name: str) -> Made | None:
        """Give the newest result of the steps of this name."""
        for number, place, _ in reversed(self._sealed()):
            if place.startswith("steps/") and self.entries()[number].act == name:
                return self._made(self._home.root / place)
        return None

    def every(self, name: str) -> tuple[tuple[Entry, Made], ...]:
        """Give all results of the steps of this name, the oldest first, each with its entry."""
        entries = self.entries()
        found = (
            (entries[number], self._made(self._home.root / place))
            for number, place, _ in self._sealed()
            if place.startswith("steps/") and entries[number].act == name
        )
        return tuple((entry, made) for entry, made in found if made)

    def record(self, act: str, inputs: tuple[str, ...], outputs: tuple[str, ...], why: str) -> None:
        """Enter an act that is not a step."""
        with self.writing(), disk.answers():
            self._ledger.enter(self._act(act, inputs, outputs, why))

    def keyed(self, value: str) -> str:
        """Give the keyed digest of a value that the ledger must not hold (a name, an address)."""
        return self._secrets.keyed("digest", value.encode("utf-8", "surrogatepass"))

    def share(self, recipient: str) -> None:
        """Let another person open the case, by their public key (`age1...`)."""
        content = wrapped(self._secrets, recipient)
        with self.writing(), disk.answers():
            path = self._home.keys / f"{recipient}.age"
            place = self._home.place(path)
            if any(place == other and path.is_file() for _, other, _ in self._sealed()):
                return
            disk.put(path, content)
            outputs = (disk.sha256(path), place)
            self._ledger.enter(self._act("share", (), outputs, "one more person can open the case"))

    def entries(self) -> tuple[Entry, ...]:
        """Give the ledger."""
        return self._ledger.entries()

    def head(self) -> str:
        """Hash of the ledger's last entry."""
        return self._ledger.head()

    def begin(self, outputs: tuple[str, ...]) -> None:
        """Enter the opening of a new case, and sign it. `creating` alone calls this."""
        with disk.answers():
            self._ledger.enter(self._act("open", (), outputs, "a case was opened"))
            self._ledger.sign(self._secrets.seed, self._clock())

    def moved(self, home: Home) -> None:
        """Go on where the case now lies. `creating` alone calls this."""
        self._home = home
        self._ledger = Ledger(home, self._case.ledger_key)

    def _act(self, act: str, inputs: tuple[str, ...], outputs: tuple[str, ...], why: str) -> Act:
        who = f"{getpass.getuser()}@{socket.gethostname()}"
        return Act(self._clock(), who, act, TOOL, inputs, outputs, why)

    def _publish(
        self, folder: Path, place: Path, act: Act, about: dict[str, object]
    ) -> sealed.Manifest:
        """Seal a folder, move it into its place, enter it: in this order."""
        manifest = sealed.seal(folder, self._home.place(place), act, self._secrets, about)
        sealed.move(folder, place)
        self._ledger.enter(manifest.entered())
        return manifest

    def _sealed(self) -> tuple[tuple[int, str, str], ...]:
        return chain.sealed(self.entries())

    def _known(self, place: Path) -> bool:
        """Whether the ledger has this folder and the folder is there."""
        name = self._home.place(place)
        return place.is_dir() and any(name == other for _, other, _ in self._sealed())

    def _made(self, place: Path) -> FolderMade | None:
        """Open a result that the ledger has; `Refused` where its manifest is not the one entered."""
        if not self._known(place):
            return None
        name = self._home.place(place)
        with disk.answers():
            manifest = _manifest(place, name)
        if not any((name, manifest.digest) == (other, sha) for _, other, sha in self._sealed()):
            raise _not_ours(name)
        return FolderMade(place, manifest, self._secrets, self._tables)

    def _recover(self) -> None:
        """Clear away what a command that died left unfinished, and enter what it did finish."""
        for path in self._home.leftovers():
            disk.remove(path)
        known = {place for _, place, _ in self._sealed()}
        there = {self._home.place(path): path for path in self._home.folders()}
        strays = [name for name in there if name not in known]
        if len(strays) > 1:  # one crash leaves one: more were put in, or the ledger was cut
            raise _not_ours(strays[0])
        for name in strays:
            manifest = _manifest(there[name], name)
            sound = manifest.place == name and manifest.genuine(self._secrets)
            if not sound or sealed.faults(there[name], manifest):
                raise _not_ours(name)
            self._ledger.enter(manifest.entered())

    @contextmanager
    def _signing(self) -> Iterator[None]:
        """Sign a checkpoint at the end, also of a command that failed: what is entered is done."""
        self._writing = True
        try:
            yield
        except BaseException:
            with suppress(OSError):
                self._ledger.sign(self._secrets.seed, self._clock())
            raise
        else:
            with disk.answers():
                self._ledger.sign(self._secrets.seed, self._clock())
        finally:
            self._writing = False


def _manifest(folder: Path, name: str) -> sealed.Manifest:
    try:
        return sealed.read((folder / MANIFEST).read_bytes())
    except (ValueError, FileNotFoundError, NotADirectoryError):
        raise _not_ours(name) from None


def _not_ours(name: str) -> Refused:
    return Refused(
        f"{name} is not what the ledger of this case says.",
        remedy="Run tocsin verify to see all that was changed, and restore the case from a copy.",
    )
