package io.ashlar.mvcc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.engine.Engine;
import io.ashlar.engine.EngineOptions;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.mvcc.SyncMode;
import io.ashlar.mvcc.TestReads;
import io.ashlar.mvcc.TestWrites;
import io.ashlar.mvcc.history.HistoryKeyspaces;
import io.ashlar.mvcc.history.HistoryRecorder;
import io.ashlar.mvcc.watch.RangeWatches;
import java.nio.file.Path;
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
            new RecentValues(window),
            new SeekHints(),
            new RangeWatches(0),
            new HistoryRecorder(new HistoryKeyspaces(), engine),
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
    commit.prepare(writes, SyncMode.NONE, timestamp -> {});
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
    group.judge();
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
    group.judge();
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
    group.judge();
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
    group.judge();
    assertThat(first.failure()).isNull();
    assertThat(second.failure()).isInstanceOf(SerializationConflictException.class);
    assertThat(group.writers()).isEqualTo(1);
  }

  @Test
  void shouldRecordKeysOfAcceptedMembersAlone() {
    add(new TestWrites().put(key("k"), 1, VIEW).check(key("l"), VIEW));
    add(new TestWrites().put(key("k"), 2, VIEW).put(key("r"), 2, VIEW));
    add(new TestWrites().delete(key("s"), VIEW));
    group.judge();
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
}
