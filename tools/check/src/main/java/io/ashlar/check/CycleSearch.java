package io.ashlar.check;

import java.util.Arrays;

/**
 * Looks for a shortest cycle by a rule: a breadth-first search behind each edge that it may begin
 * with, within the edge's component and never deeper than what was found before. A graph with large
 * components and no short cycle is given up after a fixed number of steps, so that the answer comes
 * in time; that there is a cycle the components have told already.
 */
final class CycleSearch {

  private static final long MAX_STEPS = 40_000_000;
  private static final int AFTER_ANTI = 1;
  private static final int SEEN_ANTI = 2;
  private static final int STATES = 4;

  private final DependencyGraph graph;

  /** The number of the search that last met a state; a state is a node and the two flags. */
  private final int[] met;

  private final int[] cameBy;
  private final int[] cameFrom;
  private int[] queue = new int[1024];
  private int search;
  private long steps;

  CycleSearch(DependencyGraph graph) {
    this.graph = graph;
    met = new int[graph.nodes * STATES];
    cameBy = new int[graph.nodes * STATES];
    cameFrom = new int[graph.nodes * STATES];
  }

  /** A shortest cycle as its edges in order, or null when none was found. */
  int[] shortest(CycleRule rule, Components components) {
    int[] best = null;
    steps = 0;
    for (int edge = 0; edge < graph.edges() && steps < MAX_STEPS; edge++) {
      if (!graph.is(edge, rule.first()) || !within(edge, components)) {
        continue;
      }
      int longest = best == null ? Integer.MAX_VALUE : best.length - 1;
      int[] found = behind(edge, rule, components, longest);
      if (found != null && isSimple(found)) {
        best = found;
        if (best.length == 2) {
          break;
        }
      }
    }
    return best;
  }

  private boolean within(int edge, Components components) {
    boolean anti = anti(edge);
    int target = components.of(graph.to(edge), anti);
    return target >= 0
        && (components.of(graph.from(edge), false) == target
            || (!anti && components.of(graph.from(edge), true) == target));
  }

  /** The shortest cycle that begins with an edge, of at most {@code longest} edges, or null. */
  private int[] behind(int start, CycleRule rule, Components components, int longest) {
    search++;
    int component = components.of(graph.to(start), anti(start));
    int first = state(graph.to(start), anti(start) ? AFTER_ANTI : 0);
    met[first] = search;
    cameBy[first] = -1;
    queue[0] = first;
    int end = 1;
    int levelEnd = 1;
    int length = 2; // of a cycle that the next edge closes
    for (int head = 0; head < end && length <= longest && steps < MAX_STEPS; head++) {
      int from = queue[head];
      int kinds = head == 0 ? rule.second() : rule.rest();
      int lastEdge = graph.firstOf(from / STATES + 1);
      for (int at = graph.firstOf(from / STATES); at < lastEdge; at++) {
        steps++;
        int edge = graph.edgeAt(at);
        if (!graph.is(edge, kinds) || !follows(from, edge, components)) {
          continue;
        }
        if (graph.to(edge) == graph.from(start)) {
          if (closes(start, from, edge, rule, components)) {
            return cycle(start, from, edge, length);
          }
          continue;
        }
        int next = next(from, edge);
        if (met[next] != search && components.of(graph.to(edge), anti(edge)) == component) {
          met[next] = search;
          cameBy[next] = edge;
          cameFrom[next] = from;
          end = push(end, next);
        }
      }
      if (head + 1 == levelEnd) {
        levelEnd = end;
        length++;
      }
    }
    return null;
  }

  private int push(int end, int state) {
    if (end == queue.length) {
      queue = Arrays.copyOf(queue, end * 2);
    }
    queue[end] = state;
    return end + 1;
  }

  private boolean anti(int edge) {
    return graph.is(edge, DependencyGraph.ANTI);
  }

  private static int state(int node, int flags) {
    return node * STATES + flags;
  }

  private int next(int from, int edge) {
    int seen = from & SEEN_ANTI;
    return state(graph.to(edge), anti(edge) ? AFTER_ANTI | SEEN_ANTI : seen);
  }

  private boolean follows(int from, int edge, Components components) {
    return !components.apart() || (from & AFTER_ANTI) == 0 || !anti(edge);
  }

  private boolean closes(int start, int from, int edge, CycleRule rule, Components components) {
    boolean another = (from & SEEN_ANTI) != 0 || anti(edge);
    boolean adjacent = components.apart() && anti(edge) && anti(start);
    return !adjacent && (another || !rule.another());
  }

  private int[] cycle(int start, int from, int last, int length) {
    int[] edges = new int[length];
    edges[0] = start;
    edges[length - 1] = last;
    int state = from;
    for (int place = length - 2; place > 0; place--) {
      edges[place] = cameBy[state];
      state = cameFrom[state];
    }
    return edges;
  }

  /** Whether no transaction is visited twice. */
  private boolean isSimple(int[] edges) {
    return Arrays.stream(edges).map(graph::from).distinct().count() == edges.length;
  }
}
