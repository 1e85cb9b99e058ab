package io.ashlar.sqltest.oracle;

import io.ashlar.sqltest.query.Engine;
import java.util.Set;

/**
 * What to run.
 *
 * @param seed of everything
 * @param trials how many in all
 * @param seconds after which no more is begun; 0 for no limit
 * @param findings after how many to stop
 * @param peers who else is asked
 */
public record SqlFuzzOptions(
    long seed, long trials, int seconds, int findings, Set<Engine> peers) {}
