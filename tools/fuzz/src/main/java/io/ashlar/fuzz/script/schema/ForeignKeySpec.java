package io.ashlar.fuzz.script.schema;

import io.ashlar.schema.ReferenceAction;
import java.util.List;

/**
 * A foreign key to be made.
 *
 * @param name its name
 * @param columns the referencing columns
 * @param table the referenced table
 * @param referenced the referenced columns in the same order
 * @param onDelete what a delete of the referenced row does
 * @param onUpdate what a change of the referenced key does
 */
public record ForeignKeySpec(
    String name,
    List<String> columns,
    String table,
    List<String> referenced,
    ReferenceAction onDelete,
    ReferenceAction onUpdate) {}
