package io.ashlar.rows.sequence;

import io.ashlar.schema.SequenceOptions;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The numbers of a sequence from its start to its limit, by their place, and how far they were
 * given out. Taken from by all threads; everything else is done by whoever has the lock of the
 * sequence.
 */
final class Run {

  /** What {@link #issued} holds once nothing is taken from here any more. */
  static final long RETIRED = Long.MAX_VALUE;

  private final SequenceOptions options;
  private final long count;

  /** How many numbers have been given out. */
  private final AtomicLong issued;

  /** How many may be given out. Invariant: at most what a durable commit has stored; only rises. */
  private volatile long reserved;

  /** All numbers up to a place may have been given out. */
  Run(SequenceOptions options, long place) {
    this.options = options;
    this.count = count(options, options.limit());
    this.issued = new AtomicLong(place);
    this.reserved = place;
  }

  /** Numbers from the start to one that is not before it; those beyond a long's worth are none. */
  private static long count(SequenceOptions options, long last) {
    // The distance may take all 64 bits, and so may the step of one that falls.
    boolean rising = options.increment() > 0;
    long distance = rising ? last - options.start() : options.start() - last;
    long step = rising ? options.increment() : -options.increment();
    long steps = Long.divideUnsigned(distance, step);
    // The greatest long is no place but the mark of a run that has ended.
    return steps < 0 || steps >= RETIRED - 1 ? RETIRED - 1 : steps + 1;
  }

  SequenceOptions options() {
    return options;
  }

  /** How many numbers there are in all. */
  long count() {
    return count;
  }

  long reserved() {
    return reserved;
  }

  long issued() {
    return issued.get();
  }

  /** Takes the number at a place; false when somebody else was faster. */
  boolean take(long place) {
    return issued.compareAndSet(place, place + 1);
  }

  long number(long place) {
    return options.start() + place * options.increment();
  }

  /** The place of the first number behind another; that behind the last where there is none. */
  long placeBehind(long number) {
    boolean rising = options.increment() > 0;
    if (rising ? number < options.start() : number > options.start()) {
      return 0;
    }
    boolean beyond = rising ? number >= options.limit() : number <= options.limit();
    return beyond ? count : Math.min(count, count(options, number));
  }

  void reserve(long places) {
    assert places >= reserved : "a reservation is not taken back";
    reserved = places;
  }

  /** Passes over the numbers before a place, all of which are reserved. */
  void skipTo(long place) {
    issued.accumulateAndGet(place, Math::max);
    reserved = Math.max(reserved, place);
  }

  /** Lets nobody take a number any more; returns how many have been given out. */
  long retire() {
    return issued.getAndSet(RETIRED);
  }
}
