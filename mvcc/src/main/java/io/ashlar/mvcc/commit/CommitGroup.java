package io.ashlar.mvcc.commit;

import io.ashlar.codec.key.KeyHash;
import io.ashlar.codec.row.RowFormat;
import io.ashlar.engine.EngineBatch;
import io.ashlar.engine.Family;
import io.ashlar.error.OutOfSpaceException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.mvcc.log.WriteNeed;
import io.ashlar.mvcc.window.OrderedWindow;
import io.ashlar.mvcc.window.RecentCommits;
import io.ashlar.store.ReadSource;
import io.ashlar.store.WriteVisitor;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The commits that are written together: validates them one after the other, then turns those that
 * passed into one batch. The leader's.
 */
public final class CommitGroup {

  private final RecentCommits window;
  private final OrderedWindow ordered;
  private final ReadValidator readValidator;
  private final KeyRecorder recorder;

  /**
   * Told of every write, one after the other in this order, before the write itself is in the
   * batch. So a version of a key that history keeps lies in the batch, and in the log, before the
   * write that has ended it.
   */
  private final CommitObserver[] observers;

  private final EngineBatch batch;
  private final GroupKeys keys = new GroupKeys();
  private final WriteValidator writeValidator = new WriteValidator();
  private final Writer writer = new Writer();
  private final PendingCommit[] members;
  private int size;
  private int writers;

  /**
   * An empty group; its memory is used again for each.
   *
   * @param batch takes the writes; the leader's, and kept by the caller
   * @param window of recent commits, by hash
   * @param ordered the ordered window
   * @param observers told of every write, in this order
   * @param limitCommits how many commits a group takes
   */
  public CommitGroup(
      EngineBatch batch,
      RecentCommits window,
      OrderedWindow ordered,
      List<CommitObserver> observers,
      int limitCommits) {
    this.window = window;
    this.ordered = ordered;
    this.observers = observers.toArray(new CommitObserver[0]);
    this.readValidator = new ReadValidator(window, ordered, keys);
    this.recorder = new KeyRecorder(ordered);
    this.batch = batch;
    this.members = new PendingCommit[limitCommits];
  }

  EngineBatch batch() {
    return batch;
  }

  int size() {
    return size;
  }

  boolean full() {
    return size == members.length;
  }

  PendingCommit member(int index) {
    return members[index];
  }

  void add(PendingCommit commit) {
    members[size++] = commit;
  }

  void clear() {
    for (int i = 0; i < size; i++) {
      members[i] = null;
    }
    size = 0;
  }

  /** Takes a member out again; false when it is none. */
  boolean remove(PendingCommit commit) {
    for (int i = 0; i < size; i++) {
      if (members[i] == commit) {
        System.arraycopy(members, i + 1, members, i, size - i - 1);
        members[--size] = null;
        return true;
      }
    }
    return false;
  }

  /** Commits that passed and write something: as many timestamps are needed. */
  int writers() {
    return writers;
  }

  /** Whether any of the writers brings rows: the others only take some away. */
  WriteNeed need() {
    for (int i = 0; i < size; i++) {
      PendingCommit commit = members[i];
      if (commit.writes() && commit.consumes()) {
        return WriteNeed.ORDINARY;
      }
    }
    return WriteNeed.FREEING;
  }

  /** Validates every member that has not failed; who does not pass has a failure from then on. */
  void validate() {
    keys.clear();
    writers = 0;
    for (int i = 0; i < size; i++) {
      if (members[i].failure() == null) {
        try {
          validateMember(i);
        } catch (RuntimeException | OutOfMemoryError e) {
          // The memory that one member needs is not the others' affair.
          members[i].fail(e);
        }
        settleValidation(members[i]);
      }
    }
  }

  private void validateMember(int index) {
    PendingCommit commit = members[index];
    writeValidator.begin(writers);
    commit.beginValidation();
    commit.source().forEach(writeValidator);
    commit.consumes(writeValidator.consumes);
    if (writeValidator.conflict) {
      commit.conflictHash(writeValidator.conflictHash);
      commit.fail(
          new WriteConflictException(
              "The key was changed by another commit.",
              "keyHash",
              Long.toHexString(writeValidator.conflictHash),
              "readAt",
              writeValidator.conflictReadAt));
    }
    ReadSource reads = commit.source().reads();
    if (commit.failure() == null && !reads.isEmpty()) {
      readValidator.validate(commit, reads, members, writers == 0 ? 0 : index);
    }
  }

  private void settleValidation(PendingCommit commit) {
    if (commit.failure() != null) {
      keys.reject();
      return;
    }
    keys.accept();
    if (writeValidator.writes) {
      commit.accept();
      writers++;
    }
  }

