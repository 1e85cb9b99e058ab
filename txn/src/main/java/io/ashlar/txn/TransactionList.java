package io.ashlar.txn;

import java.util.ArrayList;
import java.util.List;

/**
 * The transaction objects that are not closed, in a list that runs through the objects themselves:
 * adding and removing allocate nothing. Thread-safe; its monitor guards the links.
 */
final class TransactionList {

  private StoreTransaction newest;
  private boolean closed;

  /** Adds a new object; false when the list is closed. */
  synchronized boolean add(StoreTransaction transaction) {
    if (closed) {
      return false;
    }
    assert !transaction.listed : "listed twice";
    transaction.listed = true;
    transaction.next = newest;
    if (newest != null) {
      newest.previous = transaction;
    }
    newest = transaction;
    return true;
  }

  /** Takes an object out, if it is in. */
  synchronized void remove(StoreTransaction transaction) {
    if (!transaction.listed) {
      return;
    }
    transaction.listed = false;
    if (transaction.previous == null) {
      newest = transaction.next;
    } else {
      transaction.previous.next = transaction.next;
    }
    if (transaction.next != null) {
      transaction.next.previous = transaction.previous;
    }
    transaction.next = null;
    transaction.previous = null;
  }

  /** The objects at this moment, oldest first. Allocates. */
  synchronized List<StoreTransaction> copy() {
    List<StoreTransaction> all = new ArrayList<>();
    for (StoreTransaction each = newest; each != null; each = each.next) {
      all.add(0, each);
    }
    return all;
  }

  /** Empties the list for good; returns what was in it. */
  synchronized List<StoreTransaction> close() {
    closed = true;
    List<StoreTransaction> all = copy();
    all.forEach(this::remove);
    return all;
  }
}
