package io.ashlar.check;

import java.util.Arrays;

/**
 * The strongly connected components of a dependency graph: R. Tarjan, <i>Depth-First Search and
 * Linear Graph Algorithms</i>, SIAM J. Comput. 1(2), 1972, without recursion.
 *
 * <p>Where read-write edges must not follow each other, each transaction is two nodes: as entered
 * by such an edge, which no other can leave, and as entered by another one. A walk from a node back
 * to itself then is a cycle without two read-write edges in a row, and a shortest one visits no
 * transaction twice: if it did, one of the two cycles into which it falls would do.
 */
final class Components {

  private final DependencyGraph graph;
  private final int kinds;
  private final boolean apart;

  /** The component of each node, or -1 for one that lies on no cycle. */
  private final int[] component;

  private final int[] index;
  private final int[] low;
  private final int[] place;
  private final int[] path;
  private final int[] stack;
  private int pathSize;
  private int stackSize;
  private int visited;
  private int count;

  /**
   * Finds them.
   *
   * @param kinds the kinds of edges to walk
   * @param apart whether no read-write edge may follow another
   */
  Components(DependencyGraph graph, int kinds, boolean apart) {
    this.graph = graph;
    this.kinds = kinds;
    this.apart = apart;
    int size = apart ? graph.nodes * 2 : graph.nodes;
    component = new int[size];
    index = new int[size];
    low = new int[size];
    place = new int[size];
    path = new int[size];
    stack = new int[size];
    Arrays.fill(component, -1);
    for (int node = 0; node < size; node++) {
      if (index[node] == 0) {
        visit(node);
      }
    }
  }

  /** Whether there is a cycle. */
  boolean any() {
    return count > 0;
  }

  boolean apart() {
    return apart;
  }

  int kinds() {
    return kinds;
  }

  /** The component of a transaction as it was entered, or -1. */
  int of(int transaction, boolean byAnti) {
    return component[node(transaction, byAnti)];
  }

  private int node(int transaction, boolean byAnti) {
    return apart ? transaction * 2 + (byAnti ? 1 : 0) : transaction;
  }

  private void visit(int root) {
    enter(root);
    while (pathSize > 0) {
      int node = path[pathSize - 1];
      int next = nextOf(node);
      if (next < 0) {
        pathSize--;
        if (pathSize > 0) {
          int parent = path[pathSize - 1];
          low[parent] = Math.min(low[parent], low[node]);
        }
        if (low[node] == index[node]) {
          leave(node);
        }
      } else if (index[next] == 0) {
        enter(next);
      } else if (place[next] >= 0) {
        low[node] = Math.min(low[node], index[next]);
      }
    }
  }

  private void enter(int node) {
    visited++;
    index[node] = visited;
    low[node] = visited;
    place[node] = graph.firstOf(apart ? node / 2 : node);
    path[pathSize] = node;
    pathSize++;
    stack[stackSize] = node;
    stackSize++;
  }

  /** Takes a component off the stack; one node alone is no cycle, as no edge leads to itself. */
  private void leave(int node) {
    boolean alone = stack[stackSize - 1] == node;
    int member;
    do {
      stackSize--;
      member = stack[stackSize];
      place[member] = -1;
      component[member] = alone ? -1 : count;
    } while (member != node);
    if (!alone) {
      count++;
    }
  }

  private int nextOf(int node) {
    int transaction = apart ? node / 2 : node;
    boolean byAnti = apart && (node & 1) == 1;
    int end = graph.firstOf(transaction + 1);
    while (place[node] < end) {
      int edge = graph.edgeAt(place[node]);
      place[node]++;
      boolean anti = graph.is(edge, DependencyGraph.ANTI);
      if (graph.is(edge, kinds) && !(byAnti && anti)) {
        return node(graph.to(edge), anti);
      }
    }
    return -1;
  }
}
