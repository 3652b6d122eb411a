"""Is it genuine? One check a file; `CHECKS` is the order in the report, by the question it speaks to."""

from tocsin.authenticity import (
    age,
    column_names,
    contact_details,
    former_customers,
    inner_fields,
    inner_texts,
    natural_canaries,
    never_registered,
    numbering,
    one_source,
    planted_canaries,
    public_samples,
    seen_before,
    shapes,
    shared_people,
    stitched,
    strong_identifiers,
)
from tocsin.authenticity.check import Check

CHECKS: tuple[Check, ...] = (
    strong_identifiers.CHECK,
    inner_fields.CHECK,
    inner_texts.CHECK,
    never_registered.CHECK,
    contact_details.CHECK,
    former_customers.CHECK,
    natural_canaries.CHECK,
    planted_canaries.CHECK,
    public_samples.CHECK,
    shapes.CHECK,
    seen_before.CHECK,
    numbering.CHECK,
    shared_people.CHECK,
    column_names.CHECK,
    one_source.CHECK,
    stitched.CHECK,
    age.CHECK,
)
