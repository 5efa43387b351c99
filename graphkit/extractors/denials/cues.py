"""Words by which people deny, reject and label what others say."""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "CLAIM_NOUN",
    "CLEARLY_REJECTING",
    "CONTRARY",
    "DENYING",
    "LABEL",
    "LABELLING",
    "NO_CLAIM",
    "REJECTING",
    "SUPPORTING",
]

#: Cues that deny whatever follows them.
DENYING: Final = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)|refut(?:e|es|ed|ing)|rebut(?:s|ted|ting)?"
    r"|debunk(?:s|ed|ing)?|contradict(?:s|ed|ing)?|disavow(?:s|ed|ing)?|repudiat(?:e|es|ed|ing)"
    r"|disagree[sd]?|disagreeing"
    r"|(?:push|pushes|pushed|pushing|hit|hits|fired|fires|shot|shoots) back(?= (?:on|at|against))"
    r"|(?:took|takes|take|taking) issue|(?:shot|shoots|shoot|knocked"
    r"|knocks|tamped) down|(?:doubt|doubts|doubted)|(?:scoff|scoffs|scoffed) at"
    r"|(?:pour|poured|pours) cold water|(?:cast|casts) doubt|discredit(?:s|ed)?"
    r"|fact[- ]check(?:s|ed)?)\b",
    re.IGNORECASE,
)
#: Cues that deny only if their object is something said: a proposal is rejected too.
REJECTING: Final = re.compile(
    r"\b(?:reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|brush(?:es|ed|ing)? (?:off|aside)"
    r"|challeng(?:e|es|ed|ing)|counter(?:s|ed|ing)?|wav(?:e|es|ed|ing) (?:off|away)"
    r"|condemn(?:s|ed|ing)?|denounc(?:e|es|ed|ing)|slam(?:s|med|ming)?|blast(?:s|ed|ing)?"
    r"|question(?:s|ed|ing)?|deride[sd]?|mock(?:s|ed)?|ridicule[sd]?|criticiz(?:e|es|ed)"
    r"|respond(?:s|ed|ing)? to|fires? back|fired back|shot back|hit back|dispel(?:s|led)?)\b",
    re.IGNORECASE,
)
#: Of those, the ones that mean "not so" whenever their object is a claim.
CLEARLY_REJECTING: Final = re.compile(
    r"\b(?:reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|brush(?:es|ed|ing)? (?:off|aside)"
    r"|counter(?:s|ed|ing)?|wav(?:e|es|ed|ing) (?:off|away)|dispel(?:s|led)?)\b",
    re.IGNORECASE,
)
#: Cues that put a label on something.
LABELLING: Final = re.compile(
    r"\b(?:call(?:s|ed|ing)?|label(?:s|ed|led|ing)?|brand(?:s|ed|ing)?|describ(?:e|es|ed|ing)"
    r"|dismiss(?:es|ed|ing)?|denounc(?:e|es|ed|ing)|blast(?:s|ed|ing)?|deride[sd]?|slam(?:s|med)?"
    r"|characteri[sz](?:e|es|ed|ing)|decr(?:y|ies|ied)|ridicul(?:e|es|ed|ing)|term(?:s|ed)?"
    r"|accus(?:e|es|ed|ing)|reject(?:s|ed|ing)?|condemn(?:s|ed|ing)?|wrote off|mock(?:s|ed)?)\b",
    re.IGNORECASE,
)
#: What a claim is called by those who deny it.
LABEL: Final = re.compile(
    r"\b(?:false(?:hoods?|ly)?|untrue|untruthful|lie|lies|lied|lying|liars?|hoax(?:es)?|propaganda"
    r"|fake(?:d| news)?|fabricat(?:ed|ion|ions|ing)|misinformation|disinformation"
    r"|misleading|mislead"
    r"|mischaracteri[sz](?:ed|ation|ations|ing|es)|inaccurate|inaccuracies|baseless|meritless"
    r"|groundless|unfounded|unsubstantiated|bogus|nonsense|ridiculous|absurd|preposterous|ludicrous"
    r"|laughable|delusional|fictions?|fictional|fictitious|myths?|smears?|witch[- ]hunt"
    r"|slander(?:ous)?"
    r"|defamatory|libel(?:ous)?|garbage|rubbish|trash|distort(?:s|ed|ion|ions)?|debunked|discredited"
    r"|(?:made|makes?|making) (?:it|this|that|things|stuff|everything|(?:all )?of (?:it|this)) up"
    r"|(?:made|making) up (?:the|a|this|that|his|her|their|stor|stuff|thing|lies|number|fact)\w*"
    r"|disingenuous|dishonest"
    r"|(?:not|n't|isn't|wasn't|aren't|never|far from|anything but) "
    r"(?:at all |even |remotely |entirely |quite |simply )?"
    r"(?:true|accurate|correct|right|the case|factual|happen(?:ed)?"
    r"|so|what happened)"
    r"|(?:simply|just|flat(?:ly)?|dead|plain|totally|completely|absolutely|factually|categorically)"
    r"[- ](?:wrong|false|untrue|incorrect|not true)"
    r"|(?:no|without|zero) (?:truth|merit|basis|foundation|evidence|substance)"
    r"|out of context|mistaken|incorrect"
    r"|(?:he|she|they)(?:'s|’s|'re|’re| is| are) wrong|got it wrong|figment"
    r"|conspiracy theor(?:y|ies)|invented|untruths?|disagree)\b",
    re.IGNORECASE,
)
#: Nouns for something said.
CLAIM_NOUN: Final = re.compile(
    r"\b(?:claims?|allegations?|accusations?|charges?|assertions?|suggestions?|notions?|ideas?"
    r"|reports?|reporting|stor(?:y|ies)|accounts?|remarks?|comments?|statements?|arguments?|concerns?"
    r"|theor(?:y|ies)|narratives?|rumou?rs?|characteri[sz]ations?|criticisms?|complaints?|lawsuits?"
    r"|suits?|versions?|testimony|findings?|contentions?|insinuations?|implications?|speculation"
    r"|perceptions?|warnings?|threats?|tweets?|posts?|conclusions?|assessments?|attacks?|pictures?"
    r"|impressions?|premises?|suspicions?|interpretations?|talk|articles?|op-ed|fiction|figures?"
    r"|estimates?|numbers?)\b",
    re.IGNORECASE,
)
#: What is denied without being a claim: a request, a visa.
NO_CLAIM: Final = re.compile(
    r"\W*(?:(?:the|a|an|his|her|their|its|that|this|any|all|\w+['’]s)\s+)?(?:\w+\s+)?"
    r"(?:requests?|motions?|appeals?|permits?|permission|visas?|bail|loans?|entry|access|parole"
    r"|applications?|bids?|asylum|petitions?|clemency|coverage|benefits|credit|licen[cs]es?)\b",
    re.IGNORECASE,
)
#: Openings of a contradiction without a verb of denying.
CONTRARY: Final = re.compile(
    r"\b(?:contrary to|on the contrary|despite (?:claims?|reports?|assertions?|statements?|what)"
    r"|(?:to )?(?:clarify|correct|counter|combat|set straight) (?:the )?(?:misinformation|record"
    r"|false|rumou?rs?|inaccura\w+)|set(?:ting)? the record straight|did in fact|does in fact"
    r"|is in fact|was in fact|were in fact|are in fact|have in fact|has in fact|in fact did"
    r"|tells? a different story|told a different story|at odds with|conflict(?:s|ed|ing)? with"
    r"|inconsistent with|contradicts?|not what happened|the opposite)\b",
    re.IGNORECASE,
)
#: Cues that, with a label in the content, mean agreement with the label's victim's critics.
SUPPORTING: Final = re.compile(
    r"\b(?:agree[sd]?|confirm(?:s|ed)?|acknowledg(?:e|es|ed)|admit(?:s|ted)?|conced(?:e|es|ed)"
    r"|apologi[sz](?:e|es|ed)|ask(?:s|ed)?)\b",
    re.IGNORECASE,
)
