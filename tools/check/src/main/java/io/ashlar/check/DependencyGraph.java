package io.ashlar.check;

import io.ashlar.check.history.History;
import java.util.Arrays;

/**
 * Transactions and the dependencies between them, each with its reason: a key and one or two of its
 * values. Edges are numbered; after {@link #freeze} those that leave a node lie together.
 */
final class DependencyGraph {

  /** The second wrote over the first one's version. */
  static final int WW = 1;

  /** The second read the first one's version. */
  static final int WR = 2;

  /** The second wrote over the version that the first had read. */
  static final int RW = 4;

  /** As {@link #RW}, where the first had read that the key is absent. */
  static final int PREDICATE_RW = 8;

  /** As {@link #RW}, where the first wrote the key too, after the second: a lost update. */
  static final int LOST_RW = 16;

  /** The first had ended when the second began. */
  static final int REAL_TIME = 32;

  static final int ANTI = RW | PREDICATE_RW | LOST_RW;
  static final int DEPENDENCIES = WW | WR | ANTI;

  final int nodes;
  private int size;
  private int[] from = new int[1024];
  private int[] to = new int[1024];
  private int[] key = new int[1024];
  private byte[] kind = new byte[1024];
  private long[] before = new long[1024];
  private long[] after = new long[1024];

  /** Where the edges of a node begin in {@link #order}; null until frozen. */
  private int[] first;

  private int[] order;

  DependencyGraph(int nodes) {
    this.nodes = nodes;
  }

  /** Adds an edge; one from a node to itself says nothing and is dropped. */
  void add(int source, int target, int edgeKind, int edgeKey, long valueBefore, long valueAfter) {
    if (source == target) {
      return;
    }
    if (size == from.length) {
      grow();
    }
    from[size] = source;
    to[size] = target;
    kind[size] = (byte) edgeKind;
    key[size] = edgeKey;
    before[size] = valueBefore;
    after[size] = valueAfter;
    size++;
  }

  private void grow() {
    int capacity = size * 2;
    from = Arrays.copyOf(from, capacity);
    to = Arrays.copyOf(to, capacity);
    key = Arrays.copyOf(key, capacity);
    kind = Arrays.copyOf(kind, capacity);
    before = Arrays.copyOf(before, capacity);
    after = Arrays.copyOf(after, capacity);
  }

  /** Sorts the edges by source; none can be added afterwards. */
  void freeze() {
    first = new int[nodes + 1];
    for (int edge = 0; edge < size; edge++) {
      first[from[edge] + 1]++;
    }
    for (int node = 0; node < nodes; node++) {
      first[node + 1] += first[node];
    }
    order = new int[size];
    int[] next = Arrays.copyOf(first, nodes);
    for (int edge = 0; edge < size; edge++) {
      order[next[from[edge]]++] = edge;
    }
  }

  int edges() {
    return size;
  }

  int from(int edge) {
    return from[edge];
  }

  int to(int edge) {
    return to[edge];
  }

  int kind(int edge) {
    return kind[edge];
  }

  boolean is(int edge, int kinds) {
    return (kind[edge] & kinds) != 0;
  }

  int firstOf(int node) {
    return first[node];
  }

  /** The edge at a place between {@code firstOf(node)} and {@code firstOf(node + 1)}. */
  int edgeAt(int place) {
    return order[place];
  }

  /** Why an edge is there, as a sentence. */
  String reason(int edge, History history) {
    String source = "T" + from[edge];
    String target = "T" + to[edge];
    if (kind[edge] == REAL_TIME) {
      return source + " ended before " + target + " began";
    }
    String name = history.names().keyName(key[edge]);
    String old = history.names().valueName(before[edge]);
    String young = history.names().valueName(after[edge]);
    return switch (kind[edge]) {
      case WW -> target + " wrote " + young + " to " + name + " after " + source + " wrote " + old;
      case WR -> target + " read " + old + " from " + name + ", which " + source + " wrote";
      case PREDICATE_RW ->
          source + " found " + name + " absent, before " + target + " wrote " + young + " to it";
      default ->
          source + " read " + old + " from " + name + ", before " + target + " wrote " + young;
    };
  }

  /** The name of a kind of edge. */
  static String kindName(int kind) {
    return switch (kind) {
      case WW -> "ww";
      case WR -> "wr";
      case REAL_TIME -> "rt";
      default -> "rw";
    };
  }
}
