/**
 * The catalog: what tables, columns and indexes there are.
 */
package io.ashlar.rows.catalog;
