package io.ashlar.rows.verify;

import io.ashlar.error.CorruptionException;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.verify.ProblemKind;

/**
 * What the integrity check has found at one key.
 *
 * @param kind what is wrong
 * @param table the table, as it was at the view; null when it belongs to none
 * @param index the index, or null when the row itself is damaged
 * @param key the key that the check stood on, keyspace id included: a row's, or an entry's when the
 *     entry is wrong, and a keyspace id alone when it belongs to no table
 * @param problem says it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Finding(
    ProblemKind kind,
    TableDefinition table,
    IndexDefinition index,
    byte[] key,
    CorruptionException problem) {}
