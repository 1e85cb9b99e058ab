package io.ashlar.sqltest.change;

import io.ashlar.sqltest.query.Term;
import java.util.List;

/**
 * What an insert does where a key is taken.
 *
 * @param key the column of the key; null for any
 * @param settings what is set, over the columns of the table and of {@code excluded}; empty where
 *     nothing is done
 * @param condition which rows are changed; null for all
 */
public record Conflict(String key, List<Setting> settings, Term condition) {}
