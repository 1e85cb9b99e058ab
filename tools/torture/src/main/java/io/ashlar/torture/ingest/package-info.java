/**
 * Kills processes that hand rows to a writer.
 *
 * <p>Read {@link io.ashlar.torture.ingest.IngestKill} first: it runs {@code ProducerMain} as a
 * child and says what must hold afterwards. <b>Neighbours</b>: {@code io.ashlar.torture} and {@code
 * io.ashlar.workbench}; {@code io.ashlar.cli.torture} above. <b>Threads</b>: that of the run, and
 * one that listens to the child. <b>Errors</b>: what was lost or wrong is a problem of the outcome.
 */
package io.ashlar.torture.ingest;
