"""docs/licences.md names every package of the default install, with a licence that permits use."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

LIST = Path(__file__).resolve().parent.parent / "docs" / "licences.md"
PERMISSIVE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software|MPL|Mozilla|Zlib|Unlicense|0BSD|CC0|HPND", re.I
)
COPYLEFT = re.compile(r"(?<![L])GPL|General Public|AGPL|SSPL|Commons Clause|NonCommercial", re.I)


def name_of(requirement: Requirement) -> str:
    return re.sub(r"[-_.]+", "-", requirement.name).lower()


def installed() -> dict[str, str]:
    """Package → licence as its metadata says it, of graphkit's dependencies and theirs."""
    found: dict[str, str] = {}
    left = ["graphkit"]
    while left:
        name = left.pop()
        if name in found:
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:  # for another platform or Python
            continue
        found[name] = licence_of(name)
        for line in package.requires or ():
            requirement = Requirement(line)
            if not requirement.marker or requirement.marker.evaluate({"extra": ""}):
                left.append(name_of(requirement))
    del found["graphkit"]
    return found


def licence_of(name: str) -> str:
    """In a few words: the SPDX expression, else the classifiers, else the field's first line."""
    data = distribution(name).metadata
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in data.get_all("Classifier") or ()
        if line.startswith("License ::") and line.count("::") > 1
    ]
    field = (data.get("License") or "").strip().split("\n")[0][:60]
    return data.get("License-Expression") or ", ".join(sorted(classifiers)) or field


def listed() -> dict[str, str]:
    rows = re.findall(r"^\| ([a-z0-9-]+) \| ([^|]+) \|", LIST.read_text("utf-8"), re.M)
    return {name: licence.strip() for name, licence in rows}


def test_every_package_that_is_installed_is_listed() -> None:
    """If this fails: python -m tests.test_licences > docs/licences.md"""
    assert set(installed()) <= set(listed())


def test_every_licence_permits_use_and_is_what_the_package_says() -> None:
    named = listed()
    for name, licence in installed().items():
        assert licence in named[name], name
        assert PERMISSIVE.search(named[name]), (name, named[name])
        choices = named[name].split(" OR ")
        assert not all(COPYLEFT.search(choice) for choice in choices), (name, named[name])


HEAD = """# Licences

graphkit is under the MIT licence. The default install brings these packages; where one offers a
choice ("OR"), any of them will do. The weights in `graphkit/data/tagger` derive from Apache-2.0
ones (its README.md says which); `vis-network` in the page is MIT or Apache-2.0, its notice beside
it. The list is written by `python -m tests.test_licences > docs/licences.md`.

| package | licence, as its metadata says |
|---|---|"""

if __name__ == "__main__":
    rows = (f"| {name} | {licence} |" for name, licence in sorted(installed().items()))
    sys.stdout.write("\n".join([HEAD, *rows, ""]))
