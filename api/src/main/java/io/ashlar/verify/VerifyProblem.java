package io.ashlar.verify;

/**
 * One thing that is wrong.
 *
 * @param kind what
 * @param table the name of the table, empty when it belongs to none
 * @param index the name of the index, {@code primary} for the row itself, empty when it belongs to
 *     no table
 * @param key the key as people read it: of a row its primary key, of an entry the indexed columns;
 *     empty when it has none
 * @param message a sentence with facts
 * @param repaired whether it was put right
 */
public record VerifyProblem(
    ProblemKind kind, String table, String index, String key, String message, boolean repaired) {}
