package io.ashlar.sql.scalar;

import io.ashlar.argument.Arguments;
import io.ashlar.sql.type.DataErrors;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;

/**
 * What expressions know beside the row: the instant of the statement, the zone and names of the
 * session, chance, sequences. Whoever executes statements keeps one, gives it to scalars when they
 * are made, and sets it before each statement. One thread at a time.
 */
public final class EvaluationContext {

  /** Of a statement whose instant nobody has asked for. */
  private static final long UNASKED = Long.MIN_VALUE;

  private long statementMicros;

  /** The number of the statement that runs; those that have begun are numbered from 1. */
  private long statements;

  /** The number of the last statement that began; others may have gone on since. */
  private long begun;

  private ZoneId zone = ZoneOffset.UTC;
  private SplittableRandom random = new SplittableRandom();
  private SequenceNumbers sequences;

  /** One of defaults: the zone UTC, no sequences, the instant 0. */
  public EvaluationContext() {
    // All fields have their defaults.
  }

  /**
   * The instant of the statement, the same for all of it.
   *
   * @return microseconds since 1970-01-01 UTC
   */
  public long statementMicros() {
    if (statementMicros == UNASKED) {
      statementMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
    return statementMicros;
  }

  /**
   * Begins a statement. Parameters are set before.
   *
   * @param micros its instant: microseconds since 1970-01-01 UTC
   */
  public void beginStatement(long micros) {
    statementMicros = micros;
    statements = ++begun;
  }

  /**
   * Begins a statement whose instant is that at which it is first asked for: most never ask.
   * Parameters are set before.
   */
  public void beginStatement() {
    beginStatement(UNASKED);
  }

  /**
   * Goes on with a statement that another has interrupted.
   *
   * @param statement its number, as {@link #statements} gave it
   * @param micros its instant, as {@link #takenMicros} gave it last
   */
  public void goOn(long statement, long micros) {
    statements = statement;
    statementMicros = micros;
  }

  /**
   * The instant of the statement, for {@link #goOn}.
   *
   * @return the instant, or what stands for one that nobody has asked for
   */
  public long takenMicros() {
    return statementMicros;
  }

  /**
   * The number of the statement: while it stays the same, so do the parameters.
   *
   * @return another for each statement
   */
  public long statements() {
    return statements;
  }

  /**
   * The zone of the session.
   *
   * @return the zone
   */
  public ZoneId zone() {
    return zone;
  }

  /**
   * Sets the zone of the session.
   *
   * @param value one of a fixed offset is a {@link ZoneOffset}, or else slower
   */
  public void setZone(ZoneId value) {
    Arguments.requireGiven(value, "value");
    zone = value;
  }

  /**
   * Who it is.
   *
   * @return the name
   */
  public String user() {
    return "ashlar";
  }

  /**
   * Where names are looked up.
   *
   * @return the name
   */
  public String schema() {
    return "public";
  }

  /**
   * What the session is connected to.
   *
   * @return the name
   */
  public String database() {
    return "ashlar";
  }

  /**
   * What {@code version()} gives.
   *
   * @return the text
   */
  public String version() {
    return "Ashlar";
  }

  /**
   * Where chance comes from.
   *
   * @return the same until a seed is set
   */
  public SplittableRandom random() {
    return random;
  }

  /**
   * Makes chance repeatable.
   *
   * @param seed any number
   */
  public void setSeed(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * The sequences.
   *
   * @return as set
   * @throws io.ashlar.sql.error.SqlException 0A000 when there are none
   */
  public SequenceNumbers sequences() {
    if (sequences == null) {
      throw DataErrors.notSupported("There are no sequences here.");
    }
    return sequences;
  }

  /**
   * Sets the sequences.
   *
   * @param value the sequences
   */
  public void setSequences(SequenceNumbers value) {
    Arguments.requireGiven(value, "value");
    sequences = value;
  }
}
