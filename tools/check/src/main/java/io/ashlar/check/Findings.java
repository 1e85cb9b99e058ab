package io.ashlar.check;

import io.ashlar.check.history.History;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Collects what was found: a count for each anomaly, and the first example. */
final class Findings {

  private final History history;
  private final Model model;
  private final Map<Anomaly, List<String>> examples = new EnumMap<>(Anomaly.class);
  private final Map<Anomaly, Long> counts = new EnumMap<>(Anomaly.class);

  Findings(History history, Model model) {
    this.history = history;
    this.model = model;
  }

  /** Notes one case, if the model forbids it. */
  void add(Anomaly anomaly, String sentence, int... transactions) {
    if (!model.forbids(anomaly.weakestModel())) {
      return;
    }
    counts.merge(anomaly, 1L, Long::sum);
    if (examples.containsKey(anomaly)) {
      return;
    }
    List<String> lines = new ArrayList<>();
    lines.add(sentence);
    Set<Integer> ids = new TreeSet<>();
    for (int id : transactions) {
      ids.add(id);
    }
    ids.forEach(id -> lines.add("  " + history.describe(id)));
    examples.put(anomaly, lines);
  }

  /** Notes a cycle, given by its edges. */
  void addCycle(Anomaly anomaly, DependencyGraph graph, int[] edges) {
    if (!model.forbids(anomaly.weakestModel())) {
      return;
    }
    counts.merge(anomaly, 1L, Long::sum);
    List<String> lines = new ArrayList<>();
    lines.add("cycle of " + edges.length + " transactions:");
    for (int edge : edges) {
      lines.add("  " + history.describe(graph.from(edge)));
    }
    for (int edge : edges) {
      lines.add(
          "  T"
              + graph.from(edge)
              + " -"
              + DependencyGraph.kindName(graph.kind(edge))
              + "-> T"
              + graph.to(edge)
              + ": "
              + graph.reason(edge, history));
    }
    examples.putIfAbsent(anomaly, lines);
  }

  boolean has(Anomaly anomaly) {
    return counts.containsKey(anomaly);
  }

  List<Finding> all() {
    List<Finding> all = new ArrayList<>();
    counts.forEach((anomaly, count) -> all.add(new Finding(anomaly, count, examples.get(anomaly))));
    return all;
  }
}
