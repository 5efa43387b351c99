"use strict";
/**
 * The disputes, each once, as graphkit/reports/disputes.py counts them: somebody and what he says
 * against a claim are one, two claims that dispute each other are one.  The sure ones come first.
 */
GK.disputes = (() => {
  const d = GK.data;
  const all = d.graph.disputes.map(([edge, edges, mutual, possible, percent], n) => (
    { n, edge, edges, mutual, possible, percent }));
  let ofNode = null;

  /** Who speaks on both sides: of the claims their speakers, else the nodes themselves. */
  function sides(one) {
    const voiceOf = (i) => {
      const voice = GK.scene.voice(i);
      return voice >= 0 ? voice : i;
    };
    const by = new Set(one.edges.map((e) => voiceOf(d.from(e))));
    const of = new Set(one.edges.map((e) => voiceOf(d.to(e))));
    return { by: [...by], of: [...of] };
  }

  /** Disputes that a node is in: as a side, or as the one who speaks. */
  function at(i) {
    if (!ofNode) {
      ofNode = new Map();
      for (const one of all) {
        const { by, of } = sides(one);
        const ends = one.edges.flatMap((e) => [d.from(e), d.to(e)]);
        for (const j of new Set([...by, ...of, ...ends])) {
          if (!ofNode.has(j)) ofNode.set(j, []);
          ofNode.get(j).push(one);
        }
      }
    }
    return ofNode.get(i) ?? [];
  }

  /** Those of the state: time, how sure, and who is in them. */
  function of(s) {
    const who = s.who ? d.number(s.who) : -1;
    return all.filter((one) => one.percent >= s.sure
      && one.edges.some((e) => GK.scene.inTime(d.edgeDate(e), s))
      && (who < 0 || at(who).includes(one)));
  }

  const told = (list) => list.filter((one) => !one.possible).length;

  /** "3 disputes and 2 possible, which no word tells". */
  function counted(list) {
    const sure = told(list);
    const rest = list.length - sure;
    const parts = [];
    if (sure || !rest) parts.push(GK.dom.count(sure, "dispute"));
    if (rest) parts.push(`${GK.dom.number(rest)} possible, which no word tells`);
    return parts.join(" and ");
  }

  /** People and bodies that are in disputes, with how many, the most first. */
  function people() {
    const found = new Map();
    for (const one of all) {
      const { by, of: against } = sides(one);
      for (const i of new Set([...by, ...against])) {
        if (!["Claim", "SocialPost"].includes(d.type(i))) found.set(i, (found.get(i) ?? 0) + 1);
      }
    }
    return [...found].sort((a, b) => b[1] - a[1] || d.name(a[0]).localeCompare(d.name(b[0])));
  }

  return { all, of, at, told, counted, people, sides, total: told(all) };
})();
