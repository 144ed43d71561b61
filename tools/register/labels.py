"""Which offices of the Wikidata query results are taken, and what role each of them is."""

from __future__ import annotations

import re

ROLES = {
    "head_of_state": "head-of-state",
    "head_of_government": "head-of-government",
    "foreign_minister": "foreign-minister",
    "defence_minister": "defence-minister",
    "interior_minister": "interior-minister",
    "finance_minister": "finance-minister",
    "security_council": "security-chief",
    "spokesperson": "spokesperson",
}
"""The source's own roles."""

NOT_CHIEFS = ("Deputy", "Member of", "Homeland Security Advisor")
"""Marks of labels that the source counts among ``ROLES`` and that are somebody else's."""

TITLES = {
    "Foreign Ministry Spokeperson": "Foreign Ministry Spokesperson",
    "Ambassador to the United Nations": "Permanent Representative to the United Nations",
    "Permanent Representative to the United Nations, New York": (
        "Permanent Representative to the United Nations"
    ),
    "permanent Representative to the United Nations": (
        "Permanent Representative to the United Nations"
    ),
    "Permanent representative to the European Union": (
        "Permanent Representative to the European Union"
    ),
    "ambassador to the United States of America": "ambassador to the United States",
    "ambassador to the People's Republic of China": "ambassador to China",
    "ambassador to the Russian Federation": "ambassador to Russia",
    "High Commissioner to the United Kingdom": "High Commissioner to the United Kingdom",
}
"""Labels that say one thing in several ways."""

