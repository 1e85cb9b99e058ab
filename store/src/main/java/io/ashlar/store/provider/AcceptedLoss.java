package io.ashlar.store.provider;

/**
 * What a repair gave up. Between the two timestamps some commits are gone, and perhaps later ones.
 *
 * @param newestTimestamp the newest stamp of any row or entry that is there; commits after it that
 *     only deleted may be there too
 * @param durableTimestamp up to where everything had been durable; 0 when the mark is unreadable
 * @param recoveredSequence how many changes there are
 * @param durableSequence how many had been durable; 0 when the mark is unreadable
 */
public record AcceptedLoss(
    long newestTimestamp, long durableTimestamp, long recoveredSequence, long durableSequence) {}
