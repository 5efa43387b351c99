"""A language model of the user's own, asked about texts and never believed without evidence.

prompts    what it is told, and the shape its answers must have (``prompts/``)
pieces     an article in pieces that fit a small context; passages that speak to a model left out
client     one request over HTTP: deadlines, rate limits, what the endpoint can and cannot do
answers    text to JSON to what the schema allows
cache      answers on disk, by model, prompt and text
budget     tokens estimated, spent and left
tally      what was asked, kept, dropped and failed, counted
asking     the five above put together: a question in, checked entries out
quotes     where words stand in a text, blanks and quotation marks aside
names      the people and bodies that an article names
wording    a claim's text with names put in, and nothing else
grounding  what a model proposes, and the text → records, or the reason why not
questions  what is asked about doubtful findings
reader     the model as a second reader of one document
judge      the model as a judge of claims and of names across documents
estimate   what a build may cost, before it starts
check      what works at an endpoint, and what does not
"""
