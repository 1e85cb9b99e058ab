package io.ashlar.mvcc.resident;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.codec.row.RowFormat;
import io.ashlar.engine.Family;
import io.ashlar.mvcc.state.StatePointers;
import io.ashlar.mvcc.state.ViewSlots;
import io.ashlar.store.VersionedStore;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the leader does to pages, without an engine: only what is written can be known. */
final class PageWriterTest {

  private static final int KEYSPACE = 7;
  private static final int VALUE_BYTES = 100;
  private static final long RECOVERED = 10;

  private final StatePointers pointers = new StatePointers(new ViewSlots(), RECOVERED, null);
  private final ResidentRanges ranges = new ResidentRanges(1 << 20, pointers, null, RECOVERED);
  private final BufferPool pool = new BufferPool(0);
  private final PooledBuffer value = pool.acquire(16);
  private long timestamp = RECOVERED;

  @AfterEach
  void close() {
    value.close();
    pool.close();
  }

  private static MutableDirectBuffer key(int number) {
    MutableDirectBuffer key = Flyweights.wrap(new byte[12]);
    KeyspacePrefix.put(key, 0, KEYSPACE);
    key.putInt(4, 0);
    key.putByte(8, (byte) (number >> 24));
    key.putByte(9, (byte) (number >> 16));
    key.putByte(10, (byte) (number >> 8));
    key.putByte(11, (byte) number);
    return key;
  }

  /** An empty page over all of the keyspace, as a fill makes it. */
  private Page page() {
    ResidentKeyspace keyspace = ranges.keyspace(KEYSPACE);
    Page page = ranges.stock().take();
    page.begin(keyspace, KeyspacePrefix.BYTES);
    MutableDirectBuffer end = Flyweights.wrap(KeyspacePrefix.bytes(KEYSPACE + 1));
    page.frame().lower(Flyweights.wrap(KeyspacePrefix.bytes(KEYSPACE)), 0, KeyspacePrefix.BYTES);
    page.frame().upper(end, 0, KeyspacePrefix.BYTES);
    page.publish(RECOVERED, false);
    page.listed(true);
    keyspace.directory.insert(page);
    ranges.stock().published(page);
    return page;
  }

  private void put(int number) {
    timestamp++;
    MutableDirectBuffer row = Flyweights.wrap(new byte[VALUE_BYTES]);
    RowFormat.stamp(row, 0, timestamp);
    row.putLong(RowFormat.NULLS_OFFSET, timestamp);
    ranges.writer().begin(timestamp);
    ranges.writer().put(null, Family.DATA, 0, timestamp, key(number), 0, 12, row, 0, VALUE_BYTES);
  }

  private void delete(int number) {
    timestamp++;
    ranges.writer().begin(timestamp);
    ranges.writer().delete(null, Family.DATA, 0, timestamp, key(number), 0, 12);
  }

  /** The timestamp that {@link #put} has written, or one of the answers that are no length. */
  private long get(int number, long view) {
    int length = ranges.get(key(number), 0, 12, view, value);
    return length < 0 ? length : value.buffer().getLong(RowFormat.NULLS_OFFSET);
  }

  private int pages() {
    PageDirectory directory = ranges.keyspace(KEYSPACE).directory;
    int count = 0;
    for (Page page = directory.first(); page != null; count++) {
      Frame frame = page.frame();
      page = directory.higher(frame.memory(), frame.lowerAt(), frame.lowerLength());
    }
    return count;
  }

  @Test
  void shouldAnswerEachViewWithItsVersionAndKnowWhatIsAbsent() {
    page();
    put(1);
    put(1);
    delete(1);
    put(2);
    assertThat(get(1, RECOVERED)).isEqualTo(VersionedStore.ABSENT);
    assertThat(get(1, RECOVERED + 1)).isEqualTo(RECOVERED + 1);
    assertThat(get(1, RECOVERED + 2)).isEqualTo(RECOVERED + 2);
    assertThat(get(1, RECOVERED + 3)).isEqualTo(VersionedStore.ABSENT);
    assertThat(get(2, RECOVERED + 3)).isEqualTo(VersionedStore.ABSENT);
    assertThat(get(2, RECOVERED + 4)).isEqualTo(RECOVERED + 4);
    assertThat(get(3, RECOVERED + 4)).isEqualTo(VersionedStore.ABSENT);
  }

  @Test
  void shouldNotLetAPageThatWasReplacedAnswerForCommitsThatItDoesNotHave() {
    Page first = page();
    assertThat(first.pin()).isTrue();
    while (first.listed()) {
      put((int) timestamp % 3);
      assertThat(get(0, timestamp)).isNotEqualTo(ResidentRanges.UNKNOWN);
    }
    assertThat(first.answers(timestamp - 1)).isTrue();
    assertThat(first.answers(timestamp)).isFalse();
    assertThat(get((int) (timestamp - 1) % 3, timestamp)).isEqualTo(timestamp);
    first.unpin();
  }

