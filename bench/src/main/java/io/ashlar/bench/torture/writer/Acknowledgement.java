package io.ashlar.bench.torture.writer;

import io.ashlar.Durability;

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
    int thread, long sequence, long timestamp, Durability durability, long nanos) {}
