"""Schemes: of which scheme the password hashes of tied rows are, beside those that their records have or had."""

from __future__ import annotations

from tocsin.authenticity import scheme_of_its_time
from tocsin.authenticity.evidence import Schemes
from tocsin.desk import sampled
from tocsin.desk.base import Desk
from tocsin.desk.linking import Linkage
from tocsin.desk.registers import Prepared
from tocsin.terms.answer import Row, whole


def schemes(desk: Desk, linkage: Linkage, register: Prepared, counted: Row) -> Schemes:
    """Count them; `counted` has the `hashes` compared and those whose `forms_same`. Alike, nothing more is asked."""
    hashes = whole(counted, "hashes")
    unlike = hashes - whole(counted, "forms_same")
    if not unlike:
        return Schemes(hashes, unlike)
    engine, near = desk.engine, linkage.near
    times = register.times(desk).select("id", "created")
    some = engine.table("set_part", sampled.records(register, ("id", "password_hash")))
    changed = register.changed(desk)
    last = changed.filter(changed.field == "password_hash").select("id", "at")
    given = some.left_join(times, "id").left_join(last, "id")
    eras = engine.keep(
        scheme_of_its_time.given(
            given.select("password_hash", set=given.at.coalesce(given.created))
        )
    )
    records = near.register.select("id", "password_hash").left_join(times, "id")
    question = scheme_of_its_time.ask(
        linkage.leak,
        linkage.links,
        records.select("id", "password_hash", "created"),
        near.past,
        eras,
    )
    (answer,) = engine.answer(question)
    return Schemes(hashes, unlike, whole(answer, "stronger"), whole(answer, "late"))
