package io.ashlar.fuzz.model.table;

import java.util.Map;

/**
 * A row and the state that has written it.
 *
 * @param row its values by column
 * @param version the number of the state; 0 for what a transaction itself has written
 */
public record Stored(Map<Integer, Object> row, int version) {}
