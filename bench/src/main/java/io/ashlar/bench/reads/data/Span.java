package io.ashlar.bench.reads.data;

import java.nio.ByteBuffer;

/**
 * A row of the table, of about 200 bytes.
 *
 * @param id the primary key
 * @param traceHigh the first eight bytes of the trace's id
 * @param traceLow the last eight bytes
 * @param service who worked
 * @param operation what it did
 * @param started microseconds since 1970, different for each span
 * @param duration microseconds
 * @param status 0 for success
 * @param attributes whatever else there is to say, as text
 */
public record Span(
    long id,
    long traceHigh,
    long traceLow,
    String service,
    String operation,
    long started,
    long duration,
    int status,
    String attributes) {

  /** How long the id of a trace is. */
  public static final int TRACE_BYTES = 16;

  /**
   * The id of a trace as bytes.
   *
   * @param high the first eight
   * @param low the last eight
   * @return a new array
   */
  public static byte[] traceBytes(long high, long low) {
    return ByteBuffer.allocate(TRACE_BYTES).putLong(high).putLong(low).array();
  }

  /**
   * Gives all columns to a digest, in the order of the table.
   *
   * @param digest takes them
   */
  public void addTo(RowDigest digest) {
    digest.number(id);
    digest.bytes(traceBytes(traceHigh, traceLow));
    digest.text(service);
    digest.text(operation);
    digest.number(started);
    digest.number(duration);
    digest.number(status);
    digest.text(attributes);
  }
}
