"""Pages of the web to a folder that ``build`` reads: the only room that touches the network.

addresses  which hosts may be asked: none of the inner network
http       one request and its answer, with limits on time and size
pace       how long a host is left alone between two requests
robots     what a site asks robots not to read
discovery  the articles that a site's feeds and sitemaps name
store      pages in a folder, each beside what is known about it; what failed and why
run        all of it: many addresses, one folder
"""

from __future__ import annotations

from graphkit.fetching.addresses import read_networks
from graphkit.fetching.http import Manners
from graphkit.fetching.run import Outcome, fetch_pages
from graphkit.fetching.store import Store

__all__ = ["Manners", "Outcome", "Store", "fetch_pages", "read_networks"]
