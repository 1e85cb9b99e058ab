package io.ashlar.mvcc.resident;

import io.ashlar.codec.key.KeyspacePrefix;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * The pages of a keyspace by their lower bounds: leaves of up to {@value #LEAF} pages below one
 * root.
 *
 * <p>Changed under the keyspace's lock, and searched under it by whoever must not miss a page. Who
 * searches without it may be told of a wrong page, or of none, while pages come and go: it pins
 * what it finds, and asks the page itself whether it covers the key.
 *
 * <p>Pages are compared by the eight bytes behind the keyspace's id, and by their whole bounds
 * where these are the same.
 */
final class PageDirectory {

  private static final int LEAF = 64;

  /** In order, the used ones first; none of the used is empty but the only one. */
  private Leaf[] leaves = {new Leaf()};

  /** What the first pages of the leaves are compared by. */
  private long[] firsts = new long[1];

  private int used = 1;

  /** The eight bytes of a key by which pages are compared first, as an unsigned number. */
  static long head(DirectBuffer key, int offset, int length) {
    int at = offset + KeyspacePrefix.BYTES;
    int bytes = length - KeyspacePrefix.BYTES;
    if (bytes >= Long.BYTES) {
      return key.getLong(at, ByteOrder.BIG_ENDIAN);
    }
    long head = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      head = (head << Byte.SIZE) | (i < bytes ? key.getByte(at + i) & 0xFF : 0);
    }
    return head;
  }

  /** The page with the highest lower bound at or below the key, or null. */
  Page floor(DirectBuffer key, int offset, int length) {
    long head = head(key, offset, length);
    Leaf[] current = leaves;
    int leaf = leafOf(current, firsts, head, key, offset, length);
    Leaf found = current[leaf];
    int index = found.floor(head, key, offset, length);
    if (index >= 0) {
      return found.pages[index];
    }
    return leaf == 0 ? null : current[leaf - 1].last();
  }

  /** The page with the lowest lower bound above the key, or null. */
  Page higher(DirectBuffer key, int offset, int length) {
    long head = head(key, offset, length);
    Leaf[] current = leaves;
    int leaf = leafOf(current, firsts, head, key, offset, length);
    Leaf found = current[leaf];
    int index = found.floor(head, key, offset, length) + 1;
    if (index < found.size) {
      return found.pages[index];
    }
    int next = leaf + 1;
    return next < Math.min(used, current.length) ? current[next].pages[0] : null;
  }

  /** The page with the highest lower bound below the key, or null. */
  Page lower(DirectBuffer key, int offset, int length) {
    Page floor = floor(key, offset, length);
    if (floor == null || floor.frame().compareLower(key, offset, length) < 0) {
      return floor;
    }
    long head = head(key, offset, length);
    Leaf[] current = leaves;
    int leaf = leafOf(current, firsts, head, key, offset, length);
    int index = current[leaf].floor(head, key, offset, length) - 1;
    if (index >= 0) {
      return current[leaf].pages[index];
    }
    return leaf == 0 ? null : current[leaf - 1].last();
  }

  /** The last leaf whose first page is at or below the key; the first one if there is none. */
  private int leafOf(
      Leaf[] current, long[] heads, long head, DirectBuffer key, int offset, int length) {
    int low = 0;
    int high = Math.min(used, Math.min(current.length, heads.length)) - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      int order = Long.compareUnsigned(heads[middle], head);
      if (order == 0) {
        order = current[middle].compareFirst(key, offset, length);
      }
      if (order <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Under the lock. No page may have the same lower bound. */
  void insert(Page page) {
    DirectBuffer memory = page.frame().memory();
    int at = page.frame().lowerAt();
    int length = page.frame().lowerLength();
    long head = head(memory, at, length);
    int leaf = leafOf(leaves, firsts, head, memory, at, length);
    if (leaves[leaf].size == LEAF) {
      split(leaf);
      leaf = leafOf(leaves, firsts, head, memory, at, length);
    }
    Leaf into = leaves[leaf];
    into.insert(into.floor(head, memory, at, length) + 1, head, page);
    firsts[leaf] = into.heads[0];
  }

  private void split(int leaf) {
    Leaf full = leaves[leaf];
    // At the end, where ascending keys come in, a full leaf stays full.
    int keep = leaf == used - 1 ? LEAF - 1 : LEAF / 2;
    Leaf upper = new Leaf();
    System.arraycopy(full.heads, keep, upper.heads, 0, LEAF - keep);
    System.arraycopy(full.pages, keep, upper.pages, 0, LEAF - keep);
    upper.size = LEAF - keep;
    boolean fits = used < leaves.length;
    Leaf[] more = fits ? leaves : Arrays.copyOf(leaves, leaves.length * 2);
    long[] heads = fits ? firsts : Arrays.copyOf(firsts, leaves.length * 2);
    System.arraycopy(more, leaf + 1, more, leaf + 2, used - leaf - 1);
    System.arraycopy(heads, leaf + 1, heads, leaf + 2, used - leaf - 1);
    more[leaf + 1] = upper;
    heads[leaf + 1] = upper.heads[0];
    for (int i = used + 1; i < more.length; i++) {
      // Searches without the lock may look at any of them.
      if (more[i] == null) {
        more[i] = upper;
      }
    }
    leaves = more;
    firsts = heads;
    used++;
    full.size = keep;
    Arrays.fill(full.pages, keep, LEAF, null);
  }

  /** Under the lock; the page is in. */
  void remove(Page page) {
    DirectBuffer memory = page.frame().memory();
    int at = page.frame().lowerAt();
    int length = page.frame().lowerLength();
    long head = head(memory, at, length);
    int leaf = leafOf(leaves, firsts, head, memory, at, length);
    Leaf from = leaves[leaf];
    int index = from.floor(head, memory, at, length);
    assert index >= 0 && from.pages[index] == page : "the page is not in its place";
    from.remove(index);
    if (from.size == 0 && used > 1) {
      System.arraycopy(leaves, leaf + 1, leaves, leaf, used - leaf - 1);
      System.arraycopy(firsts, leaf + 1, firsts, leaf, used - leaf - 1);
      used--;
    } else {
      firsts[leaf] = from.heads[0];
    }
  }

  /** The first page, or null. */
  Page first() {
    return leaves[0].size == 0 ? null : leaves[0].pages[0];
  }

  /** Some pages in order. */
  private static final class Leaf {

    private final long[] heads = new long[LEAF];
    private final Page[] pages = new Page[LEAF];
    private int size;

    private int compare(int index, long head, DirectBuffer key, int offset, int length) {
      int order = Long.compareUnsigned(heads[index], head);
      if (order != 0) {
        return order;
      }
      Page page = pages[index];
      return page == null ? 1 : page.frame().compareLower(key, offset, length);
    }

    int compareFirst(DirectBuffer key, int offset, int length) {
      Page page = pages[0];
      return page == null ? 1 : page.frame().compareLower(key, offset, length);
    }

    /** The index of the last page at or below the key, or -1. */
    int floor(long head, DirectBuffer key, int offset, int length) {
      int low = -1;
      int high = size - 1;
      while (low < high) {
        int middle = (low + high + 1) >> 1;
        if (compare(middle, head, key, offset, length) <= 0) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low;
    }

    Page last() {
      int count = size;
      return count == 0 ? null : pages[count - 1];
    }

    void insert(int index, long head, Page page) {
      System.arraycopy(heads, index, heads, index + 1, size - index);
      System.arraycopy(pages, index, pages, index + 1, size - index);
      heads[index] = head;
      pages[index] = page;
      size++;
    }

    void remove(int index) {
      System.arraycopy(heads, index + 1, heads, index, size - index - 1);
      System.arraycopy(pages, index + 1, pages, index, size - index - 1);
      size--;
      pages[size] = null;
    }
  }
}
