/**
 * Random tables, rows and queries: {@link io.ashlar.sqltest.random.SchemaSource} makes tables with
 * awkward values, {@link io.ashlar.sqltest.random.QuerySource} queries over them.
 */
package io.ashlar.sqltest.random;
