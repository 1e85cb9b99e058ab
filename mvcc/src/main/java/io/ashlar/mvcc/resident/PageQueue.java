package io.ashlar.mvcc.resident;

/** A queue of at most so many pages; its owner guards it. */
final class PageQueue {

  private final Page[] pages;
  private int head;
  private int size;

  PageQueue(int capacity) {
    this.pages = new Page[Math.max(1, capacity)];
  }

  int size() {
    return size;
  }

  void add(Page page) {
    int at = head + size;
    pages[at < pages.length ? at : at - pages.length] = page;
    size++;
  }

  Page poll() {
    if (size == 0) {
      return null;
    }
    Page page = pages[head];
    pages[head] = null;
    head = head + 1 == pages.length ? 0 : head + 1;
    size--;
    return page;
  }
}
