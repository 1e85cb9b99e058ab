package io.ashlar.mvcc.commit;

import java.util.Arrays;

/**
 * The hashes of the keys that a commit group writes, in the order of its members, with a hash set
 * over those of the members accepted so far. The leader's. Grows to the largest group seen.
 */
final class GroupKeys {

  private static final int INITIAL_KEYS = 256;

  private long[] hashes = new long[INITIAL_KEYS];
  private int[] members = new int[INITIAL_KEYS];
  private int size;

  /** Keys below this index belong to accepted members and are in the set. */
  private int accepted;

  private long[] set = new long[4 * INITIAL_KEYS];

  /** Slot of {@link #set} is taken if it holds the turn; clearing is the next turn. */
  private int[] setTurns = new int[4 * INITIAL_KEYS];

  private int turn = 1;

  void clear() {
    size = 0;
    accepted = 0;
    nextTurn();
  }

  private void nextTurn() {
    if (++turn == 0) {
      Arrays.fill(setTurns, 0);
      turn = 1;
    }
  }

  /** Notes a key of the member that is being validated. */
  void add(long hash, int member) {
    if (size == hashes.length) {
      grow();
    }
    hashes[size] = hash;
    members[size] = member;
    size++;
  }

  /** Whether an accepted member writes the key. */
  boolean contains(long hash) {
    int slot = slot(hash);
    return setTurns[slot] == turn;
  }

  /** The member that is being validated goes with the group. */
  void accept() {
    for (; accepted < size; accepted++) {
      insert(hashes[accepted]);
    }
  }

  /** The member that is being validated does not. */
  void reject() {
    size = accepted;
  }

  int size() {
    return size;
  }

  long hash(int index) {
    return hashes[index];
  }

  int member(int index) {
    return members[index];
  }

  private int slot(long hash) {
    int mask = set.length - 1;
    int slot = (int) hash & mask;
    while (setTurns[slot] == turn && set[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void insert(long hash) {
    int slot = slot(hash);
    set[slot] = hash;
    setTurns[slot] = turn;
  }

  private void grow() {
    int keys = 2 * hashes.length;
    // All or none: a leader that gets no memory leaves the keys to another one.
    int[] grownMembers = Arrays.copyOf(members, keys);
    long[] grownSet = new long[4 * keys];
    int[] grownTurns = new int[4 * keys];
    hashes = Arrays.copyOf(hashes, keys);
    members = grownMembers;
    set = grownSet;
    setTurns = grownTurns;
    for (int i = 0; i < accepted; i++) {
      insert(hashes[i]);
    }
  }
}
