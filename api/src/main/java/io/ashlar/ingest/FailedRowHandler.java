package io.ashlar.ingest;

/**
 * Takes the rows that a writer could not write. Called by the threads of the writer, one row at a
 * time for each of them, so it has to bear several threads where the writer has several; rows wait
 * for it meanwhile. It may submit rows to the writer, which are refused where they would have to
 * wait, and must not flush or close it. What it throws is logged and otherwise without effect.
 */
@FunctionalInterface
public interface FailedRowHandler {

  /**
   * A row was not written. The others of its batch are.
   *
   * @param row the row and why it failed
   */
  void failed(FailedRow row);
}
