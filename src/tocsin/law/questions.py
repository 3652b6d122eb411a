"""Questions: what only a person can say, in the words it is asked in; the most pressing first.

The keys are the names in a file of facts.
"""

from __future__ import annotations

ASKS: dict[str, str] = {
    "times.aware": "When was the company aware of a breach, who decided that, and because of what? Or were no data taken (compromised = false)?",
    "companies": "Which companies had the data, where is each established (in the EEA, where it is there too), and which decides purposes and means?",
    "risk": "Is a risk to the people unlikely, likely, or likely to be high, and because of what?",
    "people": "How many people are concerned, in which countries?",
    "insured": "Is an insurer to pay for the loss?",
    "unintelligible": "Can whoever has the data read them, or were they encrypted?",
    "key_taken": "If they were encrypted: was the key taken too?",
    "processor_involved": "Were the data taken from a processor?",
    "significant": "Is the incident significant in the sense of NIS2 (severe disruption or loss, or damage to others)?",
    "times.classified": "Was the incident classified as major under DORA, and when?",
    "cards": "Could payment cards be among the data?",
    "risk_averted": "Did measures since then make a high risk no longer likely?",
    "disproportionate": "Would telling each person take disproportionate effort?",
}
"""What is not here is not asked: a company that names no supervision is taken to be under none."""
