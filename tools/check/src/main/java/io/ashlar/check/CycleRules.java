package io.ashlar.check;

/**
 * Which cycles each model forbids, after Adya; for snapshot isolation after Fekete and others: all
 * but those with two read-write edges in a row. An edge of real time leads, as a write-read edge
 * does, from where a transaction committed to where another took its view, so that the same holds
 * of cycles through real time.
 *
 * <p>The verdict rests on the components, which miss no cycle. The names rest on searches for
 * shortest cycles; should they all give up, any cycle is taken and named by its edges.
 */
final class CycleRules {

  private static final int WW = DependencyGraph.WW;
  private static final int WR = DependencyGraph.WR;
  private static final int RW = DependencyGraph.RW;
  private static final int PREDICATE_RW = DependencyGraph.PREDICATE_RW;
  private static final int LOST_RW = DependencyGraph.LOST_RW;
  private static final int ANTI = DependencyGraph.ANTI;
  private static final int ALL = DependencyGraph.DEPENDENCIES;
  private static final int REAL_TIME = DependencyGraph.REAL_TIME;
  private static final int TIMED = ALL | REAL_TIME;

  private final DependencyGraph graph;
  private final CycleSearch search;
  private final Findings findings;

  private CycleRules(DependencyGraph graph, Findings findings) {
    this.graph = graph;
    this.search = new CycleSearch(graph);
    this.findings = findings;
  }

  /** Finds the cycles that a model forbids. */
  static void apply(DependencyGraph graph, Model model, Findings findings) {
    CycleRules rules = new CycleRules(graph, findings);
    rules.readCommitted();
    if (model.forbids(Model.SNAPSHOT_ISOLATION)) {
      rules.snapshotIsolation();
    }
    if (model.forbids(Model.SERIALIZABLE)) {
      rules.serializable();
    }
    if (model.forbids(Model.STRONG_SNAPSHOT_ISOLATION)) {
      rules.strongSnapshotIsolation();
    }
    if (model.forbids(Model.STRICT_SERIALIZABLE)) {
      rules.strictSerializable();
    }
  }

  private void readCommitted() {
    Components components = new Components(graph, WW | WR, false);
    if (!components.any()) {
      return;
    }
    find(new CycleRule(Anomaly.G0, WW, WW), components);
    find(new CycleRule(Anomaly.G1C, WR, WW | WR), components);
    orAny(components, ALL, Anomaly.G0, Anomaly.G1C);
  }

  private void snapshotIsolation() {
    Components components = new Components(graph, ALL, true);
    if (!components.any()) {
      return;
    }
    find(new CycleRule(Anomaly.G_SINGLE, RW | PREDICATE_RW, WW | WR), components);
    find(new CycleRule(Anomaly.LONG_FORK, ANTI, ALL, ALL, true), components);
    orAny(
        components,
        ALL,
        Anomaly.G0,
        Anomaly.G1C,
        Anomaly.LOST_UPDATE,
        Anomaly.G_SINGLE,
        Anomaly.LONG_FORK);
  }

  private void serializable() {
    Components components = new Components(graph, ALL, false);
    if (!components.any()) {
      return;
    }
    int items = RW | LOST_RW;
    find(new CycleRule(Anomaly.G2_ITEM, items, items, WW | WR | items, false), components);
    if (!find(new CycleRule(Anomaly.G2, PREDICATE_RW, ANTI, ALL, false), components)) {
      find(new CycleRule(Anomaly.G2, items, PREDICATE_RW, ALL, false), components);
    }
    orAny(
        components,
        ALL,
        Anomaly.G0,
        Anomaly.G1C,
        Anomaly.LOST_UPDATE,
        Anomaly.G_SINGLE,
        Anomaly.LONG_FORK,
        Anomaly.G2_ITEM,
        Anomaly.G2);
  }

  private void strongSnapshotIsolation() {
    Components components = new Components(graph, TIMED, true);
    if (!components.any()) {
      return;
    }
    find(new CycleRule(Anomaly.STALE_READ, REAL_TIME, TIMED), components);
    orAny(
        components,
        TIMED,
        Anomaly.G0,
        Anomaly.G1C,
        Anomaly.LOST_UPDATE,
        Anomaly.G_SINGLE,
        Anomaly.LONG_FORK,
        Anomaly.STALE_READ);
  }

  /** One cycle is enough: with a stale read the shortest through real time is mostly that one. */
  private void strictSerializable() {
    Components components = new Components(graph, TIMED, false);
    if (components.any() && !findings.has(Anomaly.STALE_READ)) {
      find(new CycleRule(null, REAL_TIME, TIMED), components);
    }
  }

  private boolean find(CycleRule rule, Components components) {
    int[] cycle = search.shortest(rule, components);
    if (cycle == null) {
      return false;
    }
    findings.addCycle(rule.anomaly() == null ? nameOf(cycle) : rule.anomaly(), graph, cycle);
    return true;
  }

  private void orAny(Components components, int kinds, Anomaly... named) {
    for (Anomaly each : named) {
      if (findings.has(each)) {
        return;
      }
    }
    boolean found = find(new CycleRule(null, kinds, kinds), components);
    if (!found) {
      throw new IllegalStateException("the components hold a cycle that the search does not find");
    }
  }

  private Anomaly nameOf(int[] cycle) {
    int antis = 0;
    boolean absent = false;
    boolean reads = false;
    boolean adjacent = false;
    boolean timed = false;
    boolean before = graph.is(cycle[cycle.length - 1], ANTI);
    for (int edge : cycle) {
      boolean anti = graph.is(edge, ANTI);
      antis += anti ? 1 : 0;
      adjacent |= anti && before;
      absent |= graph.is(edge, PREDICATE_RW);
      reads |= graph.is(edge, WR);
      timed |= graph.is(edge, REAL_TIME);
      before = anti;
    }
    if (timed) {
      return adjacent ? Anomaly.G2_REAL_TIME : Anomaly.STALE_READ;
    }
    if (antis == 0) {
      return reads ? Anomaly.G1C : Anomaly.G0;
    }
    if (antis == 1) {
      return Anomaly.G_SINGLE;
    }
    if (!adjacent) {
      return Anomaly.LONG_FORK;
    }
    return absent ? Anomaly.G2 : Anomaly.G2_ITEM;
  }
}
