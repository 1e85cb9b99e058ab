package io.ashlar.rows.ingest;

import io.ashlar.codec.memory.HeapBuffer;
import io.ashlar.ingest.Acknowledgement;
import io.ashlar.ingest.Priority;
import io.ashlar.ingest.WriteOperation;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.entry.Assigned;
import org.agrona.DirectBuffer;

/** A row on its way into a queue. One owner, for one row after the other; allocates nothing. */
final class Submission {

  private static final int INITIAL_BYTES = 256;

  private final HeapBuffer record = new HeapBuffer(INITIAL_BYTES);
  private final byte operation;
  private int length;
  private byte level;
  private Acknowledgement acknowledgement;
  private long submittedNs;

  Submission(WriteOperation operation) {
    this.operation = codeOf(operation);
  }

  /** Takes a row. */
  void fill(TableDefinition definition, Assigned values, Priority priority, Acknowledgement told) {
    length = RecordFormat.encode(definition, values, record);
    level = codeOf(priority);
    acknowledgement = told;
    submittedNs = System.nanoTime();
  }

  /** Forgets whom to tell. */
  void clear() {
    acknowledgement = null;
  }

  DirectBuffer record() {
    return record.buffer();
  }

  int length() {
    return length;
  }

  byte operation() {
    return operation;
  }

  int level() {
    return level;
  }

  Acknowledgement acknowledgement() {
    return acknowledgement;
  }

  long submittedNs() {
    return submittedNs;
  }

  private static byte codeOf(WriteOperation operation) {
    return switch (operation) {
      case INSERT -> 0;
      case UPSERT -> 1;
      case DELETE -> 2;
    };
  }

  /** The operation of a code in a record. */
  static WriteOperation operationOf(byte code) {
    return switch (code) {
      case 0 -> WriteOperation.INSERT;
      case 1 -> WriteOperation.UPSERT;
      case 2 -> WriteOperation.DELETE;
      default -> throw new IllegalStateException("no such operation");
    };
  }

  /** From 0, the first to be dropped, to 3. */
  private static byte codeOf(Priority priority) {
    return switch (priority) {
      case LOW -> 0;
      case NORMAL -> 1;
      case HIGH -> 2;
      case CRITICAL -> 3;
    };
  }
}
