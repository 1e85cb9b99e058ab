package io.ashlar.rows.ingest;

import io.ashlar.argument.Arguments;
import io.ashlar.error.LimitExceededException;
import io.ashlar.ingest.Acknowledgement;
import io.ashlar.ingest.Priority;
import io.ashlar.ingest.RowFiller;
import io.ashlar.ingest.WriteOperation;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.entry.AssignmentsBase;
import io.ashlar.txn.limit.StatementClock;

/** The {@link RowFiller} that a producer holds. */
final class FillerHandle extends AssignmentsBase<RowFiller> implements RowFiller {

  private final TableWriterHandle writer;
  private final WriteOperation operation;

  /** Decides where rows go whose key is not known yet. */
  private final long number;

  private final KnownColumns columns;
  private final FilledRow judge = new FilledRow();
  private final Submission row;
  private final Producer producer;

  /** The definition by which the last row was judged. */
  private TableDefinition known;

  FillerHandle(TableWriterHandle writer, WriterParts parts, WriteOperation operation, long number) {
    super(parts.mutators().table());
    this.writer = writer;
    this.operation = operation;
    this.number = number;
    this.columns = parts.columns();
    this.row = new Submission(operation);
    this.producer = new Producer(writer, parts);
  }

  @Override
  protected RowFiller self() {
    return this;
  }

  @Override
  public boolean submit() {
    return handOver(Priority.NORMAL, null);
  }

  @Override
  public boolean submit(Priority priority) {
    return handOver(Arguments.given(priority, "priority"), null);
  }

  @Override
  public boolean submit(Priority priority, Acknowledgement acknowledgement) {
    Arguments.requireGiven(priority, "priority");
    Arguments.requireGiven(acknowledgement, "acknowledgement");
    return handOver(priority, acknowledgement);
  }

  private boolean handOver(Priority priority, Acknowledgement acknowledgement) {
    assigned().user().enter();
    try {
      writer.ensureOpen();
      table().ensureUsable();
      StatementClock clock = assigned().user().clock();
      if (clock != null) {
        clock.begin(table().name());
      }
      judge();
      row.fill(known, assigned(), priority, acknowledgement);
      Lane lane = writer.laneOf(judge.hash(number));
      if (!lane.queue().holds(row.length())) {
        throw new LimitExceededException(
            "The row is larger than the queue of the writer.",
            "table",
            table().name(),
            "rowBytes",
            row.length());
      }
      return producer.submit(row, lane, clock);
    } finally {
      row.clear();
      assigned().clear();
      assigned().user().leave();
    }
  }

  @SuppressWarnings("ReferenceEquality") // another object with each change
  private void judge() {
    TableDefinition definition = table().definition();
    assigned().adopt(definition);
    if (definition != known) {
      columns.add(definition);
      known = definition;
    }
    judge.require(definition, assigned(), operation);
  }
}
