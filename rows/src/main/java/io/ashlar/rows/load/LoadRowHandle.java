package io.ashlar.rows.load;

import io.ashlar.load.LoadRow;
import io.ashlar.rows.entry.Assigned;
import io.ashlar.rows.entry.AssignmentsBase;
import io.ashlar.rows.session.TableState;

/** The {@link LoadRow} that a source fills. */
final class LoadRowHandle extends AssignmentsBase<LoadRow> implements LoadRow {

  LoadRowHandle(TableState table) {
    super(table);
  }

  @Override
  protected LoadRow self() {
    return this;
  }

  @Override
  public LoadRow clear() {
    assigned().user().enterToSet();
    try {
      assigned().clear();
    } finally {
      assigned().user().leave();
    }
    return this;
  }

  /** What has been set. */
  Assigned values() {
    return assigned();
  }
}
