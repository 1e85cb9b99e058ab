package io.ashlar.rows.ingest;

import io.ashlar.argument.Arguments;
import io.ashlar.ingest.Acknowledgement;
import io.ashlar.ingest.Priority;
import io.ashlar.ingest.RowFiller;
import io.ashlar.rows.entry.AssignmentsBase;
import io.ashlar.rows.session.TableState;

/** The {@link RowFiller} that a producer holds. */
final class FillerHandle extends AssignmentsBase<RowFiller> implements RowFiller {

  private final RowSubmitter submitter;

  FillerHandle(TableState table, RowSubmitter submitter) {
    super(table);
    this.submitter = submitter;
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
      return submitter.submit(assigned(), priority, acknowledgement);
    } finally {
      assigned().clear();
      assigned().user().leave();
    }
  }
}