  @Test
  void shouldGiveUpAFullPageThatNobodyReads() {
    Page first = page();
    assertThat(first.pin()).isTrue();
    long full = 0;
    for (int i = 0; i < 100; i++) {
      put(i);
      full = full == 0 && !first.listed() ? timestamp : full;
    }
    assertThat(full).isPositive();
    assertThat(first.answers(full - 1)).as("who has it goes on").isTrue();
    assertThat(first.answers(full)).isFalse();
    first.unpin();
    assertThat(pages()).isZero();
    assertThat(get(1, timestamp)).isEqualTo(ResidentRanges.UNKNOWN);
  }

  @Test
  void shouldFillPagesOneAfterTheOtherWhenKeysComeInOrder() {
    page();
    int rows = 1_000;
    for (int i = 0; i < rows; i++) {
      put(i);
      assertThat(get(i + 1, timestamp)).isEqualTo(VersionedStore.ABSENT);
    }
    int most = rows * (VALUE_BYTES + 50) / Frame.BYTES + 4;
    assertThat(pages()).isBetween(2, most);
    for (int i = 0; i < rows; i++) {
      assertThat(get(i, timestamp)).isEqualTo(RECOVERED + 1 + i);
    }
  }

  @Test
  void shouldHalvePagesWhenKeysComeInAnyOrder() {
    page();
    int rows = 1_024;
    for (int i = 0; i < rows; i++) {
      int number = Integer.reverse(i) >>> 22;
      put(number);
      assertThat(get(number, timestamp)).isEqualTo(timestamp);
    }
    assertThat(pages()).isGreaterThan(10);
    for (int i = 0; i < rows; i++) {
      assertThat(get(Integer.reverse(i) >>> 22, timestamp)).isEqualTo(RECOVERED + 1 + i);
    }
  }

  @Test
  void shouldForgetThePagesOfAGroupThatIsNotWritten() {
    page();
    put(1);
    long before = timestamp;
    assertThat(get(1, before)).isEqualTo(before);
    put(1);
    ranges.writer().abandoned();
    assertThat(get(1, before)).isEqualTo(ResidentRanges.UNKNOWN);
    assertThat(get(1, timestamp)).isEqualTo(ResidentRanges.UNKNOWN);
  }

  @Test
  void shouldNotAnswerWhileAKeyspaceIsDropped() {
    page();
    put(1);
    ranges.beginDrop(KEYSPACE);
    assertThat(get(1, timestamp)).isEqualTo(ResidentRanges.UNKNOWN);
    ranges.endDrop(KEYSPACE);
    assertThat(get(1, timestamp)).isEqualTo(ResidentRanges.UNKNOWN);
  }

  /** A page as a filler has read it, with one row that was committed long ago. */
  private Page read(int lower, int upper) {
    Page page = ranges.stock().take();
    page.begin(ranges.keyspace(KEYSPACE), KeyspacePrefix.BYTES);
    MutableDirectBuffer row = Flyweights.wrap(new byte[VALUE_BYTES]);
    RowFormat.stamp(row, 0, 1);
    row.putLong(RowFormat.NULLS_OFFSET, 1);
    page.frame().add(key(lower), 0, 12, row, 0, VALUE_BYTES);
    page.frame().lower(key(lower), 0, 12);
    page.frame().upper(key(upper), 0, 12);
    return page;
  }

  @Test
  void shouldNotPublishWhatMissesAWriteThatWentIntoAPageThatIsGone() {
    ResidentKeyspace keyspace = ranges.keyspace(KEYSPACE);
    PageFiller slow = new PageFiller(ranges, null);
    assertThat(slow.begin(keyspace, key(0), 0, 12, true)).isTrue();
    Page missing = read(0, 100);
    Page other = page();
    put(0);
    assertThat(get(0, timestamp)).isEqualTo(timestamp);
    keyspace.lock.lock();
    try {
      ranges.giveUp(other, timestamp);
    } finally {
      keyspace.lock.unlock();
    }
    assertThat(slow.end(keyspace, missing, RECOVERED, true)).isFalse();
    assertThat(pages()).isZero();
  }

  @Test
  void shouldAnswerForNoViewThatAPageWhichItTookInDidNotKnow() {
    ResidentKeyspace keyspace = ranges.keyspace(KEYSPACE);
    PageFiller slow = new PageFiller(ranges, null);
    assertThat(slow.begin(keyspace, key(0), 0, 12, true)).isTrue();
    PageFiller quick = new PageFiller(ranges, null);
    assertThat(quick.begin(keyspace, key(50), 0, 12, true)).isTrue();
    Page later = read(50, 100);
    assertThat(quick.end(keyspace, later, RECOVERED, true)).isTrue();
    later.unpin();
    Page page = read(0, 50);
    assertThat(slow.end(keyspace, page, RECOVERED - 5, true)).isTrue();
    page.unpin();
    assertThat(pages()).as("one has taken in the other").isEqualTo(1);
    assertThat(get(50, RECOVERED)).isEqualTo(1);
    assertThat(get(50, RECOVERED - 5)).isEqualTo(ResidentRanges.UNKNOWN);
    assertThat(get(0, RECOVERED - 5)).isEqualTo(ResidentRanges.UNKNOWN);
  }
}
