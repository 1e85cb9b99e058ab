package io.ashlar.rows.session;

import io.ashlar.rows.catalog.TableDefinition;

/**
 * One published definition of a table and the one before it.
 *
 * @param definition the definition
 * @param older the one before, or null when no view can need it
 */
record DefinitionVersion(TableDefinition definition, DefinitionVersion older) {}
