/**
 * Descriptions of tables: what a user declares before there are rows.
 *
 * <p>Read {@link io.ashlar.schema.TableSchema} first. All types are immutable descriptions, made by
 * builders that check them; they know nothing of storage. A {@link io.ashlar.schema.TableChange}
 * describes how a table is altered. <b>Neighbours</b>: the kinds of values of {@code
 * io.ashlar.codec.value} and the predicates of {@code io.ashlar.query} below; everything else of
 * the row layer above. <b>Errors</b>: {@link io.ashlar.error.SchemaException}, with all that is
 * known of the place as facts.
 */
package io.ashlar.schema;
