package io.ashlar.mvcc.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.engine.Engine;
import io.ashlar.engine.EngineBatch;
import io.ashlar.engine.EngineOptions;
import io.ashlar.engine.Family;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.mvcc.window.OrderedWindow;
import io.ashlar.mvcc.window.RecentCommits;
import io.ashlar.store.conformance.TestReads;
import io.ashlar.store.conformance.TestWrites;
import io.ashlar.transaction.Durability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits that meet in one group, which only chance brings about through the store. */
final class CommitGroupTest {

  private static final long VIEW = 1_000;
  private static final int LIMIT_COMMITS = 16;

  private Engine engine;
  private OrderedWindow ordered;
  private CommitGroup group;

  /** What two observers, a and b, were told. */
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void open(@TempDir Path directory) {
    engine = Engine.open(directory, EngineOptions.defaults());
    ordered = new OrderedWindow(1_024, VIEW);
    RecentCommits window = new RecentCommits(1_024, VIEW);
    group =
        new CommitGroup(
            engine.newBatch(),
            window,
            ordered,
            List.of(new Observer("a"), new Observer("b")),
            LIMIT_COMMITS);
  }

  @AfterEach
  void close() {
    ordered.close();
    engine.close();
  }

  private static MutableDirectBuffer key(String text) {
    return TestWrites.key(20, text);
  }

  private static TestReads reads() {
    return new TestReads(VIEW);
  }

  private PendingCommit add(TestWrites writes) {
    PendingCommit commit = new PendingCommit();
    commit.prepare(writes, Durability.NONE, timestamp -> {});
    group.add(commit);
    return commit;
  }

  @Test
  void shouldRefuseReaderOfKeyWhenEarlierMemberWritesIt() {
    PendingCommit writer = add(new TestWrites().put(key("r"), 1, VIEW));
    PendingCommit reader =
        add(new TestWrites().put(key("a"), 1, VIEW).reads(reads().point(key("r"))));
    PendingCommit unconcerned =
        add(new TestWrites().put(key("b"), 1, VIEW).reads(reads().point(key("s"))));
    group.validate();
    assertThat(writer.failure()).isNull();
    assertThat(reader.failure()).isInstanceOf(SerializationConflictException.class);
    assertThat(unconcerned.failure()).isNull();
    assertThat(group.writers()).isEqualTo(2);
  }

  @Test
  void shouldRefuseReaderOfRangeWhenEarlierMemberWritesOrDeletesInIt() {
    PendingCommit writer = add(new TestWrites().put(key("c"), 1, VIEW));
    PendingCommit deleter = add(new TestWrites().delete(key("g"), VIEW));
    PendingCommit ofWriter =
        add(new TestWrites().put(key("w"), 1, VIEW).reads(reads().range(key("b"), key("d"))));
    PendingCommit ofDeleter =
        add(new TestWrites().put(key("x"), 1, VIEW).reads(reads().range(key("f"), key("h"))));
    PendingCommit between =
        add(new TestWrites().put(key("y"), 1, VIEW).reads(reads().range(key("d"), key("f"))));
    group.validate();
    assertThat(writer.failure()).isNull();
    assertThat(deleter.failure()).isNull();
    assertThat(ofWriter.failure()).isInstanceOf(SerializationConflictException.class);
    assertThat(ofDeleter.failure()).isInstanceOf(SerializationConflictException.class);
    assertThat(between.failure()).isNull();
  }

  @Test
  void shouldLetReaderPassWhenMemberThatWritesComesLaterOrIsRefused() {
    PendingCommit first = add(new TestWrites().put(key("k"), 1, VIEW));
    PendingCommit refused = add(new TestWrites().put(key("k"), 2, VIEW).put(key("r"), 2, VIEW));
    PendingCommit reader =
        add(
            new TestWrites()
                .put(key("a"), 1, VIEW)
                .reads(reads().point(key("r")).range(key("q"), key("s"))));
    PendingCommit later = add(new TestWrites().put(key("r"), 3, VIEW));
    group.validate();
    assertThat(first.failure()).isNull();
    assertThat(refused.failure()).isInstanceOf(WriteConflictException.class);
    assertThat(reader.failure()).isNull();
    assertThat(later.failure()).isNull();
  }

  @Test
  void shouldRefuseOneOfTwoWhenEachWritesWhatTheOtherHasRead() {
    PendingCommit first =
        add(new TestWrites().put(key("a"), 1, VIEW).reads(reads().range(key("a"), key("c"))));
    PendingCommit second =
        add(new TestWrites().put(key("b"), 1, VIEW).reads(reads().range(key("a"), key("c"))));
    group.validate();
    assertThat(first.failure()).isNull();
    assertThat(second.failure()).isInstanceOf(SerializationConflictException.class);
    assertThat(group.writers()).isEqualTo(1);
  }

  @Test
  void shouldRecordKeysOfAcceptedMembersAlone() {
    add(new TestWrites().put(key("k"), 1, VIEW).check(key("l"), VIEW));
    add(new TestWrites().put(key("k"), 2, VIEW).put(key("r"), 2, VIEW));
    add(new TestWrites().delete(key("s"), VIEW));
    group.validate();
    assertThat(group.fill(VIEW + 1)).isTrue();
    ordered.track();
    group.recordKeys(VIEW + 2, VIEW);
    ordered.untrack();
    assertThat(ordered.entries()).isEqualTo(2);
    assertThat(ordered.newest()).isEqualTo(VIEW + 2);
    assertThat(ordered.changedInside(reads().range(key("l"), key("s")))).isFalse();
    assertThat(ordered.changedInside(reads().range(key("s"), key("t")))).isTrue();
    assertThat(ordered.changedInside(reads().range(key("a"), key("l")))).isTrue();
  }

  @Test
  void shouldTellObserversInOrderBeforeEachWriteIsInTheBatch() {
    add(new TestWrites().put(key("k"), 1, VIEW).check(key("l"), VIEW));
    add(new TestWrites().put(key("k"), 2, VIEW));
    add(new TestWrites().delete(key("s"), VIEW));
    group.validate();
    assertThat(group.fill(VIEW + 1)).isTrue();
    assertThat(told)
        .containsExactly(
            "a begins 1002",
            "b begins 1002",
            "a put k at 1001, 0 in the batch",
            "b put k at 1001, 0 in the batch",
            "a delete s at 1002, 1 in the batch",
            "b delete s at 1002, 1 in the batch");
    assertThat(group.batch().count()).isEqualTo(2);
  }

  /** Notes what it is told. */
  private final class Observer implements CommitObserver {

    private final String name;

    Observer(String name) {
      this.name = name;
    }

    private void tell(String what, EngineBatch batch, DirectBuffer key, int end, long timestamp) {
      told.add(
          "%s %s %c at %d, %d in the batch"
              .formatted(name, what, (char) key.getByte(end - 1), timestamp, batch.count()));
    }

    @Override
    public void begin(long newest) {
      told.add(name + " begins " + newest);
    }

    @Override
    public void put(
        EngineBatch batch,
        Family family,
        long hash,
        long timestamp,
        DirectBuffer key,
        int keyOffset,
        int keyLength,
        DirectBuffer value,
        int valueOffset,
        int valueLength) {
      tell("put", batch, key, keyOffset + keyLength, timestamp);
    }

    @Override
    public void delete(
        EngineBatch batch,
        Family family,
        long hash,
        long timestamp,
        DirectBuffer key,
        int keyOffset,
        int keyLength) {
      tell("delete", batch, key, keyOffset + keyLength, timestamp);
    }
  }
}
