package io.ashlar.torture.writer;

import io.ashlar.transaction.Durability;

/**
 * A commit that was reported as done.
 *
 * @param thread whose
 * @param sequence which, from 1
 * @param timestamp its commit timestamp
 * @param durability what it asked for
 * @param nanos {@link System#nanoTime} of the machine when it returned
 */
public record Acknowledgement(
    int thread, long sequence, long timestamp, Durability durability, long nanos) {

  /** A line that {@link #ofLine} understands, without its end. */
  String toLine() {
    return "A " + thread + " " + sequence + " " + timestamp + " " + durability + " " + nanos;
  }

  static Acknowledgement ofLine(String line) {
    String[] words = line.split(" ", -1);
    return new Acknowledgement(
        Integer.parseInt(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]),
        Durability.valueOf(words[4]),
        Long.parseLong(words[5]));
  }
}