  /**
   * Stamps and batches all writers, and tells the observers of what they write.
   *
   * @return false when a member's entries could not be taken: it has failed, and the group must be
   *     validated anew without it
   */
  boolean fill(long firstTimestamp) {
    batch.clear();
    writer.written = 0;
    if (writers > 0) {
      for (CommitObserver observer : observers) {
        observer.begin(firstTimestamp + writers - 1);
      }
    }
    long timestamp = firstTimestamp;
    for (int i = 0; i < size; i++) {
      PendingCommit commit = members[i];
      if (commit.writes()) {
        writer.timestamp = timestamp++;
        try {
          commit.source().forEach(writer);
        } catch (RuntimeException | OutOfMemoryError e) {
          commit.fail(e);
          abandon();
          return false;
        }
        commit.ordered(writer.timestamp, firstTimestamp + writers - 1);
      }
    }
    return true;
  }

  /** Tells the observers that what they were told is not written. */
  void abandon() {
    for (CommitObserver observer : observers) {
      observer.abandoned();
    }
  }

  /** Fails all writers, or those that bring rows; returns whether both kinds were there. */
  boolean failWriters(OutOfSpaceException refusal, boolean consumersAlone) {
    boolean spared = false;
    boolean failed = false;
    for (int i = 0; i < size; i++) {
      PendingCommit commit = members[i];
      if (commit.writes()) {
        if (consumersAlone && !commit.consumes()) {
          spared = true;
        } else {
          failed = true;
          commit.beginValidation();
          commit.fail(refusal);
        }
      }
    }
    if (spared && !failed) {
      return failWriters(refusal, false);
    }
    return spared;
  }

  /** Keys that the accepted members write. */
  int keys() {
    return keys.size();
  }

  /** Puts the keys of the written group into the window. */
  void record(long firstTimestamp, long oldestView) {
    for (int i = 0; i < keys.size(); i++) {
      window.record(keys.hash(i), firstTimestamp + keys.member(i), oldestView);
    }
  }

  /**
   * Puts the keys of the group into the ordered window if some reader will be validated by ranges.
   * To be called after the publication: who counts himself later has this group in his view.
   */
  void recordKeys(long newest, long oldestView) {
    if (!ordered.needed()) {
      ordered.forget(newest);
      return;
    }
    try {
      recordKeys(oldestView);
    } catch (OutOfMemoryError e) {
      ordered.forget(newest);
    }
  }

  private void recordKeys(long oldestView) {
    for (int i = 0; i < size; i++) {
      PendingCommit commit = members[i];
      if (commit.writes()) {
        recorder.record(commit, oldestView);
      }
    }
  }

  /** First pass over a write set: conflicts. */
  private final class WriteValidator implements WriteVisitor {
    private int member;
    private boolean writes;
    private boolean consumes;
    private boolean conflict;
    private long conflictHash;
    private long conflictReadAt;

    void begin(int newMember) {
      member = newMember;
      writes = false;
      consumes = false;
      conflict = false;
    }

    private long validate(DirectBuffer key, int offset, int length, long readAt) {
      long hash = KeyHash.hash(key, offset, length);
      if (!conflict && (keys.contains(hash) || window.changedSince(hash, readAt))) {
        conflict = true;
        conflictHash = hash;
        conflictReadAt = readAt;
      }
      return hash;
    }

    @Override
    public void put(
        DirectBuffer key,
        int keyOffset,
        int keyLength,
        MutableDirectBuffer value,
        int valueOffset,
        int valueLength,
        long readAt) {
      keys.add(validate(key, keyOffset, keyLength, readAt), member);
      writes = true;
      consumes |= KeyFamily.of(key, keyOffset) == Family.DATA;
    }

    @Override
    public void delete(DirectBuffer key, int keyOffset, int keyLength, long readAt) {
      keys.add(validate(key, keyOffset, keyLength, readAt), member);
      writes = true;
    }

    @Override
    public void check(DirectBuffer key, int keyOffset, int keyLength, long readAt) {
      validate(key, keyOffset, keyLength, readAt);
    }
  }

  /** Second pass over a write set: stamps and batches. */
  private final class Writer implements WriteVisitor {
    private long timestamp;

    /** Entries passed so far: the accepted members' keys in the same order. */
    private int written;

    @Override
    public void put(
        DirectBuffer key,
        int keyOffset,
        int keyLength,
        MutableDirectBuffer value,
        int valueOffset,
        int valueLength,
        long readAt) {
      RowFormat.stamp(value, valueOffset, timestamp);
      Family family = KeyFamily.of(key, keyOffset);
      long hash = keys.hash(written++);
      for (CommitObserver observer : observers) {
        observer.put(
            batch,
            family,
            hash,
            timestamp,
            key,
            keyOffset,
            keyLength,
            value,
            valueOffset,
            valueLength);
      }
      batch.put(family, key, keyOffset, keyLength, value, valueOffset, valueLength);
    }

    @Override
    public void delete(DirectBuffer key, int keyOffset, int keyLength, long readAt) {
      Family family = KeyFamily.of(key, keyOffset);
      long hash = keys.hash(written++);
      for (CommitObserver observer : observers) {
        observer.delete(batch, family, hash, timestamp, key, keyOffset, keyLength);
      }
      batch.delete(family, key, keyOffset, keyLength);
    }

    @Override
    public void check(DirectBuffer key, int keyOffset, int keyLength, long readAt) {
      // Validated already; leaves nothing behind.
    }
  }
}