_POSTS = (
    r"the United States|China|Russia|the European Union|the United Kingdom|Ukraine|Israel|Iran"
    r"|Germany|France|Japan|India|Indonesia|Turkey|Saudi Arabia|North Korea|South Korea|Syria"
    r"|Afghanistan|Iraq|Pakistan|Egypt|Libya|Venezuela|Cuba|Myanmar|Belarus|Lebanon|Qatar|Poland"
    r"|the United Arab Emirates|Yemen|Ethiopia|Sudan|NATO|the Philippines|Australia|Canada"
    r"|Brazil|South Africa|Italy|Mexico|Georgia|Armenia|Azerbaijan|Serbia|Hungary|Malaysia"
    r"|Singapore|Thailand|Vietnam|Palestine|the State of Palestine|the Holy See|Nigeria|Kenya"
)
PATTERNS = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        (r"(?:First |Second |Third )?Vice[ -]President|Deputy President", "vice-president"),
        (r"Director of (?:the CIA|National Intelligence)", "intelligence-chief"),
        (r"Director of the (?:Federal|Foreign) (?:Security|Intelligence) Service", "spies"),
        (r"Director General of (?:Inter-Services Intelligence|the National .*Agency)", "spies"),
        (r"(?:Head|Chief|Director) of the (?:\w+ )*(?:Intelligence|Security) Service", "spies"),
        (r"(?:Head|President) of General Intelligence|Director of the \w+ Intelligence", "spies"),
        (r"Director of the Intelligence (?:Service|Bureau)", "intelligence-chief"),
        (r"Director of the National Intelligence Service", "intelligence-chief"),
        (r"Secretary-General of the United Nations", "un-secretary-general"),
        (r"Deputy Secretary-General of the United Nations", "un-deputy-secretary-general"),
        (r"Under-Secretary-General of the United Nations", "un-official"),
        (r"Director-General of the World Trade Organization", "organisation-head"),
        (r"OSCE High Commissioner on National Minorities", "organisation-head"),
        (r"(?i:president) of the Parliamentary Assembly of the Council of Europe", "speaker"),
        (r"President of the United Nations General Assembly", "un-assembly-president"),
        (r"President of the International Court of Justice", "court-president"),
        (r"High Representative of the Union for .*", "high-representative"),
        (r"General Secretary of the Chinese Communist Party", "party-leader"),
        (r"Chairperson of the Kuomintang|Leader of RENAMO", "party-leader"),
        (r"Leader of the Opposition", "opposition-leader"),
        (rf"(?:[Aa]mbassador|Permanent Representative) to (?:{_POSTS})", "ambassador"),
        (r"High Commissioner to the United Kingdom", "ambassador"),
        (r"Permanent Representative to the United Nations", "ambassador"),
        (
            r"(?:Lord )?(?:Speaker|President|Chair(?:man|person)?) of "
            r"(?:the |Council of )?(?:Senate|Federal (?:Senate|Council)|Dewan Rakyat|Folketing"
            r"|National (?:Assembly|Council|Congress|Legislature|Parliament|People's Assembly)"
            r"|(?:Spanish )?Senate|Congress(?: of Deputies)?|Supreme (?:Council|People's Assembly)"
            r"|Chamber of (?:Deputies|Representatives)|Parliament|Assembly(?: of the Republic)?"
            r"|House of (?:Representatives|Commons|the People|Assembly|Parliament|People's .*)"
            r"|Legislative (?:Assembly|Yuan)|Moldovan Parliament|Croatian Parliament|Storting"
            r"|State (?:Duma|Great Khural)|Federation Council|Verkhovna Rada|Knesset|Riksdag"
            r"|Grand National Assembly|Islamic Consultative Assembly|Lok Sabha|Seimas|Saeima"
            r"|Riigikogu|Representatives|People's (?:Majlis|Council)|House of Councillors"
            r"|Palestinian (?:National|Legislative) Council|Althing|Council of Representatives"
            r"|People's National Assembly|Assembly of Experts|House of Lords\))",
            "speaker",
        ),
        (r"Marshal of the S(?:ejm|enate)", "speaker"),
        (r"Lord Speaker \(Speaker of the House of Lords\)", "speaker"),
        (r"Chairman of the Joint Chiefs(?: of Staff)?|Chair of the Chiefs of Staff", "army"),
        (r"Chief of (?:the )?(?:Army |National Defence )?General Staff(?: of the .*)?", "army"),
        (r"Chief of (?:the )?Defence(?: Staff| Forces?)?|Head of the Armed Forces", "army"),
        (r"(?:Commander(?:-in-Chief)?|Chief) of (?:the )?(?:National )?Armed Forces", "army"),
        (r"Chief of (?:the )?Staff of the (?:Armed|Defence) Forces", "army"),
        (r"Commander of the (?:Estonian )?Defence Forces?", "army"),
        (r"Chief of the Joint (?:General )?Staff of the Armed Forces", "army"),
        (r"Supreme Commander of the Armed Forces|Commander-in-[Cc]hief of the Army", "army"),
        (r"Commander-in-chief of the Revolutionary Guard", "military-commander"),
        (r"Chief of (?:the )?(?:Army|Naval|Air) Staff|Chief of Staff of the Army", "commander"),
        (r"Chief of Naval Operations|Chief of Staff of the Air Force", "commander"),
        (r"(?:First |Second )?(?:Deputy|Vice) (?:Prime Minister|Premier)", "deputy"),
        (r"Vice-Prime Minister|Vice Premier of the State Council", "deputy"),
        (r"(?:Federal )?Minister (?:of|for) (?:the |National )?Economy(?: and .*)?", "economy"),
        (r"Minister (?:of|for) (?:the )?Economic (?:Affairs|Development)", "economy"),
        (r"Coordinating Minister for Economic Affairs", "economy"),
        (r"Minister (?:of|for) (?:Foreign |External |International )?Trade(?: and .*)?", "trade"),
        (r"Minister of (?:Industry|Commerce)(?: and (?:Trade|Industry))?", "trade"),
        (r"Secretary of Commerce|Minister of Economy, Trade and Industry", "trade"),
        (r"(?:Federal )?Minister (?:of|for) Justice(?: and .*)?", "justice-minister"),
        (r"Secretary of State for Justice|Secretary of Justice", "justice-minister"),
        (r"(?:United States )?Attorney[- ]General", "attorney-general"),
        (r"Prosecutor[- ]General|General Prosecutor", "prosecutor-general"),
        (r"Minister (?:of|for) (?:Energy|Petroleum|Oil|Hydrocarbons)(?: and .*)?", "energy"),
        (r"Secretary of Energy", "energy"),
        (r"Minister of (?:State Security|Intelligence)", "intelligence-chief"),
        (r"(?:Governor|President) of the (?:Central|National|Reserve|State) Bank", "bank"),
        (r"Governor of the (?:\w+ National Bank|Bank of (?:England|Japan|Israel|Mexico))", "bank"),
        (r"Governor of the Bank of (?:Canada|Korea|Spain|Portugal|Greece|Lebanon)", "bank"),
        (r"Chair of the Federal Reserve", "bank"),
        (r"(?:White House )?Chief of Staff(?: of the Presidency| \(Head .*)?", "aide"),
        (r"Head of the Presidential Administration|Chief Cabinet Secretary", "aide"),
        (r"Chief of Staff of the Presidential Executive Office", "aide"),
        (r"Deputy Secretary of State", "deputy-foreign-minister"),
        (r"(?:Vice|Deputy) Minister of Foreign Affairs", "deputy-foreign-minister"),
        (r"Minister of State for Foreign Affairs", "deputy-foreign-minister"),
        (r"(?:Assistant|Under) Secretary of State for .*", "diplomat"),
        (r"Secretary of Homeland Security", "interior-minister"),
        (r"Crown Prince", "crown-prince"),
        (r"Governor-General", "governor-general"),
        (r"Supreme Leader", "head-of-state"),
        (r"First Minister", "regional-leader"),
    )
)
"""Offices beyond the source's own roles, by the source's label; the first that fits counts."""

SHORT = {
    "spies": "intelligence-chief",
    "army": "military-chief",
    "commander": "military-commander",
    "deputy": "deputy-head-of-government",
    "economy": "economy-minister",
    "trade": "trade-minister",
    "energy": "energy-minister",
    "bank": "central-banker",
    "aide": "presidential-aide",
}
"""What the short words of ``PATTERNS`` stand for."""


def office_of(row: dict[str, str]) -> tuple[str, str]:
    """Return the title and role of a row of office holders; no role where it is not taken."""
    label = row["position_label"]
    label = TITLES.get(label, label)
    title = label[:1].upper() + label[1:]
    if row["role"] in ROLES:
        return title, "" if any(mark in label for mark in NOT_CHIEFS) else ROLES[row["role"]]
    for pattern, role in PATTERNS:
        if pattern.fullmatch(label):
            return title, SHORT.get(role, role)
    return title, ""
